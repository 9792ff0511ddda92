/** A number that a text mentions, with its place (UTF-16 offsets, end exclusive). */
export interface NumberMention {
  start: number;
  end: number;
  text: string;
  kind: 'number' | 'ordinal' | 'percent' | 'time' | 'date' | 'score' | 'code';
  /** Two mentions of the same number have the same value: «600 тис.» and «600 000» are both `600000`. */
  value: string;
}

/** The numbers of a text in order, as a reader would read them. */
export function numbersIn(text: string): NumberMention[] {
  return [...text.matchAll(/\d+(?:[.,]\d+)?/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    kind: 'number' as const,
    value: match[0].replace(',', '.'),
  }));
}
