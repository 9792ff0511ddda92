import { hasVerb } from '../extract/predicates.js';
import type { Ground } from './ground.js';
import { looksAlike, nominativeOf } from './nominative.js';
import type { Reason } from './reason.js';
import { INFINITIVE, type Stretch, stretchesOf } from './stretches.js';

/** An infinitive or «пошкоджено»: its nouns are no subjects. */
const IMPERSONAL = /\p{L}{2,}(?:ти(?:ся|сь)?|[еєая]но|[иу]то)$/u;
const PASSIVE = /(?:ний|тий|на|та|не|те|ні|ті|но|то|ся|сь)$/u;
const COUNT =
  /^(?:\d[\d.,]*$|дв|обид|тр(?:и|ьо|оє)|чотир|четвер|п'ят|шіст|шест|сім|сем|вісім|вось|вісь|дев'ят|десят|сто$|сот|тисяч|тис$|млн|млрд|мільйон|кільк|багат|понад|близьк|майж)/u;
const PREPOSITION =
  /^(?:у|в|на|з|із|зі|до|від|про|для|за|під|над|при|через|серед|між|щодо|проти|після|перед|без|біля|крім|окрім|попри|по|о|об|поблизу|замість|згідно)$/u;

/** A noun that stands by one verb in a summary and in an article; its sides are words from the verb, negative before it. */
interface Noun {
  here: string;
  there: string;
  sideHere: number;
  sideThere: number;
  /** Is it counted or governed by a preposition, so that it is neither subject nor object? */
  isBoundHere: boolean;
  isBoundThere: boolean;
  isAttributeThere: boolean;
  mayBeObjectThere: boolean;
}

/**
 * Clauses of a summary in which subject and object have changed places: in an article's clause with the same verb and
 * nouns the one is the subject that is an object here. A clause that some article tells the same way is left alone.
 */
export function exchangedCases(summary: string, ground: Ground): Reason[] {
  const clauses = stretchesOf(summary);
  if (clauses.length === 0) return [];
  const sources = ground.sentences.flatMap((sentence) => stretchesOf(sentence.text));
  return clauses
    .filter((clause) => isSwapped(clause, sources))
    .map((clause): Reason => ({ kind: 'roles', text: clause.words.join(' ') }));
}

function isSwapped(clause: Stretch, sources: readonly Stretch[]): boolean {
  return clause.words.some((word, place) => {
    if (clause.stems[place] === '' || BOTH_WAYS.test(word) || !(hasVerb(word) || INFINITIVE.test(word))) return false;
    const told = sources.flatMap((source) => {
      const verb = source.stems.indexOf(clause.stems[place]!);
      if (verb < 0 || isPassive(word) !== isPassive(source.words[verb]!)) return [];
      const nouns = nounsOf(clause, place, source, verb);
      return [rolesDiffer(nouns, source.words[verb]!, clause.words.includes('не'))];
    });
    return told.includes(true) && !told.includes(false);
  });
}

/** Who gives and who takes both do it: «позичив сусідові», «позичив у сусіда». */
const BOTH_WAYS = /^(?:по|за)?(?:позич|оренд|найм|найня)/u;

function isPassive(verb: string): boolean {
  return PASSIVE.test(verb) && !/(?:ла|ло|ли)$/u.test(verb);
}

function nounsOf(clause: Stretch, verb: number, source: Stretch, sourceVerb: number): Noun[] {
  return clause.words.flatMap((here, place) => {
    const shared = clause.stems[place]!;
    const isSkipped = place === verb || shared === '' || /^\d+$/u.test(here);
    const sameForm = source.words.indexOf(here);
    const there = isSkipped ? -1 : sameForm >= 0 ? sameForm : source.stems.indexOf(shared);
    if (there < 0 || there === sourceVerb) return [];
    const isNamedThere = source.titles.has(source.words[there]!) && here !== source.words[there];
    if (isNamedThere && !clause.titles.has(here)) return [];
    return [
      {
        here,
        there: source.words[there]!,
        sideHere: place - verb,
        sideThere: there - sourceVerb,
        isBoundHere: isBound(clause, place),
        isBoundThere: isBound(source, there),
        isAttributeThere: isAttribute(source, there),
        mayBeObjectThere: there > sourceVerb && looksAlike(source.words[there]!),
      },
    ];
  });
}

/** «двох громадян», «за словами рятувальників», «до іншого корпусу»: a count or a preposition stands before it. */
function isBound(clause: Stretch, place: number): boolean {
  let at = place - 1;
  while (at >= 0 && place - at <= MOST_ADJECTIVES && isAdjective(clause.words[at]!)) at -= 1;
  const before = clause.words[at];
  return before !== undefined && (COUNT.test(before) || PREPOSITION.test(before) || INSTRUMENTAL.test(before));
}

