import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { feedback } from '../../db/schema.js';

/** What a reader said of a story. */
export type Mark = typeof feedback.$inferSelect.kind;

/** What a chat said of a story. */
export async function marksOf(db: Database, about: { chatId: number; storyId: number }): Promise<Set<Mark>> {
  const rows = await db
    .select({ kind: feedback.kind })
    .from(feedback)
    .where(and(eq(feedback.chatId, about.chatId), eq(feedback.storyId, about.storyId)));
  return new Set(rows.map(({ kind }) => kind));
}

/** Writes down what a chat says of a story. Gives whether it is new. */
export async function addMark(
  db: Database,
  said: { chatId: number; storyId: number; kind: Mark; now: Date },
): Promise<boolean> {
  const { now, ...mark } = said;
  const rows = await db
    .insert(feedback)
    .values({ ...mark, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: feedback.id });
  return rows.length > 0;
}

/** Takes back what a chat said of a story. */
export async function removeMarks(
  db: Database,
  said: { chatId: number; storyId: number; kinds: readonly Mark[] },
): Promise<void> {
  const { chatId, storyId, kinds } = said;
  await db
    .delete(feedback)
    .where(and(eq(feedback.chatId, chatId), eq(feedback.storyId, storyId), inArray(feedback.kind, [...kinds])));
}

/** The stories that a chat saved, the last one first. */
export async function savedStories(db: Database, chatId: number, limit: number): Promise<number[]> {
  const rows = await db
    .select({ storyId: feedback.storyId })
    .from(feedback)
    .where(and(eq(feedback.chatId, chatId), eq(feedback.kind, 'save')))
    .orderBy(desc(feedback.id))
    .limit(limit);
  return rows.map(({ storyId }) => storyId);
}

/** How many chats said of stories that they are good (👍) or not (👎), by the story; those of which none did are left out. */
export async function opinionsOf(
  db: Database,
  storyIds: readonly number[],
): Promise<Map<number, { likes: number; dislikes: number }>> {
  const rows = await db.execute<{ story_id: string; likes: number; dislikes: number }>(sql`
    select story_id, count(*) filter (where kind = 'like')::int as likes,
      count(*) filter (where kind = 'dislike')::int as dislikes
    from feedback where story_id = any(${`{${storyIds.join()}}`}::bigint[]) and kind in ('like', 'dislike')
    group by story_id`);
  return new Map([...rows].map(({ story_id, likes, dislikes }) => [Number(story_id), { likes, dislikes }]));
}

/** Everything that a chat said of stories, the oldest first. */
export async function feedbackOf(
  db: Database,
  chatId: number,
): Promise<{ storyId: number; kind: Mark; createdAt: Date }[]> {
  return db
    .select({ storyId: feedback.storyId, kind: feedback.kind, createdAt: feedback.createdAt })
    .from(feedback)
    .where(eq(feedback.chatId, chatId))
    .orderBy(feedback.id);
}
