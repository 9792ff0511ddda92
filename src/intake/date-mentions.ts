import { monthNumber } from '../language/dates.js';

/** A time of day as written; the milliseconds are whole. */
export interface TimeOfDay {
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

/** Where a text speaks of a moment, and what it says: a day of the calendar, or one counted back from now. */
export interface DateMention {
  /** The slice of the text that is the mention: UTF-16 units, `end` exclusive. */
  start: number;
  end: number;
  said:
    | { kind: 'day'; year: number | null; month: number; day: number }
    | { kind: 'days-ago'; days: number }
    | { kind: 'minutes-ago'; minutes: number };
  /** `null` where only a day is named. */
  time: TimeOfDay | null;
  /** The offset from UTC that stands in the text, minutes; `null` where it says none. */
  offset: number | null;
}

const TIME = String.raw`(?<hour>\d{1,2})(?<colon>[:.])(?<minute>\d{2})(?:\k<colon>(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?:\s?(?<half>[ap])\.?m\b\.?)?`;
const ZONE = String.raw`(?<sign>[+-])(?<zoneHour>\d{2}):?(?<zoneMinute>\d{2})(?!\d)|(?:GMT|UTC)(?<farSign>[+-])(?<farHour>\d{1,2})(?::?(?<farMinute>\d{2}))?|(?<zoneName>[A-Z]{1,4})(?![\p{L}\d])`;
/** «Mon,28 Oct» is a date, «3,28 Oct» is none. */
const BEFORE = String.raw`(?<![\p{L}\d./:-]|\d,)`;
const AFTER = String.raw`(?![\p{L}\d/-]|[.,]\d)`;

const WEEKDAY =
  "(?:понеділок|вівторок|середа|четвер|п['’ʼ]?ятниця|субота|неділя|понедельник|вторник|среда|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|нд)";

const DAYS: readonly RegExp[] = [
  // 2024-10-28, 2024/10/28, 20241028T132000
  /(?<![\p{L}\d-])(?<year>\d{4})(?<dash>[-/.]?)(?<month>\d{2})\k<dash>(?<day>\d{2})(?=T\d{2}|[^\d/-]|$)/gu,
  // 28.10.2024, 28/10/24, 28-10-2024
  new RegExp(
    String.raw`${BEFORE}(?<day>\d{1,2})(?<dash>[./-])(?<month>\d{1,2})\k<dash>(?<year>\d{4}|\d{2})${AFTER}`,
    'gu',
  ),
  // 28 жовтня 2024, 28 жов. 2024, 28th of October, 28-Oct-24
  new RegExp(
    String.raw`${BEFORE}(?<day>\d{1,2})(?:-?(?:го|е|є|st|nd|rd|th))?(?:\s+of)?[\s-]{1,3}(?<name>\p{L}{3,12})(?![\p{L}'’])(?:[.,]?[\s-]{1,3}(?<year>\d{4}|\d{2}(?=\s+\d{1,2}:|\s*$))(?!\d|:))?`,
    'gu',
  ),
  // October 28, 2024; жовтень 28, 2024; Oct 28 13:20:00 2024 (the year is looked for behind the time)
  new RegExp(
    String.raw`${BEFORE}(?<name>[A-Za-z]{3,9}|[А-Яа-яІі]{3,10}(?=\s\d{1,2},\s\d{4}))\.?\s{1,3}(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:.])(?:,?\s{1,3}(?<year>\d{4})(?!\d))?`,
    'gu',
  ),
];

const RELATIVE: readonly [RegExp, number][] = [
  [/(?<![\p{L}\d])(?:сьогодні|сегодня|today)(?!\p{L})/giu, 0],
  [/(?<![\p{L}\d])(?:учора|вчора|вчера|yesterday)(?!\p{L})/giu, 1],
  [/(?<![\p{L}\d])(?:позавчора|позавчера)(?!\p{L})/giu, 2],
];
const AGO =
  /(?<![\p{L}\d])(?:(?<count>\d{1,3})\s?)?(?<unit>хв|хвилин\p{L}*|мин|минут\p{L}*|min|mins|minutes?|год|годин\p{L}*|час|часа|часов|hours?|h|день|дні|днів|дня|дней|days?|d)\.?\s(?:тому|назад|ago)(?!\p{L})/giu;
const JUST_NOW = /(?<![\p{L}\d])(?:щойно|тільки що|только что|just now)(?!\p{L})/giu;

/** Every mention of a moment in a text, in order; where two overlap, the longer one. */
export function dateMentions(text: string): DateMention[] {
  const found = [
    ...DAYS.flatMap((form) => [...text.matchAll(form)].map((match) => dayOf(text, match))),
    ...RELATIVE.flatMap(([form, days]) =>
      [...text.matchAll(form)].map((match) => withTime(text, match, { kind: 'days-ago', days })),
    ),
    ...[...text.matchAll(AGO)].map((match) => agoOf(match)),
    ...[...text.matchAll(JUST_NOW)].map((match) => mention(match, { kind: 'minutes-ago', minutes: 0 })),
  ].filter((each) => each !== null);
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((each, index) => !found.some((other, at) => at < index && other.end > each.start));
}

/** The time of day that a text is, when it is nothing but one («13:20»). */
export function timeOfDay(text: string): TimeOfDay | null {
  const match = new RegExp(`^\\s*(?:о|об|в|у|at)?\\s*${TIME}\\s*$`, 'iu').exec(text);
  // With dots it may as well be a date or a price.
  return match?.groups?.colon === ':' ? timeOf(match.groups) : null;
}

function dayOf(text: string, match: RegExpMatchArray): DateMention | null {
  const { year, month, day, name, dash } = match.groups ?? {};
  const named = name === undefined ? Number(month) : monthNumber(name);
  if (named === null) return null;
  let said = { kind: 'day' as const, year: year === undefined ? null : fullYear(year), month: named, day: Number(day) };
  // 10/28/2024: where a slash parts them and the second cannot be a month, the first is.
  if (dash === '/' && said.month > 12 && said.day <= 12) said = { ...said, month: said.day, day: said.month };
  return withTime(text, match, said);
}

function mention(match: RegExpMatchArray, said: DateMention['said']): DateMention {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length, said, time: null, offset: null };
}

