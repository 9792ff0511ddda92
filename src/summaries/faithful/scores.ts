import { words } from '../../language/words.js';
import type { Said } from './company.js';
import { type Part, twoSided } from './deeds.js';

/** Is a score told from the other side: «„Обрій“ програв „Чайці“ 1:3» where an article has «„Чайка“ перемогла „Обрій“ 3:1»? */
export function isTurnedScore(said: Said, source: Said): boolean {
  if (said.count.kind !== 'score' || source.count.kind !== 'score') return false;
  if (said.count.value.split(':').reverse().join(':') !== source.count.value) return false;
  const [mine, theirs] = [sideOf(said), sideOf(source)];
  return mine !== undefined && theirs !== undefined && mine !== theirs;
}

/** Whose goals a score names first, by the win or defeat told last before it, or else first behind it. */
function sideOf({ text, count }: Said): Part | undefined {
  const tellsResult = (word: string) => twoSided(word)?.name === 'win';
  const result =
    words(text.slice(0, count.start)).findLast(tellsResult) ?? words(text.slice(count.end)).find(tellsResult);
  return result === undefined ? undefined : twoSided(result)?.parts.subject;
}
