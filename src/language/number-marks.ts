import { monthNumber } from './dates.js';

/** A number that a text mentions, with its place (UTF-16 offsets, end exclusive). */
export interface NumberMention {
  start: number;
  end: number;
  text: string;
  kind: 'number' | 'ordinal' | 'percent' | 'time' | 'date' | 'score' | 'code';
  /**
   * Two mentions of one number have one value. Numbers and ordinals: decimal digits («600 тис.», «600 000»: `600000`;
   * «3,5»: `3.5`; «перший»: `1`); percent: `5%`; times: `13:20`; days: month and day, `10-28`, the year being a number
   * beside them; scores: `2:1`; codes: small letters and digits («F-16», «Су-27»: `f16`, `су27`).
   */
  value: string;
}

type Kind = NumberMention['kind'];

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const MONTH_WORD =
  '(?:січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|(?:січ|лют|бер|берез|квіт|трав|черв|лип|серп|вер|верес|жовт|листоп|груд)\\.)';
const ALONE = '(?<![\\p{L}\\d.,:/–-])';
const UNIT = '(?:%|відсот|процент|тис|млн|млрд|мільйон|мільярд|грн|гривен|гривн|дол|євро|км|кг|га|м(?!\\p{L}))';

/** «28.10.2024», «28/10/24», «2024-10-28»: a day, with its year apart. */
const FULL_DATE = new RegExp(
  `${ALONE}(?:(${DAY})([./])(${MONTH})\\2(\\d{4}|\\d{2})|(\\d{4})-(\\d{2})-(\\d{2}))(?![\\d./-]\\d|\\d)`,
  'gu',
);
/** «13:20», «о 13.20», «13.20 год.». */
const TIME =
  /(?<![\d:.,])(?:([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?!\d|:\d)|(?<=(?<!\p{L})об? )([01]?\d|2[0-3])\.([0-5]\d)(?![\d.,]\d|\d)|([01]?\d|2[0-3])\.([0-5]\d)(?= год))/giu;
/** «28.10» beside no unit. */
const SHORT_DATE = new RegExp(`${ALONE}(0[1-9]|[12]\\d|3[01])\\.(0[1-9]|1[0-2])(?![\\d.,]\\d|\\d|\\s?${UNIT})`, 'gu');
/** «28 жовтня», «28–29 жовтня», «28, 29 та 30 жовтня»; the last has the month's word. */
const NAMED_DATE = new RegExp(
  `${ALONE}((?:${DAY}(?:-?го)?(?:\\s?[–—,-]\\s?|\\s(?:та|і|й|або|чи)\\s)){0,6})(${DAY})(?:-?го)?\\s(${MONTH_WORD})(?!\\p{L})`,
  'giu',
);
const SCORE = /(?<![\d:])(\d{1,3}):(\d{1,3})(?!\d|:\d)/g;
/** «F-16», «Су-27», «Ту-95МС», «COVID-19», «G7», «2.0.1». */
const CODE =
  /(?<![\p{L}\d])(?![Тт][Оо][Пп])(?:\p{Lu}{1,6}|\p{Lu}\p{L}{1,3})-?\d{1,4}\p{Lu}{0,3}(?![\p{L}\d])|(?<![\p{L}\d.])(?!\d{1,3}(?:\.\d{3}){2,}(?!\d))v?\d+(?:\.\d+){2,}(?!\d)/gu;

/** «XXI», and with the letters of either alphabet «ХХ ст.». */
const ROMAN = /(?<![\p{L}\d-])(?:[IVXL]{2,}(?![\p{L}\d])|[IVXLІХ]+(?=\s(?:ст\.|столітт)))/gu;
const ROMAN_NUMBER = /^(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

/**
 * What each kind of mark cannot do without: a search for these few characters spares most texts the search for the
 * mark. All but Roman ordinals hold a digit.
 */
const MAY_BE = {
  mark: /\d|[IVXLІХ]/,
  fullDate: /\d[./-]\d/,
  time: /\d[:.]\d/,
  namedDate: /\d(?:-?го)?\s(?:січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд)/i,
  score: /\d:\d/,
  roman: /[IVXLІХ]/,
  code: /[\p{L}-]\d|\d\.\d+\.\d/u,
};

/** The numbers that are no quantities: days, times, scores, Roman ordinals, codes. In order, without overlaps. */
export function markedNumbers(text: string): NumberMention[] {
  if (!MAY_BE.mark.test(text)) return [];
  const found: NumberMention[] = [];
  const taken = new Uint8Array(text.length);
  const add = (kind: Kind, start: number, shown: string, value: string) => {
    const end = start + shown.length;
    if (taken.subarray(start, end).includes(1)) return;
    taken.fill(1, start, end);
    found.push({ start, end, text: shown, kind, value });
  };
  const all = (kind: keyof typeof MAY_BE, pattern: RegExp) => (MAY_BE[kind].test(text) ? text.matchAll(pattern) : []);
  for (const match of all('fullDate', FULL_DATE)) {
    const [shown, day, , month, year, isoYear, isoMonth, isoDay] = match;
    if (isoYear === undefined) {
      const date = shown.slice(0, shown.length - (year?.length ?? 0) - 1);
      add('date', match.index, date, dayOf(month, day));
      if (year?.length === 4) add('number', match.index + date.length + 1, year, year);
    } else {
      add('number', match.index, isoYear, isoYear);
      add('date', match.index + 5, shown.slice(5), dayOf(isoMonth, isoDay));
    }
  }
  for (const match of all('time', TIME)) {
    const hour = match[1] ?? match[3] ?? match[5] ?? '';
    add('time', match.index, match[0], `${hour.padStart(2, '0')}:${match[2] ?? match[4] ?? match[6]}`);
  }
  for (const match of all('namedDate', NAMED_DATE)) {
    const [shown, earlier = '', day = '', name = ''] = match;
    const month = String(monthNumber(name));
    for (const other of earlier.matchAll(/\d+/g))
      add('date', match.index + other.index, other[0], dayOf(month, other[0]));
    add('date', match.index + earlier.length, shown.slice(earlier.length), dayOf(month, day));
  }
  for (const match of all('time', SHORT_DATE)) add('date', match.index, match[0], dayOf(match[2], match[1]));
  for (const match of all('score', SCORE)) add('score', match.index, match[0], `${match[1]}:${match[2]}`);
  for (const match of all('roman', ROMAN)) {
    const digits = match[0].replace(/І/g, 'I').replace(/Х/g, 'X');
    if (ROMAN_NUMBER.test(digits)) add('ordinal', match.index, match[0], String(romanValue(digits)));
  }
  for (const match of all('code', CODE)) add('code', match.index, match[0], codeOf(match[0]));
  return found.sort((a, b) => a.start - b.start);
}

/** A day of the year as two digits of month and day: «10-28». */
export function dayOf(month = '', day = ''): string {
  return `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function romanValue(digits: string): number {
  const values = [...digits].map((digit) => ({ I: 1, V: 5, X: 10, L: 50 })[digit] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

const LATIN_TWINS = 'ABCEHIKMOPTX';
const CYRILLIC_TWINS = 'АВСЕНІКМОРТХ';

function codeOf(shown: string): string {
  const letters = shown.replace(/-/g, '').toUpperCase();
  return [...letters]
    .map((letter) => CYRILLIC_TWINS[LATIN_TWINS.indexOf(letter)] ?? letter)
    .join('')
    .toLowerCase();
}
