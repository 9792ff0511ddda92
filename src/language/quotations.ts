/** A quotation: where its opening and its closing mark stand (UTF-16 offsets), and how many quotations it stands in. */
export interface Quotation {
  open: number;
  close: number;
  depth: number;
}

/** The quotation marks of one paragraph: the pairs in the order of their opening, and the marks that have no partner. */
export interface Quotations {
  pairs: Quotation[];
  unpaired: { at: number; opens: boolean }[];
}

/** The marks; a straight one between two letters is an apostrophe gone wrong («об"єкт»). */
export const QUOTATION_MARKS = /[«»„“”]|(?<!\p{L})"|"(?!\p{L})/gu;

/** Quotations inside one another; in a text of opening marks alone, the earliest are given up. */
const DEEPEST = 8;

const WORD_START = /[\p{L}\p{N}«„“"#@([—–…-]/u;
const BEFORE_OPENING = /[\s([{«„“"—–/-]/;
const AFTER_CLOSING = /[\s.,;:!?…)\]}»”"—–/-]/;

/**
 * Pairs the quotation marks of one paragraph. A straight quote opens or closes by what stands on its sides, and where
 * that does not tell, it closes what is open. Only pairs are trusted: one lost mark spoils no other quotation.
 */
export function quotationsOf(paragraph: string): Quotations {
  const pairs: { open: number; close: number }[] = [];
  const unpaired: Quotations['unpaired'] = [];
  const open: { at: number; mark: string }[] = [];
  for (const match of paragraph.matchAll(QUOTATION_MARKS)) {
    const at = match.index;
    const mark = match[0];
    const partner = opens(paragraph, at, mark, open) ? -1 : partnerOf(mark, open);
    if (partner < 0) {
      if (opens(paragraph, at, mark, open)) open.push({ at, mark });
      else unpaired.push({ at, opens: false });
      if (open.length > DEEPEST) unpaired.push({ at: open.shift()!.at, opens: true });
      continue;
    }
    for (const lost of open.splice(partner + 1)) unpaired.push({ at: lost.at, opens: true });
    const opening = open.pop();
    if (opening) pairs.push({ open: opening.at, close: at });
  }
  for (const lost of open) unpaired.push({ at: lost.at, opens: true });
  return { pairs: withDepths(pairs), unpaired: unpaired.sort((a, b) => a.at - b.at) };
}

function withDepths(pairs: { open: number; close: number }[]): Quotation[] {
  const closes: number[] = [];
  return pairs
    .sort((a, b) => a.open - b.open)
    .map(({ open, close }) => {
      while ((closes.at(-1) ?? Number.POSITIVE_INFINITY) < open) closes.pop();
      closes.push(close);
      return { open, close, depth: closes.length - 1 };
    });
}

function opens(text: string, at: number, mark: string, open: readonly { mark: string }[]): boolean {
  if (mark === '«' || mark === '„') return true;
  if (mark === '»' || mark === '”') return false;
  const before = text[at - 1];
  const after = text[at + 1];
  const mayOpen =
    (before === undefined || BEFORE_OPENING.test(before)) && after !== undefined && WORD_START.test(after);
  const mayClose = before !== undefined && !/\s/.test(before) && (after === undefined || AFTER_CLOSING.test(after));
  if (mark === '“') return open.at(-1)?.mark === '„' ? false : mayOpen || !mayClose;
  if (mayOpen !== mayClose) return mayOpen;
  return !open.some((opening) => opening.mark === '"');
}

function partnerOf(mark: string, open: readonly { mark: string }[]): number {
  const openings = mark === '»' ? '«' : mark === '"' ? '"' : '„“';
  return open.findLastIndex((opening) => openings.includes(opening.mark));
}
