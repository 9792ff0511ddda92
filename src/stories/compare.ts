import { commonness, isRare } from './common-words.js';
import { ANSWERS, type ArticleDescription, type DescribedArticle } from './describe.js';
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
  /** From which score on they are the same event, by how much there is to compare. */
  least: number;
  /** One of the story's articles is the same text. */
  sameText: boolean;
}

/** What terms tell among some candidate stories. */
export interface Telling {
  weight(term: number): number;
  /** Does one of the stories hold it alone, and is it no word of news in general? */
  isOwn(term: number): boolean;
}

/** As many imagined articles as what is known of words in general counts for, beside the candidates at hand. */
const PRIOR = 30;
const CONTRAST = 0.8;

/**
 * Weighs terms by the stories that an article might belong to: what many of them share is their theme («Brexit»), what
 * few share is an event. The day's themes need not be known in advance.
 */
export function tellingAmong(stories: readonly StoryToCompare<unknown>[]): Telling {
  const held = new Map<number, { share: number; stories: number; last: unknown; weight?: number }>();
  for (const { id, articles } of stories) {
    for (const { terms } of articles) {
      for (const term of terms) {
        const known = held.get(term);
        if (known === undefined) held.set(term, { share: 1 / articles.length, stories: 1, last: id });
        else {
          known.share += 1 / articles.length;
          if (known.last !== id) known.stories += 1;
          known.last = id;
        }
      }
    }
  }
  const weighed = (term: number, share: number) =>
    Math.max(0, Math.log((stories.length + PRIOR + 1) / (share + PRIOR * commonness(term) + 0.5))) ** CONTRAST;
  return {
    weight(term) {
      const known = held.get(term);
      if (known === undefined) return weighed(term, 0);
      known.weight ??= weighed(term, known.share);
      return known.weight;
    },
    isOwn: (term) => held.get(term)?.stories === 1 && isRare(term),
  };
}

/** Texts that are the same to this share are one wire text. */
const SAME_TEXT = 0.5;
/** What is written by a template each day, such as rates, differs by its numbers at least. */
const SAME_TEXT_AGAIN = 0.9;
const MOST_SHARED = 8;
/** What two articles share and no other candidate has, as a part of the shorter one's terms, speaks beside their likeness. */
const OWN_WORDS = 0.5;
/** A headline alone has hardly more, and must not pass for an event by two of them. */
const FEW_TERMS = 20;
/** A name or a number of both headlines speaks as two words. */
const IN_HEADLINES = 2;

/** Compares an article with a story: on average over the story's articles. */
export function compare(
  article: ArticleDescription,
  story: StoryToCompare<unknown>,
  telling: Telling = tellingAmong([story]),
): Comparison {
  return compareWeighted(weigh(article, telling), story, telling);
}

/** An article with what its terms tell, for comparing it with many stories. */
export interface WeighedArticle<Description extends ArticleDescription = ArticleDescription> {
  article: Description;
  /** Of its terms, those that tell nothing left out. */
  weights: ReadonlyMap<number, number>;
  /** The length of the vector of the weights. */
  norm: number;
}

/** Weighs an article's terms by what they tell. */
export function weigh<Description extends ArticleDescription>(
  article: Description,
  telling: Telling,
): WeighedArticle<Description> {
  const weights = new Map<number, number>();
  let squares = 0;
  for (const [place, term] of article.terms.entries()) {
    const told = article.weights[place]! * telling.weight(term);
    if (told === 0) continue;
    weights.set(term, told);
    squares += told * told;
  }
  return { article, weights, norm: Math.sqrt(squares) || 1 };
}

/** Compares as `compare` does. */
export function compareWeighted(
  { article, weights, norm }: WeighedArticle,
  story: StoryToCompare<unknown>,
  telling: Telling,
): Comparison {
  const count = story.articles.length || 1;
  let [score, size] = [0, 0];
  let sameText = false;
  for (const other of story.articles) {
    let [product, ownWords, squares] = [0, 0, 0];
    for (let place = 0; place < other.terms.length; place += 1) {
      const term = other.terms[place]!;
      const theirs = other.weights[place]! * telling.weight(term);
      squares += theirs * theirs;
      const ours = weights.get(term);
      if (ours === undefined || theirs === 0) continue;
      product += ours * theirs;
      if (!telling.isOwn(term)) continue;
      ownWords += article.headline.includes(term) && other.headline.includes(term) ? IN_HEADLINES : 1;
    }
    const shorter = Math.max(FEW_TERMS, Math.min(article.terms.length, other.terms.length));
    const likeness = product / (norm * (Math.sqrt(squares) || 1)) + (OWN_WORDS * ownWords) / shorter;
    score += (likeness * agreement(article, other)) / count;
    size += shorter / count;
    sameText ||=
      resemblance(article.sketch, other.sketch) >= (isNextOfItsKind(article, other) ? SAME_TEXT_AGAIN : SAME_TEXT);
  }
  return { score: Math.min(1, score), least: leastScore(size), sameText };
}

