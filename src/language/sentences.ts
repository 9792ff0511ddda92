import { STARTERS } from './abbreviations.js';
import { isAbbreviation } from './full-stop.js';
import { quotationsOf } from './quotations.js';

/**
 * The sentences of a text in order: slices of it, unchanged, without the white space around them. A line break that
 * ends a block (a heading, a list item, a paragraph) ends a sentence. A short quotation stays whole, with the words
 * that it is quoted by; a long one, and one that stands alone, is cut at its own stops. The numbers of a list stay
 * with their items; the number of a single clause («1. Затвердити…») stands apart, as in a document.
 */
export function sentences(text: string): string[] {
  const found: string[] = [];
  const listed = (text.match(LIST_MARKERS)?.length ?? 0) > 1;
  for (const block of blocksOf(text)) {
    let start = 0;
    for (const cut of [...cutsOf(block, listed), block.length]) {
      const sentence = block.slice(start, cut).trim();
      if (sentence !== '') found.push(sentence);
      start = cut;
    }
  }
  return found;
}

const LIST_MARKERS = /(?:^|[.!?:;\n\r])[ \t]{0,8}\d{1,3}\.(?=\s)/g;

/** A line at least this long that goes on in a small letter was broken for its width, in UTF-16 units. */
const FULL_LINE = 40;

function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let start = 0;
  let lineStart = 0;
  for (const match of text.matchAll(/\r\n?|[\n\u2028\u2029]/g)) {
    const line = text.slice(lineStart, match.index).trimEnd();
    lineStart = match.index + match[0].length;
    const goesOn =
      line.length >= FULL_LINE &&
      !/[.!?…:;»”"]$/.test(line) &&
      /^[ \t]*\p{Ll}(?!\))/u.test(text.slice(lineStart, lineStart + 20));
    if (goesOn) continue;
    blocks.push(text.slice(start, match.index));
    start = lineStart;
  }
  blocks.push(text.slice(start));
  return blocks;
}

/** Stops and what closes after them, before white space; or a stop that lost its space («слово.Далі»). Asked where a stop stands. */
const STOPS =
  /(?<![.!?…])[.!?…]+(?:["»”“’')\]]|\[\d+\])*(?:\s+[:;]-?[()DР]+)?(?=\s)|(?<=[\p{Ll}»)]{3})[.!?](?=\p{Lu}\p{Ll})/uy;
const STOP = /[.!?…]/g;

function* stopsIn(block: string): Generator<{ text: string; index: number }> {
  let passed = 0;
  for (const { index } of block.matchAll(STOP)) {
    if (index < passed) continue;
    STOPS.lastIndex = index;
    const text = STOPS.exec(block)?.[0];
    if (text === undefined) continue;
    yield { text, index };
    passed = index + text.length;
  }
}

/** How much of a sentence before a stop is looked at, in UTF-16 units: texts without any sentence must not cost more. */
const SAID = 400;

function cutsOf(block: string, listed: boolean): number[] {
  const cuts: number[] = [];
  let whole: Span[] | undefined;
  let passed = 0;
  let start = 0;
  for (const { text: stop, index } of stopsIn(block)) {
    const end = index + stop.length;
    const said = block.slice(Math.max(start, index - SAID), index);
    if (!endsSentence({ said, stop, rest: block.slice(end, end + 60), listed })) continue;
    whole ??= wholeSpans(block);
    while (passed < whole.length && whole[passed]!.to < end) passed += 1;
    if (passed < whole.length && whole[passed]!.from < index) continue;
    cuts.push(end);
    start = end;
  }
  return cuts;
}

interface Span {
  from: number;
  to: number;
}

/** The longest quotation and bracket that stay whole whatever stops they hold, in UTF-16 units. */
const WHOLE_QUOTATION = 120;
const WHOLE_BRACKET = 150;

/** The spans that no sentence ends inside of, in order; those that overlap are one. */
function wholeSpans(block: string): Span[] {
  const spans: Span[] = [];
  for (const { open, close } of /["«„“]/.test(block) ? quotationsOf(block).pairs : []) {
    if (close - open > WHOLE_QUOTATION) continue;
    const ledIn = /[\p{L}\p{N},:—–-]\s*$/u.test(block.slice(Math.max(0, open - 4), open));
    const goesOn = /^\s*(?:[.!?…]*,\s*[—–-]|[—–-]|[.!?…,;:]*\s*\p{Ll})/u.test(block.slice(close + 1, close + 20));
    if (ledIn || goesOn) spans.push({ from: open, to: close });
  }
  for (const match of block.matchAll(/\([^()]*\)|\[[^[\]]*\]/g)) {
    if (match[0].length <= WHOLE_BRACKET) spans.push({ from: match.index, to: match.index + match[0].length - 1 });
  }
  const apart: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else apart.push(span);
  }
  return apart;
}

interface Stop {
  /** The sentence up to the stop. */
  said: string;
  /** The stop itself, with what closes after it. */
  stop: string;
  /** The beginning of what follows. */
  rest: string;
  /** The text is a list, whose numbers belong to their items. */
  listed: boolean;
}

const NEXT =
  /^\s*(?<dash>[—–-]\s+|[—–](?=\S))?(?<opening>["«„“”'([]*)\s*(?<word>[\p{L}\p{N}][\p{L}\p{M}\p{N}'’ʼ-]*)(?<after>.*)/su;
const BULLET = /^\s*(?:[•▪■●◆►▶#@]|\p{Extended_Pictographic}|https?:)/u;
/** A capital, a digit, or a name that begins small (iPhone, mTOR). */
const BEGINS = /^(?:\p{Lu}|\p{N}|\p{Lo}|[a-z]{1,2}[A-Z])/u;

function endsSentence({ said, stop, rest, listed }: Stop): boolean {
  if (!/[\p{L}\p{N}]/u.test(said)) return false;
  if (BULLET.test(rest)) return true;
  const { word = '', dash, opening, after = '' } = NEXT.exec(rest)?.groups ?? {};
  if (opening?.includes('(') && /^\d/.test(word)) return false;
  if (!BEGINS.test(word) || (dash !== undefined && /^(?:Ред|Авт|Прим)$/.test(word))) return false;
  if (stop.startsWith('.') && !stop.startsWith('..')) {
    if (isListMarker(said)) return !listed;
    if (listed && /:\s*\d{1,2}$/.test(said)) return false;
    return !isAbbreviation({ said, next: word, after, dashed: dash !== undefined });
  }
  if (/\s$/.test(said) && /^\d/.test(word)) return false;
  const quoted = /["»”“]/.test(stop);
  if (quoted && dash !== undefined && opening === '') return false;
  return !quoted || STARTERS.has(word.toLowerCase()) || !isTitle(said);
}

/** «1», «2.3», «IV» alone at the head of a sentence number it. */
function isListMarker(said: string): boolean {
  return /^\s*[("«]?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{2,5})$/.test(said);
}

/** A quotation of up to three words in the middle of a sentence is a name («Вставай!»), and the sentence goes on after it. */
function isTitle(said: string): boolean {
  const name = /[\p{L}\p{N}]\s*["«„“](?<name>[^«"„“»”]*)$/u.exec(said)?.groups?.name;
  return name !== undefined && name.trim().split(/\s+/).length <= 3;
}
