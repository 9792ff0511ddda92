import type { ArticleDescription } from '../describe.js';

/**
 * A description as one array of 32-bit integers, a third of its size in words: what the lists are long, then the lists.
 * What is a fact and a term is kept once, since nobody asks which of the two it was.
 */
export function packed(description: ArticleDescription): number[] {
  const { publisher, publishedAt, answers, isRecurring, looksBack, isRoundUp } = description;
  const terms = new Set(description.terms);
  const facts = description.facts.filter((fact) => !terms.has(fact));
  const { headline, scores, days } = description;
  return [
    publisher ?? 0,
    // Whole seconds, unsigned: enough until 2106.
    Math.round((publishedAt ?? 0) / 1000) | 0,
    answers.first |
      (answers.anywhere << ANYWHERE) |
      (isRecurring ? RECURRING : 0) |
      (looksBack ? LOOKS_BACK : 0) |
      (isRoundUp ? ROUND_UP : 0),
    ...[description.terms.length, facts.length, headline.length, scores.length, days.length],
    ...[...description.terms, ...description.weights, ...facts, ...headline, ...scores, ...days],
    ...description.sketch.map((hash) => hash | 0),
  ];
}

const ANSWERS = 0b111;
const ANYWHERE = 3;
const RECURRING = 1 << 6;
const LOOKS_BACK = 1 << 7;
const ROUND_UP = 1 << 8;
const LISTS = 8;

/** The description that was packed; an unknown publisher or time is `null`. */
export function unpacked(packed: readonly number[]): ArticleDescription {
  const [publisher, seconds = 0, flags = 0, terms = 0, facts = 0, headline = 0, scores = 0, days = 0] = packed;
  let at = LISTS;
  const next = (length: number) => {
    at += length;
    return packed.slice(at - length, at);
  };
  return {
    publisher: publisher || null,
    publishedAt: (seconds >>> 0) * 1000 || null,
    terms: next(terms),
    weights: next(terms),
    facts: next(facts),
    headline: next(headline),
    scores: next(scores),
    days: next(days),
    sketch: packed.slice(at).map((hash) => hash >>> 0),
    answers: { first: flags & ANSWERS, anywhere: (flags >> ANYWHERE) & ANSWERS },
    isRecurring: (flags & RECURRING) !== 0,
    looksBack: (flags & LOOKS_BACK) !== 0,
    isRoundUp: (flags & ROUND_UP) !== 0,
  };
}