/** Words of the article that the story has too, the most telling first. */
export function sharedWords(
  { article, weights }: WeighedArticle<DescribedArticle>,
  story: StoryToCompare<unknown>,
  telling: Telling,
): string[] {
  const shared = new Map<number, number>();
  for (const { terms, weights: theirs } of story.articles) {
    for (const [place, term] of terms.entries()) {
      const ours = weights.get(term);
      if (ours === undefined) continue;
      shared.set(term, (shared.get(term) ?? 0) + ours * theirs[place]! * telling.weight(term));
    }
  }
  return [...shared]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_SHARED)
    .map(([term]) => article.words[article.terms.indexOf(term)]!);
}

/** Two short tellings of one event share less of their words than two long ones: by the terms of the shorter. */
const LEAST_OF_NONE = 0.16;
const LEAST_BY_TERM = 0.006;

function leastScore(terms: number): number {
  return LEAST_OF_NONE + LEAST_BY_TERM * terms;
}

const OTHER_ANSWER = 0.25;
const ROUND_UP = 0.25;
const OTHER_DAY = 0.8;
const OTHER_FACTS = 0.33;
const OTHER_NAMES = 0.8;
const HOUR = 3_600_000;

/** What words cannot tell: an answer is not what it answers to, and what happens daily happened again. 0 to 1. */
function agreement(a: ArticleDescription, b: ArticleDescription): number {
  let factor = 1;
  if (a.isRoundUp !== b.isRoundUp) factor *= ROUND_UP;
  if (answersAlone(a, b) || answersAlone(b, a)) factor *= OTHER_ANSWER;
  if (a.days.length > 0 && b.days.length > 0 && !a.days.some((day) => b.days.includes(day))) factor *= OTHER_DAY;
  if (isOfOthers(a, b) || isOtherScore(a, b)) factor *= OTHER_FACTS;
  else if (knowsNotAll(a, b.headline) && knowsNotAll(b, a.headline)) factor *= OTHER_NAMES;
  return factor * closeness(a, b);
}

/** Two events of one kind in the same words: neither knows a name or a number of the other's headline. */
function isOfOthers(a: ArticleDescription, b: ArticleDescription): boolean {
  return a.headline.length > 0 && b.headline.length > 0 && !knowsAny(a, b.headline) && !knowsAny(b, a.headline);
}

/** Two matches of one team: «3:0» is not «0:2». */
function isOtherScore({ scores: ours }: ArticleDescription, { scores: theirs }: ArticleDescription): boolean {
  return ours.length > 0 && theirs.length > 0 && !ours.some((score) => theirs.includes(score));
}

function knowsAny({ terms, facts }: ArticleDescription, wanted: readonly number[]): boolean {
  return wanted.some((fact) => facts.includes(fact) || terms.includes(fact));
}

/** Two fires in one town: each headline names what the other article never does. */
function knowsNotAll(article: ArticleDescription, wanted: readonly number[]): boolean {
  return wanted.some((fact) => !knowsAny(article, [fact]));
}

/** A comment answers whatever the other says; a denial and an accusation only what is not one itself. */
function answersAlone(
  { answers: { first } }: ArticleDescription,
  { answers: { anywhere } }: ArticleDescription,
): boolean {
  if ((first & ~anywhere & ~ANSWERS.comments) !== 0) return true;
  return (first & ANSWERS.comments) !== 0 && anywhere === 0;
}

/** A day passes over most events; one that recurs daily is another one the next day, unless it is said to go on. */
function closeness(a: ArticleDescription, b: ArticleDescription): number {
  const hours = hoursBetween(a, b);
  if (isAnotherOfItsKind(a, b)) return hours <= 10 ? 1 : hours <= NEXT_DAY ? 0.6 : 0.3;
  return hours <= 24 ? 1 : hours <= 48 ? 0.93 : 0.86;
}

/** Hours. */
const NEXT_DAY = 16;

function isNextOfItsKind(a: ArticleDescription, b: ArticleDescription): boolean {
  return isAnotherOfItsKind(a, b) && hoursBetween(a, b) > NEXT_DAY;
}

/** Do both tell of what happens every day, and does the later one not say that it goes on? */
function isAnotherOfItsKind(a: ArticleDescription, b: ArticleDescription): boolean {
  if (!a.isRecurring || !b.isRecurring) return false;
  const later = (a.publishedAt ?? 0) > (b.publishedAt ?? 0) ? a : b;
  return !later.looksBack;
}

/** 0 where one of the times is unknown: then time does not separate. */
function hoursBetween(a: ArticleDescription, b: ArticleDescription): number {
  return a.publishedAt === null || b.publishedAt === null ? 0 : Math.abs(a.publishedAt - b.publishedAt) / HOUR;
}
