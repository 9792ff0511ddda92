import { and, asc, count, desc, eq, isNotNull, ne, or } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { chats, deskMembers, desks } from '../../db/schema.js';
import type { Chat } from './chats.js';

/** Channels that are looked at for one person. */
const MOST_CHANNELS = 20;

/**
 * The channels of a Telegram user, the first one first: those at whose desk he sits (`isMember`), and those that he
 * connected. One that the bot was taken out of is none of them.
 */
export async function channelsOf(db: Database, userId: number): Promise<{ chat: Chat; isMember: boolean }[]> {
  const rows = await db
    .select({ chat: chats, memberId: deskMembers.userId })
    .from(chats)
    .leftJoin(desks, eq(desks.chatId, chats.id))
    .leftJoin(deskMembers, and(eq(deskMembers.deskId, desks.id), eq(deskMembers.userId, userId)))
    .where(
      and(
        eq(chats.kind, 'channel'),
        ne(chats.state, 'gone'),
        or(isNotNull(deskMembers.userId), eq(chats.setUpBy, userId)),
      ),
    )
    .orderBy(asc(chats.id))
    .limit(MOST_CHANNELS);
  return rows.map(({ chat, memberId }) => ({ chat, isMember: memberId !== null }));
}

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
