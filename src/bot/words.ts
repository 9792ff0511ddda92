import type { Preferences } from '../chats/store.js';
import { stem } from '../language/stem.js';
import { words } from '../language/words.js';

/** Words that one list of a chat may have. */
export const MOST_WORDS = 100;

/** Words as they were written, each once: «НАТО» and «нато» are one. */
export function eachWordOnce(written: readonly string[]): string[] {
  return written.filter((word, place) => written.findIndex((other) => isSameWord(word, other)) === place);
}

/** Are two words one but for capitals? */
function isSameWord(one: string, other: string): boolean {
  return inSmallLetters(one) === inSmallLetters(other);
}

/** Are two words or phrases one but for their endings and capitals? Each finds what the other does. */
export function isSameInSomeForm(one: string, other: string): boolean {
  return inStems(one) === inStems(other);
}

function inStems(phrase: string): string {
  return words(phrase).map(stem).join(' ');
}

/** A word as it is compared. */
export function inSmallLetters(word: string): string {
  return word.toLocaleLowerCase('uk');
}

/** The change that leaves a chat with these followed words: one that is followed no more is urgent no more either. */
export function followedWords(preferences: Preferences, followed: readonly string[]): Partial<Preferences> {
  return {
    followedWords: [...followed],
    urgentWords: preferences.urgentWords.filter((word) => followed.includes(word)),
  };
}
