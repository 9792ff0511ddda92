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

const MARKS = /["«»„“”]/g;
const WORD_START = /[\p{L}\p{N}«„“"#@([—–…-]/u;
const BEFORE_OPENING = /[\s([{«„“"—–/-]/;
const AFTER_CLOSING = /[\s.,;:!?…)\]}»”"—–/-]/;

/**
 * Pairs the quotation marks of one paragraph. A straight quote opens or closes by what stands on its sides, and where
 * that does not tell, it closes what is open. Only pairs are trusted: one lost mark spoils no other quotation.
 */
export function quotationsOf(paragraph: string): Quotations {
  const pairs: Quotation[] = [];
  const unpaired: Quotations['unpaired'] = [];
  const open: { at: number; mark: string }[] = [];
  for (const match of paragraph.matchAll(MARKS)) {
    const at = match.index;
    const mark = match[0];
    const partner = opens(paragraph, at, mark, open) ? -1 : partnerOf(mark, open);
    if (partner < 0) {
      if (opens(paragraph, at, mark, open)) open.push({ at, mark });
      else unpaired.push({ at, opens: false });
      continue;
    }
    for (const lost of open.splice(partner + 1)) unpaired.push({ at: lost.at, opens: true });
    const opening = open.pop();
    if (opening) pairs.push({ open: opening.at, close: at, depth: open.length });
  }
  for (const lost of open) unpaired.push({ at: lost.at, opens: true });
  return { pairs: pairs.sort((a, b) => a.open - b.open), unpaired: unpaired.sort((a, b) => a.at - b.at) };
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
