import {
  ACCUSATIVE,
  ANY_CASE,
  adjectiveCases,
  GENITIVE,
  gendersOf,
  governedCases,
  isPerson,
  NEUTER,
  NOMINATIVE,
  nounCases,
  PLURAL,
} from './cases.js';
import { type Forms, newPhrase, type Phrase } from './phrase.js';
import { isOwner, pronounAt } from './pronouns.js';
import type { Token } from './tokens.js';

/** The phrases of a stretch without borders, in order. */
export function phrasesOf(segment: readonly Token[], forms: Forms): Phrase[] {
  const phrases: Phrase[] = [];
  let open: Phrase | null = null;
  let preposition = '';
  let modifiers: Token[] = [];
  let isCounted = false;
  const close = (next = '') => {
    open = null;
    modifiers = [];
    isCounted = false;
    preposition = next;
  };
  for (const [place, token] of segment.entries()) {
    if (token.kind === 'preposition') close(token.word);
    else if (token.kind === 'verb') close();
    else if (token.kind === 'joint') close(joinsNouns(segment, place) ? (phrases.at(-1)?.preposition ?? '') : '');
    else if (token.kind === 'time') close();
    else if (token.kind === 'number') isCounted = true;
    else if (token.kind === 'pronoun') {
      const phrase = pronounAt(segment, place, preposition);
      if (phrase !== null) phrases.push(phrase);
      if (!isOwner(segment, place)) close();
    } else if (token.kind === 'word') {
      if (isAdjective(segment, place, { forms, governed: governedCases(open === null ? preposition : '') })) {
        modifiers.push(token);
        continue;
      }
      const cases = agreeing(modifiers, casesOf(token, forms), token.word);
      const isLoose =
        open !== null && open.preposition !== '' && isUntold(token, { before: segment[place - 1]!, cases, of: open });
      if (
        open === null ||
        isLoose ||
        !joins(open, { token, before: segment[place - 1]!, next: segment[place + 1], cases, modifiers, isCounted })
      ) {
        const phrase: Phrase = newPhrase({
          isLoose,
          isCounted,
          preposition: open === null ? preposition : '',
          cases: under(open === null ? preposition : '', isCounted ? countedCases(cases) : cases),
          genders: isCounted ? PLURAL | NEUTER : gendersOf(token.word, token.isName || token.isTitle),
          place,
        });
        phrase.head = token.word;
        phrase.words.push(token.word);
        if (!token.isName && !token.isTitle && LONG_ADJECTIVE.test(token.word)) phrase.isLoose = true;
        phrase.keys.push(token.key);
        if (token.isName || token.isTitle) phrase.names.push(token.key);
        phrase.modifiers.push(...modifiers.map((one) => one.key));
        phrases.push(phrase);
        open = phrase;
      }
      modifiers = [];
      isCounted = false;
    }
  }
  return phrases;
}

/**
 * May a noun behind «в сеансі» be the genitive of it or a phrase of its own: «гросмейстера», «сили оборони», a name that
 * is no more than beside it?
 */
function isUntold(token: Token, { before, cases, of }: { before: Token; cases: number; of: Phrase }): boolean {
  if (token.isTitle) return false;
  if (token.isName) return before.isName ? (cases & of.cases) === 0 : (cases & NOMINATIVE) !== 0 && !isPerson(of.head);
  return (cases === (GENITIVE | ACCUSATIVE) && isPerson(token.word)) || (cases & NOMINATIVE && cases & GENITIVE) !== 0;
}

interface Joining {
  token: Token;
  before: Token;
  next: Token | undefined;
  cases: number;
  modifiers: readonly Token[];
  isCounted: boolean;
}

/** Does a noun belong to the phrase before it: its name, a genitive of it? It is taken in then. */
function joins(phrase: Phrase, { token, before, next, cases, modifiers, isCounted }: Joining): boolean {
  const isNamed = token.isName || token.isTitle;
  const name = () => {
    phrase.keys.push(token.key);
    phrase.names.push(token.key);
    phrase.words.push(token.word);
    return true;
  };
  const attribute = () => {
    phrase.attributes.push(token.key, ...modifiers.map((one) => one.key));
    if (isNamed) phrase.attributeNames.push(token.key);
    return true;
  };
  if (token.isShort && !before.isName) return attribute();
  if (isNamed && modifiers.length === 0 && !isCounted) {
    if (token.isTitle && before.isTitle && token.title !== before.title) return false;
    if (token.isTitle && before.isTitle) return phrase.names.includes(before.key) ? name() : attribute();
    if (token.isTitle && cases & NOMINATIVE)
      return phrase.attributes.length > 0 && phrase.names.length === 0 ? attribute() : name();
    if (token.isName && before.isName && !before.isTitle) {
      const isOfHead = isPerson(phrase.head) && phrase.names.length === 0 && (phrase.cases & cases) !== 0;
      if (phrase.attributeNames.includes(before.key) && !isOfHead) return attribute();
      const isPlaceBefore = phrase.preposition !== '' && !isPerson(phrase.head) && next?.isName === true;
      if (isPlaceBefore || ((phrase.cases & cases) === 0 && phrase.preposition !== '')) return false;
      phrase.cases = ofBoth(phrase.cases, cases, before.word);
      return name();
    }
    const both = phrase.cases & cases;
    if (both !== 0 && ((both & ~(GENITIVE | ACCUSATIVE)) !== 0 || isPerson(phrase.head)) && !token.isTitle) {
      phrase.cases = both;
      return name();
    }
  }
  const isOpenToMore = isNamed || phrase.names.length === 0;
  return (cases & GENITIVE) !== 0 && !isCounted && isOpenToMore ? attribute() : false;
}

