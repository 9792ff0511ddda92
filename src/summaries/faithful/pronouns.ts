import {
  ACCUSATIVE,
  ANY_GENDER,
  DATIVE,
  FEMININE,
  GENITIVE,
  governedCases,
  INSTRUMENTAL,
  LOCATIVE,
  MASCULINE,
  NEUTER,
  NOMINATIVE,
  PLURAL,
} from './cases.js';
import { newPhrase, type Phrase } from './phrase.js';
import type { Token } from './tokens.js';

/** A pronoun as a phrase without keys yet; `null` where it only points («та», «його мати»). */
export function pronounAt(segment: readonly Token[], place: number, preposition: string): Phrase | null {
  const { word } = segment[place]!;
  const isRelative = /^(?:як|котр)/u.test(word);
  const isFirst = place === 0 || (place === 1 && preposition !== '');
  if (isOwner(segment, place) || (isRelative && !isFirst)) return null;
  const [, cases, genders] = PRONOUN_CASES.find(([pattern]) => pattern.test(word)) ?? [null, 0, 0];
  const stands = word === 'та' ? (place === 0 ? NOMINATIVE : 0) : cases;
  if (stands === 0) return null;
  return newPhrase({
    preposition,
    cases: stands & governedCases(preposition) || stands,
    genders: word === 'та' ? FEMININE : genders,
    place,
    pronoun: isRelative ? 'relative' : 'personal',
  });
}

/** «його заступниця»: whose it is, and no part of the clause. */
export function isOwner(segment: readonly Token[], place: number): boolean {
  return /^(?:його|її|їх)$/u.test(segment[place]!.word) && segment[place + 1]?.kind === 'word';
}

const PRONOUN_CASES: readonly (readonly [pattern: RegExp, cases: number, genders: number])[] = [
  [/^(?:він|той)$/u, NOMINATIVE, MASCULINE],
  [/^(?:вона)$/u, NOMINATIVE, FEMININE],
  [/^(?:вони|ті)$/u, NOMINATIVE, PLURAL],
  [/^(?:його|нього|того)$/u, GENITIVE | ACCUSATIVE, MASCULINE | NEUTER],
  [/^(?:її|неї)$/u, GENITIVE | ACCUSATIVE, FEMININE],
  [/^(?:їх|них)$/u, GENITIVE | ACCUSATIVE, PLURAL],
  [/^(?:йому)$/u, DATIVE, MASCULINE | NEUTER],
  [/^(?:їй)$/u, DATIVE, FEMININE],
  [/^(?:їм)$/u, DATIVE, PLURAL],
  [/^(?:який|котрий)$/u, NOMINATIVE | ACCUSATIVE, MASCULINE],
  [/^(?:яка|котра)$/u, NOMINATIVE, FEMININE],
  [/^(?:яке|які|котре|котрі)$/u, NOMINATIVE | ACCUSATIVE, ANY_GENDER],
  [/^(?:якого|яких|котрого|котрих)$/u, GENITIVE | ACCUSATIVE, ANY_GENDER],
  [/^(?:якому|якій)$/u, DATIVE | LOCATIVE, ANY_GENDER],
  [/^яку$/u, ACCUSATIVE, FEMININE],
  [/^(?:яким|якою|якими|ним|нею|ними)$/u, INSTRUMENTAL, ANY_GENDER],
];
