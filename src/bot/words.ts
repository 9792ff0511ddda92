import type { Preferences } from '../chats/store.js';

/** Words that one list of a chat may have. */
export const MOST_WORDS = 100;

/** The change that leaves a chat with these followed words: one that is followed no more is urgent no more either. */
export function followedWords(preferences: Preferences, words: readonly string[]): Partial<Preferences> {
  return {
    followedWords: [...words],
    urgentWords: preferences.urgentWords.filter((word) => words.includes(word)),
  };
}
