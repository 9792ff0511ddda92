import { count, desc, eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { chats, deskMembers, desks } from '../../db/schema.js';
import type { Chat } from './chats.js';

/** Every channel that somebody connected, with how many people sit at its desk; the newest first. */
export async function listChannels(db: Database, limit: number): Promise<{ chat: Chat; members: number }[]> {
  return db
    .select({ chat: chats, members: count(deskMembers.userId) })
    .from(chats)
    .leftJoin(desks, eq(desks.chatId, chats.id))
    .leftJoin(deskMembers, eq(deskMembers.deskId, desks.id))
    .where(eq(chats.kind, 'channel'))
    .groupBy(chats.id)
    .orderBy(desc(chats.id))
    .limit(limit);
}
