import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { chats, deskSetups, desks, preferences, schedules } from '../../db/schema.js';

/**
 * A group became a supergroup and its Telegram id changed: changes it everywhere, in one transaction. Where the new id
 * has a row already (its first message came sooner than the news of the move), the old chat's settings win, and what
 * only the new row has is kept. Asked twice, it does nothing the second time.
 * @param ids Telegram ids.
 * @returns our ids of the chats that moved: the group, and its forum topics.
 */
export async function moveChat(db: Database, ids: { from: number; to: number }): Promise<number[]> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: chats.id, telegramId: chats.telegramId, threadId: chats.threadId })
      .from(chats)
      .where(inArray(chats.telegramId, [ids.from, ids.to]))
      .orderBy(chats.id)
      .for('update');
    const moving = rows.filter((row) => row.telegramId === ids.from);
    for (const old of moving) {
      const twin = rows.find((row) => row.telegramId === ids.to && row.threadId === old.threadId);
      if (twin) await absorb(tx, { into: old.id, from: twin.id });
      await tx.update(chats).set({ telegramId: ids.to, kind: 'supergroup' }).where(eq(chats.id, old.id));
    }
    await moveAwaiting(tx, ids);
    return moving.map(({ id }) => id);
  });
}

/** Who waited for the bot's rights in the group waits for them where it is now. */
async function moveAwaiting(tx: Database, ids: { from: number; to: number }): Promise<void> {
  const waiting = await tx.delete(deskSetups).where(eq(deskSetups.telegramId, ids.from)).returning();
  if (waiting.length === 0) return;
  await tx
    .insert(deskSetups)
    .values(waiting.map((row) => ({ ...row, telegramId: ids.to })))
    .onConflictDoNothing();
}

/** Takes over the settings that only `from` has, and removes its row. */
async function absorb(tx: Database, chat: { into: number; from: number }): Promise<void> {
  for (const table of [preferences, schedules, desks]) {
    await tx
      .update(table)
      .set({ chatId: chat.into })
      .where(
        and(
          eq(table.chatId, chat.from),
          sql`not exists (select 1 from ${table} as mine where mine.chat_id = ${chat.into})`,
        ),
      );
  }
  await tx.delete(chats).where(eq(chats.id, chat.from));
}