/** Between a noun and its preposition. */
const MOST_ADJECTIVES = 2;

function isAdjective(word: string): boolean {
  return ADJECTIVE.test(word) && !COUNT.test(word) && !PREPOSITION.test(word) && !hasVerb(word);
}

/** «рішення матері», «підрозділи військ та артилерії»: a genitive after the noun that it belongs to. */
function isAttribute(clause: Stretch, place: number): boolean {
  const before = clause.words[place - 1];
  if (before !== undefined && /^(?:і|й|та)$/u.test(before) && place > 2)
    return isAttribute(clause, place - 2) || /(?:их|ої|ого)$/u.test(clause.words[place - 3] ?? '');
  if (
    before === undefined ||
    COUNT.test(before) ||
    clause.stems[place - 1] === '' ||
    !GENITIVE.test(clause.words[place]!)
  )
    return false;
  return !hasVerb(before) && !INFINITIVE.test(before) && !ADJECTIVE.test(before);
}

const INSTRUMENTAL = /(?:ами|ями|ням|ом|ем|ою|ею)$/u;
const ADJECTIVE = /(?:ий|ій|ого|ому|им|ої|ою|их|ими|(?:н|ов|ев|ив|ськ|цьк|зьк|єв|ш|ч)[аеіуюя])$/u;
const GENITIVE = /(?:и|і|ї|а|я|у|ю|ів|їв|ей|ок|ень)$/u;

/**
 * Are the roles other than in the article? `null` where the nouns do not tell. Behind a «не» an object goes over to the
 * genitive («не добудував паркінгу»).
 */
function rolesDiffer(nouns: readonly Noun[], sourceVerb: string, isDenied: boolean): boolean | null {
  const free = nouns.filter((noun) => !noun.isBoundHere && !noun.isBoundThere && !isModifier(noun));
  if (haveExchanged(nouns)) return true;
  const isNear = (noun: Noun) => nouns.length > 1 || (Math.abs(noun.sideHere) <= 2 && Math.abs(noun.sideThere) <= 2);
  const changed = free.filter((noun) => noun.here !== noun.there && isNear(noun));
  const lost = changed.filter(
    (noun) => nominativeOf(noun.here, noun.there) === noun.there && !(isDenied && noun.mayBeObjectThere),
  );
  if (lost.some((noun) => noun.sideHere > 0 || nouns.some((other) => other !== noun && other.sideHere < 0)))
    return true;
  const gained = changed.filter(
    (noun) =>
      (!noun.isAttributeThere || isAccusative(noun)) &&
      nominativeOf(noun.here, noun.there) === noun.here &&
      isSubjectHere(noun),
  );
  const hasMoved = (noun: Noun) => noun.here === noun.there && noun.sideHere > 0 !== noun.sideThere > 0;
  const isAllGained = nouns.length === 1 || gained.length === free.length;
  if (gained.length > 0 && (free.some(hasMoved) || isAllGained) && !IMPERSONAL.test(sourceVerb)) return true;
  const same = free.filter((noun) => noun.here === noun.there && looksAlike(noun.here));
  const went = same.some((noun) => noun.sideThere < 0 && noun.sideHere > 0);
  if (went && same.some((noun) => noun.sideThere > 0 && noun.sideHere < 0)) return true;
  return changed.length > 0 || free.length < 2 ? null : false;
}

/** «Підприємець вимагав гроші від посадовиці»: of two nouns the one has become the nominative that the other was. */
function haveExchanged(nouns: readonly Noun[]): boolean {
  const changed = nouns.filter((noun) => noun.here !== noun.there && !isModifier(noun) && !noun.isAttributeThere);
  const became = changed.filter(
    (noun) =>
      nominativeOf(noun.here, noun.there) === noun.here && (noun.sideHere < 0 || /[^аеєиіїоуюя]$/u.test(noun.here)),
  );
  const was = changed.filter(
    (noun) => nominativeOf(noun.here, noun.there) === noun.there && noun.sideThere < 0 && noun.sideHere > 0,
  );
  return became.some((noun) => noun.sideThere > 0) && was.length > 0;
}

/** Other nominatives may as well be accusatives where they follow the verb: «обстріляли райони». */
function isSubjectHere(noun: Noun): boolean {
  return noun.sideHere < 0 || /[ая]$/u.test(noun.here);
}

/** «чешка» and «чешку»: the genitive would be another. */
function isAccusative({ here, there }: Noun): boolean {
  return /[ая]$/u.test(here) && /[ую]$/u.test(there);
}

/** Adjectives, participles and adverbs follow their nouns and have no part of their own. */
function isModifier(noun: Noun): boolean {
  return ADJECTIVE.test(noun.there) !== ADJECTIVE.test(noun.here) && /(?:о|ий|ні|ний|тий|та|на|не)$/u.test(noun.here);
}
