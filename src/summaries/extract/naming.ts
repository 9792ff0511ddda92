import type { Candidate } from './candidates.js';

/** The texts of a summary's sentences in order, in which who was named in full before goes by the surname. */
export function withNamesOnce(sentences: readonly Pick<Candidate, 'text' | 'names'>[]): string[] {
  const named = new Map<string, string>();
  return sentences.map(({ text, names }) => {
    let shorter = text;
    for (const surname of names) {
      const inFull = new RegExp(`(?<!\\p{L})(\\p{Lu}\\p{Ll}[\\p{L}’'-]*) (?=${beginningOf(surname)})`, 'u');
      const firstName = inFull.exec(text)?.[1]?.slice(0, SAME_IN_ALL_CASES);
      if (firstName === undefined) continue;
      if (named.get(surname) === firstName) shorter = shorter.replace(inFull, '');
      else named.set(surname, firstName);
    }
    return shorter;
  });
}

/** Letters that a first name keeps in all its cases: «Лев» and «Лева», «Павло» and «Павла». */
const SAME_IN_ALL_CASES = 2;

function beginningOf(surname: string): string {
  return surname.length > 4 ? surname.slice(0, -1) : surname;
}
