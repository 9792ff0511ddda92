import { type DateMention, dateMentions } from './date-mentions.js';
import { asIfUtc, instantOfWallTime, isPossible, wallTimeAt } from './wall-time.js';

/** How a date without a zone, a year or a calendar day is to be understood. */
export interface DateContext {
  /** The IANA zone of whoever wrote the date; it counts only where the text names no offset. */
  zone: string;
  /** The moment at which it was read: «Вчора, 13:20» and «28 жовтня» need it. */
  now?: Date;
}

/** A moment; or `impossible` (31 February, 25:70); or `unknown`, where the context does not say enough. */
export type Moment = Date | 'impossible' | 'unknown';

/** What moment a mention means. A day without a time is its midnight. */
export function momentOf(mention: DateMention, context: DateContext): Moment {
  const time = mention.time ?? { hour: 0, minute: 0, second: 0, millisecond: 0 };
  const { said } = mention;
  if (said.kind === 'minutes-ago') {
    return context.now ? new Date(context.now.getTime() - said.minutes * 60_000) : 'unknown';
  }
  if (said.kind === 'days-ago') {
    if (!isPossible({ year: 2000, month: 1, day: 1, ...time })) return 'impossible';
    if (!context.now) return 'unknown';
    const today = wallTimeAt(context.now, context.zone);
    const day = new Date(Date.UTC(today.year, today.month - 1, today.day - said.days));
    const wall = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), ...time };
    return instantOfWallTime(wall, context.zone);
  }
  // A leap year stands in for the missing one, so that 29 February is possible.
  if (!isPossible({ year: said.year ?? 2000, month: said.month, day: said.day, ...time })) return 'impossible';
  if (said.year !== null) return inYear(said.year);
  if (!context.now) return 'unknown';
  const year = wallTimeAt(context.now, context.zone).year;
  const thisYear = inYear(year);
  // A day named without its year has been, or is today or tomorrow by a clock that runs ahead.
  return thisYear.getTime() - context.now.getTime() > 86_400_000 ? inYear(year - 1) : thisYear;

  function inYear(year: number): Date {
    const wall = { year, month: (said as { month: number }).month, day: (said as { day: number }).day, ...time };
    if (mention.offset !== null) return new Date(asIfUtc(wall) - mention.offset * 60_000);
    return instantOfWallTime(wall, context.zone);
  }
}

/**
 * The moment that a field of a feed or of a page's markup names, in any of the forms seen there: RFC 822 and its
 * misspellings, ISO 8601 and its parts, seconds since 1970, «28.10.2024 13:20», «Пн, 28 жов 2024». `null` where it
 * names none, or an impossible one.
 */
export function readDate(field: string, context: DateContext): Date | null {
  const text = field.trim().slice(0, 200);
  if (/^1?\d{9}(?:\d{3})?$/.test(text)) return new Date(text.length > 10 ? Number(text) : Number(text) * 1000);
  const usual = RFC_822.exec(text) ?? RFC_3339.exec(text);
  if (usual?.groups) return momentOfParts(usual.groups);
  const part = /^(\d{4})(?:-(\d{2}))?$/.exec(text);
  if (part) return readDate(`${part[1]}-${part[2] ?? '01'}-01`, context);
  const first = dateMentions(text)[0];
  if (!first) return null;
  const moment = momentOf(first, context);
  return moment instanceof Date ? moment : null;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The two forms that nearly all feeds use; reading them at once is ten times as fast as looking for a date. */
const RFC_822 =
  /^(?:[A-Z][a-z]{2},\s)?(?<day>\d{1,2})\s(?<name>[A-Z][a-z]{2})\s(?<year>\d{4})\s(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2}))?\s(?:(?<sign>[+-])(?<offsetHours>\d{2})(?<offsetMinutes>\d{2})|GMT|UTC|Z)$/;
const RFC_3339 =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})T(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})(?:\.(?<millisecond>\d{3}))?(?:(?<sign>[+-])(?<offsetHours>\d{2}):(?<offsetMinutes>\d{2})|Z)$/;

function momentOfParts(parts: Record<string, string | undefined>): Date | null {
  const wall = {
    year: Number(parts.year),
    month: parts.name === undefined ? Number(parts.month) : MONTHS.indexOf(parts.name) + 1,
    day: Number(parts.day),
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    second: Number(parts.second ?? 0),
    millisecond: Number(parts.millisecond ?? 0),
  };
  if (!isPossible(wall)) return null;
  const offset = Number(parts.offsetHours ?? 0) * 60 + Number(parts.offsetMinutes ?? 0);
  return new Date(asIfUtc(wall) - (parts.sign === '-' ? -offset : offset) * 60_000);
}
