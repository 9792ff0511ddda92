import type { Candidate } from './candidates.js';

/** The texts of a summary's sentences in order, in which who was named in full before goes by the surname. */
export function withNamesOnce(sentences: readonly Pick<Candidate, 'text' | 'names'>[]): string[] {
  const named = new Map<string, string>();
  return sentences.map(({ text, names }) => {
    let shorter = text;
    for (const surname of names) {
      const first = firstNameIn(text, surname)?.word.slice(0, SAME_IN_ALL_CASES);
      if (first === undefined) continue;
      if (named.get(surname) === first) shorter = withoutFirstName(shorter, surname);
      else named.set(surname, first);
    }
    return shorter;
  });
}

/** Letters that a first name keeps in all its cases: «Лев» and «Лева», «Павло» and «Павла». */
const SAME_IN_ALL_CASES = 2;

const CAPITALISED = /(?<!\p{L})(\p{Lu}\p{Ll}[\p{L}’'-]*) /gu;

/** The capitalised word right before a surname, whatever its case, and where it stands. */
function firstNameIn(text: string, surname: string): { word: string; start: number; end: number } | null {
  const beginning = surname.length > 4 ? surname.slice(0, -1) : surname;
  if (!text.includes(` ${beginning}`)) return null;
  for (const { 0: found, 1: word, index: start } of text.matchAll(CAPITALISED)) {
    const end = start + found.length;
    if (text.startsWith(beginning, end)) return { word: word!, start, end };
  }
  return null;
}

function withoutFirstName(text: string, surname: string): string {
  const first = firstNameIn(text, surname);
  return first === null ? text : text.slice(0, first.start) + text.slice(first.end);
}
