import type { Database } from '../db/connect.js';
import { type Notice, writeNotice } from '../db/notices.js';
import { chatById, deskPeopleOfChat } from './store.js';

/**
 * Leaves word for the people of a chat's desk, each told once a key; where it has none, for whoever set the chat up.
 * Call it in the transaction that makes it true.
 */
export async function tellDesk(
  tx: Database,
  notice: Omit<Notice, 'telegramId'> & { chatId: number },
  now: Date,
): Promise<void> {
  const { chatId, ...rest } = notice;
  const people = (await deskPeopleOfChat(tx, chatId)).map(({ userId }) => userId);
  const setUpBy = people.length > 0 ? null : ((await chatById(tx, chatId))?.setUpBy ?? null);
  for (const telegramId of setUpBy === null ? people : [setUpBy]) {
    await writeNotice(tx, { ...rest, telegramId, key: `${notice.key}:${telegramId}` }, now);
  }
}
