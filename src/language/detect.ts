import type { TextLanguage } from '../vocabulary.js';
import { BULGARIAN_WORDS, ENGLISH_WORDS, OTHER_LATIN_WORDS, PART_CUES, WORD_CUES } from './language-cues.js';
import { remembering } from './remembered.js';

/**
 * The language of a headline or an article. `prior` is what the source is known to write in: it decides where the text
 * itself says little. Without it, such a text is Ukrainian in Cyrillic and English in Latin letters; one without letters
 * of either is `other`.
 */
export function detectLanguage(text: string, options: { prior?: TextLanguage } = {}): TextLanguage {
  const sample = text.slice(0, SAMPLE).toLowerCase();
  const cyrillic = sample.match(CYRILLIC_WORD) ?? [];
  const latin = sample.match(LATIN_WORD) ?? [];
  const strange = sample.match(OTHER_LETTER)?.length ?? 0;
  const letters = { cyrillic: lettersOf(cyrillic), latin: lettersOf(latin) };
  if (strange > letters.cyrillic + letters.latin) return 'other';
  if (letters.cyrillic * 3 >= letters.latin && letters.cyrillic > 0) return cyrillicLanguage(cyrillic, options.prior);
  if (letters.latin > 0) return latinLanguage(latin, options.prior);
  return options.prior ?? 'other';
}

/** How much of a text is read, in UTF-16 units. */
const SAMPLE = 6000;
/** What the source's language weighs: less than one sure word. */
const PRIOR = 2;

const CYRILLIC_WORD = /\p{Script=Cyrillic}+(?:['’ʼ-]\p{Script=Cyrillic}+)*/gu;
const LATIN_WORD = /\p{Script=Latin}+(?:['’]\p{Script=Latin}+)*/gu;
const OTHER_LETTER = /(?!\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Common})\p{L}/gu;

function cyrillicLanguage(words: readonly string[], prior: TextLanguage | undefined): TextLanguage {
  if (isOtherCyrillic(words)) return 'other';
  let score = prior === 'uk' ? PRIOR : prior === 'ru' ? -PRIOR : 0;
  let before = '';
  for (const word of words) {
    const cue = cueOf(word);
    score += cue === 0 && IN.has(before) && /.{3}е$/.test(word) ? RUSSIAN_LOCATIVE : cue;
    before = word;
  }
  return score >= 0 ? 'uk' : 'ru';
}

/** Where something is, Russian ends in -е («в парламенте»), and Ukrainian mostly does not. */
const IN = new Set(['в', 'на', 'о', 'при']);
const RUSSIAN_LOCATIVE = -1;

/** How strongly a word in small letters speaks for Ukrainian (above 0) or Russian (below 0). */
export const cueOf = remembering((word): number => {
  if (/[іїєґ]/.test(word)) return 3;
  if (/[ыэъё]/.test(word)) return -3;
  const known = WORD_CUES.get(word);
  if (known !== undefined) return known;
  if (/['’ʼ]/.test(word)) return 3;
  for (const [pattern, strength] of PART_CUES) if (pattern.test(word)) return strength;
  return 0;
});

/** Belarusian, Bulgarian, and the languages that have letters of their own. */
function isOtherCyrillic(words: readonly string[]): boolean {
  const share = (pattern: RegExp) => words.filter((word) => pattern.test(word)).length / words.length;
  if (share(/[^а-яёіїєґ'’ʼ-]/) > 0.1) return true;
  const east = share(/[ыэё]/);
  if (east > 0 && share(/і/) > 0 && share(/[ищъ]/) === 0 && lettersOf(words) > 15) return true;
  if (east > 0 || share(/[іїєґ]/) > 0) return false;
  return (
    share(/[^аеиоуъюя]ъ[^аеиоуъюя]/) > 0.05 ||
    words.filter((word) => BULGARIAN_WORDS.has(word)).length / words.length > 0.15 ||
    (words.includes('ще') && share(/(?:ството|нието|[кнт]ите)$/) > 0.15)
  );
}

function latinLanguage(words: readonly string[], prior: TextLanguage | undefined): TextLanguage {
  let score = prior === 'en' ? PRIOR : prior === undefined ? 0 : -1;
  for (const word of words) {
    if (ENGLISH_WORDS.has(word)) score += 2;
    else if (OTHER_LATIN_WORDS.has(word)) score -= 2;
    else if (/[^a-z'’]/.test(word)) score -= 1;
    else if (/(?:ing|tion|ed|ly|['’]s)$/.test(word)) score += 1;
  }
  return score >= 0 ? 'en' : 'other';
}

function lettersOf(words: readonly string[]): number {
  return words.reduce((letters, word) => letters + word.length, 0);
}
