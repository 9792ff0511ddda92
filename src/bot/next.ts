import type { Schedule } from '../chats/store.js';
import { momentInWords } from '../texts/moments.js';
import type { InterfaceLanguage } from '../vocabulary.js';

/** When the next digest of some schedules comes, in words; `null` where none will. */
export function nextInWords(
  schedules: readonly Schedule[],
  { language, now }: { language: InterfaceLanguage; now: Date },
): string | null {
  const [next] = schedules
    .flatMap(({ nextSlotAt, pausedAt, pausedUntil, zone }) =>
      nextSlotAt !== null && (pausedAt === null || pausedUntil !== null) ? [{ at: nextSlotAt, zone }] : [],
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return next ? momentInWords(language, { ...next, now }) : null;
}
