import { ACCUSATIVE, isPerson, NOMINATIVE, PLURAL, verbGenders } from './cases.js';
import { NEGATION } from './denials.js';
import type { Forms, Phrase } from './phrase.js';
import { phrasesOf } from './phrases.js';
import { namesAmong, type Token, tokensOf, withOpeningNames } from './tokens.js';

/** A verb with the phrases around it. */
export interface Clause {
  verb: string;
  verbPlace: number;
  /** Which genders and number its form asks of its subject. */
  genders: number;
  isDenied: boolean;
  hasOtherDenial: boolean;
  phrases: Phrase[];
  subject: Phrase | null;
  /** Do case, gender or place tell the subject from the other phrases? */
  isSubjectSure: boolean;
  text: string;
}

/** Sentences read for their words, with the names and the forms that they have. */
export interface Reading {
  sentences: readonly (readonly Token[])[];
  names: ReadonlySet<string>;
  forms: Forms;
}

/** Reads sentences; names and forms that another reading knows are known here too. */
export function readSentences(texts: readonly string[], other?: Reading): Reading {
  const tokens = texts.map(tokensOf);
  const names = new Set([...(other?.names ?? []), ...namesAmong(tokens)]);
  const sentences = tokens.map((sentence) => withOpeningNames(sentence, names));
  const forms = new Map([...(other?.forms ?? [])].map(([key, known]) => [key, new Set(known)]));
  for (const { kind, key, word } of sentences.flat()) {
    if (kind !== 'word') continue;
    const known = forms.get(key);
    if (known === undefined) forms.set(key, new Set([word]));
    else known.add(word);
  }
  return { sentences, names, forms };
}

/** The clauses of sentences that follow each other. */
export function clausesOf({ sentences, forms }: Reading): Clause[] {
  const clauses: Clause[] = [];
  let before: Phrase[] = [];
  for (const tokens of sentences) {
    const said = sentenceClauses(tokens, forms, before);
    clauses.push(...said.clauses);
    before = said.phrases;
  }
  return clauses;
}

function sentenceClauses(tokens: readonly Token[], forms: Forms, before: readonly Phrase[]) {
  const clauses: Clause[] = [];
  const all: Phrase[] = [];
  let subject: Phrase | null = null;
  let last: Phrase[] = [];
  for (const segment of segmentsOf(tokens)) {
    const phrases = phrasesOf(segment, forms);
    for (const phrase of phrases.filter((one) => one.pronoun !== null))
      refer(phrase, last, all.length > 0 ? all : before);
    const verbs = segment.filter((token) => token.kind === 'verb');
    if (verbs.length === 0 && phrases.length > 0 && !segment.some((token) => token.kind === 'number'))
      attachTo(last.at(-1), phrases[0]!);
    const finite = verbs.find((verb) => !isInfinitive(verb.word)) ?? verbs[0];
    const genders = finite === undefined ? 0 : verbGenders(finite.word);
    const place = finite === undefined ? 0 : segment.indexOf(finite);
    const found = finite === undefined || genders === 0 ? null : subjectOf(phrases, genders, place);
    const own: Phrase | null = found?.phrase ?? null;
    const inherited: Phrase | null =
      own === null && subject !== null && (subject.genders & genders) !== 0 && !phrases.some(isObjectPronoun)
        ? subject
        : null;
    for (const verb of verbs) {
      const verbPlace = segment.indexOf(verb);
      const words = segment.map((token) => token.word);
      clauses.push({
        verb: verb.word,
        verbPlace,
        genders,
        isDenied: words[verbPlace - 1] === 'не',
        hasOtherDenial: words.some((word, at) => NEGATION.test(word) && at !== verbPlace - 1),
        phrases,
        subject: own ?? inherited,
        isSubjectSure: found?.isSure ?? (inherited === null || (genders & PLURAL) === 0),
        text: words.join(' '),
      });
    }
    if (own !== null) subject = own;
    else if (verbs.length === 0 && subject === null) subject = phrases.find(isHead) ?? null;
    all.push(...phrases);
    if (phrases.length > 0) last = phrases;
  }
  return { clauses, phrases: all };
}

/** Parts of a sentence with at most one finite verb each: cut at its marks, and at «і» between two verbs. */
function segmentsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'border') parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts.flatMap(splitAtJoints).filter((part) => part.length > 0);
}

