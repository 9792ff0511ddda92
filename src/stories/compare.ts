import { commonness } from './common-words.js';
import type { ArticleDescription } from './describe.js';
import { resemblance } from './sketch.js';

/** A story as clustering knows it. */
export interface StoryToCompare<Id> {
  id: Id;
  /** Some of its articles where it has very many: the first ones and the newest. */
  articles: readonly ArticleDescription[];
  /** The story that a person parted it from. */
  splitFrom: Id | null;
}

/** The articles that stand for a story of very many. */
export const FIRST_ARTICLES = 4;
export const NEWEST_ARTICLES = 6;

/** How much an article and a story are the same event. */
export interface Comparison {
  /** 0 to 1. */
  score: number;
  /** Words of the article that the story has too, the most telling first. */
  shared: string[];
  /** One of the story's articles is the same text. */
  sameText: boolean;
}

/** How telling a term is among these candidates. */
export type Telling = (term: string) => number;

/** As many imagined articles as what is known of words in general counts for, beside the candidates at hand. */
const PRIOR = 30;
const CONTRAST = 0.8;

/**
 * Weighs terms by the stories that an article might belong to: what many of them share is their theme («Brexit»), what
 * few share is an event. The day's themes need not be known in advance.
 */
export function tellingAmong(stories: readonly StoryToCompare<unknown>[]): Telling {
  const held = new Map<string, number>();
  for (const { articles } of stories) {
    for (const { terms } of articles) {
      for (const [term] of terms) held.set(term, (held.get(term) ?? 0) + 1 / articles.length);
    }
  }
  const known = new Map<string, number>();
  return (term) => {
    let weight = known.get(term);
    if (weight === undefined) {
      const holders = (held.get(term) ?? 0) + PRIOR * commonness(term);
      weight = Math.max(0, Math.log((stories.length + PRIOR + 1) / (holders + 0.5))) ** CONTRAST;
      known.set(term, weight);
    }
    return weight;
  };
}

/** Texts that are the same to this share are one wire text. */
const SAME_TEXT = 0.5;
const MOST_SHARED = 8;

/** Compares an article with a story: on average over the story's articles. */
export function compare(
  article: ArticleDescription,
  story: StoryToCompare<unknown>,
  telling: Telling = tellingAmong([story]),
): Comparison {
  const own = weighted(article, telling);
  let sum = 0;
  let sameText = false;
  const shared = new Map<string, number>();
  for (const other of story.articles) {
    const theirs = weighted(other, telling);
    let product = 0;
    for (const [term, weight] of own.weights) {
      const common = weight * (theirs.weights.get(term) ?? 0);
      product += common;
      if (common > 0) shared.set(term, (shared.get(term) ?? 0) + common);
    }
    sum += (product / (own.norm * theirs.norm)) * agreement(article, other);
    sameText ||= resemblance(article.sketch, other.sketch) >= SAME_TEXT;
  }
  const words = new Map(article.terms.map(([term, , word]) => [term, word]));
  return {
    score: story.articles.length === 0 ? 0 : sum / story.articles.length,
    shared: [...shared]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_SHARED)
      .map(([term]) => words.get(term) ?? term),
    sameText,
  };
}

function weighted({ terms }: ArticleDescription, telling: Telling): { weights: Map<string, number>; norm: number } {
  const weights = new Map<string, number>();
  let squares = 0;
  for (const [term, weight] of terms) {
    const told = weight * telling(term);
    if (told === 0) continue;
    weights.set(term, told);
    squares += told * told;
  }
  return { weights, norm: Math.sqrt(squares) || 1 };
}

const OTHER_ANSWER = 0.45;
const OTHER_DAY = 0.8;
const HOUR = 3_600_000;

/** What words cannot tell: an answer is not what it answers to, and what happens daily happened again. 0 to 1. */
function agreement(a: ArticleDescription, b: ArticleDescription): number {
  let factor = 1;
  if (answersAlone(a, b) || answersAlone(b, a)) factor *= OTHER_ANSWER;
  if (a.days.length > 0 && b.days.length > 0 && !a.days.some((day) => b.days.includes(day))) factor *= OTHER_DAY;
  return factor * closeness(a, b);
}

function answersAlone(a: ArticleDescription, b: ArticleDescription): boolean {
  const theirs = b.answers.anywhere;
  return a.answers.first.some((answer) => (answer === 'comments' ? theirs.length === 0 : !theirs.includes(answer)));
}

/** A day passes over most events; one that recurs daily is another one the next day, unless it is said to go on. */
function closeness(a: ArticleDescription, b: ArticleDescription): number {
  if (a.publishedAt === null || b.publishedAt === null) return 1;
  const hours = Math.abs(a.publishedAt - b.publishedAt) / HOUR;
  const later = a.publishedAt > b.publishedAt ? a : b;
  if (a.isRecurring && b.isRecurring && !later.looksBack) return hours <= 10 ? 1 : 0.55;
  return hours <= 24 ? 1 : hours <= 48 ? 0.93 : 0.86;
}
