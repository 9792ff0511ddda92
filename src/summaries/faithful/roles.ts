import { sentences } from '../../language/sentences.js';
import { hardened, PLURAL } from './cases.js';
import { clausesOf, type Reading, readSentences } from './clauses.js';
import { areContrary, twoSided } from './deeds.js';
import type { Ground } from './ground.js';
import { areAliases } from './names.js';
import type { Phrase } from './phrase.js';
import type { Reason } from './reason.js';
import { type Argument, type Role, type Told, toldOf } from './told.js';

/**
 * Clauses of a summary that give a deed to others than the articles do: whom they have as the doer is told as the one
 * whom it befell, or another stands in their place. A clause that some article tells the same way is left alone.
 */
export function swappedRoles(summary: string, ground: Ground): Reason[] {
  if (summary === '') return [];
  const { reading, source, aliases } = sourceOf(ground);
  const told = clausesOf(readSentences(sentences(summary), reading)).map(toldOf);
  return told.flatMap((one): Reason[] => {
    const kind = judged(one, source, aliases);
    return kind === null ? [] : [{ kind, text: one.clause.text }];
  });
}

interface Source {
  reading: Reading;
  source: readonly Told[];
  aliases: Aliases;
}

/** Several texts are held against one ground: it is read once. */
const sources = new WeakMap<Ground, Source>();

function sourceOf(ground: Ground): Source {
  const known = sources.get(ground);
  if (known !== undefined) return known;
  const reading = readSentences(ground.sentences.map((sentence) => sentence.text));
  const source = clausesOf(reading).map(toldOf);
  const read = { reading, source, aliases: aliasesOf(source) };
  sources.set(ground, read);
  return read;
}

type Aliases = ReadonlyMap<string, ReadonlySet<string>>;

/** Under which words each name goes: all that stand with it in one phrase. */
function aliasesOf(source: readonly Told[]): Aliases {
  const aliases = new Map<string, Set<string>>();
  for (const { args } of source) {
    for (const { phrase } of args) {
      if (phrase.pronoun !== null) continue;
      for (const name of phrase.names) {
        const known = aliases.get(name) ?? new Set();
        for (const key of phrase.keys) known.add(key);
        aliases.set(name, known);
      }
    }
  }
  return aliases;
}

/** What is wrong with a clause, `null` where nothing is or the articles do not tell. */
function judged(one: Told, source: readonly Told[], aliases: Aliases): 'roles' | 'negation' | null {
  const same = source.filter((other) => isSameDeed(one, other));
  const relevant = same.filter((other) => sharesAny(one, other, aliases));
  if (relevant.length > 0) {
    const judgements = relevant.map((other) => compared(one, other, aliases));
    return judgements.includes('differs') && !judgements.includes('agrees') ? 'roles' : null;
  }
  const contrary = source.filter((other) => areContrary(one.clause.verb, other.clause.verb));
  const told = contrary.filter(
    (other) => one.clause.isDenied === other.clause.isDenied && sharesCore(one, other, aliases),
  );
  return told.length > 0 ? 'negation' : null;
}

function isSameDeed(one: Told, other: Told): boolean {
  const [mine, theirs] = [twoSided(one.clause.verb), twoSided(other.clause.verb)];
  if (mine !== null || theirs !== null) return mine?.name === theirs?.name;
  const isReflexive = (verb: string) => /с[яь]$/u.test(verb);
  return one.root === other.root && isReflexive(one.clause.verb) === isReflexive(other.clause.verb);
}

function sharesAny(one: Told, other: Told, aliases: Aliases): boolean {
  return one.args.some(({ phrase }) => other.args.some((arg) => areSame(phrase, arg.phrase, aliases)));
}

/** Do two clauses share their subject or their object, and neither where both have one? */
function sharesCore(one: Told, other: Told, aliases: Aliases): boolean {
  const filler = ({ args }: Told, role: Role) =>
    args.find(({ phrase, roles }) => roles.length === 1 && roles[0] === role && phrase.pronoun !== 'personal')?.phrase;
  const shared = ['subject', 'object'].map((role) => {
    const [mine, theirs] = [filler(one, role), filler(other, role)];
    return mine === undefined || theirs === undefined
      ? null
      : areSame(mine, theirs, aliases) && sharesHead(mine, theirs);
  });
  return shared.includes(true) && !shared.includes(false);
}

/** «виторг „Зерна“» and «„Зерно“» are two things. */
function sharesHead(one: Phrase, other: Phrase): boolean {
  return one.names.length > 0 || one.keys.some((key) => other.keys.includes(key));
}

