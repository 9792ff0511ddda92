import {
  type Comparison,
  compare,
  compareWeighted,
  type StoryToCompare,
  sharedWords,
  type Telling,
  tellingAmong,
  weigh,
} from './compare.js';
import type { ArticleDescription, DescribedArticle } from './describe.js';

/** What becomes of an article. */
export type Decision<Id> =
  | { kind: 'start' }
  | {
      /** `update`: it came later and tells new facts. */
      kind: 'join' | 'update';
      story: Id;
      score: number;
      shared: string[];
      sameText: boolean;
      /** Stories that this article shows to be the same one. */
      merges: Id[];
    };

/** Two stories are one where an article, and they among themselves, are as much above the least likeness as this. */
const ABOVE_TO_MERGE = 0.06;
const HOUR = 3_600_000;
/** Publishers tell the same news within hours; what comes later and says more is an update. */
const UPDATE_AFTER = 6 * HOUR;
const LEAST_NEW_FACTS = 3;

/** Decides which of the candidate stories an article tells of: the likest one, if it is like enough. */
export function decide<Id>(article: DescribedArticle, candidates: readonly StoryToCompare<Id>[]): Decision<Id> {
  const telling = tellingAmong(candidates);
  const weighed = weigh(article, telling);
  const compared = candidates
    .map((story) => ({ story, ...compareWeighted(weighed, story, telling) }))
    .sort((a, b) => likeness(b) - likeness(a));
  const [best, ...others] = compared;
  if (best === undefined || likeness(best) < best.least) return { kind: 'start' };
  const same = [best.story];
  for (const other of others) {
    if (
      likeness(other) >= other.least + ABOVE_TO_MERGE &&
      !same.some((story) => areParted(story, other.story)) &&
      meanAbove(other.story.articles, best.story, telling) >= ABOVE_TO_MERGE
    ) {
      same.push(other.story);
    }
  }
  return {
    kind: isUpdate(article, best.story) ? 'update' : 'join',
    story: best.story.id,
    score: likeness(best),
    shared: sharedWords(weighed, best.story, telling),
    sameText: best.sameText,
    merges: same.slice(1).map(({ id }) => id),
  };
}

/** Did a person say that these two are different events? */
function areParted<Id>(a: StoryToCompare<Id>, b: StoryToCompare<Id>): boolean {
  return a.splitFrom === b.id || b.splitFrom === a.id;
}

/** The same text is the same event whatever else differs. */
function likeness({ score, sameText }: Comparison): number {
  return sameText ? 1 : score;
}

/** How far articles are above the least likeness to a story, on average. */
function meanAbove(articles: readonly ArticleDescription[], story: StoryToCompare<unknown>, telling: Telling): number {
  const above = articles.map((article) => {
    const compared = compare(article, story, telling);
    return compared.score - compared.least;
  });
  return above.reduce((sum, one) => sum + one, 0) / articles.length;
}

function isUpdate(article: ArticleDescription, story: StoryToCompare<unknown>): boolean {
  if (article.publishedAt === null) return false;
  const times = story.articles.flatMap(({ publishedAt }) => publishedAt ?? []);
  if (times.length === 0 || article.publishedAt - Math.max(...times) < UPDATE_AFTER) return false;
  const known = new Set(story.articles.flatMap(({ facts, terms }) => [...facts, ...terms]));
  return article.facts.filter((fact) => !known.has(fact)).length >= LEAST_NEW_FACTS;
}
