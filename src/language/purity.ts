import { ANY_CALQUE, CALQUES, type Calque, DOUBTFUL } from './calques.js';
import { cueOf } from './detect.js';

export { typography } from './typography.js';

/** Where something stands: UTF-16 offsets, the end exclusive, and the text there. */
interface Place {
  start: number;
  end: number;
  text: string;
}

/** What a digest must not show; `doubtful` is what an editor may want to say otherwise. */
export type Impurity =
  /** Words in Russian, a word or a passage. */
  | (Place & { kind: 'russian' })
  /** Letters of two alphabets that look alike in one word («Kиїв»), and the word written with one. */
  | (Place & { kind: 'mixedAlphabet'; suggestion: string })
  /** Letters lost between encodings: U+FFFD, «РџСЂРё», «Ð¿Ñ€Ð¸». */
  | (Place & { kind: 'brokenEncoding' })
  /** Tags, entities and other code that is no text. */
  | (Place & { kind: 'markup' })
  /** An expression that is always wrong, and what stands for it. */
  | (Place & { kind: 'calque'; suggestion: string })
  /** An expression often better said otherwise. */
  | (Place & { kind: 'doubtful'; suggestion: string });

/** What is impure in a Ukrainian text, in order. */
export function impurities(text: string): Impurity[] {
  return [
    ...places(text, BROKEN).map((place) => ({ kind: 'brokenEncoding' as const, ...place })),
    ...places(text, MARKUP).map((place) => ({ kind: 'markup' as const, ...place })),
    ...mixedWords(text),
    ...russianPassages(text),
    ...(ANY_CALQUE.test(text) ? [...calques('calque', text, CALQUES), ...calques('doubtful', text, DOUBTFUL)] : []),
  ].sort((a, b) => a.start - b.start);
}

/** U+FFFD; UTF-8 read as windows-1251 or as Latin-1; windows-1251 read as Latin-1; question marks for letters. */
const BROKEN =
  /\uFFFD+|(?:[РС][\u0090-\u00BFЂЃѓђ‚„…†‡€‰Љ‹ЊЌЋЏ‘’“”•–—™љ›њќћџЎўЈҐЁІіґёєјЅѕї]){3,}|(?:[ÐÑÒ][\u0080-\u00BFƒŒœŠšŽžŸˆ˜‚„…†‡‰‹›‘’“”•–—™€]){2,}|(?<![A-Za-zÀ-ÿ])[À-ÿ³¿º¯ª²´¥]{4,}(?![A-Za-z])|(?<!\S)\?{3,}(?: \?{2,})+/gu;
const MARKUP =
  /<\/?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?\/?>|&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});|\\u[0-9a-f]{4}|\[\/?(?:b|i|u|url|img|quote)\b[^\]]{0,80}\]/giu;

/** Most texts have none; `matchAll` makes a pattern anew each time, and a search does not. */
function places(text: string, pattern: RegExp): Place[] {
  if (text.search(pattern) < 0) return [];
  return [...text.matchAll(pattern)].map((match) => placeOf(match.index, match[0]));
}

function placeOf(start: number, text: string): Place {
  return { start, end: start + text.length, text };
}

const LATIN_TWINS = 'aceiopxyABCEHIKMOPTX';
const CYRILLIC_TWINS = 'асеіорхуАВСЕНІКМОРТХ';
const LATIN_TO_CYRILLIC = new Map([...LATIN_TWINS].map((letter, index) => [letter, CYRILLIC_TWINS[index] ?? letter]));
const CYRILLIC_TO_LATIN = new Map([...CYRILLIC_TWINS].map((letter, index) => [letter, LATIN_TWINS[index] ?? letter]));
const ANY_WORD = /\p{L}+/gu;
const LATIN_LETTER = /\p{Script=Latin}/u;

/** Words in which every letter of the rarer alphabet has a twin in the other, and a lone Latin «i» or «a» among Cyrillic. */
function mixedWords(text: string): Impurity[] {
  const found: Impurity[] = [];
  if (!LATIN_LETTER.test(text)) return found;
  for (const match of text.matchAll(ANY_WORD)) {
    const word = match[0];
    if (!LATIN_LETTER.test(word)) continue;
    const latin = word.replace(/\P{Script=Latin}/gu, '').length;
    if (latin === word.length && !isAmongCyrillic(text, match.index, word)) continue;
    const toCyrillic = latin * 2 <= word.length || latin === word.length;
    const twins = toCyrillic ? LATIN_TO_CYRILLIC : CYRILLIC_TO_LATIN;
    const foreign = toCyrillic ? LATIN_LETTER : /\p{Script=Cyrillic}/u;
    if ([...word].some((letter) => foreign.test(letter) && !twins.has(letter))) continue;
    const suggestion = [...word].map((letter) => twins.get(letter) ?? letter).join('');
    found.push({ kind: 'mixedAlphabet', ...placeOf(match.index, word), suggestion });
  }
  return found;
}

/** «мама i тато»: one small Latin letter between Cyrillic words. */
function isAmongCyrillic(text: string, at: number, word: string): boolean {
  return (
    /^[aiocy]$/.test(word) &&
    /[а-яіїєґ,] $/.test(text.slice(Math.max(0, at - 2), at)) &&
    /^ [а-яіїєґ«]/i.test(text.slice(at + 1, at + 3))
  );
}

const CYRILLIC_WORD = /\p{Script=Cyrillic}+(?:['’ʼ-]\p{Script=Cyrillic}+)*/gu;
/** The words of a passage hang together if no more than this stands between them, in UTF-16 units. */
const GAP = 4;
/** How strongly a passage must speak for Russian: a sure word and a hint. */
const PASSAGE = -4;

interface Run {
  start: number;
  end: number;
  score: number;
  sure: number;
}

/** Runs of words that speak for Russian, and single words with letters that Ukrainian does not have. */
function russianPassages(text: string): Impurity[] {
  const found: Impurity[] = [];
  let run: Run | undefined;
  const close = () => {
    if (run && (run.sure > 0 || run.score <= PASSAGE)) {
      found.push({ kind: 'russian', start: run.start, end: run.end, text: text.slice(run.start, run.end) });
    }
    run = undefined;
  };
  let end = 0;
  for (const match of text.matchAll(CYRILLIC_WORD)) {
    const word = match[0].toLowerCase();
    const cue = word.length > 1 ? cueOf(word) : 0;
    if (cue > 0 || match.index - end > GAP) close();
    end = match.index + match[0].length;
    if (cue >= 0) continue;
    run ??= { start: match.index, end, score: 0, sure: 0 };
    run.end = end;
    run.score += cue;
    if (/[ыэъё]/.test(word)) run.sure += 1;
  }
  close();
  return found;
}

function calques(kind: 'calque' | 'doubtful', text: string, list: readonly Calque[]): Impurity[] {
  return list.flatMap(({ pattern, suggestion }) =>
    places(text, pattern).map((place) => ({ kind, ...place, suggestion })),
  );
}
