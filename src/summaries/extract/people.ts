import { stem } from '../../language/stem.js';
import type { Passage } from './passages.js';
import { hasVerb } from './predicates.js';
import { isNominative, PLACE_OR_BODY, personName, type Speaker, speakingSubject, surnameOf } from './speakers.js';

/** Somebody whom an article names. */
export type Person = Speaker & { name: string };

const NAMED_AGENT =
  /^((?:[\p{L}’'-]+,? ){0,8}?\p{Lu}\p{Ll}[\p{L}’'-]* \p{Lu}\p{Ll}[\p{L}’'-]+) (?:також |вже |уже |знову |вперше |не )?(\p{Ll}+(?:в|ла)(?:ся)?)(?= )/u;
const NOT_A_GIVEN_NAME =
  /^(?:верховн|державн|національн|головн|північн|південн|західн|східн|нов|велик|мал[аий]|стар|біл|чорн|червон|золот|перш|українськ|російськ|сполучен|міжнародн|збройн|об.єднан|київськ|харківськ|одеськ|львівськ|європейськ)/iu;

/** The person, with the gender that the verb shows, who is a sentence's subject: «Президент Петро Порошенко підписав…»; `null` for none. */
export function personAt(sentence: string, properNames: ReadonlySet<string>): Person | null {
  const speaking = speakingSubject(sentence, properNames)?.speaker;
  if (speaking && isPerson(speaking)) return speaking;
  const match = NAMED_AGENT.exec(sentence);
  const name = match ? personName(match[1]!) : null;
  if (!match || name === null || !name.includes(' ') || NOT_A_GIVEN_NAME.test(name)) return null;
  return { phrase: name, name, gender: match[2]!.replace(/ся$/u, '').endsWith('в') ? 'masculine' : 'feminine' };
}

export function isPerson(speaker: Speaker): speaker is Person {
  return speaker.name !== null;
}

/** Circumstances that open a sentence are shorter than this (UTF-16 units). */
const FAR = 60;
/** At the head, or behind the circumstances that open a sentence: «У четвертому колі вона…». */
const SUBJECT_PRONOUN =
  /(?<=^|^(?:\p{L}+|\d+)(?: (?:\p{Ll}[\p{L}-]*|\d[\d-]*\p{L}*)){0,4} )([Вв]ін|[Вв]она)(?= (?!ж )[\p{Ll}\d])/u;

/** How far back «він» looks for its name, in sentences. */
const REACH = 2;

/**
 * A core with the name in place of the «він» or «вона» that is its subject; unchanged where the sentences before name
 * nobody, or more than one who fits, or somebody whose gender nothing shows, or have another name that might be
 * somebody's.
 */
export function withNameFirst(
  core: string,
  options: { people: readonly Person[]; before: readonly Passage[] },
): string {
  const match = /(?:він|вона)(?= )/iu.test(core.slice(0, FAR)) ? SUBJECT_PRONOUN.exec(core) : null;
  const pronoun = match?.[1];
  if (pronoun === undefined || !hasVerb(core.slice(match!.index).split(' ').slice(1, 7).join(' '))) return core;
  const gender = pronoun.endsWith('н') ? 'masculine' : 'feminine';
  const near = options.before.slice(-REACH);
  const named = options.people.filter((person) => near.some((passage) => mentions(passage, person)));
  const genders = new Map<string, Speaker['gender']>();
  for (const person of named) {
    const surname = surnameOf(person.name);
    genders.set(surname, genders.get(surname) ?? person.gender);
  }
  const fitting = [...genders].filter(([, one]) => one === gender || one === null).map(([surname]) => surname);
  if (fitting.length !== 1 || genders.get(fitting[0]!) !== gender) return core;
  if (near.some((passage) => hasRival(passage.text, fitting[0]!, options.people))) return core;
  return (
    core.slice(0, match!.index) + fullName(fitting[0]!, options.people) + core.slice(match!.index + pronoun.length)
  );
}

function mentions(passage: Passage, person: Person): boolean {
  const surname = surnameOf(person.name);
  if (passage.text.includes(surname.length > 4 ? surname.slice(0, -1) : surname)) return true;
  const speaker = passage.spoken === null || passage.spoken === 'unknown' ? null : passage.spoken.speaker;
  return speaker !== null && speaker !== 'pronoun' && isPerson(speaker) && surnameOf(speaker.name) === surname;
}

/** Capitals inside a sentence, without those that a preposition of place or quotation marks make a place or a thing. */
const NAME_INSIDE =
  /(?<=[\p{L}\p{N},»)] )(?<!(?:^|[^\p{L}])(?:[УуВвЗз]|[Нн]а|[Дд]о|[Зз]і|[Іі]з|[Пп]ід|[Бб]іля|[Чч]ерез|міст\p{L}|сел\p{L}) )\p{Lu}\p{Ll}[\p{L}’'-]+/gu;

/** Does a text name somebody beside the one with this surname, so far as capitals tell? */
function hasRival(text: string, surname: string, people: readonly Person[]): boolean {
  const own = new Set(
    people.filter((person) => surnameOf(person.name) === surname).flatMap((one) => one.name.split(' ')),
  );
  const ownStems = new Set([...own].map((word) => stem(word.toLowerCase())));
  const others = text.replace(new RegExp(`\\p{Lu}[\\p{L}’'-]+ (?=${surname})`, 'gu'), '');
  return [...others.matchAll(NAME_INSIDE)].some(
    ([word]) => !ownStems.has(stem(word.toLowerCase())) && !PLACE_OR_BODY.test(word) && !/ськ|цьк|зьк/u.test(word),
  );
}

/** A core with the full name in place of the surname that opens it: «Брок зазначив…» gives «Ельмар Брок зазначив…». */
export function withFullName(core: string, people: readonly Person[]): string {
  const first = /^\p{Lu}[\p{L}’'-]+(?= \p{Ll})/u.exec(core)?.[0];
  return first === undefined ? core : fullName(first, people) + core.slice(first.length);
}

function fullName(surname: string, people: readonly Person[]): string {
  return people
    .filter(({ name, gender }) => surnameOf(name) === surname && isNominative(name, gender))
    .map((person) => person.name)
    .reduce((best, name) => (name.length > best.length ? name : best), surname);
}

/** The surnames of those people whom a text names, in whatever case. */
export function surnamesIn(text: string, people: readonly Person[]): string[] {
  const surnames = new Set(people.map((person) => surnameOf(person.name)));
  return [...surnames].filter((surname) => text.includes(surname.length > 4 ? surname.slice(0, -1) : surname));
}

/** Small letters are passed at once: most letters are small. */
const FULL_NAME = /(?![а-яіїєґ ])\p{Lu}\p{Ll}[\p{L}’'-]+ \p{Lu}\p{Ll}[\p{L}’'-]+/gu;
const CAPITALISED = /(?![а-яіїєґ ])\p{Lu}\p{Ll}[\p{L}’'-]+/gu;

/** The last words of the full names that a text gives. */
function lastNamesIn(text: string): string[] {
  return (text.match(FULL_NAME) ?? []).map(surnameOf);
}

/** By stem, the last words of the full names that an article gives: whom it names later by the surname alone. */
export function introduced(passages: readonly Passage[]): Set<string> {
  return new Set(passages.flatMap(({ text }) => lastNamesIn(text)).map((name) => stem(name.toLowerCase())));
}

/** How those surnames begin that a text uses without the first name, though the article gave it. */
export function strangersIn(text: string, surnames: ReadonlySet<string>): string[] {
  if (surnames.size === 0) return [];
  const known = (text.match(CAPITALISED) ?? []).filter((word) => surnames.has(stem(word.toLowerCase())));
  if (known.length === 0) return [];
  const full = new Set(lastNamesIn(text));
  return [...new Set(known.filter((word) => !full.has(word)).map(beginningOf))];
}

/** Things and people that open a sentence as known: the sentence before has named them. */
const DEFINITE =
  /^(?:(?:авіа|енерго|фарм)?компанія|корпорація|фірма|підприємство|завод|клуб|команда|видання|відомство|установа|організація|агентство|фонд|жінка|чоловік|хлопець|дівчина|дівчинка|дитина|підліток|пара|подружжя|водій|артист|артистка|співак|співачка|актор|актриса|акторка|режисер|режисерка|спортсмен|спортсменка|тренер|політик|посадовець|чиновник|експерт|експертка|вчений|науковець|журналіст|журналістка|автор|авторка|документ|проєкт|програма|пристрій|смартфон|гаджет|модель|препарат|фільм|стрічка|картина|серіал|пісня|альбом|тварина|собака|пес|кіт|судно|літак|автомобіль|поїзд|будівля|споруда|пожежа|аварія|інцидент|подія|церемонія|матч|гра|змагання)(?= \p{Ll})/iu;

/** How the noun begins by which a sentence takes up what was named before: «Авіакомпанія перевезла…»; empty for none. */
export function definiteOpener(text: string): string[] {
  const opener = DEFINITE.exec(text)?.[0];
  return opener === undefined ? [] : [beginningOf(opener)];
}

/** What all cases of a word share, in small letters. */
function beginningOf(word: string): string {
  return word.toLowerCase().slice(0, Math.max(3, word.length - 2));
}
