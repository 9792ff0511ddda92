import { moveChat } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { forgetMessageIds, moveNotices } from './store.js';

/**
 * A group became a supergroup: its Telegram id changes everywhere, in one transaction. Asked twice, it does nothing the
 * second time.
 * @param ids Telegram ids.
 */
export async function moveTelegramChat(db: Database, ids: { from: number; to: number }): Promise<void> {
  await db.transaction(async (tx) => {
    const moved = await moveChat(tx, ids);
    await forgetMessageIds(tx, moved);
    await moveNotices(tx, ids);
  });
}
