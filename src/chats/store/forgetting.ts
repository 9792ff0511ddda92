import { eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { chats } from '../../db/schema.js';
import type { Chat } from './chats.js';
import { forgetAtDesks } from './desks.js';

/**
 * Removes a chat with all its settings and digests. With a private chat goes what is kept of its person elsewhere: that
 * he set up other chats, or sits at their desks; those chats stay.
 */
export async function forgetChat(
  tx: Database,
  chat: Pick<Chat, 'id' | 'telegramId' | 'kind'>,
  now: Date,
): Promise<void> {
  await tx.delete(chats).where(eq(chats.id, chat.id));
  if (chat.kind !== 'private') return;
  await tx.update(chats).set({ setUpBy: null }).where(eq(chats.setUpBy, chat.telegramId));
  await forgetAtDesks(tx, chat.telegramId, now);
}
