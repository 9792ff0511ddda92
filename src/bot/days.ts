import { monthNumber } from '../language/dates.js';

const DAY_MS = 86_400_000;
/** A pause that is longer is no pause. */
const MOST_DAYS = 366;
/** The beginnings of the weekdays' names, from Monday on, in Ukrainian and English. */
const WEEKDAYS = ['понеділ', 'вівтор', 'серед', 'четвер', "п[’'ʼ]ятниц", 'субот', 'неділ'];
const WEEKDAYS_IN_ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DATES = [
  /(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})/,
  /(?<day>\d{1,2})[./](?<month>\d{1,2})(?:[./](?<year>\d{4}))?/,
  /(?<day>\d{1,2})\s+(?<name>\p{L}+)(?:\s+(?<year>\d{4}))?/u,
  /(?<name>\p{L}+)\s+(?<day>\d{1,2})(?:,?\s+(?<year>\d{4}))?/u,
];

/**
 * How many days from today the day is that a person wrote: «завтра», «у понеділок», «15 липня», «15.07», «2026-07-15»,
 * «через 10 днів», «2 тижні»; 1 is tomorrow.
 * @param today the calendar day of the chat, «2026-06-12».
 * @returns `null` where it is no day, today or before, or more than a year away.
 */
export function daysUntil(written: string, today: string): number | null {
  const said = written.toLowerCase().trim().slice(0, 60);
  const days = inWords(said, today) ?? byDate(said, today);
  return days !== null && days >= 1 && days <= MOST_DAYS ? days : null;
}

function inWords(said: string, today: string): number | null {
  if (/післязавтра|day after tomorrow/.test(said)) return 2;
  if (/завтра|tomorrow/.test(said)) return 1;
  const [, count, unit] =
    /^(?:на |через |for |in )?(\d{1,3})(?:\s*(дн|день|діб|доб|тиж|day|week).*)?$/.exec(said) ?? [];
  if (count !== undefined) return Number(count) * (unit === 'тиж' || unit === 'week' ? 7 : 1);
  const weekday = [...WEEKDAYS, ...WEEKDAYS_IN_ENGLISH].findIndex((name) =>
    new RegExp(`(?<!\\p{L})${name}`, 'u').test(said),
  );
  if (weekday < 0) return null;
  // ISO: Monday is 0 here. The same weekday is the one in a week.
  const now = (new Date(today).getUTCDay() + 6) % 7;
  return ((weekday % 7) - now + 7) % 7 || 7;
}

function byDate(said: string, today: string): number | null {
  const date = dateIn(said);
  if (date === null) return null;
  const { day, month } = date;
  const year = date.year ?? Number(today.slice(0, 4));
  const found = daysBetween(today, { year, month, day });
  // A day of this year that has gone is meant of the next one, where no year was said.
  return found !== null && found < 1 && date.year === null ? daysBetween(today, { year: year + 1, month, day }) : found;
}

function dateIn(said: string): { day: number; month: number; year: number | null } | null {
  for (const form of DATES) {
    const { day, month, name, year } = form.exec(said)?.groups ?? {};
    const number = name === undefined ? Number(month) : monthNumber(name);
    if (day && number) return { day: Number(day), month: number, year: year ? Number(year) : null };
  }
  return null;
}

/** `null` for a day that no calendar has. */
function daysBetween(today: string, { year, month, day }: { year: number; month: number; day: number }): number | null {
  const then = new Date(Date.UTC(year, month - 1, day));
  if (then.getUTCMonth() !== month - 1 || then.getUTCDate() !== day) return null;
  return Math.round((then.getTime() - Date.parse(today)) / DAY_MS);
}
