import { and, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { stories, storyArticles } from '../../db/schema.js';
import { anyOf } from './keys.js';

/** Marks stories as taken down and empties them. What their articles are recognised by stays: a new one joins them. */
export async function takeDown(tx: Database, storyIds: readonly number[], now: Date): Promise<void> {
  if (storyIds.length === 0) return;
  await tx
    .update(stories)
    .set({ takenDownAt: now, headline: '', terms: [] })
    .where(and(anyOf(stories.id, storyIds), isNull(stories.takenDownAt)));
  await tx
    .update(storyArticles)
    .set({ report: sql`jsonb_set(${storyArticles.report}, '{title}', '""')`, stems: [] })
    .where(anyOf(storyArticles.storyId, storyIds));
}

/** The stories that articles are in, each once. */
export async function storiesOfArticles(tx: Database, articleIds: readonly number[]): Promise<number[]> {
  if (articleIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ storyId: storyArticles.storyId })
    .from(storyArticles)
    .where(anyOf(storyArticles.articleId, articleIds));
  return rows.map(({ storyId }) => storyId);
}

/** Takes articles out of stories. `refreshStories` comes after it. */
export async function removeJoins(
  tx: Database,
  { storyIds, articleIds }: { storyIds: readonly number[]; articleIds: readonly number[] },
): Promise<void> {
  if (storyIds.length === 0 || articleIds.length === 0) return;
  await tx
    .delete(storyArticles)
    .where(and(anyOf(storyArticles.storyId, storyIds), anyOf(storyArticles.articleId, articleIds)));
}
