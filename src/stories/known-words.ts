import { remembering } from '../language/remembered.js';
import { stem } from '../language/stem.js';
import { isStopWord } from '../language/stopwords.js';
import { words } from '../language/words.js';
import { hashOf } from './hash.js';

/** A word with what is asked of it whenever it comes. */
export interface KnownWord {
  /** As `words` gives it. */
  word: string;
  stem: string;
  /**
   * The number that stands for its stem where articles are compared: of a million stems a hundred pairs share one, which
   * two articles will hardly meet.
   */
  term: number;
  /** Of the word itself. */
  hash: number;
  /** Does it carry matter of its own? */
  isTelling: boolean;
}

/** What is known of a word in small letters. */
export const knownWord = remembering((word): KnownWord => {
  const stemmed = stem(word);
  return { word, stem: stemmed, term: hashOf(stemmed), hash: hashOf(word), isTelling: !isStopWord(word) };
});

/** The words of a text in order. */
export function knownWords(text: string): KnownWord[] {
  return words(text).map(knownWord);
}
