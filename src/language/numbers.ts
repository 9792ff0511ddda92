import { monthNumber } from './dates.js';
import { dayOf, markedNumbers, type NumberMention } from './number-marks.js';
import { type NumberWord, numberInCompound, numberWord, type Rank } from './number-words.js';
import { remembering } from './remembered.js';

export type { NumberMention } from './number-marks.js';

/** The numbers of a text in order, in digits and in words, as a reader would read them. */
export function numbersIn(text: string): NumberMention[] {
  const marked = markedNumbers(text);
  const counted = countedNumbers(text, marked).map((count) => mentionOf(text, count));
  return [...marked, ...counted].sort((a, b) => a.start - b.start);
}

/** A quantity as it is being read. */
interface Count {
  start: number;
  end: number;
  /** What the words for thousands and millions so far have completed, and what none has multiplied yet. */
  total: number;
  group: number;
  /** What the group ends in; undefined where it is empty. */
  rank: Rank | undefined;
  /** The last word for thousands or millions, 1 before any. */
  magnitude: number;
  kind: 'number' | 'ordinal' | 'percent';
}

/** Its groups: a sign, digits, a fraction; or a word. Unnamed, since names would cost an object for every word. */
const TOKEN =
  /(?<![\p{L}\d])((?<=^|[\s(])[-−–](?=\d)|(?<=^|[\s(])мінус (?=\d))?(\d{1,3}(?:[ \u00A0\u2009\u202F'’]\d{3})+(?!\d)|\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})(?!\d)|\d+)([.,]\d+)?|(\p{L}+(?:['’ʼ]\p{L}+)*)/giu;

const WORD = /(?:[а-яіїєґ]+|\p{L})+(?:['’ʼ]\p{L}+)*/giu;

/** Is there a digit or a word for a number in it? Most sentences have neither, and reading a word alone costs less. */
function mayCount(text: string): boolean {
  return /\d/.test(text) || (text.match(WORD)?.some((word) => countingOf(word) !== null) ?? false);
}

function countedNumbers(text: string, marked: readonly NumberMention[]): Count[] {
  if (!mayCount(text)) return [];
  const found: Count[] = [];
  let count: Count | undefined;
  let passed = 0;
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    const end = start + match[0].length;
    while (passed < marked.length && marked[passed]!.end <= start) passed += 1;
    const taken = passed < marked.length && marked[passed]!.start < end;
    const word = taken ? undefined : wordOf(match);
    const longer =
      word && count && /^[ \u00A0]$/.test(text.slice(count.end, start)) ? joined(count, word, end) : undefined;
    if (longer === undefined && count) found.push(count);
    count =
      longer ??
      (word && joined({ start, end, total: 0, group: 0, rank: undefined, magnitude: 1, kind: 'number' }, word, end));
  }
  if (count) found.push(count);
  const meant = found.filter((one) => isMeant(text, one)).map((one) => withSuffix(text, one));
  return withSharedUnits(text, withoutOverlaps(meant));
}

function wordOf(token: RegExpExecArray): NumberWord | undefined {
  const digits = token[2];
  if (digits !== undefined) {
    const value = Number(digits.replace(/\D/g, '') + (token[3] ?? '').replace(',', '.'));
    return { kind: 'part', value: token[1] ? -value : value, rank: 'whole' };
  }
  return countingOf(token[4] ?? '') ?? undefined;
}

/** What a word counts; `null` for most, which count nothing. */
const countingOf = remembering((word): NumberWord | null => {
  const name = word.toLowerCase().replace(/[’ʼ]/g, "'");
  const compound = numberInCompound(name);
  return compound === undefined ? (numberWord(name) ?? null) : { kind: 'part', value: compound, rank: 'whole' };
});

const FITS_AFTER: Record<Rank, readonly (Rank | undefined)[]> = {
  hundred: [undefined],
  ten: [undefined, 'hundred'],
  teen: [undefined, 'hundred'],
  unit: [undefined, 'hundred', 'ten'],
  whole: [undefined],
};

/** The count with one more word, or undefined where the word begins another number. */
function joined(count: Count, word: NumberWord, end: number): Count | undefined {
  if (count.kind === 'ordinal') return undefined;
  if (word.kind === 'magnitude') {
    const first = count.magnitude === 1;
    if (!first && word.value >= count.magnitude) return undefined;
    if (count.rank === undefined && (!first || !word.alone)) return undefined;
    const total = count.total + (count.rank === undefined ? 1 : count.group) * word.value;
    return { ...count, end, total, group: 0, rank: undefined, magnitude: word.value };
  }
  if (!FITS_AFTER[word.rank].includes(count.rank)) return undefined;
  if (count.magnitude > 1 && word.value >= count.magnitude) return undefined;
  return {
    ...count,
    end,
    group: count.group + word.value,
    rank: word.rank,
    kind: word.kind === 'ordinal' ? 'ordinal' : 'number',
  };
}

/** «один одного», «один із них», «свого друга» count nothing. */
function isMeant(text: string, { start, end }: Count): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 12);
  const shown = text.slice(start, end);
  if (/^(?:один|одн)\p{Ll}*$/iu.test(shown)) {
    return (
      !/^\s(?:з|із|зі|одн|за одн|на одн|від одн|до одн)/iu.test(after) &&
      !/(?:один|одн\p{Ll}+) (?:з[аі]? |на |від |до )?$/iu.test(before)
    );
  }
  return (
    !/^друг(?:а|у|ом)$/i.test(shown) ||
    !/(?:його|її|їхн\p{L}+|[мтс]во\p{L}+|мо\p{L}+|нашо\p{L}+|вашо\p{L}+|найкращ\p{L}+|близьк\p{L}+) $/iu.test(before)
  );
}

/** What follows a count and was read into it is no count of its own. */
function withoutOverlaps(counts: Count[]): Count[] {
  let end = 0;
  return counts.filter((count) => {
    const isFree = count.start >= end;
    if (isFree) end = count.end;
    return isFree;
  });
}

const HALF = /^ з половиною(?: (тис(?:яч\p{Ll}*)?|млн|мільйон\p{Ll}*|млрд|мільярд\p{Ll}*))?(?!\p{L})/iu;
const ORDINAL_SUFFIX =
  /^-?(?:й|ий|ій|го|ого|му|ому|м|им|та|те|ті|ту|ті?й|х|их|ми|ї|ої|ою|а|я|е|є|у|ю|і|ша|ше|ші|ге|га|гу|ма|ме|му)(?![\p{L}\d-])/iu;
const PERCENT = /^[ \u00A0]?(?:%|відсот\p{Ll}+|процент\p{Ll}+|[вп]\.[ \u00A0]?п(?!\p{L}))/iu;

/** «5 %», «10-го», «п’ять з половиною тисяч»: what follows a count belongs to it. */
function withSuffix(text: string, count: Count): Count {
  const rest = text.slice(count.end, count.end + 40);
  const half = HALF.exec(rest);
  if (half) {
    const word = numberWord((half[1] ?? '').toLowerCase());
    const magnitude = word?.kind === 'magnitude' ? word.value : 1;
    const unit = count.magnitude > 1 ? count.magnitude / 2 : 0.5;
    const value = (count.total + count.group + unit) * (count.magnitude > 1 ? 1 : magnitude);
    return {
      ...count,
      end: count.end + half[0].length,
      total: value,
      group: 0,
      magnitude: Math.max(magnitude, count.magnitude),
    };
  }
  const percent = PERCENT.exec(rest);
  if (percent) return { ...count, end: count.end + percent[0].length, kind: 'percent' };
  const ordinal = /\d$/.test(text.slice(count.start, count.end)) ? ORDINAL_SUFFIX.exec(rest) : null;
  if (ordinal?.[0].startsWith('-')) return { ...count, end: count.end + ordinal[0].length, kind: 'ordinal' };
  return count;
}

/** «5–10 млн», «від 5 до 10 тис.», «5–10 %»: the first number is counted in what the second is. */
function withSharedUnits(text: string, counts: Count[]): Count[] {
  return counts.map((count, index) => {
    const next = counts[index + 1];
    if (!next || count.magnitude > 1 || count.kind !== 'number') return count;
    const between = text.slice(count.end, next.start);
    const range =
      /^\s?[-–—]\s?$|^ (?:чи|або) $/.test(between) ||
      (between === ' до ' && /(?:від|з) $/i.test(text.slice(Math.max(0, count.start - 5), count.start)));
    if (!range) return count;
    const value = (count.total + count.group) * next.magnitude;
    return {
      ...count,
      total: value,
      group: 0,
      magnitude: next.magnitude,
      kind: next.kind === 'percent' ? 'percent' : 'number',
    };
  });
}

const MONTH_AFTER = /^\s(\p{L}{3,9})(?!\p{L})/u;

function mentionOf(text: string, { start, end, total, group, kind }: Count): NumberMention {
  const number = String(Number((total + group).toFixed(6)));
  const value = kind === 'percent' ? `${number}%` : number;
  const month = kind === 'ordinal' ? MONTH_AFTER.exec(text.slice(end, end + 12)) : null;
  const day = month && monthNumber(month[1] ?? '');
  if (!month || !day) return { start, end, text: text.slice(start, end), kind, value };
  return {
    start,
    end: end + month[0].length,
    text: text.slice(start, end + month[0].length),
    kind: 'date',
    value: dayOf(String(day), number),
  };
}
