import { QUOTATION_MARKS, quotationsOf } from './quotations.js';

/**
 * The same words and numbers in Ukrainian typography: «ялинки», with „лапки“ inside them, in pairs within each paragraph;
 * a dash with its spaces, «5–10», an ellipsis of one character, no doubled spaces and none before a comma or a stop.
 * Doing it twice changes nothing more.
 */
export function typography(text: string): string {
  return text
    .split('\n')
    .map((line) => dashed(spaced(quoted(straight(line)))))
    .join('\n');
}

/** One mark for a quotation mark typed as two. */
function straight(line: string): string {
  if (!/[`'´’‘]{2}/.test(line)) return line;
  return line.replace(/(?<!\p{L})(?:``|''|´´|’’|‘‘)|(?:``|''|´´|’’)(?!\p{L})/gu, '"');
}

/** Every pair of marks in the shape of its depth. A mark without its partner gets one, where it is clear where, or goes. */
function quoted(line: string): string {
  if (line.search(QUOTATION_MARKS) < 0) return line;
  const mended = withPartners(line);
  const { pairs } = quotationsOf(mended);
  const shapes = new Map<number, string>();
  for (const { open, close, depth } of pairs) {
    shapes.set(open, depth % 2 === 0 ? '«' : '„');
    shapes.set(close, depth % 2 === 0 ? '»' : '“');
  }
  return mended.replace(QUOTATION_MARKS, (_mark, at: number) => shapes.get(at) ?? (isInch(mended, at) ? '″' : ''));
}

/** «24" монітор»: a straight mark without a partner, after a number. */
function isInch(line: string, at: number): boolean {
  return line[at] === '"' && /\d/.test(line[at - 1] ?? '');
}

/** What tells that a quotation is over: «…, - сказав», «…! - сказав». */
const ATTRIBUTION = /(?:,|(?<=[!?…]))\s?[-–—]\s?\p{Ll}/u;

function withPartners(line: string): string {
  const lost = quotationsOf(line).unpaired.filter(({ at }) => !isInch(line, at));
  const [mark] = lost;
  if (mark === undefined || lost.length > 1) return line;
  const before = line.slice(0, mark.at);
  const after = line.slice(mark.at + 1);
  if (mark.opens) {
    const attribution = after.search(ATTRIBUTION);
    if (attribution >= 0) return `${before}«${after.slice(0, attribution)}»${after.slice(attribution)}`;
    if (!/(?:^|:)[\s—–-]*$/.test(before)) return line;
    const end = after.trimEnd().replace(/(?<![.!?…])[.,;:]$/, '').length;
    return `${before}«${after.slice(0, end)}»${after.slice(end)}`;
  }
  if (!/^(?:\s?,\s?[-–—]|\s?[-–—]\s?\p{Ll}|[.,;:!?…]*\s*$)/u.test(after)) return line;
  const start = before.search(/[^\s—–-]/);
  return start < 0 ? line : `${before.slice(0, start)}«${before.slice(start)}»${after}`;
}

const SPACE = '[ \\u00A0\\u2009\\u202F]';
const SPACES = `(?<!${SPACE})${SPACE}+`;
const BEFORE_STOP = new RegExp(`${SPACES}(?=[,.;!?…]+(?:[\\s)»“–—-]|$)|:(?:\\s|$))`, 'gu');
const BEFORE_COMMA = new RegExp(`${SPACES}([,;])(?=\\p{L})`, 'gu');
const INSIDE_BRACKETS = new RegExp(`(?<=[«„([])${SPACE}+|${SPACES}(?=[»“)\\]])`, 'gu');

/** Two spaces, one before a stop, a comma or a closing mark or behind an opening one, a colon before a quotation, dots in a row. */
const MAY_BE_ILL_SPACED =
  /[ \u00A0\u2009\u202F\t][ \u00A0\u2009\u202F\t,.;:!?…»“)\]]|[«„([][ \u00A0\u2009\u202F]|:[«„]|\.\.\./;

function spaced(line: string): string {
  if (!MAY_BE_ILL_SPACED.test(line)) return line;
  return line
    .replace(/[ \t]{2,}/g, ' ')
    .replace(BEFORE_STOP, '')
    .replace(BEFORE_COMMA, '$1 ')
    .replace(/(?<=\p{L}):(?=[«„])/gu, ': ')
    .replace(INSIDE_BRACKETS, '')
    .replace(/(?<![?!.])\.{3,}/g, '…');
}

/** Two numbers with a hyphen between; not a part of a date, a telephone, a code or a chain of numbers. */
const RANGE =
  /(?<![\p{L}\d.,:/–—-])(?<!\d )(\d{1,4}(?:[.,]\d+)?)( [–-] |[–—-])(\d{1,4}(?:[.,]\d+)?)(?![\p{L}\d:/]|[.,]\d| ?[–—-] ?\d)/gu;

function dashed(line: string): string {
  if (!/[–—-]/.test(line)) return line;
  return line
    .replace(RANGE, (found, from: string, _dash: string, to: string) =>
      number(from) < number(to) ? `${from}–${to}` : found,
    )
    .replace(/(?<=\S) (?:--?|–)(?= \S)/gu, ' —')
    .replace(/(?<=[,!?…»“])(?: ?(?:--?|[–—]) | (?:--?|[–—]))(?=\p{Ll})|(?<=,)(?:--?|[–—])(?=\p{Ll})/gu, ' — ')
    .replace(/ ?[–—] ?(?=\p{L})/gu, (dash, at: number, whole: string) => (isLoose(dash, whole[at - 1]) ? ' — ' : dash))
    .replace(/^(\s*)[-–] (?=\S)/u, '$1— ');
}

/** A dash between words that lacks a space; «Київ–Львів» is as it should be. */
function isLoose(dash: string, before: string | undefined): boolean {
  return dash !== '–' && before !== undefined && /\p{L}/u.test(before);
}

function number(digits: string): number {
  return Number(digits.replace(',', '.'));
}
