import { eq } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { stories, storyArticles } from '../../db/schema.js';

type Column = (typeof storyArticles)['articleId' | 'report'];

/**
 * A column of what tells each of some stories, a row an article: a desk's own story is told by its articles and by those
 * of everybody's story in whose place it stands.
 */
export function whatTells<Value extends Column>(
  db: Database,
  { storyIds, column }: { storyIds: readonly number[]; column: Value },
) {
  const own = db
    .select({ storyId: storyArticles.storyId, value: column })
    .from(storyArticles)
    .where(anyOf(storyArticles.storyId, storyIds));
  const common = db
    .select({ storyId: stories.id, value: column })
    .from(stories)
    .innerJoin(storyArticles, eq(storyArticles.storyId, stories.commonId))
    .where(anyOf(stories.id, storyIds));
  return own.unionAll(common);
}
