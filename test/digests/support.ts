import { asc, eq } from 'drizzle-orm';
import { type Chat, registerChat, savePreferences } from '../../src/chats/store.js';
import type { Database } from '../../src/db/connect.js';
import { articles, chats, digests, stories, storyArticles } from '../../src/db/schema.js';
import type { Enqueue, QueuedDigest } from '../../src/digests/plan.js';
import { ensureOneSource, insertStory, type StoryOptions } from '../support/stories.js';

/** A moment of January 2026: `at('05T08:00')`, UTC. */
export const at = (time: string) => new Date(`2026-01-${time}Z`);

/** An outbox that keeps what it was given, for looking at. */
export function openOutbox() {
  const queued: QueuedDigest[] = [];
  const enqueue: Enqueue = async (_tx, batch) => {
    queued.push(...batch);
    return new Map();
  };
  return {
    enqueue,
    queued,
    /** The messages that went to a chat, as HTML, in order. */
    sentTo: (chat: Pick<Chat, 'id'>) =>
      queued
        .filter(({ chatId }) => chatId === chat.id)
        .flatMap(({ parts }) => parts.map((part) => ('html' in part ? part.html : part.payload))),
  };
}

/** No chats and no stories, and one source. */
export async function clear(db: Database): Promise<void> {
  await db.delete(chats);
  await db.delete(storyArticles);
  await db.delete(stories);
  await db.delete(articles);
  await ensureOneSource(db);
}

/** A story of the economy that one publisher tells, unless told otherwise; gives its id. */
export function addStory(
  db: Database,
  headline: string,
  newsAt: Date,
  more: Partial<Pick<StoryOptions, 'topic' | 'publishers'>> = {},
): Promise<number> {
  return insertStory(db, { headline, topic: 'economy', at: newsAt, ...more });
}

let lastTelegramId = 0;

/** A chat that reads about the economy. */
export async function addReader(db: Database, kind: Chat['kind'] = 'private'): Promise<Chat> {
  const chat = await registerChat(db, { telegramId: ++lastTelegramId, kind, title: 'Читач' }, at('04T20:30'));
  await savePreferences(db, chat.id, { topics: ['economy'] });
  return chat;
}

/** A chat's digests, the oldest first. */
export function digestsOf(db: Database, chat: Pick<Chat, 'id'>) {
  return db.select().from(digests).where(eq(digests.chatId, chat.id)).orderBy(asc(digests.id));
}
