import { remembering } from './remembered.js';
import { NOMINAL_ENDINGS, SHORT_VERB_ENDINGS, stripped, VERBAL_ENDINGS } from './stem-endings.js';
import { isNounStem } from './stem-exceptions.js';
import { hardenedStem, irregularNoun, irregularVerb } from './stem-irregular.js';
import { isStopWord } from './stopwords.js';
import { words } from './words.js';

/** No word is longer, in letters; what is, is no word and stays as it is. */
const LONGEST_WORD = 40;

/**
 * The stem that the inflected forms of a Ukrainian word share, whatever its vowels and consonants do («ніч», «ночі»);
 * for comparing, not for reading. Of a hyphenated word each part is stemmed; words of other alphabets come back small.
 */
export const stem = remembering((word) =>
  word.length > LONGEST_WORD * 2 ? word.toLowerCase() : stemOf(word.toLowerCase().replace(/[’ʼ]/g, "'")),
);

/** The stems of a text's content words, in order. */
export function stems(text: string): string[] {
  const found: string[] = [];
  for (const word of words(text)) if (!isStopWord(word)) found.push(stem(word));
  return found;
}

function stemOf(word: string): string {
  if (word.includes('-')) return word.split('-').map(stemOf).join('-');
  if (word.length < 3 || word.length > LONGEST_WORD || /[^а-яіїєґё']/.test(word)) return word;
  const active = word.replace(REFLEXIVE, '');
  const nominal = stripped(active, NOMINAL_ENDINGS);
  const noun = [active, ...nominal].find(isNounStem);
  if (noun !== undefined) return levelled(noun);
  const irregular = irregularNoun(active);
  if (irregular !== undefined) return irregular;
  const verb = irregularVerb(active) ?? stripped(active, VERBAL_ENDINGS)[0] ?? shortVerb(active);
  return verb === undefined ? levelled(hardenedStem(active) ?? nominal[0] ?? active) : marked(verb);
}

const REFLEXIVE = /(?<=т[иь]|[аиіїуюя]в|л[аои]|ш[иї]?|м[оу]|те|[юйь]|чи|[нт]о)с[яь]$/;
const ONE_SYLLABLE = /^[^аеєиіїоуюя]*[аиіїуюя]$/;

function shortVerb(active: string): string | undefined {
  return stripped(active, SHORT_VERB_ENDINGS).find((short) => ONE_SYLLABLE.test(short));
}

/**
 * A verb's stem no longer than this would be some noun's («куп-ити», «куп-а»), so it gets a mark; not one in -н-, whose
 * «вплин-е» looks like a noun.
 */
const SHORT_STEM = 5;

function marked(verb: string): string {
  const level = verb.replace(/(?<=[бпвмф])л$|(?<=[аеєиіїоуюя].*)[ая]$/, '');
  return level.length <= SHORT_STEM && !/[аеєиіїоуюян]$/.test(level) ? `${level}+` : level;
}

/** One shape for what changes at the end of a noun's stem: its last vowel, and what joins it to an ending. */
function levelled(stem: string): string {
  let level = stem;
  if (/[аеєиіїоуюя].*[аяои]$/.test(level)) level = level.slice(0, -1);
  level = level
    .replace(/([ая]н|татар|болгар)ин$/, '$1')
    .replace(/(?<=..)іст$/, 'ост')
    .replace(/ьц$/, 'ц');
  return withLevelVowel(withLevelVowel(level).replace(/(?<=[бпвмф])л$/, ''));
}

/** Where -і- goes with -е- («папір», «паперу») and not with -о- («захід», «заходу»). */
const WITH_E = /^(?:пап|кам|кор|ос|леб|ведм|пром|крем|ячм|ступ|пов|мат)і[рнд]$/;

/** The vowel before the last consonant: -е- and -ок come and go («вітер», «ринок»), -і- becomes -о- («захід»). */
function withLevelVowel(stem: string): string {
  const level = stem.replace(/(?<=[аеєиіїоуюя].*)(?:[еє](?=[^аеєиіїоуюя]$)|о(?=к$))/, '');
  return level.replace(/(?<=[аеєиіїоуюя].*)і(?=[^аеєиіїоуюя]$)/, WITH_E.test(level) ? '' : 'о');
}
