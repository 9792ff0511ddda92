import {
  LANGUAGES,
  LIST_ENDS,
  MAGNITUDES,
  MEASURES,
  NEEDS_A_NAME,
  NEEDS_A_NUMBER,
  STARTERS,
  TIMES,
} from './abbreviations.js';
import { quotationsOf } from './quotations.js';

/**
 * The sentences of a text in order: slices of it, unchanged, without the white space around them. A line break that
 * ends a block (a heading, a list item, a paragraph) ends a sentence. A short quotation stays whole, with the words
 * that it is quoted by; a long one is cut at its own full stops.
 */
export function sentences(text: string): string[] {
  const found: string[] = [];
  for (const block of blocksOf(text)) {
    let start = 0;
    for (const cut of cutsOf(block)) {
      const sentence = block.slice(start, cut).trim();
      if (sentence !== '') found.push(sentence);
      start = cut;
    }
    const last = block.slice(start).trim();
    if (last !== '') found.push(last);
  }
  return found;
}

/** A line at least this long that goes on in a small letter was wrapped by its width, in UTF-16 units. */
const WRAPPED_LINE = 40;

function blocksOf(text: string): string[] {
  if (!/[\r\n\u2028\u2029]/.test(text)) return [text];
  const blocks: string[] = [];
  let start = 0;
  let lineStart = 0;
  for (const match of text.matchAll(/\r\n?|[\n\u2028\u2029]/g)) {
    const line = text.slice(lineStart, match.index).trimEnd();
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 40);
    const wrapped = line.length >= WRAPPED_LINE && !/[.!?…:;»”"]$/.test(line) && /^[ \t]*\p{Ll}[\p{L}'’ʼ,-]*(?![).])/u.test(rest);
    lineStart = match.index + match[0].length;
    if (wrapped) continue;
    blocks.push(text.slice(start, match.index));
    start = lineStart;
  }
  blocks.push(text.slice(start));
  return blocks;
}

/** The longest quotation and bracket that stay whole whatever stops they hold, in UTF-16 units. */
const WHOLE_QUOTATION = 120;
const WHOLE_BRACKET = 150;

/** A run of stops with what closes after it, before white space; or a stop that lost its space («слово.Далі»). */
const STOPS = /[.!?…]+(?:["»”“’')\]]|\[\d+\])*(?=\s)|(?<=[\p{Ll}»)]{3})[.!?](?=\p{Lu}\p{Ll})/gu;

function cutsOf(block: string): number[] {
  const cuts: number[] = [];
  let whole: [number, number][] | undefined;
  let start = 0;
  for (const match of block.matchAll(STOPS)) {
    const end = match.index + match[0].length;
    if (!endsSentence(block, start, match.index, match[0])) continue;
    whole ??= wholeSpans(block);
    if (whole.some(([from, to]) => from < match.index && end <= to)) continue;
    cuts.push(end);
    start = end;
  }
  return cuts;
}

/** The spans that no sentence ends inside of: short quotations and short brackets. */
function wholeSpans(block: string): [number, number][] {
  const spans: [number, number][] = [];
  if (/["«„“]/.test(block)) {
    for (const { open, close } of quotationsOf(block).pairs) if (close - open <= WHOLE_QUOTATION) spans.push([open, close]);
  }
  for (const match of block.matchAll(/\([^()]*\)|\[[^[\]]*\]/g)) {
    if (match[0].length <= WHOLE_BRACKET) spans.push([match.index, match.index + match[0].length - 1]);
  }
  return spans;
}

const NEXT = /^\s*(?<dash>[—–-]\s+|[—–](?=\S))?(?<opening>["«„“”'(\[]*)\s*(?<word>[\p{L}\p{N}][\p{L}\p{M}\p{N}'’ʼ-]*)?/u;
const MARKER = /^\s*(?:[•▪■●◆►▶✔✅❗#@]|\p{Extended_Pictographic}|https?:)/u;

function endsSentence(block: string, start: number, at: number, stop: string): boolean {
  const end = at + stop.length;
  const rest = block.slice(end, end + 60);
  if (rest.trim() === '') return false;
  const said = block.slice(start, at);
  if (!/[\p{L}\p{N}]/u.test(said)) return false;
  if (MARKER.test(rest)) return true;
  const next = NEXT.exec(rest)?.groups;
  const word = next?.word;
  if (word === undefined || !beginsSentence(word)) return false;
  const closed = /["»”“]/.test(stop);
  if (next?.dash !== undefined) {
    if (/^(?:Ред|Авт|Прим|ред|авт)$/.test(word)) return false;
    if (closed && next.opening === '' && !stop.startsWith('.')) return false;
  }
  if (!stop.startsWith('.')) return !(closed && isTitle(block, start, at) && !STARTERS.has(word.toLowerCase()));
  if (stop.startsWith('..')) return !(/\s$/.test(said) && /^\d/.test(word));
  return !isListMarker(said) && !isAbbreviation(said, word, closed);
}

/** A capital, a digit, or a name that begins small (iPhone, mTOR). */
function beginsSentence(word: string): boolean {
  return /^(?:\p{Lu}|\p{N}|\p{Lo}|[a-z]{1,2}[A-Z])/u.test(word);
}

/** A quotation of up to three words that no colon leads in is a name («Вставай!»), and the sentence goes on after it. */
function isTitle(block: string, start: number, at: number): boolean {
  const quoted = /(?<lead>[^«"„“]*)[«"„“](?<name>[^«"„“»”]*)$/u.exec(block.slice(start, at))?.groups;
  return /[\p{L}\p{N}]\s*$/u.test(quoted?.lead ?? '') && (quoted?.name ?? '').trim().split(/\s+/).length <= 3;
}

/** «1.», «а.», «IV.» alone at the head of a sentence number it. */
function isListMarker(said: string): boolean {
  return /^\s*[("«]?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlIVXL]{1,5}|[\p{Ll}])$/u.test(said);
}


/** What stands before the stop, as the rules of abbreviations read it. */
interface Stopped {
  /** The sentence so far. */
  said: string;
  /** The word that the stop follows, in small letters, and what follows its last inner stop («т.д» → «д»). */
  name: string;
  last: string;
  /** The word before that one. */
  before: string;
  /** The word after the stop, and the character after it. */
  next: string;
  afterNext: string;
}
