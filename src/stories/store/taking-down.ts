import { and, isNull, sql } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { stories, storyArticles } from '../../db/schema.js';
import { leavePlaces } from '../own/store.js';

/**
 * Marks stories as taken down and empties them. What their articles are recognised by stays: a new one joins them. Desks' own
 * stories that stand in their places are left with what they tell themselves: `refreshStories` of those given comes after it.
 */
export async function takeDown(tx: Database, storyIds: readonly number[], now: Date): Promise<number[]> {
  if (storyIds.length === 0) return [];
  const left = await leavePlaces(tx, { commonIds: storyIds });
  await tx
    .update(stories)
    .set({ takenDownAt: now, headline: '', terms: [] })
    .where(and(anyOf(stories.id, storyIds), isNull(stories.takenDownAt)));
  await tx
    .update(storyArticles)
    .set({ report: sql`jsonb_set(${storyArticles.report}, '{title}', '""')`, stems: [] })
    .where(anyOf(storyArticles.storyId, storyIds));
  return left.filter((id) => !storyIds.includes(id));
}

/** The articles that are in stories themselves: of an own story without those of everybody's in whose place it stands. */
export async function articlesIn(tx: Database, storyIds: readonly number[]): Promise<number[]> {
  const rows = await tx
    .select({ articleId: storyArticles.articleId })
    .from(storyArticles)
    .where(anyOf(storyArticles.storyId, storyIds));
  return rows.map(({ articleId }) => articleId);
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
