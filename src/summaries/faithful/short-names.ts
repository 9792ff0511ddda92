import type { Ground } from './ground.js';

/** Words that an abbreviation leaves out. */
const LEFT_OUT = /^(?:і|й|та|з|із|зі|у|в|на|по|про|для|питань)$/u;
/** The longest name that is shortened, in words. */
const LONGEST = 6;
const CLIPPED = /^(?:ген|нац|держ|мін|укр|обл|рай|енерго)\p{L}{3,}$/u;

/**
 * Is the capitalised word at `place` of a summary a shorter or a fuller form of what the articles say: «ДСНС» for
 * Державна служба…, «Об’єднані Арабські Емірати» for ОАЕ, «Генштаб» for Генеральний штаб, and the other way round?
 */
export function isShortFor(summary: string, place: number, ground: Ground): boolean {
  const rest = wordsOf(summary.slice(place));
  const name = rest[0];
  if (name === undefined) return false;
  if (ground.sentences.some(({ words }) => words.some((_, start) => spanOf(name, words.slice(start)) > 0))) return true;
  const around = wordsOf(summary.slice(0, place)).slice(-LONGEST);
  const whole = [...around, ...rest.slice(0, LONGEST)];
  return around
    .concat(name)
    .some((_, start) => ground.shortNames.some((known) => start + spanOf(known, whole.slice(start)) > around.length));
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}'’]+/gu) ?? []).map((word) => word.replace('’', "'"));
}

/** How many of these words, from the first on, make this short form; 0 where they do not. */
function spanOf(short: string, words: readonly string[]): number {
  const first = words[0];
  if (first === undefined || first[0] !== short[0] || first === short) return 0;
  return CLIPPED.test(short) ? spanOfClipped(short, words) : spanOfInitials(short, words);
}

/** By their first letters; a compound («антикорупційний», «нафтопереробний») may give the letter of its second part too. */
function spanOfInitials(short: string, words: readonly string[]): number {
  if (short.length < 2 || short.length > 6) return 0;
  let letter = 0;
  for (const [place, word] of words.slice(0, LONGEST + 3).entries()) {
    if (LEFT_OUT.test(word) && word[0] !== short[letter]) continue;
    if (word[0] !== short[letter]) return 0;
    letter += 1;
    const isCompound = word.length >= 10 && words[place + 1]?.[0] !== short[letter];
    if (isCompound && letter < short.length && word.slice(3).includes(short[letter]!)) letter += 1;
    if (letter === short.length) return place > 0 ? place + 1 : 0;
  }
  return 0;
}

/** By the clipped first and another whole: «Держкіно» for Державне агентство з питань кіно. */
function spanOfClipped(short: string, words: readonly string[]): number {
  for (let clip = 3; clip <= Math.min(6, short.length - 3); clip += 1) {
    if (!words[0]!.startsWith(short.slice(0, clip)) || words[0]!.length <= clip) continue;
    const tail = short.slice(clip);
    const root = tail.slice(0, Math.max(3, tail.length - 2));
    const whole = words
      .slice(1, LONGEST)
      .findIndex((word) => word.startsWith(root) && Math.abs(word.length - tail.length) <= 3);
    if (whole >= 0) return whole + 2;
  }
  return 0;
}
