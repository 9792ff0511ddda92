import { FIRST_ARTICLES, NEWEST_ARTICLES, type StoryToCompare } from './compare.js';
import { type Decision, decide } from './decide.js';
import type { ArticleDescription, DescribedArticle } from './describe.js';

/** Articles further apart are not of one story, in milliseconds. */
export const WINDOW_MS = 72 * 3_600_000;
/** Articles that share most keys with a new one: their stories are compared with it. */
export const MOST_CANDIDATES = 12;

/** Stories among which articles are placed one after another. */
export interface Shelf<Id> {
  place(article: DescribedArticle): { story: Id; decision: Decision<Id> };
  /** The story in which a placed article is now, after all merges; `null` for any other article. */
  storyOf(articleId: string): Id | null;
  /** The articles of a story that stand for it. */
  articlesOf(story: Id): readonly ArticleDescription[];
  /** Stories of which each turned out to be another, with the one that it became. */
  merges(): { from: Id; into: Id }[];
}

/**
 * Puts stories on a shelf, the oldest first, to place articles among them by the same decisions wherever the stories
 * are kept: all of them in memory, or in a database that knows which of them are near an article.
 * @param options.newId gives a story that starts here its id.
 * @param options.near stories on the shelf that share keys with an article that is to be placed.
 */
export function createShelf<Id>(options: {
  newId(): Id;
  stories?: readonly StoryToCompare<Id>[];
  near?(articleId: string): readonly Id[];
}): Shelf<Id> {
  const stories = new Map(options.stories?.map((story) => [story.id, story]));
  const placed = new Map<string, Id>();
  const postings = new Map<string, string[]>();
  const became = new Map<Id, Id>();

  const now = (story: Id): Id => {
    const next = became.get(story);
    return next === undefined ? story : now(next);
  };

  const candidatesFor = (article: DescribedArticle): StoryToCompare<Id>[] => {
    const hits = new Map<string, number>();
    for (const key of article.keys) {
      for (const id of postings.get(key) ?? []) hits.set(id, (hits.get(id) ?? 0) + 1);
    }
    const own = [...hits].sort((a, b) => b[1] - a[1]).slice(0, MOST_CANDIDATES);
    const ids = [...own.map(([id]) => placed.get(id)!), ...(options.near?.(article.id) ?? [])].map(now);
    return [...new Set(ids)]
      .map((id) => stories.get(id)!)
      .filter((story) => isWithinWindow(article, story))
      .map((story) => ({ ...story, splitFrom: story.splitFrom === null ? null : now(story.splitFrom) }));
  };

  const merge = (ids: readonly Id[]): Id => {
    if (ids.length === 1) return ids[0]!;
    const order = [...stories.keys()];
    const [oldest, ...others] = [...ids].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    const into = stories.get(oldest!)!;
    const articles = [...into.articles];
    let { splitFrom } = into;
    for (const other of others) {
      const gone = stories.get(other)!;
      articles.push(...gone.articles);
      splitFrom ??= gone.splitFrom;
      stories.delete(other);
      became.set(other, into.id);
    }
    stories.set(into.id, { ...into, articles, splitFrom });
    return into.id;
  };

  return {
    place(article) {
      const decision = decide(article, candidatesFor(article));
      const story = decision.kind === 'start' ? options.newId() : merge([decision.story, ...decision.merges]);
      const known = stories.get(story) ?? { id: story, articles: [], splitFrom: null };
      stories.set(story, { ...known, articles: representatives([...known.articles, article]) });
      placed.set(article.id, story);
      for (const key of article.keys) {
        const posting = postings.get(key);
        if (posting) posting.push(article.id);
        else postings.set(key, [article.id]);
      }
      return { story, decision };
    },
    storyOf(articleId) {
      const story = placed.get(articleId);
      return story === undefined ? null : now(story);
    },
    articlesOf: (story) => stories.get(now(story))?.articles ?? [],
    merges: () => [...became.keys()].map((from) => ({ from, into: now(from) })),
  };
}

function representatives(articles: readonly ArticleDescription[]): readonly ArticleDescription[] {
  if (articles.length <= FIRST_ARTICLES + NEWEST_ARTICLES) return articles;
  return [...articles.slice(0, FIRST_ARTICLES), ...articles.slice(-NEWEST_ARTICLES)];
}

function isWithinWindow(article: ArticleDescription, { articles }: StoryToCompare<unknown>): boolean {
  const { publishedAt } = article;
  if (publishedAt === null) return true;
  return articles.some((other) => other.publishedAt === null || Math.abs(other.publishedAt - publishedAt) <= WINDOW_MS);
}
