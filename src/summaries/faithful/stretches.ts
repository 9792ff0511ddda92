import { remembering } from '../../language/remembered.js';
import { stem } from '../../language/stem.js';
import { isStopWord } from '../../language/stopwords.js';
import { words } from '../../language/words.js';
import { hasVerb } from '../extract/predicates.js';

export const INFINITIVE = /\p{L}{2,}ти(?:ся|сь)?$/u;
const CLAUSE_BORDER = /[,;:()]|\s[—–-]\s|[.!?…]+(?:\s|$)/u;

/** A title of some words has cases of its own; one of a single word is a name like any other. */
const SHORT_QUOTATION = /[«"„](?:[^\s«»"]+\s){1,3}[^\s«»"]+[»"“]/gu;

/** A stretch of a sentence between two marks. */
export interface Stretch {
  words: readonly string[];
  stems: readonly string[];
  /** Names in quotation marks behind the noun that they name, which keep their nominative: «провайдера „Мережа“». */
  titles: ReadonlySet<string>;
}

/** Behind a verb a name has a case of its own. */
const TITLE = /(?<=(\p{L}+) )[«"„]([^\s«»"„“]+)[»"“]/gu;

/** The stretches of a text that have two words at least. */
export function stretchesOf(text: string): Stretch[] {
  const titles = new Set(
    [...text.matchAll(TITLE)].flatMap(([, before, name]) => (hasVerb(before!) ? [] : words(name!))),
  );
  return text
    .replace(SHORT_QUOTATION, ' ')
    .split(CLAUSE_BORDER)
    .map((part) => words(part))
    .filter((found) => found.length >= 2)
    .map((found) => ({ words: found, stems: found.map((word) => (isStopWord(word) ? '' : keyOf(word))), titles }));
}

/** The stem without the vowel that comes and goes («посол», «посла») and with «в» for «у» before a consonant («ударив», «вдарила»). */
export const keyOf = remembering((word) =>
  stem(word)
    .replace(/[ео]?([лкцнр])ь?$/u, '$1')
    .replace(/^у(?=[бвгґджзклмнпрстфхцчшщ])/u, 'в'),
);
