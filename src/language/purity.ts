/** A place in a text: UTF-16 offsets, end exclusive, and the text that stands there. */
interface Place {
  start: number;
  end: number;
  text: string;
}

/** Something that a digest must not show (`doubtful`: that an editor may want to look at). */
export type Impurity =
  | (Place & { kind: 'russian' })
  | (Place & { kind: 'mixedAlphabet'; suggestion: string })
  | (Place & { kind: 'brokenEncoding' })
  | (Place & { kind: 'calque'; suggestion: string })
  | (Place & { kind: 'doubtful'; suggestion: string });

/** What is impure in a text, in order. */
export function impurities(text: string): Impurity[] {
  return [...text.matchAll(/\uFFFD+/g)].map((match) => ({
    kind: 'brokenEncoding' as const,
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
}

/** The same words with Ukrainian typography: «ялинки», dashes, single spaces, an ellipsis of one character. */
export function typography(text: string): string {
  return text.replace(/(^|[\s(])"([^"\n]*)"/g, '$1«$2»').replace(/ [-–] /g, ' — ');
}
