import { type ArticleToPlace, describeArticle } from './describe.js';
import { createShelf } from './shelf.js';

/** Places articles one by one, in memory, by the same decisions as the database. */
export interface Clusterer {
  /** Joins a story or starts one; gives the story's id, which a later merge may replace. */
  add(article: ArticleToPlace): string;
  /** The story in which an article is now, after all merges; `null` for an unknown article. */
  storyOf(articleId: string): string | null;
}

/** An in-memory incremental clusterer, for the command line and for measuring. */
export function createClusterer(): Clusterer {
  let count = 0;
  const shelf = createShelf<string>({
    newId: () => {
      count += 1;
      return `story-${count}`;
    },
  });
  return { add: (article) => shelf.place(describeArticle(article)).story, storyOf: shelf.storyOf };
}
