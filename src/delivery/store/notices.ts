import { asc, eq, isNull } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { notices } from '../../db/schema.js';

export type NoticeRow = typeof notices.$inferSelect;

/** Is there a notice that is not on its way yet? */
export async function hasUnrenderedNotices(db: Database): Promise<boolean> {
  const found = await db.select({ id: notices.id }).from(notices).where(isNull(notices.renderedAt)).limit(1);
  return found.length > 0;
}

/** Notices that are not on their way yet, the oldest first, for this transaction alone. */
export async function unrenderedNotices(tx: Database, limit: number): Promise<NoticeRow[]> {
  return tx
    .select()
    .from(notices)
    .where(isNull(notices.renderedAt))
    .orderBy(asc(notices.id))
    .limit(limit)
    .for('update', { skipLocked: true });
}

/** These are on their way, or never will be. */
export async function markRendered(tx: Database, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.update(notices).set({ renderedAt: now }).where(anyOf(notices.id, ids));
}

/** The chat of a notice has another Telegram id now. */
export async function moveNotices(tx: Database, ids: { from: number; to: number }): Promise<void> {
  await tx.update(notices).set({ telegramId: ids.to }).where(eq(notices.telegramId, ids.from));
}

/** Removes every notice to a person or a chat, on its way or not. */
export async function deleteNoticesTo(tx: Database, telegramId: number): Promise<void> {
  await tx.delete(notices).where(eq(notices.telegramId, telegramId));
}
