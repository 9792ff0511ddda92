import { numbersIn } from '../../language/numbers.js';
import { stem } from '../../language/stem.js';
import { isStopWord } from '../../language/stopwords.js';
import { words } from '../../language/words.js';
import type { SummaryArticle } from '../article.js';
import type { Candidate } from './candidates.js';

/** Two sentences tell the same when they share this much of the shorter one's telling words. */
const SAME = 0.5;

/**
 * The candidates of a story's articles with its newest figures: where publishers give different numbers of one thing,
 * the older sentences go, and the newest says whose number it is («…, повідомляє Укрінформ»). Articles without a time
 * of publication are held for neither newer nor older.
 */
export function withNewestFigures(candidates: readonly Candidate[], articles: readonly SummaryArticle[]): Candidate[] {
  const told = articles.length < 2 ? [] : sentencesWithFigures(candidates);
  const outdated = new Set<string>();
  const disputed = new Set<string>();
  for (const one of told) {
    for (const other of told) {
      const isDisputed = isNewer(articles[one.article]!, articles[other.article]!) && differ(one, other);
      if (!isDisputed) continue;
      outdated.add(other.key);
      disputed.add(one.key);
    }
  }
  return candidates
    .filter((candidate) => !outdated.has(keyOf(candidate)))
    .map((one) => (disputed.has(keyOf(one)) ? withPublisher(one, articles[one.article]!.publisher) : one));
}

function keyOf(candidate: Candidate): string {
  return `${candidate.article} ${candidate.index}`;
}

interface Figures {
  key: string;
  article: number;
  /** By what is counted, how many of it. */
  counts: ReadonlyMap<string, string>;
  about: ReadonlySet<string>;
}

/** Each sentence that counts something, by its fullest form. */
function sentencesWithFigures(candidates: readonly Candidate[]): Figures[] {
  const fullest = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const before = fullest.get(keyOf(candidate));
    if (!before || before.body.length < candidate.body.length) fullest.set(keyOf(candidate), candidate);
  }
  return [...fullest]
    .map(([key, { article, body }]) => ({ key, article, counts: countsOf(body), about: new Set(telling(body)) }))
    .filter((figures) => figures.counts.size > 0);
}

function isNewer(one: SummaryArticle, other: SummaryArticle): boolean {
  return one.publishedAt !== null && other.publishedAt !== null && one.publishedAt > other.publishedAt;
}

/** What a text counts, by the root of the word after the number; a thing that it counts twice differently is left out. */
function countsOf(text: string): Map<string, string> {
  const counts = new Map<string, string>();
  const unclear = new Set<string>();
  for (const mention of numbersIn(text)) {
    const unit = telling(text.slice(mention.end))[0];
    if ((mention.kind !== 'number' && mention.kind !== 'percent') || unit === undefined) continue;
    if (counts.has(unit) && counts.get(unit) !== mention.value) unclear.add(unit);
    counts.set(unit, mention.value);
  }
  for (const unit of unclear) counts.delete(unit);
  return counts;
}

/** Roots of five letters: «поранено» and «поранених» are one. */
function telling(text: string): string[] {
  return words(text)
    .filter((word) => word.length > 3 && !isStopWord(word) && !/\d/u.test(word))
    .map((word) => stem(word).slice(0, 5));
}

function differ(one: Figures, other: Figures): boolean {
  const isDisputed = [...one.counts].some(([unit, value]) => (other.counts.get(unit) ?? value) !== value);
  if (!isDisputed) return false;
  const shared = [...one.about].filter((root) => other.about.has(root)).length;
  return shared >= SAME * Math.min(one.about.size, other.about.size);
}

function withPublisher(candidate: Candidate, publisher: string | null): Candidate {
  if (publisher === null || candidate.credit !== null || !candidate.text.endsWith('.')) return candidate;
  const name = publisher.includes(' ') ? `«${publisher}»` : publisher;
  return { ...candidate, text: `${candidate.text.slice(0, -1)}, повідомляє ${name}.` };
}
