import type { InterfaceLanguage } from '../vocabulary.js';
import { text } from './texts.js';

const LOCALES = { uk: 'uk-UA', en: 'en-GB' } as const;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A moment to come as people say it: «сьогодні о 20:00», «завтра о 08:00», «у п’ятницю о 08:00», and from a week on
 * «12 червня о 08:00».
 * @param options.zone IANA name; both the day and the hour are those of the zone.
 */
export function momentInWords(
  language: InterfaceLanguage,
  { at, now, zone }: { at: Date; now: Date; zone: string },
): string {
  const time = new Intl.DateTimeFormat(LOCALES[language], {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
  const days = (dayOf(at, zone) - dayOf(now, zone)) / DAY_MS;
  if (days === 0) return text(language, 'moment-today', { time });
  if (days === 1) return text(language, 'moment-tomorrow', { time });
  if (days > 1 && days < 7) return text(language, `moment-weekday-${weekdayOf(at, zone)}`, { time });
  const date = new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'long', timeZone: zone }).format(at);
  return text(language, 'moment-date', { date, time });
}

/** The midnight, in UTC, of the calendar day that it is in the zone: days so counted are all 24 hours long. */
function dayOf(moment: Date, zone: string): number {
  // Swedish writes dates as ISO 8601 does.
  return Date.parse(new Intl.DateTimeFormat('sv', { timeZone: zone }).format(moment));
}

/** ISO: 1 Monday to 7 Sunday. */
function weekdayOf(moment: Date, zone: string): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const day = new Date(dayOf(moment, zone)).getUTCDay();
  return (day === 0 ? 7 : day) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}
