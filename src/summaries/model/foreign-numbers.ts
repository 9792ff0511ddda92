import { monthNumber } from '../../language/dates.js';

const MONTHS = 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'.split(' ');
const MONTH_WORD =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\\p{L}*\\.?';

/** Words of numbers, as the figures that they are. */
const FIGURES: ReadonlyMap<string, number> = new Map(
  [
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
    'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать',
    'нуля одного двух трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати двадцати',
    'zeroth first second third fourth fifth sixth seventh eighth ninth tenth',
    '- одна две трое четверо пятеро шестеро семеро - - -',
    '- перв втор треть четверт пят шест седьм восьм девят десят',
  ].flatMap((line) => line.split(' ').map((word, figure): [string, number] => [word, figure])),
);
const TENS: ReadonlyMap<string, number> = new Map(
  [
    'twenty thirty forty fifty sixty seventy eighty ninety',
    'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто',
  ].flatMap((line) => line.split(' ').map((word, place): [string, number] => [word, (place + 2) * 10])),
);

/** «двадцать пять», «twenty five». */
const TENS_AND_UNIT = new RegExp(`(?<!\\p{L})(${[...TENS.keys()].join('|')})[\\s-](\\p{L}+)`, 'giu');

/** Words that multiply, as Ukrainian has them. */
const MAGNITUDES: readonly [RegExp, string][] = [
  [/(?<=\d)\s?(?:thousand|тысяч\p{L}*|тыс\.?)(?!\p{L})/giu, ' тисяч'],
  [/(?<=\d)\s?(?:million|миллион\p{L}*|млн\.?|mln|m)(?!\p{L})/giu, ' мільйонів'],
  [/(?<=\d)\s?(?:billion|миллиард\p{L}*|млрд\.?|bn)(?!\p{L})/giu, ' мільярдів'],
  [/(?<=\d)\s?(?:trillion|триллион\p{L}*|tn)(?!\p{L})/giu, ' трильйонів'],
  [/(?<=\d)\s?(?:per\s?cent|percent|процент\p{L}*)(?!\p{L})/giu, ' %'],
];

/** A Russian or English text with its numbers, days and hours written as in Ukrainian, for reading them. */
export function withUkrainianNumbers(text: string): string {
  let read = text
    .replace(/(?<=\d),(?=\d{3}(?!\d))/gu, ' ')
    .replace(TENS_AND_UNIT, (all, tens: string, unit: string) => figureOf(`${tens}-${unit}`.toLowerCase()) ?? all)
    .replace(/(?<![\p{L}-])\p{L}+(?:-\p{L}+)?/gu, (word) => figureOf(word.toLowerCase()) ?? word)
    .replace(/(?<=\d)(?:st|nd|rd|th)(?!\p{L})/gu, '')
    .replace(
      /(?<!\d)(\d{1,2})(?::(\d{2}))?\s?([ap])\.?m\.?(?!\p{L})/giu,
      (_, hour, minutes = '00', half) =>
        `${String((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)).padStart(2, '0')}:${minutes}`,
    );
  for (const [pattern, word] of MAGNITUDES) read = read.replace(pattern, word);
  return read
    .replace(new RegExp(`(?<!\\p{L})(${MONTH_WORD})\\s(\\d{1,2})(?![\\d:])`, 'giu'), (all, month, day) =>
      dayOf(day, month, all),
    )
    .replace(
      new RegExp(`(?<!\\d)(\\d{1,2})(?:-?го)?\\s(?:of\\s)?(${MONTH_WORD})(?!\\p{L})`, 'giu'),
      (all, day, month) => dayOf(day, month, all),
    );
}

function dayOf(day: string, month: string, otherwise: string): string {
  const number = monthNumber(month);
  return number === null ? otherwise : `${Number(day)} ${MONTHS[number - 1]}`;
}

/** The Ukrainian names of a month, as words may stand in a text. */
export function monthNames(word: string): string[] {
  const number = /^(?:may|mar|march|мая|май|марта?)$/iu.test(word) || word.length > 3 ? monthNumber(word) : null;
  return number === null ? [] : [MONTHS[number - 1]!];
}

function figureOf(word: string): string | null {
  const [tens, unit] = word.split('-');
  const ten = TENS.get(tens!);
  if (ten !== undefined && unit !== undefined) {
    const one = smallFigure(unit);
    return one !== undefined && one < 10 ? String(ten + one) : null;
  }
  const figure = smallFigure(word) ?? ten;
  return figure === undefined ? null : String(figure);
}

function smallFigure(word: string): number | undefined {
  const ordinal =
    /^(перв|втор|треть|четверт|пят|шест|седьм|восьм|девят|десят)(?:ый|ой|ий|ого|ому|ым|ом|ая|ую|ые|ых|я|ю|ей|его|и)$/u.exec(
      word,
    )?.[1];
  return FIGURES.get(word) ?? (ordinal === undefined ? undefined : FIGURES.get(ordinal));
}
