import type { Preferences } from '../chats/store.js';

/** Words that one list of a chat may have. */
export const MOST_WORDS = 100;

/** Words as they were written, each once: «НАТО» and «нато» are one. */
export function eachWordOnce(words: readonly string[]): string[] {
  return words.filter((word, place) => words.findIndex((other) => isSameWord(word, other)) === place);
}

/** Are two words one but for capitals? */
export function isSameWord(one: string, other: string): boolean {
  return inSmallLetters(one) === inSmallLetters(other);
}

/** A word as it is compared. */
export function inSmallLetters(word: string): string {
  return word.toLocaleLowerCase('uk');
}

/** The change that leaves a chat with these followed words: one that is followed no more is urgent no more either. */
export function followedWords(preferences: Preferences, words: readonly string[]): Partial<Preferences> {
  return {
    followedWords: [...words],
    urgentWords: preferences.urgentWords.filter((word) => words.includes(word)),
  };
}
