import { hasVerb } from '../extract/predicates.js';
import type { Ground } from './ground.js';
import type { Reason } from './reason.js';
import { INFINITIVE, type Stretch, stretchesOf } from './stretches.js';

/** Clauses of a summary that deny what the articles affirm, or the other way round. */
export function deniedDeeds(summary: string, ground: Ground): Reason[] {
  const clauses = stretchesOf(summary);
  if (clauses.length === 0) return [];
  const sources = ground.sentences.flatMap((sentence) => stretchesOf(sentence.text));
  return clauses
    .filter((clause) => isDenied(clause, sources))
    .map((clause): Reason => ({ kind: 'negation', text: clause.words.join(' ') }));
}

/**
 * Is a verb denied here that the articles affirm of the same things, or the other way round? Where some article tells
 * it the same way, or has a «не» elsewhere in its clause («не може відкрити»), it is left alone.
 */
function isDenied(clause: Stretch, sources: readonly Stretch[]): boolean {
  return clause.words.some((word, place) => {
    const isDenied = isDeniedAt(clause, place);
    if (clause.stems[place] === '' || isDenied === null || !(hasVerb(word) || INFINITIVE.test(word))) return false;
    const told = sources.filter((source) => source.stems.includes(clause.stems[place]!));
    return (
      told.some((source) => sharedStems(clause, source) >= 2) &&
      told.every((source) => isDeniedAt(source, source.stems.indexOf(clause.stems[place]!)) === !isDenied)
    );
  });
}

/** Does «не» stand right before the word? `null` where a negation stands elsewhere in its clause. */
function isDeniedAt({ words }: Stretch, place: number): boolean | null {
  if (words[place - 1] === 'не') return true;
  return words.some((word) => NEGATION.test(word)) ? null : false;
}

/** What denies a clause wherever it stands in it. */
export const NEGATION = /^(?:не|ні|ані|жод\p{L}+|ніхто|ніщо|нічого|нікого|ніколи|без)$/u;

/** How many stems two clauses share, the verb's among them. */
function sharedStems(one: Stretch, other: Stretch): number {
  return one.stems.filter((stem) => stem !== '' && other.stems.includes(stem)).length;
}
