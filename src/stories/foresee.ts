import type { Database } from '../db/connect.js';
import type { StoredArticle } from '../intake/store.js';
import type { TopicScore } from '../vocabulary.js';
import { describeArticle } from './describe.js';
import { publisherOf, topicsIn } from './place.js';
import { readArticle } from './read-article.js';
import { createShelf } from './shelf.js';
import { storiesNear } from './store/near.js';

/** What an article would be to the stories that are known. */
export interface Foreseen {
  /** The story that it would join; `null`: it would start one. */
  storyId: number | null;
  /** The story has this very text already. */
  isCopy: boolean;
  /** What it speaks for; none where no digest shows such a thing. */
  topics: TopicScore[];
}

/** No article has this id: it is not stored yet. */
const UNSTORED = 0;

/** Says where an article would count, by the same decision that places it once it is stored. Writes nothing. */
export async function foresee(
  db: Database,
  article: Pick<StoredArticle, 'title' | 'text' | 'publisher' | 'url' | 'language' | 'publishedAt'>,
  now: Date,
): Promise<Foreseen> {
  const at = article.publishedAt ?? now;
  const read = readArticle(article);
  const description = describeArticle(
    {
      id: String(UNSTORED),
      title: article.title,
      text: article.text,
      publishedAt: at,
      publisher: publisherOf({ ...article, sourceId: UNSTORED }),
    },
    read,
  );
  const near = await db.transaction((tx) =>
    storiesNear(tx, [{ articleId: UNSTORED, at, keys: description.keys }], now),
  );
  const shelf = createShelf<number | null>({
    stories: near.stories,
    near: () => near.byArticle.get(String(UNSTORED)) ?? [],
    newId: () => null,
  });
  const { story, decision } = shelf.place(description);
  return {
    storyId: story,
    isCopy: decision.kind !== 'start' && decision.sameText,
    topics: topicsIn({ ...article, categories: [] }, undefined, read),
  };
}