/** Do two phrases speak of one person or thing? */
function areSame(one: Phrase, other: Phrase, aliases: Aliases): boolean {
  const [mine, theirs] = [one.names, other.names];
  if (mine.length > 0 && theirs.length > 0)
    return mine.some((name) => theirs.some((other) => hardened(name) === hardened(other) || areAliases(name, other)));
  if (one.keys.some((key) => other.keys.includes(key))) return true;
  const reaches = (names: readonly string[], keys: readonly string[]) =>
    names.some((name) => keys.some((key) => aliases.get(name)?.has(key)));
  return reaches(mine, other.keys) || reaches(theirs, one.keys);
}

/**
 * Does an article's clause of the same deed give it to others? It agrees only where it tells of all that the summary
 * names; a clause that tells of somebody else besides says nothing.
 */
function compared(one: Told, other: Told, aliases: Aliases): 'agrees' | 'differs' | 'unknown' {
  let isWhole = true;
  for (const mine of one.args) {
    if (mine.phrase.pronoun === 'personal') continue;
    const same = other.args.filter(({ phrase }) => areSame(mine.phrase, phrase, aliases));
    if (same.some((theirs) => !isTurned(one, mine, other, theirs))) continue;
    if (same.length > 0 || other.args.some((theirs) => areRivals(mine, theirs) && isOneTime(one, other)))
      return 'differs';
    if (isMissed(mine, other)) isWhole = false;
  }
  return isWhole ? 'agrees' : 'unknown';
}

/** Has one person or thing a role here that it cannot have there? */
function isTurned(one: Told, mine: Argument, other: Told, theirs: Argument): boolean {
  if (theirs.phrase.pronoun === 'personal' || !clash(mine.roles, theirs.roles)) return false;
  return !standAlike(one, mine.phrase, other, theirs.phrase);
}

/** Has an article's clause somebody else, unnamed, where the summary has a name? */
function isMissed({ phrase, roles }: Argument, { args }: Told): boolean {
  if (phrase.names.length === 0 || !roles.some((role) => RIVALLED.test(role))) return false;
  return (
    args.every((other) => other.phrase.pronoun === null) &&
    args.some((other) => other.roles.some((role) => roles.includes(role)))
  );
}

/** Does one form of a word stand before the same verb in both, or behind it? The same role then, whatever it is. */
function standAlike(one: Told, mine: Phrase, other: Told, theirs: Phrase): boolean {
  const isBefore = (told: Told, phrase: Phrase) => phrase.place < told.clause.verbPlace;
  const areIn = one.clause.phrases.includes(mine) && other.clause.phrases.includes(theirs);
  const isSameVerb = one.root === other.root && mine.preposition === theirs.preposition;
  const sharesForm = mine.words.some((word) => theirs.words.includes(word));
  return areIn && isSameVerb && sharesForm && isBefore(one, mine) === isBefore(other, theirs);
}

/** What is and what was may be two deeds; so may be what another alphabet tells of. */
function isOneTime(one: Told, other: Told): boolean {
  const isPast = ({ clause }: Told) => /(?:в|л[аои]|[бгкрсх])(?:с[яь])?$/u.test(clause.verb);
  return (
    isPast(one) === isPast(other) && !other.args.some(({ phrase }) => phrase.names.some((name) => /[a-z]/u.test(name)))
  );
}

/** Two roles that one person or thing cannot have in one deed. */
const CLASHES: readonly (readonly [Role, Role])[] = [
  ['subject', 'object'],
  ['subject', 'recipient'],
  ['subject', 'from'],
  ['subject', 'to'],
  ['object', 'recipient'],
  ['recipient', 'from'],
  ['from', 'to'],
  ['out', 'to'],
  ['out', 'into'],
  ['doer', 'other'],
  ['doer', 'matter'],
  ['other', 'matter'],
  ['subject', 'перед'],
  ['subject', 'into'],
];

function clash(mine: readonly Role[], theirs: readonly Role[]): boolean {
  if (mine.length === 0 || theirs.length === 0) return false;
  return mine.every((one) =>
    theirs.every((other) => CLASHES.some(([a, b]) => (a === one && b === other) || (a === other && b === one))),
  );
}

/** Do two different names fill one place? */
function areRivals(mine: Argument, theirs: Argument): boolean {
  const role = mine.roles.length === 1 && theirs.roles.length === 1 ? mine.roles[0]! : null;
  if (role === null || role !== theirs.roles[0] || !RIVALLED.test(role)) return false;
  return mine.phrase.names.length > 0 && theirs.phrase.names.length > 0 && isOne(theirs.phrase) && isOne(mine.phrase);
}

/** A pronoun that may stand for several is nobody's rival. */
function isOne({ pronoun, genders }: Phrase): boolean {
  return pronoun === null || (pronoun === 'relative' && (genders & PLURAL) === 0);
}

const RIVALLED = /^(?:subject|object|recipient|doer|other|matter|from|to)$/u;
