import { stems } from '../language/stem.js';

/** What clustering needs to know of an article. */
export interface ArticleToPlace {
  id: string;
  title: string;
  text: string;
  /** `null` where the text does not say; then time does not separate. */
  publishedAt: Date | null;
  publisher: string | null;
}

/** Places articles one by one, in memory. */
export interface Clusterer {
  /** Joins a story or starts one; gives the story's id, which a later merge may replace. */
  add(article: ArticleToPlace): string;
  /** The story in which an article is now, after all merges; `null` for an unknown article. */
  storyOf(articleId: string): string | null;
}

/** An in-memory incremental clusterer, for the command line and for measuring. */
export function createClusterer(): Clusterer {
  const placed: { id: string; story: string; stems: Set<string> }[] = [];
  return {
    add(article) {
      const own = new Set(stems(`${article.title} ${article.text}`));
      const like = placed.find((other) => {
        const shared = [...own].filter((stem) => other.stems.has(stem)).length;
        return shared / Math.sqrt(own.size * other.stems.size + 1) > 0.5;
      });
      const story = like?.story ?? `story-${placed.length + 1}`;
      placed.push({ id: article.id, story, stems: own });
      return story;
    },
    storyOf: (articleId) => placed.find((article) => article.id === articleId)?.story ?? null,
  };
}
