import type { Preferences } from '../chats/store.js';
import { parseTimes } from '../digests/schedule.js';

/** Quiet hours as preferences keep them; both `null`: there are none. */
export type QuietHours = Pick<Preferences, 'quietFrom' | 'quietUntil'>;

/**
 * The hours that a person wrote: «22:00–07:00», «з 22 до 7», «від 23:30 до 8 ранку».
 * @returns `null` where they are not two different times.
 */
export function parseHours(written: string): QuietHours | null {
  const [from, until, ...more] = written
    .toLowerCase()
    .replace(/(?<!\p{L})(?:з|із|від|from)(?!\p{L})/gu, ' ')
    .split(/\s*[–—-]\s*|(?<!\p{L})(?:до|по|to|till|until)(?!\p{L})/u)
    .map((part) => parseTimes(part));
  const [quietFrom, quietUntil] = [only(from), only(until)];
  if (more.length > 0 || quietFrom === null || quietUntil === null || quietFrom === quietUntil) return null;
  return { quietFrom, quietUntil };
}

/** «22000700» of a button; anything else: no quiet hours. */
export function hoursIn(digits: string): QuietHours {
  const [, from, fromMinute, until, untilMinute] =
    /^([01]\d|2[0-3])([0-5]\d)([01]\d|2[0-3])([0-5]\d)$/.exec(digits) ?? [];
  if (!from) return { quietFrom: null, quietUntil: null };
  return { quietFrom: `${from}:${fromMinute}`, quietUntil: `${until}:${untilMinute}` };
}

function only(times: string[] | null | undefined): string | null {
  return times?.length === 1 ? (times[0] ?? null) : null;
}
