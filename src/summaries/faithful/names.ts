import { stem } from '../../language/stem.js';
import { isStopWord } from '../../language/stopwords.js';
import { hardened } from './cases.js';
import type { Ground } from './ground.js';
import type { Reason } from './reason.js';
import { isShortFor } from './short-names.js';
import { isSameSound, romanised } from './sounds.js';

const CAPITALISED = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}]*(?:['’ʼ\-‐‑][\p{L}\p{N}]+)*/gu;
const SURNAME = /(?:енко|ський|цький|ська|цька|чук|щук|швілі|ович|евич|янц?|оглу)$/u;
const PLACE_AROUND =
  /(?:^|[\s(])(?:у|в|на|до|з|із|зі|під|біля|поблизу|через|місті|місто|міста|селі|село|села|районі|області)\s+[«„]?$/iu;
const PLACE_AFTER = /^\s+(?:област|район|громад|напрямк|міськ|край|краї|округ)/iu;

/** Two names of one thing, as the first letters of their stems: the one in a summary, the other in an article. */
const ALIASES: readonly (readonly string[])[] = [
  ['рф', 'росі'],
  ['сша', 'америк', 'штат', 'вашингт', 'сполучен'],
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
  ['угорщ', 'угорськ', 'угорц', 'будапешт'],
  ['словач', 'словак', 'словацьк', 'братислав'],
  ['польщ', 'польськ', 'поляк', 'варшав'],
  ['німеч', 'німецьк', 'німц', 'берлін'],
  ['росі', 'москв', 'москов', 'кремл'],
  ['прикарпатт', 'прикарпат', 'івано'],
  ['закарпатт', 'закарпат', 'ужгород'],
  ['буковин', 'чернівец', 'чернівц'],
  ['волин', 'луцьк'],
];

/** The names of a summary, of people, places and bodies, that no article has. */
export function unknownNames(summary: string, ground: Ground): Reason[] {
  const found: Reason[] = [];
  if (!/\p{Lu}/u.test(summary)) return found;
  const known = [...ground.words];
  for (const match of summary.matchAll(CAPITALISED)) {
    const name = match[0];
    if (name.length < 2 || isStopWord(name.toLowerCase())) continue;
    const before = summary.slice(0, match.index);
    const after = summary.slice(match.index + name.length);
    if (isKnown(name, { ground, known, isSurname: followsFirstName(before) && !PLACE_AFTER.test(after) })) continue;
    if (isShortFor(summary, match.index, ground)) continue;
    const isUnknown = (word: string) => !isKnown(word, { ground, known, isSurname: false });
    if (opensSentence(before) && !isPlaceByItself(name) && !isNameAtTheHead(name, after, isUnknown)) continue;
    const isPlace =
      isPlaceByItself(name) ||
      PLACE_AROUND.test(before) ||
      PLACE_AFTER.test(after) ||
      /(?:щин|ськ)\p{L}{0,4}$/u.test(name);
    found.push({ kind: isPlace ? 'place' : 'name', text: name });
  }
  return found;
}

/** «Остап Гаврилюк»: a capital behind a first name that opens nothing. */
function followsFirstName(before: string): boolean {
  return /(?<!\p{L})\p{Lu}\p{Ll}{2,}(?<!ськ\p{L}{1,3}|цьк\p{L}{1,3}) $/u.test(before);
}

/** Names of countries and great cities, by their roots: no other word begins so, and at the head of a sentence too they are places. */
const PLACES =
  /^(?:варшав|краков|краків|берлін|мюнхен|париж|лондон|мадрид|барселон|будапешт|братислав|бухарест|кишин[еі]в|вільнюс|таллінн|гельсінк|стокгольм|копенгаген|брюссел|женев|стамбул|анкар|тегеран|пекін|токіо|сеул|вашингтон|москв|мінськ|польщ|німеччин|франці|британі|іспані|італі|угорщин|словаччин|румуні|молдов|болгарі|грузі|туреччин|литв|латві|естоні|фінлянді|швеці|норвегі|чехі|австрі|канад|япон|інді[яїю]|білорус|казахстан|ізраїл|києв|київ|харк[оі]в|одес|дніпр(?!ов)|льв[оі]в|полтав|вінниц|житомир|чернігов|чернігів|черкас|херсон|запоріж|тернопіл|тернопол|ужгород|луцьк|рівненськ|рівненщ|хмельниц|кропивниц|миколаєв|миколаїв|чернівц|кременчу)/iu;

function isPlaceByItself(name: string): boolean {
  return PLACES.test(name);
}

function opensSentence(before: string): boolean {
  return /(?:^|[.!?…:]\s+|[—–-]\s+)[«„(]*$/u.test(before);
}

/** At the head of a sentence every word has its capital: an unknown name shows by an unknown fellow or by a surname's ending. */
function isNameAtTheHead(name: string, after: string, isUnknown: (word: string) => boolean): boolean {
  const next = /^\s(\p{Lu}\p{Ll}[\p{L}’'-]*)/u.exec(after)?.[1];
  return /^\p{Lu}{2,}$/u.test(name) || SURNAME.test(name) || (next !== undefined && isUnknown(next));
}

function isKnown(
  name: string,
  { ground, known, isSurname }: { ground: Ground; known: readonly string[]; isSurname: boolean },
): boolean {
  const word = name.toLowerCase().replace(/[’ʼ]/gu, "'");
  if (ground.words.has(word) || ground.stems.has(stem(word))) return true;
  const bases = basesOf(word);
  if (known.some((one) => sharesBase(bases, one))) return true;
  if (!isSurname && known.some((one) => rootOf(one) === rootOf(word) || sharesRoot(word, one))) return true;
  if (isAliasKnown(word, known)) return true;
  const latin = /[a-z]/u.test(word) ? word : romanised(word);
  return known.some(
    (one) =>
      /[a-z]/u.test(one) !== /[a-z]/u.test(word) && isSameSound(latin, /[a-z]/u.test(one) ? one : romanised(one)),
  );
}

const CASE_ENDING = /(?:ові|еві|єві|ого|ому|ою|ею|єю|ом|ем|єм|ами|ями|ах|ях|ів|їв|[аеєиіїоуюяьй])$/u;

/** A name without the ending of its case, and with the vowel that changes between cases («Ірпінь», «Ірпеня») either way. */
function basesOf(word: string): string[] {
  const base = word.replace(CASE_ENDING, '');
  return [
    base,
    base.replace(/[іїоеє](?=\P{L}*[бвгґджзклмнпрстфхцчшщ']+$)/u, '*'),
    base.replace(/[ео](?=[кцнрлв]$)/u, ''),
  ];
}

/** Are two small-lettered words forms of one name: «Стрілу» and «Стріла», «Чайці» and «Чайка»? */
export function areForms(one: string, other: string): boolean {
  return sharesBase(basesOf(one), other);
}

function sharesBase([base, open, closed]: readonly string[], other: string): boolean {
  if (base!.length < 3 || other[0] !== base![0]) return false;
  const [otherBase, otherOpen, otherClosed] = basesOf(other);
  if (hardened(base!) === hardened(otherBase!)) return true;
  if (base === otherClosed || closed === otherBase) return true;
  return open === otherOpen && open!.includes('*') && hasClosedVowel(base!) !== hasClosedVowel(otherBase!);
}

/** «Ірпінь» has «і» where «Ірпеня» has «е». */
function hasClosedVowel(base: string): boolean {
  return /[ії][^аеєиіїоуюя]+$/u.test(base);
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

/** Are two words names of one thing: «РФ» and «Росія», «Варшава» and «Польща»? */
export function areAliases(one: string, other: string): boolean {
  return ALIASES.some((aliases) => {
    const [has, hasOther] = [one, other].map((word) => aliases.some((alias) => isForm(word, alias)));
    return has && hasOther;
  });
}

function isForm(word: string, alias: string): boolean {
  return alias.length <= 3 ? word === alias : word.startsWith(alias);
}
