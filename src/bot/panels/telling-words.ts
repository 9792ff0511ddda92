import { isStopWord } from '../../language/stopwords.js';

/** Words of a headline that are offered. */
const MOST_WORDS = 6;
const SHORTEST = 4;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ-][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a headline that tell what it is about: names first, then the longer words; as written. */
export function tellingWords(headline: string): string[] {
  const found = [...new Set(headline.match(WORD) ?? [])].filter(
    (word) => !isStopWord(word.toLowerCase()) && /\p{L}/u.test(word) && (word.length >= SHORTEST || isName(word)),
  );
  const [first] = found;
  // The first word is capitalised whatever it is.
  const names = found.filter((word) => isName(word) && word !== first);
  const others = found
    .filter((word) => !names.includes(word))
    .map((word) => (isName(word) ? word : word.toLowerCase()));
  return [...names, ...others].slice(0, MOST_WORDS);
}

function isName(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}
