import { stem } from '../../language/stem.js';
import { isStopWord } from '../../language/stopwords.js';
import type { Ground } from './ground.js';
import type { Reason } from './reason.js';

const CAPITALISED = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}]*(?:['’ʼ\-‐‑][\p{L}\p{N}]+)*/gu;
const SURNAME = /(?:енко|ський|цький|ська|цька|чук|щук|швілі|ович|евич|янц?|оглу)$/u;
const PLACE_AROUND =
  /(?:^|[\s(])(?:у|в|на|до|з|із|зі|під|біля|поблизу|через|місті|місто|міста|селі|село|села|районі|області)\s+[«„]?$/iu;
const PLACE_AFTER = /^\s+(?:област|район|громад|напрямк|міськ|край|краї|округ)/iu;

/** Two names of one thing, as the first letters of their stems: the one in a summary, the other in an article. */
const ALIASES: readonly (readonly string[])[] = [
  ['рф', 'росі'],
  ['сша', 'америк', 'штат', 'вашингт'],
  ['єс', 'євросоюз', 'європейськ'],
  ['кндр', 'пхен', 'північн'],
  ['кнр', 'кита'],
  ['фрн', 'німеч'],
  ['зсу', 'збройн'],
  ['оон', "об'єднан"],
  ['мзс', 'закордонн'],
  ['сбу', 'безпек'],
  ['нбу', 'нацбанк', 'національн'],
  ['швец', 'швед'],
  ['чехі', 'чеськ'],
  ['греці', 'грецьк', 'грек'],
  ['туреч', 'турецьк', 'турк'],
  ['дані', 'данськ', 'данц'],
  ['велик', 'британ', 'англі'],
];

/** The names of a summary, of people, places and bodies, that no article has. */
export function unknownNames(summary: string, ground: Ground): Reason[] {
  const known = [...ground.words];
  const found: Reason[] = [];
  for (const match of summary.matchAll(CAPITALISED)) {
    const name = match[0];
    if (name.length < 2 || isStopWord(name.toLowerCase())) continue;
    if (isKnown(name, ground, known)) continue;
    const before = summary.slice(0, match.index);
    const after = summary.slice(match.index + name.length);
    if (opensSentence(before) && !isNameAtTheHead(name, after, (word) => !isKnown(word, ground, known))) continue;
    const isPlace = PLACE_AROUND.test(before) || PLACE_AFTER.test(after) || /(?:щин|ськ)\p{L}{0,4}$/u.test(name);
    found.push({ kind: isPlace ? 'place' : 'name', text: name });
  }
  return found;
}

function opensSentence(before: string): boolean {
  return /(?:^|[.!?…:]\s+|[—–-]\s+)[«„(]*$/u.test(before);
}

/** At the head of a sentence every word has its capital: an unknown name shows by an unknown fellow or by a surname's ending. */
function isNameAtTheHead(name: string, after: string, isUnknown: (word: string) => boolean): boolean {
  const next = /^\s(\p{Lu}\p{Ll}[\p{L}’'-]*)/u.exec(after)?.[1];
  return /^\p{Lu}{2,}$/u.test(name) || SURNAME.test(name) || (next !== undefined && isUnknown(next));
}

function isKnown(name: string, ground: Ground, known: readonly string[]): boolean {
  const word = name.toLowerCase().replace(/[’ʼ]/gu, "'");
  if (ground.words.has(word) || ground.stems.has(stem(word))) return true;
  if (known.some((one) => baseOf(one) === baseOf(word) || rootOf(one) === rootOf(word) || sharesRoot(word, one)))
    return true;
  if (isAliasKnown(word, known) || isInitials(name, ground)) return true;
  const latin = /[a-z]/u.test(word) ? word : romanised(word);
  return known.some(
    (one) =>
      /[a-z]/u.test(one) !== /[a-z]/u.test(word) && isSameSound(latin, /[a-z]/u.test(one) ? one : romanised(one)),
  );
}

/** A name without the ending of its case, with the vowels that change between cases («Ірпінь», «Ірпеня») made one. */
function baseOf(word: string): string {
  return word.replace(/(?:ові|еві|єві|ого|ому|ою|ею|єю|ом|ем|єм|[аеєиіїоуюяьй])$/u, '').replace(/[іїеєо]/gu, 'о');
}

/** What a place's adjective and its region are made of: «луганський», «Луганщина». */
function rootOf(word: string): string {
  const root = word.replace(/(?:щин|ччин|ськ|цьк|зьк|анин|янин|анець|янець)\p{L}*$/u, '');
  return root.length >= 4 ? root : word;
}

const DERIVED = /(?:ськ|цьк|зьк|щин|ччин|ець|ці|ян|ин)\p{L}{0,4}$/u;

/**
 * The same root under another ending («Миколаїв», «миколаївський»): three fifths of the shorter word where one is made
 * of the other, nearly all of it where the two would be spellings of one name; four letters at least.
 */
function sharesRoot(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  const share = DERIVED.test(one) || DERIVED.test(other) ? 0.6 : 0.85;
  const least = Math.max(4, Math.ceil(shorter * share));
  return shorter >= 4 && Math.abs(one.length - other.length) <= 6 && one.slice(0, least) === other.slice(0, least);
}

function isAliasKnown(word: string, known: readonly string[]): boolean {
  const group = ALIASES.find((aliases) => aliases.some((alias) => isForm(word, alias)));
  return group !== undefined && known.some((one) => group.some((alias) => isForm(one, alias)));
}

function isForm(word: string, alias: string): boolean {
  return alias.length <= 3 ? word === alias : word.startsWith(alias);
}

/** «ДСНС» stands where the articles have the words whose first letters it is made of. */
function isInitials(name: string, ground: Ground): boolean {
  if (!/^\p{Lu}{2,6}$/u.test(name)) return false;
  const letters = name.toLowerCase();
  return ground.sentences.some((sentence) => {
    const initials = sentence.words
      .filter((word) => !/^(?:і|й|та|з|у|в|на)$/u.test(word))
      .map((word) => word[0])
      .join('');
    return initials.includes(letters);
  });
}

const SOUNDS: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'y',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ь: '',
  ю: 'iu',
  я: 'ia',
  "'": '',
};

/** A Ukrainian word in Latin letters, by the table of the Cabinet of Ministers' resolution No. 55 of 2010, middle of a word. */
function romanised(word: string): string {
  return [...word].map((letter) => SOUNDS[letter] ?? letter).join('');
}

/** Do two Latin spellings sound the same but for the ending? Consonants decide; c, q and k, w and v, y, j and i are one. */
function isSameSound(one: string, other: string): boolean {
  const skeleton = (word: string) =>
    word
      .replace(/[cq]/gu, 'k')
      .replace(/w/gu, 'v')
      .replace(/ph/gu, 'f')
      .replace(/[^a-z]/gu, '')
      .replace(/[aeiouyjh]/gu, '')
      .replace(/(.)\1/gu, '$1');
  const [first, second] = [skeleton(one), skeleton(other)];
  return (
    first.length >= 2 &&
    one[0] === other[0] &&
    (first === second ||
      (first.length >= 3 && second.startsWith(first)) ||
      (second.length >= 3 && first.startsWith(second)))
  );
}
