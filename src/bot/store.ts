import { eq, like, lt, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { conversationState, processedUpdates } from '../db/schema.js';

/** Telegram keeps updates for 24 hours: an older one cannot come again. */
const UPDATE_KEPT_MS = 48 * 60 * 60 * 1000;
/** A conversation left alone for this long is over. */
const CONVERSATION_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Takes an update for handling.
 * @returns `false` where it was taken before, by this process or another.
 */
export async function takeUpdate(db: Database, updateId: number, now: Date): Promise<boolean> {
  const taken = await db
    .insert(processedUpdates)
    .values({ updateId, receivedAt: now })
    .onConflictDoNothing()
    .returning({ updateId: processedUpdates.updateId });
  return taken.length > 0;
}

/** The update was taken for handling by a process that ended before it was done: it may be taken anew. */
export async function forgetUpdate(db: Database, updateId: number): Promise<void> {
  await db.delete(processedUpdates).where(eq(processedUpdates.updateId, updateId));
}

/** Where the conversation of a key stands; `undefined` where none is under way. */
export async function readConversation(db: Database, key: string): Promise<unknown> {
  const [row] = await db.select().from(conversationState).where(eq(conversationState.key, key));
  return row?.state;
}

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

/** Removes what no update can need any more. Gives the number of rows. */
export async function pruneBot(db: Database, now: Date): Promise<number> {
  const updates = await db
    .delete(processedUpdates)
    .where(lt(processedUpdates.receivedAt, new Date(now.getTime() - UPDATE_KEPT_MS)))
    .returning({ id: processedUpdates.updateId });
  const conversations = await db
    .delete(conversationState)
    .where(lt(conversationState.updatedAt, new Date(now.getTime() - CONVERSATION_KEPT_MS)))
    .returning({ key: conversationState.key });
  return updates.length + conversations.length;
}
