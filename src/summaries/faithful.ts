import { impurities } from '../language/purity.js';
import { sentences } from '../language/sentences.js';
import type { SummaryArticle } from './article.js';
import { deniedDeeds } from './faithful/denials.js';
import { exchangedCases } from './faithful/exchanges.js';
import { type Ground, groundOf, plain } from './faithful/ground.js';
import { unknownNames } from './faithful/names.js';
import { wrongNumbers } from './faithful/numbers.js';
import { inventedQuotations } from './faithful/quotations.js';
import type { Reason } from './faithful/reason.js';
import { swappedRoles } from './faithful/roles.js';
import { addedVerdicts } from './faithful/verdicts.js';
import { LIMITS } from './lengths.js';

/**
 * What in a summary its story's articles do not say: numbers, dates, names, places and quotations that stand in none,
 * who did what to whom told the other way round, judgement that no source passed, impure language, and a text longer
 * than the longest length. Empty for a faithful one. Inflected forms, «600 тис.» and 600 000, small numbers in words
 * and names in the other alphabet are the same.
 */
export function unfaithful(summary: string, articles: readonly SummaryArticle[]): Reason[] {
  return reasonsAgainst(summary, groundOf(articles), articles);
}

/** The same, with the articles read before, for one who checks several texts against them. */
export function reasonsAgainst(summary: string, ground: Ground, articles: readonly SummaryArticle[]): Reason[] {
  const told = inOtherWords(summary, ground);
  return [
    ...wrongNumbers(told, ground),
    ...unknownNames(told, ground),
    ...inventedQuotations(summary, articles, ground),
    ...swappedRoles(told, ground),
    ...exchangedCases(told, ground),
    ...deniedDeeds(told, ground),
    ...addedVerdicts(told, ground),
    ...impurities(summary)
      .filter((impurity) => impurity.kind !== 'doubtful')
      .map((impurity): Reason => ({ kind: 'purity', text: impurity.text })),
    ...(summary.length > LIMITS.long ? [{ kind: 'length' as const, text: summary.slice(LIMITS.long) }] : []),
  ];
}

/** The sentences of a summary that do not stand in an article word for word. */
function inOtherWords(summary: string, ground: Ground): string {
  return sentences(summary)
    .filter((sentence) => !ground.plain.includes(plain(sentence).replace(/[.!?…]+$/u, '')))
    .join(' ');
}
