import { FIRST_ARTICLES, NEWEST_ARTICLES, type StoryToCompare } from './compare.js';
import { decide } from './decide.js';
import { type ArticleDescription, type ArticleToPlace, describeArticle } from './describe.js';

/** Places articles one by one, in memory, by the same decisions as the database. */
export interface Clusterer {
  /** Joins a story or starts one; gives the story's id, which a later merge may replace. */
  add(article: ArticleToPlace): string;
  /** The story in which an article is now, after all merges; `null` for an unknown article. */
  storyOf(articleId: string): string | null;
}

/** Articles further apart are not of one story, in milliseconds. */
export const WINDOW_MS = 72 * 3_600_000;
/** Candidates that are compared in full. */
export const MOST_CANDIDATES = 40;

/** An in-memory incremental clusterer, for the command line and for measuring. */
export function createClusterer(): Clusterer {
  const stories = new Map<string, ArticleDescription[]>();
  const storyOfArticle = new Map<string, string>();
  const postings = new Map<string, Set<string>>();

  const candidatesFor = (article: ArticleDescription): StoryToCompare<string>[] => {
    const overlap = new Map<string, number>();
    for (const key of article.keys) {
      const near = new Set([...(postings.get(key) ?? [])].map((id) => storyOfArticle.get(id)!));
      for (const story of near) overlap.set(story, (overlap.get(story) ?? 0) + 1);
    }
    return [...overlap]
      .map(([id, keys]) => ({ id, keys, articles: stories.get(id)! }))
      .filter(({ articles }) => isWithinWindow(article, articles))
      .sort((a, b) => b.keys - a.keys)
      .slice(0, MOST_CANDIDATES)
      .map(({ id, articles }) => ({ id, articles: representatives(articles), splitFrom: null }));
  };

  const put = (article: ArticleDescription, story: string): void => {
    stories.set(story, [...(stories.get(story) ?? []), article]);
    storyOfArticle.set(article.id, story);
  };

  return {
    add(input) {
      const article = describeArticle(input);
      const decision = decide(article, candidatesFor(article));
      const story = decision.kind === 'start' ? `story-${storyOfArticle.size + 1}` : decision.story;
      put(article, story);
      for (const key of article.keys) {
        const posting = postings.get(key) ?? new Set();
        posting.add(article.id);
        postings.set(key, posting);
      }
      if (decision.kind !== 'start') {
        for (const merged of decision.merges) {
          for (const moved of stories.get(merged) ?? []) put(moved, story);
          stories.delete(merged);
        }
      }
      return story;
    },
    storyOf: (articleId) => storyOfArticle.get(articleId) ?? null,
  };
}

function representatives(articles: readonly ArticleDescription[]): readonly ArticleDescription[] {
  if (articles.length <= FIRST_ARTICLES + NEWEST_ARTICLES) return articles;
  return [...articles.slice(0, FIRST_ARTICLES), ...articles.slice(-NEWEST_ARTICLES)];
}

function isWithinWindow(article: ArticleDescription, articles: readonly ArticleDescription[]): boolean {
  const { publishedAt } = article;
  if (publishedAt === null) return true;
  return articles.some((other) => other.publishedAt === null || Math.abs(other.publishedAt - publishedAt) <= WINDOW_MS);
}