/** Looks for the time on either side of the day, then for the zone and a late year behind it. */
function withTime(text: string, match: RegExpMatchArray, said: DateMention['said']): DateMention {
  const found = mention(match, said);
  // ISO 8601's basic form is read as its extended one, which is longer by two colons.
  const packed = /^T(\d{2})(\d{2})(\d{2})/.exec(text.slice(found.end));
  if (packed) {
    const opened = `${text.slice(0, found.end)}T${packed.slice(1).join(':')}${text.slice(found.end + 7)}`;
    const read = withTime(opened, match, said);
    return { ...read, end: read.end - 2 };
  }
  const behind = text.slice(found.end, found.end + 60);
  const join = String.raw`^(?:\s?(?:року|роки|рік|года|р\.?|г\.?)(?!\p{L}))?(?:,?\s\(?${WEEKDAY}\.?\)?(?!\p{L}))?(?:T|[\s,;|·•/—–-]*(?:(?:о|об|в|у|at)\s+)?)`;
  const right = new RegExp(join + TIME + String.raw`(?!\d)(?:\s*(?:${ZONE}))?`, 'iu').exec(behind);
  if (right) {
    const offset = offsetOf(right.groups ?? {});
    const zoned = offset === null ? new RegExp(join + TIME, 'iu').exec(behind)! : right;
    const end = found.end + zoned[0].length;
    const lateYear =
      said.kind === 'day' && said.year === null ? /^\s+(\d{4})(?!\d)/.exec(text.slice(end, end + 8)) : null;
    return {
      start: found.start,
      end: end + (lateYear ? lateYear[0].length : 0),
      said: lateYear && said.kind === 'day' ? { ...said, year: Number(lateYear[1]) } : said,
      time: timeOf(right.groups ?? {}),
      offset,
    };
  }
  const tail = /^\s?(?:року|рік|года|р\.|г\.)(?!\p{L})/iu.exec(behind);
  const end = found.end + (tail ? tail[0].length : 0);
  const before = text.slice(Math.max(0, found.start - 40), found.start);
  const weekday = String.raw`(?:[\p{L}'’]{2,10}\.?[\s,]+)?`;
  const left = new RegExp(String.raw`(?<![\d:.])${TIME}[\s,;|·•/—–-]+${weekday}$`, 'iu').exec(before);
  if (!left) return { ...found, end };
  return { ...found, start: found.start - left[0].length, end, time: timeOf(left.groups ?? {}) };
}

function agoOf(match: RegExpMatchArray): DateMention {
  const count = Number(match.groups?.count ?? 1);
  const unit = (match.groups?.unit ?? '').toLowerCase();
  const minutes = /^(?:д|d)/.test(unit) ? 1440 : /^(?:год|час|h)/.test(unit) ? 60 : 1;
  return mention(match, { kind: 'minutes-ago', minutes: count * minutes });
}

type Groups = Record<string, string | undefined>;

function timeOf(groups: Groups): TimeOfDay {
  const { hour, minute, second, fraction, half } = groups;
  const twelve = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return {
    hour: twelve,
    minute: Number(minute),
    second: Number(second ?? 0),
    millisecond: Math.floor(Number(`0.${fraction ?? 0}`) * 1000),
  };
}

/** Minutes ahead of UTC of the zones that feeds name: RFC 822's, and those of Ukraine's neighbourhood. */
const NAMED_ZONES: Record<string, number> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  MET: 60,
  MEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  TRT: 180,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  JST: 540,
  KST: 540,
};

function offsetOf(groups: Groups): number | null {
  const { sign, zoneHour, zoneMinute, farSign, farHour, farMinute, zoneName } = groups;
  const size = sign ? Number(zoneHour) * 60 + Number(zoneMinute) : Number(farHour) * 60 + Number(farMinute ?? 0);
  if (sign ?? farSign) return (sign ?? farSign) === '-' ? -size : size;
  return NAMED_ZONES[zoneName?.toUpperCase() ?? ''] ?? null;
}

/** RFC 2822, 4.3: two digits up to 49 are of this century. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
}
