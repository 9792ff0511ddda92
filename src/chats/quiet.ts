import { previousSlot } from './calendar.js';

/** The hours in which a chat wants no urgent message: wall times in its zone. */
export interface QuietHours {
  /** «22:00»; `null`: there are none. */
  quietFrom: string | null;
  quietUntil: string | null;
  zone: string;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** The quiet hours that last at a moment (`until` is `null`), else the last that ended; `null` where there are none. */
export function lastQuiet(hours: QuietHours, now: Date): { from: Date; until: Date | null } | null {
  const { quietFrom, quietUntil, zone } = hours;
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil) return null;
  const lastOf = (time: string, until: Date) => previousSlot({ times: [time], weekdays: EVERY_DAY, zone }, until);
  const began = lastOf(quietFrom, now);
  const ended = lastOf(quietUntil, now);
  if (began === null || ended === null) return null;
  if (began > ended) return { from: began, until: null };
  const from = lastOf(quietFrom, new Date(ended.getTime() - 1000));
  return from && { from, until: ended };
}
