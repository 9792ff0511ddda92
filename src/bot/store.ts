import { eq, like, lte, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { prepared } from '../db/prepared.js';
import { conversationState } from '../db/schema.js';
import { askedTogether } from '../db/together.js';

/** A conversation left alone for this long is over: nobody comes back to its question, or means its answer, later. */
const CONVERSATION_LIMIT_MS = 24 * 60 * 60 * 1000;

/** Where the conversation of a key stands; `undefined` where none is under way, or it was left alone for too long. */
export async function readConversation(db: Database, key: string, now: Date): Promise<unknown> {
  const found = await conversationOf(db, key);
  return found && found.updatedAt > limitAt(now) ? found.state : undefined;
}

const conversationOf = askedTogether(async (db, keys: string[]) => {
  // Keys are of numbers and colons: nothing in them is special to an array.
  const rows = await conversationsOf(db, { keys: `{${keys.join()}}` });
  return new Map(rows.map((row) => [row.key, row]));
});

const conversationsOf = prepared((db) =>
  db
    .select()
    .from(conversationState)
    .where(sql`${conversationState.key} = any(${sql.placeholder('keys')}::text[])`)
    .prepare('conversations_of'),
);

/** Keeps where a conversation stands. */
export async function writeConversation(db: Database, key: string, state: unknown, now: Date): Promise<void> {
  await db
    .insert(conversationState)
    .values({ key, state, updatedAt: now })
    .onConflictDoUpdate({
      target: conversationState.key,
      set: { state: sql`excluded.state`, updatedAt: sql`excluded.updated_at` },
    });
}

/** Ends a conversation. */
export async function deleteConversation(db: Database, key: string): Promise<void> {
  await db.delete(conversationState).where(eq(conversationState.key, key));
}

/** Ends every conversation in a chat. */
export async function deleteConversationsIn(db: Database, telegramId: number): Promise<void> {
  await db.delete(conversationState).where(like(conversationState.key, `${telegramId}:%`));
}

/** Removes conversations that are over. Gives the number of rows. */
export async function pruneConversations(db: Database, now: Date): Promise<number> {
  const rows = await db
    .delete(conversationState)
    .where(lte(conversationState.updatedAt, limitAt(now)))
    .returning({ key: conversationState.key });
  return rows.length;
}

/** What nobody has touched since is over. */
function limitAt(now: Date): Date {
  return new Date(now.getTime() - CONVERSATION_LIMIT_MS);
}
