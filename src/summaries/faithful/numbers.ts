import { type NumberMention, numbersIn } from '../../language/numbers.js';
import { sentences } from '../../language/sentences.js';
import { disagree, factsOf, isAnothers, keepsCompany, type Said } from './company.js';
import type { Ground } from './ground.js';
import type { Reason } from './reason.js';
import { isTurnedScore } from './scores.js';

const TIME_WORDS =
  /(?<!\p{L})(?:сьогодні|учора|вчора|завтра|позавчора|понеділ\p{L}+|вівтор\p{L}+|серед[уи]|четвер\p{L}*|п['’]ятниц\p{L}+|субот\p{L}+|неділ\p{L}+|січ(?:ень|ня|ні)|лют(?:ий|ого|ому)|берез(?:ень|ня|ні)|квіт(?:ень|ня|ні)|трав(?:ень|ня|ні)|черв(?:ень|ня|ні)|лип(?:ень|ня|ні)|серп(?:ень|ня|ні)|верес(?:ень|ня|ні)|жовт(?:ень|ня|ні)|листопад\p{L}?|груд(?:ень|ня|ні))(?!\p{L})/giu;

/** The numbers and dates of a summary that no article says, or that the articles say of something else. */
export function wrongNumbers(summary: string, ground: Ground): Reason[] {
  const read = sentences(summary).map((text) => ({ text, numbers: numbersIn(text) }));
  const wrong = read.flatMap(({ text, numbers }) =>
    counts(numbers).filter((count) => !isSaid(text, count, ground) && !isSaidInWords(text, count, ground)),
  );
  return [
    ...wrong.map((count): Reason => ({ kind: count.kind === 'date' ? 'date' : 'number', text: count.text })),
    ...(wrong.length > 0 ? [] : movedNumbers(read, ground)),
    ...unsaidShares(summary, ground),
    ...unsaidDays(summary, ground),
  ];
}

/** Looks among the sentences that write the number the same way first: most summaries do. */
function isSaid(sentence: string, count: NumberMention, ground: Ground): boolean {
  const [alike, other] = [true, false].map((is) =>
    ground.sentences.filter(({ text }) => text.includes(count.text) === is),
  );
  const said = { text: sentence, count };
  return [alike!, other!].some((found) =>
    found.some(({ text, numbers, before }) =>
      counts(numbers()).some((one) => {
        const source = { text, count: one };
        if (!isSame(said, source) || disagree(said, source)) return false;
        return isFree(count) || keepsCompany(said, source, before);
      }),
    ),
  );
}

/** The quantities of a summary that it gives to what an article gives another quantity to. */
function movedNumbers(read: readonly { text: string; numbers: readonly NumberMention[] }[], ground: Ground): Reason[] {
  const facts = read.flatMap(({ text, numbers }) => factsOf(text, numbers));
  if (facts.length === 0) return [];
  const source = ground.sentences.map(({ text, numbers }) => factsOf(text, numbers()));
  return facts
    .filter((fact) => !isYear(fact.value) && isAnothers(fact, source))
    .map((fact): Reason => ({ kind: 'number', text: fact.value }));
}

function isYear(value: string): boolean {
  return /^(?:19|20)\d\d$/u.test(value);
}

/** Numbers but «один», which is a pronoun as often. */
function counts(numbers: readonly NumberMention[]): NumberMention[] {
  return numbers.filter((mention) => mention.value !== '1' || /\d/u.test(mention.text));
}

/**
 * «двадцять першим» and «21-й» are one number; «20 %» and «20 відсотків», «о шістнадцятій годині» and 16:00, «десята
 * частина» and 10 % too; «понад п’ять тисяч» is 5 212; the loser's 1:3 is the winner's 3:1.
 */
function isSame(said: Said, source: Said): boolean {
  const [one, other] = [said.count, source.count];
  if (one.value === other.value) return (one.kind === 'date') === (other.kind === 'date');
  if (isTurnedScore(said, source)) return true;
  const after = said.text.slice(one.end, one.end + 30);
  if (one.kind === 'ordinal' && other.kind === 'time' && /^[^.,;]*годин/u.test(after))
    return other.value === `${one.value.padStart(2, '0')}:00`;
  if (one.kind === 'ordinal' && /^ частин/u.test(after)) return other.value === `${100 / Number(one.value)}%`;
  if (one.value === '0.5' && other.value === '50%') return true;
  return isAbout(said.text.slice(0, one.start), one, other);
}

/** How far a rounded number may be from what it rounds: one in seven. */
const ROUNDING = 0.15;

function isAbout(before: string, one: NumberMention, other: NumberMention): boolean {
  const sense = /(?<!\p{L})(понад|більше|більш ніж|майже|близько|приблизно|до) (?:ніж )?$/iu.exec(before)?.[1];
  if (sense === undefined || sense.toLowerCase() === 'до' || one.kind !== 'number' || other.kind !== 'number')
    return false;
  if (digitsOf(one.value) >= digitsOf(other.value)) return false;
  const share = (Number(other.value) - Number(one.value)) / Number(one.value);
  if (/^(?:понад|біл)/iu.test(sense)) return share > 0 && share <= ROUNDING;
  if (/^майже/iu.test(sense)) return share < 0 && share >= -ROUNDING;
  return Math.abs(share) <= ROUNDING;
}

/** How many digits say something: two of 5200. */
function digitsOf(value: string): number {
  return value.replace('.', '').replace(/^0+|0+$/gu, '').length;
}

/** A date, a time, a year, a name such as «F-16» and a small number in words may stand wherever they are said at all. */
function isFree({ kind, text, value }: NumberMention): boolean {
  if (kind === 'date' || kind === 'time' || kind === 'code' || !/\d/u.test(text)) return true;
  return isYear(value);
}

/** Shares in words, by their roots, and the percent that says the same. */
const SHARES: readonly (readonly [pattern: RegExp, percent: string])[] = [
  [/(?<!\p{L})трет(?:ин\p{L}+|ю частину)/giu, '33%'],
  [/(?<!\p{L})чверт(?:ь|і|ю)(?! фінал)(?!\p{L})/giu, '25%'],
  [/(?<!\p{L})кож(?:ен|на|не|ного|ної|ному) (?:друг|трет|четверт|п.ят|десят)\p{L}+/giu, ''],
];

/** Those who stand highest, by the roots of the words that count them. */
const CIRCLES: Readonly<Record<string, string>> = {
  '3': 'трій[кц]|трієк',
  '5': "п'ятір[кц]",
  '10': 'десят(?:к|ц|ок)',
  '20': 'двадцят(?:к|ц|ок)',
  '100': 'сот(?:н|ень)',
};
const HIGHEST = '(?:перш|найкращ|найсильніш|найбільш|чільн|провідн|лідер)\\p{L}*';

/** «25 %» where an article has «чверть», «топ-10» where it has «перша десятка». */
function isSaidInWords(text: string, { value, start }: NumberMention, ground: Ground): boolean {
  if (/(?<!\p{L})топ[- ]?$/iu.test(text.slice(0, start)) && isCircle(value, ground.plain)) return true;
  return SHARES.some(([pattern, percent]) => percent === value && ground.plain.search(pattern) >= 0);
}

function isCircle(value: string, plain: string): boolean {
  if (new RegExp(`(?<![\\p{L}\\d])(?:топ|top)[- ]?${value}(?!\\d)`, 'u').test(plain)) return true;
  const circle = CIRCLES[value];
  return (
    circle !== undefined &&
    new RegExp(`(?<!\\p{L})(?:${HIGHEST} (?:${circle})|(?:${circle})\\p{L}* ${HIGHEST})`, 'u').test(plain)
  );
}

/** «третина», «чверть», «кожен другий» that no article says, in words or in percent. */
function unsaidShares(summary: string, ground: Ground): Reason[] {
  return SHARES.flatMap(([pattern, percent]) =>
    [...summary.matchAll(pattern)]
      .map((match) => match[0])
      .filter((share) => {
        const beginning = share.toLowerCase().slice(0, share.includes(' ') ? -2 : 4);
        return !ground.plain.includes(beginning.replace(/^кож\p{L}+ /u, '')) && !hasPercent(ground, percent);
      })
      .map((text): Reason => ({ kind: 'number', text })),
  );
}

function hasPercent(ground: Ground, percent: string): boolean {
  return percent !== '' && ground.plain.includes(percent);
}

/** Days and months in words that stand in no article. */
function unsaidDays(summary: string, ground: Ground): Reason[] {
  const named = [...summary.matchAll(TIME_WORDS)].map((match) => match[0]);
  const known = named.length === 0 ? [] : [...ground.words];
  return named
    .filter((day) => !known.some((word) => word.startsWith(day.toLowerCase().replace('’', "'").slice(0, 4))))
    .map((day) => ({ kind: 'date', text: day }));
}
