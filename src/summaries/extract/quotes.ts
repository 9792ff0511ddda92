import { quotationsOf } from '../../language/quotations.js';
import { SPEECH_VERB } from './lexicon.js';

/** A matched pair of quotation marks in a text: places of the marks themselves (UTF-16 offsets), and how deep they nest. */
export interface QuoteSpan {
  open: number;
  close: number;
  depth: number;
}

/** What stands for a mark whose other half is missing, until the sentence around it is judged. */
export const LOST_MARK = '\uE000';

const CURLY = /[“”„‟]/gu;

/**
 * A paragraph with its quotation marks directed: «ялинки», „лапки“ inside them, and LOST_MARK for a mark without
 * its other half. Offsets do not change.
 */
export function directQuotes(paragraph: string): { text: string; spans: QuoteSpan[] } {
  const plain = paragraph.replace(CURLY, '"');
  const { pairs, unpaired } = quotationsOf(plain);
  const lost = unpaired.map((mark) => mark.at);
  for (const mark of unpaired) if (mark.opens) closeSpeech(plain, mark.at, pairs, lost);
  const spans = pairs
    .map(({ open, close }) => ({
      open,
      close,
      depth: pairs.filter((other) => other.open < open && other.close > close).length,
    }))
    .sort((one, other) => one.open - other.open);
  if (spans.length === 0 && lost.length === 0) return { text: plain, spans };
  const characters = plain.split('');
  for (const place of lost) characters[place] = LOST_MARK;
  for (const { open, close, depth } of spans) {
    characters[open] = depth === 0 ? '«' : '„';
    characters[close] = depth === 0 ? '»' : '“';
  }
  return { text: characters.join(''), spans };
}

const SPEECH_FOLLOWS = new RegExp(`^[.,!?…]*\\s*[—–-]\\s+(?:\\p{Ll}+\\s)?${SPEECH_VERB}`, 'u');

/**
 * A speech often ends on a quotation of its own and one mark closes both («Усе відбувається "на нозі", - сказав він»).
 * The mark before the attribution then belongs to the speech; the inner quotation loses its first mark.
 */
function closeSpeech(paragraph: string, open: number, pairs: { open: number; close: number }[], lost: number[]): void {
  if (!beginsSentence(paragraph, open)) return;
  const ending = pairs
    .filter((pair) => pair.open > open && SPEECH_FOLLOWS.test(paragraph.slice(pair.close + 1, pair.close + 80)))
    .sort((one, other) => one.close - other.close)[0];
  if (!ending || beginsSentence(paragraph, ending.open)) return;
  lost.splice(lost.indexOf(open), 1, ending.open);
  ending.open = open;
}

function beginsSentence(paragraph: string, place: number): boolean {
  return /^$|[.!?…:]["»”)]?\s+$/u.test(paragraph.slice(Math.max(0, place - 4), place));
}

/** Are brackets and quotation marks of a text in pairs, with none lost? */
export function isBalanced(text: string): boolean {
  if (!/[«»„“()[\]"\uE000]/u.test(text)) return true;
  const expected: string[] = [];
  for (const character of text) {
    if (character === LOST_MARK || character === '"') return false;
    const closing = { '«': '»', '„': '“', '(': ')', '[': ']' }[character];
    if (closing) expected.push(closing);
    else if ('»“)]'.includes(character) && expected.pop() !== character) return false;
  }
  return expected.length === 0;
}
