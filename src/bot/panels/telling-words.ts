import { baseForm } from '../../language/base-form.js';
import { isStopWord } from '../../language/stopwords.js';
import { commonness } from '../../stories/common-words.js';
import { knownWord } from '../../stories/known-words.js';

/** Words of a headline that are offered. */
const MOST_WORDS = 6;
const SHORTEST = 4;
/** A word of so large a share of all news, such as «області», tells nothing apart. */
const COMMON = 0.2;
/** Verbs of saying and of being able: nobody follows the news of them. */
const ASIDE =
  /^(?:мо(?:жу|же|жуть|жна|гли|жливо)|стане|стали|буд(?:е|уть)|зможе|(?:заяв|підтверд|повідом|розпов|назв|поясн|сказ|кажуть|говор|обіця|вважа|закли)\p{L}*)$/u;
/** Verbs of the past, which headlines are told in: «відкрили», «затвердив», «зіграла»; not «колектив». */
const PAST = /\p{L}{3,}(?:[аиіуюя]л[аио]|[ая]в|(?<!т)ив|(?:л[аио]|в)ся|лись)$/u;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ-][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a headline that tell what it is about, names first; in their dictionary form where that is certain. */
export function tellingWords(headline: string): string[] {
  const found = [...new Set(headline.match(WORD) ?? [])].filter(
    (word) => !isAside(word.toLowerCase()) && /\p{L}/u.test(word) && (word.length >= SHORTEST || isName(word)),
  );
  const [first] = found;
  // The first word is capitalised whatever it is.
  const names = found.filter((word) => isName(word) && word !== first);
  const others = found
    .filter((word) => !names.includes(word))
    .map((word) => (isName(word) ? word : word.toLowerCase()));
  return [...new Set([...names, ...others].map(baseForm))].slice(0, MOST_WORDS);
}

function isAside(word: string): boolean {
  return isStopWord(word) || ASIDE.test(word) || PAST.test(word) || commonness(knownWord(word).term) >= COMMON;
}

function isName(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}
