import { eq, like, lt, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { prepared } from '../db/prepared.js';
import { conversationState } from '../db/schema.js';
import { askedTogether } from '../db/together.js';

/** A conversation left alone for this long is over. */
const CONVERSATION_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Where the conversation of a key stands; `undefined` where none is under way. */
export async function readConversation(db: Database, key: string): Promise<unknown> {
  return conversationOf(db, key);
}

const conversationOf = askedTogether(async (db, keys: string[]) => {
  // Keys are of numbers and colons: nothing in them is special to an array.
  const rows = await conversationsOf(db, { keys: `{${keys.join()}}` });
  return new Map(rows.map(({ key, state }) => [key, state]));
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
    .where(lt(conversationState.updatedAt, new Date(now.getTime() - CONVERSATION_KEPT_MS)))
    .returning({ key: conversationState.key });
  return rows.length;
}
