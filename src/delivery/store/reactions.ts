import { and, eq, inArray } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { chats, deliveries } from '../../db/schema.js';

/** Emoji of one message that are kept; Telegram shows eleven kinds at most, and any number may be allowed. */
const MOST_KINDS = 50;

/** Writes down how readers react to a message by now; one that is not ours is passed over. */
export async function saveReactions(
  db: Database,
  about: { telegramId: number; messageId: number; counts: Readonly<Record<string, number>> },
): Promise<void> {
  const kept = Object.fromEntries(
    Object.entries(about.counts)
      .sort(([, one], [, other]) => other - one)
      .slice(0, MOST_KINDS),
  );
  const own = db.select({ id: chats.id }).from(chats).where(eq(chats.telegramId, about.telegramId));
  await db
    .update(deliveries)
    .set({ reactions: kept })
    .where(and(inArray(deliveries.chatId, own), eq(deliveries.messageId, about.messageId)));
}

/** What became of the messages of digests, and how their readers reacted. */
export interface DeliveryFigures {
  digestId: number;
  lastError: string | null;
  reactions: Record<string, number> | null;
}

/** The messages of digests. */
export async function figuresOfDigests(db: Database, digestIds: readonly number[]): Promise<DeliveryFigures[]> {
  if (digestIds.length === 0) return [];
  const rows = await db
    .select({ digestId: deliveries.digestId, lastError: deliveries.lastError, reactions: deliveries.reactions })
    .from(deliveries)
    .where(anyOf(deliveries.digestId, digestIds));
  return rows.flatMap(({ digestId, ...rest }) => (digestId === null ? [] : [{ digestId, ...rest }]));
}
