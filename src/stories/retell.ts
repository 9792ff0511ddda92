import type { Database } from '../db/connect.js';
import type { StoredArticle } from '../intake/store.js';
import { describe, stemsOf, topicsIn } from './place.js';
import { readArticle } from './read-article.js';
import { placeAlone, refreshStories } from './store/placing.js';
import { changeJoin, joinOf } from './store/retelling.js';

/**
 * A stored article was changed by its publisher: its story tells what it says now. It stays in its story. Call it in the
 * transaction that changes the article; one that is not placed yet will be placed as it is.
 */
export async function retellArticle(tx: Database, article: StoredArticle): Promise<void> {
  await placeAlone(tx);
  const join = await joinOf(tx, article.id);
  if (join === null) return;
  const { title, language } = article;
  const read = readArticle(article);
  await changeJoin(tx, {
    articleId: article.id,
    report: { ...join.report, title, language, topics: topicsIn(article, undefined, read) },
    description: describe(article, read),
    stems: stemsOf(read),
  });
  await refreshStories(tx, [join.storyId]);
}
