import type { InterfaceLanguage } from '../vocabulary.js';
import { text } from './texts.js';

const LOCALES = { uk: 'uk-UA', en: 'en-GB' } as const;
const DAY_MS = 24 * 60 * 60 * 1000;
const FORMS = {
  time: { hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'long' },
  day: {},
} as const;
/** Making one costs a hundred times what using it does; there are as many as locales, forms and zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment as people say it: «учора о 21:40», «сьогодні о 20:00», «завтра о 08:00», «у п’ятницю о 08:00»; of a week
 * ahead and on, and of the day before yesterday and back, «12 червня о 08:00».
 * @param options.zone IANA name; both the day and the hour are those of the zone.
 */
export function momentInWords(
  language: InterfaceLanguage,
  { at, now, zone }: { at: Date; now: Date; zone: string },
): string {
  const time = formatterOf(LOCALES[language], 'time', zone).format(at);
  const days = (dayOf(at, zone) - dayOf(now, zone)) / DAY_MS;
  if (days === -1) return text(language, 'moment-yesterday', { time });
  if (days === 0) return text(language, 'moment-today', { time });
  if (days === 1) return text(language, 'moment-tomorrow', { time });
  if (days > 1 && days < 7) return text(language, `moment-weekday-${weekdayOf(at, zone)}`, { time });
  const date = formatterOf(LOCALES[language], 'date', zone).format(at);
  return text(language, 'moment-date', { date, time });
}

/** The midnight, in UTC, of the calendar day that it is in the zone: days so counted are all 24 hours long. */
function dayOf(moment: Date, zone: string): number {
  // Swedish writes dates as ISO 8601 does.
  return Date.parse(formatterOf('sv', 'day', zone).format(moment));
}

/** ISO: 1 Monday to 7 Sunday. */
function weekdayOf(moment: Date, zone: string): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const day = new Date(dayOf(moment, zone)).getUTCDay();
  return (day === 0 ? 7 : day) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

function formatterOf(locale: string, form: keyof typeof FORMS, zone: string): Intl.DateTimeFormat {
  const key = `${locale} ${form} ${zone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...FORMS[form], timeZone: zone });
  formatters.set(key, made);
  return made;
}
