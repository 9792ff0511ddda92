import { isStopWord } from './stopwords.js';
import { words } from './words.js';

/** The stem that the inflected forms of a Ukrainian word share; for comparing, not for reading. */
export function stem(word: string): string {
  return word.slice(0, Math.max(4, word.length - 2));
}

/** The stems of a text's content words, in order. */
export function stems(text: string): string[] {
  return words(text)
    .filter((word) => !isStopWord(word))
    .map(stem);
}