/** The cases of two names that stand together; the second may have none («Дан Ілієску»). */
function ofBoth(first: number, second: number, word: string): number {
  const both = first & second;
  if (both === 0) return first | second;
  const isManNamed = (first & NOMINATIVE) !== 0 && /[^аеєиіїоуюя]$/u.test(word);
  return isManNamed && (both & NOMINATIVE) === 0 ? first : both;
}

/** «Заславський і Приходько пересадили»: does a joint stand between nouns? */
function joinsNouns(segment: readonly Token[], place: number): boolean {
  const [before, after] = [segment[place - 1], segment[place + 1]];
  return before?.kind === 'word' && (after?.kind === 'word' || after?.kind === 'number');
}

/** The cases that a preposition leaves; its own where the form is read for none of them. */
function under(preposition: string, cases: number): number {
  const governed = governedCases(preposition);
  return cases & governed || governed & GENITIVE || governed;
}

/** Five and more have their noun in the genitive, whatever the case of the whole. */
function countedCases(cases: number): number {
  return (cases & (GENITIVE | NOMINATIVE | ACCUSATIVE)) === 0 ? cases : NOMINATIVE | ACCUSATIVE | (cases & GENITIVE);
}

function casesOf(token: Token, forms: Forms): number {
  if (token.isShort) return ANY_CASE;
  return nounCases(token.word, forms.get(token.key) ?? NONE, token.isTitle ? 'title' : token.isName ? 'name' : 'noun');
}

const NONE: ReadonlySet<string> = new Set();

function agreeing(modifiers: readonly Token[], own: number, word: string): number {
  const isManyOf = modifiers.some((modifier) => /[иі]х$/u.test(modifier.word)) && /[^аеєиіїоуюя]$/u.test(word);
  return modifiers.reduce(
    (all, modifier) => {
      const both = all & adjectiveCases(modifier.word);
      return both === 0 ? all : both;
    },
    isManyOf ? own | GENITIVE : own,
  );
}

const LONG_ADJECTIVE = /(?:ськ|цьк|зьк)\p{L}{1,3}$|(?:ий|ого|ому|ої|их|ими)$/u;
/** By the ending of an adjective, the endings of nouns that may follow it. */
const FOLLOWING: readonly (readonly [adjective: RegExp, noun: RegExp])[] = [
  [/[ая]$/u, /[аяь]$|[^аеєиіїоуюя]$/u],
  [/[ую]$/u, /[уюь]$|[^аеєиіїоуюя]$/u],
  [/[еє]$/u, /[оеєя]$/u],
  [/[ії]$/u, /[иії]$/u],
];

/** Does a noun follow that the word agrees with? */
function isAdjective(
  segment: readonly Token[],
  place: number,
  { forms, governed }: { forms: Forms; governed: number },
): boolean {
  const [token, next] = [segment[place]!, segment[place + 1]];
  const cases = adjectiveCases(token.word) & governed;
  if (token.isTitle || cases === 0 || next === undefined || next.kind !== 'word' || next.isTitle) return false;
  if (token.isName && next.isName) return false;
  const isMoreBefore = LONG_ADJECTIVE.test(next.word) && segment[place + 2]?.kind === 'word';
  if (LONG_ADJECTIVE.test(token.word))
    return isMoreBefore || (agreeing([token], casesOf(next, forms), next.word) & cases) !== 0;
  if (next.isName && (isPerson(token.word) || !/(?<![иї])(?:н|ов|ев)[аеуі]$/u.test(token.word))) return false;
  const follows = FOLLOWING.find(([adjective]) => adjective.test(token.word))?.[1];
  if (follows === undefined) return /(?:ій|ою|ею|им|ім|іх)$/u.test(token.word) && (casesOf(next, forms) & cases) !== 0;
  return follows.test(next.word) && (casesOf(next, forms) & cases & (NOMINATIVE | ACCUSATIVE)) !== 0;
}
