import { CUE, cuesOf } from './cues.js';
import { NEWSROOM, TEASER, UNTOLD } from './lexicon.js';

/** Guesswork, and what only adds to the sentence before. */
const HEARSAY =
  /^(?:судячи з|на перший погляд|на (?:кадрах|відео|записі|знімку|знімках|фото|зображенні)|здавалося б|очевидно|можливо|здається)|^(?:\p{L}+ ){0,2}навіть(?!\p{L})/iu;
/** A pronoun so early that what it stands for is in another sentence. */
const INNER_ANAPHOR =
  /(?<!\p{L})(?:він|вона|вони|його|її|їх|їм|йому|цей|ця|ці|цю|цього|цьому|цим|цієї|цій|цих|там|тут|тоді|них|ним|нею|ній|ньому|нього|неї|таки[йм]|так[аіу]|такого|такому|такої|таких)(?!\p{L})/iu;
const EARLY = 50;
/** Result tables and long lists, which only a table can show. */
const TABLE =
  /(?:\d+[:+-]\d+.*){4,}|(?:\p{L}+ \d+, ){3,}|(?:[—–-] \d+(?:,\d+)?[,.;].*){4,}|(?:;[^;]+){4,}|(?:\(\+\d+\).*){3,}/u;
/** Many places in a row, of one word each, and a label with its colon («Лісова громада: 4 вибухи») or its dash («За добу — 7 обстрілів»). */
const LIST = /(?:\p{Lu}[\p{L}’'-]+, ){4,}/u;
const LABEL = /^\p{Lu}\p{L}+(?: \p{Ll}+)?: |^(?:За|[УВ]|На) [^—,]{3,20} [—–-] \d/u;
/** What always happens so, and not what happened: «Коли людина не досипає, то…». */
const GENERAL = /^(?:коли|якщо) [^,]+, то(?!\p{L})/iu;
/** What only adds to the sentence before. */
const BESIDES = /^(?:о?крім|поряд із|разом із|на додачу|хоча)(?!\p{L})/iu;
/** Shorter than this, a sentence without a number or a name says hardly anything (UTF-16 units). */
const SLIGHT = 45;

/** How well a sentence stands alone in a digest, by what it is made of: 1 where nothing speaks against it, towards 0. */
export function soundness(text: string, cues: number = cuesOf(text)): number {
  let share = 1;
  if ((cues & CUE.promise) !== 0 && (TEASER.test(text) || UNTOLD.test(text))) share *= 0.35;
  if (NEWSROOM.test(text)) share *= 0.2;
  if (GENERAL.test(text)) share *= 0.5;
  if (text.endsWith('!')) share *= 0.5;
  if (/\d\D+\d\D+\d|;.*;/u.test(text) && TABLE.test(text)) share *= 0.3;
  if (INNER_ANAPHOR.test(text.slice(0, EARLY))) share *= 0.7;
  if (HEARSAY.test(text)) share *= 0.2;
  if (LABEL.test(text) || (/,[^,]*,[^,]*,[^,]*,/u.test(text) && LIST.test(text))) share *= 0.5;
  if (BESIDES.test(text)) share *= 0.6;
  if (text.length < SLIGHT && !/\d|(?<=\s)\p{Lu}/u.test(text)) share *= 0.6;
  return share;
}