function splitAtJoints(part: Token[]): Token[][] {
  for (let at = 1; at < part.length - 1; at += 1) {
    const isCut = part[at]!.kind === 'joint' && hasFinite(part.slice(0, at)) && hasFinite(part.slice(at + 1));
    if (isCut) return [part.slice(0, at), ...splitAtJoints(part.slice(at + 1))];
  }
  return [part];
}

function hasFinite(part: readonly Token[]): boolean {
  return part.some((token) => token.kind === 'verb' && !isInfinitive(token.word));
}

/** A pronoun stands for a phrase before it that has its gender; «який» for the last one. */
function refer(pronoun: Phrase, last: readonly Phrase[], others: readonly Phrase[]): void {
  const isRelative = pronoun.pronoun === 'relative';
  const from = isRelative ? last.slice(-1) : others;
  for (const phrase of from) {
    if (phrase.pronoun !== null && !isRelative) continue;
    if (!isRelative && (phrase.genders & pronoun.genders) === 0) continue;
    pronoun.keys.push(...phrase.keys);
    pronoun.names.push(...phrase.names);
  }
  if (isRelative) pronoun.genders = from[0]?.genders ?? pronoun.genders;
}

/** «Тенісистка Марія Зорич, четверта ракетка світу, …»: what waits for its verb. */
function isHead({ preposition, cases, pronoun }: Phrase): boolean {
  return preposition === '' && (cases & NOMINATIVE) !== 0 && pronoun === null;
}

/** «їх вибили»: whom it befell may be who was the subject before. */
function isObjectPronoun({ pronoun, cases }: Phrase): boolean {
  return pronoun === 'personal' && (cases & NOMINATIVE) === 0;
}

/** «…, капітан „Бурі“»: an aside names the phrase before it once more. */
function attachTo(phrase: Phrase | undefined, aside: Phrase): void {
  if (phrase === undefined || aside.preposition !== '' || phrase.pronoun !== null || (aside.cases & phrase.cases) === 0)
    return;
  phrase.keys.push(...aside.keys);
  phrase.names.push(...aside.names);
  phrase.attributes.push(...aside.attributes);
  phrase.attributeNames.push(...aside.attributeNames);
}

/**
 * The phrase that may be the subject of a verb, by its case, its gender and its place; `null` where none may. It is not
 * sure where a single phrase may as well be the object («випустили 30 снарядів»).
 */
function subjectOf(
  phrases: readonly Phrase[],
  genders: number,
  verbPlace: number,
): { phrase: Phrase; isSure: boolean } | null {
  const bare = phrases.filter((phrase) => phrase.preposition === '');
  const mayBe = (phrase: Phrase) => (phrase.cases & NOMINATIVE) !== 0 && (phrase.genders & genders) !== 0;
  const may = bare.filter((phrase) => !phrase.isLoose && mayBe(phrase));
  const isOnlyNominative = (phrase: Phrase) => (phrase.cases & ACCUSATIVE) === 0;
  const isNamed = (phrase: Phrase) => phrase.names.length > 0 || isPerson(phrase.head);
  const rank = (phrase: Phrase) =>
    (isOnlyNominative(phrase) ? 8 : 0) +
    (isNamed(phrase) ? 4 : 0) +
    (phrase.isCounted ? 0 : 2) +
    (phrase.place < verbPlace ? 1 : 0);
  const phrase = [...may].sort((one, other) => rank(other) - rank(one))[0];
  if (phrase === undefined) return null;
  const others = bare.filter((one) => one !== phrase);
  const objects = others.filter((one) => (one.cases & ACCUSATIVE) !== 0);
  const isTold =
    objects.some((one) => !may.includes(one) || (one.isCounted && !phrase.isCounted)) ||
    (objects.length > 0 && isNamed(phrase));
  const hasUntold = phrases.some((one) => one.isLoose && one !== phrase && mayBe(one));
  return { phrase, isSure: isOnlyNominative(phrase) || (isTold && !hasUntold) };
}

/** Is a verb's form one that has no subject of its own? */
export function isInfinitive(verb: string): boolean {
  return /ти(?:с[яь])?$/u.test(verb);
}
