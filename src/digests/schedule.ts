import { MOST_SLOTS_A_DAY } from '../chats/calendar.js';
import { text } from '../texts/texts.js';
import type { InterfaceLanguage } from '../vocabulary.js';

/** Slots are reckoned where schedules are stored; digests, their bot and their bench ask for them here. */
export { isCron, MOST_SLOTS_A_DAY, nextSlot, previousSlot } from '../chats/calendar.js';

/** An hour, its minutes where they are said, and the part of the day. */
const TIME =
  /(?<hour>\d{1,2})(?:\s?(?::|\.|-|год\.?|h)\s?(?<minute>\d{2})|\s(?<spaced>00|2[4-9]|[345]\d))?(?!\d)(?:\s*(?:годин[аиіу]?|год\.?|h))?(?:\s*(?<part>ранку|дня|вечора|ночі|am|pm)(?!\p{L}))?/gu;
const NAMED: Record<string, string> = { опівдні: '12:00', опівночі: '00:00', noon: '12:00', midnight: '00:00' };
/** What may stand between times. */
const BETWEEN = /^(?:[\s,;/+&]|(?:о|об|в|у|та|і|й|а|також|ще|at|and|щодня|every|day)(?!\p{L}))*$/u;

/**
 * The wall times that a person wrote, «08:00», in order and each once: «8:00 та 20.30», «о 9», «7 ранку і 8 вечора».
 * @returns `null` where something in the text is not a time, or there are none, or more than twelve.
 */
export function parseTimes(written: string): string[] | null {
  const said = written.toLowerCase().slice(0, 200);
  const named = said.replace(/опівдні|опівночі|noon|midnight/g, (word) => NAMED[word] ?? word);
  const times = new Set<string>();
  for (const match of named.matchAll(TIME)) {
    const time = timeOf(match.groups ?? {});
    if (time === null) return null;
    times.add(time);
  }
  const understood = BETWEEN.test(named.replace(TIME, ' '));
  return understood && times.size > 0 && times.size <= MOST_SLOTS_A_DAY ? [...times].sort() : null;
}

function timeOf(groups: Record<string, string | undefined>): string | null {
  const minute = Number(groups.minute ?? groups.spaced ?? 0);
  const said = Number(groups.hour);
  const hour = hourIn(said, groups.part);
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** «8 вечора» is 20; «12 ночі» is 0, while «12 дня» is 12. */
function hourIn(said: number, part: string | undefined): number {
  if (said > 12) return said;
  switch (part) {
    case 'вечора':
    case 'дня':
    case 'pm':
      return said === 12 ? 12 : said + 12;
    case 'ночі':
    case 'ранку':
    case 'am':
      return said === 12 ? 0 : said;
    default:
      return said;
  }
}

const WORKDAYS = '1,2,3,4,5';
const WEEKEND = '6,7';

/** A schedule in words: «щодня о 08:00 і 20:00», «у будні о 07:30», «щопонеділка й щочетверга об 11:00». */
export function describeSchedule(
  schedule: { times: readonly string[]; weekdays: readonly number[]; cron?: string | null },
  language: InterfaceLanguage,
): string {
  if (schedule.cron) return text(language, 'schedule-cron', { cron: schedule.cron });
  return text(language, 'schedule-words', {
    days: daysInWords(schedule.weekdays, language),
    times: schedule.times.join(', '),
  });
}

function daysInWords(weekdays: readonly number[], language: InterfaceLanguage): string {
  const days = [...new Set(weekdays)].sort();
  if (days.length === 7) return text(language, 'schedule-every-day');
  if (days.join() === WORKDAYS) return text(language, 'schedule-workdays');
  if (days.join() === WEEKEND) return text(language, 'schedule-weekend');
  if (days.length === 6) {
    const missing = [1, 2, 3, 4, 5, 6, 7].find((day) => !days.includes(day)) ?? 0;
    return text(language, 'schedule-every-day-but', { day: missing });
  }
  const named = days.map((day) => text(language, 'schedule-weekday', { day }));
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(named);
  // Between a vowel and a consonant that is hard to begin with one says «й».
  return language === 'uk' ? list.replace(' і щ', ' й щ') : list;
}
