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
    .map((one) => (disputed.has(keyOf(one)) ? asNews(one, articles[one.article]!.publisher) : one));
}

/** How much more a sentence is worth that puts an older number right. */
const CORRECTION = 1.5;

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

/**
 * What a text counts: by the root of the word after the number, and people who suffered by what befell them, in
 * whatever order it is told («поранено чотирьох людей», «кількість поранених зросла до семи»). A thing that it counts
 * twice differently is left out.
 */
function countsOf(text: string): Map<string, string> {
  const counts = new Map<string, string>();
  const unclear = new Set<string>();
  const count = (unit: string, value: string) => {
    if (counts.has(unit) && counts.get(unit) !== value) unclear.add(unit);
    counts.set(unit, value);
  };
  for (const { start, end, kind, value } of numbersIn(text)) {
    const unit = telling(text.slice(end))[0];
    const isAge = /^-?річн/u.test(text.slice(end));
    if ((kind !== 'number' && kind !== 'percent') || isAge) continue;
    const before = /[^,;:.—–]*$/u.exec(text.slice(0, start))![0];
    const after = /^[^,;:.—–]*/u.exec(text.slice(end))![0];
    const befell = new Set((before + after).match(BEFELL)?.map((root) => root.toLowerCase().replace('загиб', 'загин')));
    if (befell.size === 1 && !PART.test(before)) count([...befell][0]!, value);
    else if (unit !== undefined) count(unit, value);
  }
  for (const unit of unclear) counts.delete(unit);
  return counts;
}

/** «із них троє», «серед поранених двоє дітей»: a part of those who are counted elsewhere. */
const PART = /(?<!\p{L})(?:серед|них|зокрема)(?!\p{L})/iu;
/** What befalls people in news, by its root. */
const BEFELL = /(?<!\p{L})(?:поран|заги[нб]|постражд|травм|зник|вряту|евакую|госпіт)/giu;

/** Roots of five letters: «поранено» and «поранених» are one. */
function telling(text: string): string[] {
  return words(text)
    .filter((word) => word.length > 3 && !isStopWord(word) && !/\d/u.test(word))
    .map((word) => stem(word).slice(0, 5));
}

function differ(one: Figures, other: Figures): boolean {
  const disputed = [...one.counts].filter(([unit, value]) => (other.counts.get(unit) ?? value) !== value);
  if (disputed.length === 0) return false;
  if (disputed.some(([unit]) => unit.search(BEFELL) === 0)) return true;
  const shared = [...one.about].filter((root) => other.about.has(root)).length;
  return shared >= SAME * Math.min(one.about.size, other.about.size);
}

function asNews(candidate: Candidate, publisher: string | null): Candidate {
  const fitness = candidate.fitness * CORRECTION;
  if (publisher === null || candidate.credit !== null || !candidate.text.endsWith('.'))
    return { ...candidate, fitness };
  const name = publisher.includes(' ') ? `«${publisher}»` : publisher;
  return { ...candidate, fitness, text: `${candidate.text.slice(0, -1)}, повідомляє ${name}.` };
}
