import { stem } from '../../language/stem.js';
import type { Passage } from './passages.js';
import { hasVerb } from './predicates.js';
import { personName, type Speaker, speakingSubject, surnameOf } from './speakers.js';

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

/** How far back «він» looks for its name, in sentences. */
const REACH = 2;

/**
 * A core that opens with «Він» or «Вона», with the name in its place; unchanged where the sentences before name
 * nobody, or more than one who fits, or somebody whose gender nothing shows.
 */
export function withNameFirst(
  core: string,
  options: { people: readonly Person[]; before: readonly Passage[] },
): string {
  const pronoun = /^(Він|Вона)(?= (?!ж )\p{Ll})/u.exec(core)?.[1];
  if (pronoun === undefined || !hasVerb(core.split(' ').slice(1, 4).join(' '))) return core;
  const gender = pronoun === 'Він' ? 'masculine' : 'feminine';
  const near = options.before.slice(-REACH);
  const named = options.people.filter((person) => near.some((passage) => mentions(passage, person)));
  const genders = new Map<string, Speaker['gender']>();
  for (const person of named) {
    const surname = surnameOf(person.name);
    genders.set(surname, genders.get(surname) ?? person.gender);
  }
  const fitting = [...genders].filter(([, one]) => one === gender || one === null).map(([surname]) => surname);
  if (fitting.length !== 1 || genders.get(fitting[0]!) !== gender) return core;
  return core.replace(pronoun, fullName(fitting[0]!, options.people));
}

function mentions(passage: Passage, person: Person): boolean {
  const surname = surnameOf(person.name);
  if (passage.text.includes(surname.length > 4 ? surname.slice(0, -1) : surname)) return true;
  const speaker = passage.spoken === null || passage.spoken === 'unknown' ? null : passage.spoken.speaker;
  return speaker !== null && speaker !== 'pronoun' && isPerson(speaker) && surnameOf(speaker.name) === surname;
}

/** A core with the full name in place of the surname that opens it: «Брок зазначив…» gives «Ельмар Брок зазначив…». */
export function withFullName(core: string, people: readonly Person[]): string {
  const first = /^\p{Lu}[\p{L}’'-]+(?= \p{Ll})/u.exec(core)?.[0];
  return first === undefined ? core : fullName(first, people) + core.slice(first.length);
}

function fullName(surname: string, people: readonly Person[]): string {
  return people
    .map((person) => person.name)
    .filter((name) => surnameOf(name) === surname)
    .reduce((best, name) => (name.length > best.length ? name : best), surname);
}

/** The surnames of those people whom a text names, in whatever case. */
export function surnamesIn(text: string, people: readonly Person[]): string[] {
  const surnames = new Set(people.map((person) => surnameOf(person.name)));
  return [...surnames].filter((surname) => text.includes(surname.length > 4 ? surname.slice(0, -1) : surname));
}

const FULL_NAME = /\p{Lu}\p{Ll}[\p{L}’'-]+ (\p{Lu}\p{Ll}[\p{L}’'-]+)/gu;

/** By stem, the last words of the full names that an article gives: whom it names later by the surname alone. */
export function introduced(passages: readonly Passage[]): Set<string> {
  const found = passages.flatMap((passage) => [...passage.text.matchAll(FULL_NAME)]);
  return new Set(found.map((match) => stem(match[1]!.toLowerCase())));
}

/** The stems of those surnames that a text uses without the first name, though the article gave it. */
export function strangersIn(text: string, surnames: ReadonlySet<string>): string[] {
  const full = new Set([...text.matchAll(FULL_NAME)].map((match) => match[1]!));
  const capitals = [...text.matchAll(/\p{Lu}\p{Ll}[\p{L}’'-]+/gu)]
    .map((match) => match[0])
    .filter((word) => !full.has(word));
  return [...new Set(capitals.map((word) => stem(word.toLowerCase())))].filter((one) => surnames.has(one));
}
