import { ACCUSATIVE, DATIVE, GENITIVE, INSTRUMENTAL, isPerson, LOCATIVE, NOMINATIVE } from './cases.js';
import { type Clause, isInfinitive } from './clauses.js';
import { type Deed, LOSER, twoSided, verbRoot } from './deeds.js';
import type { Phrase } from './phrase.js';

/** What a phrase is to a verb: «subject», «object», «recipient», «from», «to», a preposition, a part of a deed with two sides. */
export type Role = string;

/** A phrase of a clause with the roles that its case and place allow; none where they do not tell. */
export interface Argument {
  phrase: Phrase;
  roles: readonly Role[];
}

/** A clause with who and what has which part in it. */
export interface Told {
  clause: Clause;
  root: string;
  args: readonly Argument[];
}

/** Reads a clause for the parts of those whom it names. */
export function toldOf(clause: Clause): Told {
  const phrases =
    clause.subject === null || clause.phrases.includes(clause.subject)
      ? clause.phrases
      : [clause.subject, ...clause.phrases];
  const parts = twoSided(clause.verb)?.parts;
  return {
    clause,
    root: verbRoot(clause.verb),
    args: phrases.map((phrase) => {
      const roles = rolesOf(phrase, clause);
      const mapped = parts === undefined ? roles : roles.map((role) => partOf(phrase, role, parts));
      return { phrase, roles: [...new Set(mapped)] };
    }),
  };
}

function rolesOf(phrase: Phrase, clause: Clause): Role[] {
  const { preposition, cases } = phrase;
  if (phrase.isLoose) return [];
  if (preposition !== '') return governed(preposition, cases);
  if (isInfinitive(clause.verb) && cases & (NOMINATIVE | ACCUSATIVE)) return [];
  if (phrase === clause.subject) return clause.isSubjectSure ? ['subject'] : ['subject', 'object'];
  if (isNameOf(phrase, clause)) return ['subject'];
  const isImpersonal = clause.genders === 0 && !isInfinitive(clause.verb);
  const roles: Role[] = [];
  const mayBeSubject =
    !clause.isSubjectSure && (cases & NOMINATIVE) !== 0 && !isImpersonal && (phrase.genders & clause.genders) !== 0;
  if (mayBeSubject) roles.push('subject');
  const isDenied = clause.isDenied || clause.hasOtherDenial;
  if (cases & ACCUSATIVE || (cases & GENITIVE && (isDenied || !(cases & DATIVE)))) roles.push('object');
  if (cases & DATIVE && !(cases & ACCUSATIVE)) roles.push('recipient');
  if (cases & INSTRUMENTAL) roles.push(isImpersonal ? 'subject' : 'means');
  return roles;
}

function governed(preposition: string, cases: number): Role[] {
  if (/^(?:з|із|зі)$/u.test(preposition)) {
    return [...(cases & GENITIVE ? ['out'] : []), ...(cases & INSTRUMENTAL ? ['with'] : [])];
  }
  if (preposition === 'від') return ['from'];
  if (preposition === 'до') return ['to'];
  if (/^(?:у|в|на)$/u.test(preposition))
    return [
      ...(cases & LOCATIVE ? ['at'] : []),
      ...(cases & ACCUSATIVE ? [preposition === 'на' ? 'onto' : 'into'] : []),
      ...(cases & GENITIVE && preposition !== 'на' ? ['from'] : []),
    ];
  return [preposition];
}

/** «Переселенка з Маріуполя Алла Степура»: the name of a subject that something stands between. */
function isNameOf(phrase: Phrase, { subject, verbPlace }: Clause): boolean {
  if (subject === null || subject.names.length > 0 || !isPerson(subject.head) || phrase.names.length === 0)
    return false;
  return (phrase.cases & NOMINATIVE) !== 0 && subject.place < phrase.place && phrase.place < verbPlace;
}

/** Whom one lost to may be a name without cases: «програла Зорич». */
function partOf(phrase: Phrase, role: Role, parts: NonNullable<Deed['parts']>): Role {
  const isFixedName = role === 'object' && phrase.names.length > 0 && parts === LOSER;
  return parts[isFixedName ? 'recipient' : role] ?? role;
}
