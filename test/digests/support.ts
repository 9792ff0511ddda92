import { asc, eq } from 'drizzle-orm';
import { type Chat, registerChat, savePreferences } from '../../src/chats/store.js';
import type { Database } from '../../src/db/connect.js';
import { articles, chats, digests, sources, stories, storyArticles } from '../../src/db/schema.js';
import type { Enqueue, QueuedDigest } from '../../src/digests/plan.js';
import { stems } from '../../src/language/stem.js';
import type { Topic } from '../../src/vocabulary.js';

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
  await db
    .insert(sources)
    .values({ kind: 'feed', url: 'https://visnyk.example/rss', title: 'Вісник' })
    .onConflictDoNothing();
}

let lastNumber = 0;

/** A story of the economy that one publisher tells, unless told otherwise; gives its id. */
export async function addStory(
  db: Database,
  headline: string,
  newsAt: Date,
  more: { topic?: Topic; publishers?: string[] } = {},
): Promise<number> {
  const { topic = 'economy', publishers = ['Вісник'] } = more;
  const [source] = await db.select().from(sources).limit(1);
  const sourceId = source?.id ?? 0;
  const [story] = await db
    .insert(stories)
    .values({
      headline,
      firstSeenAt: newsAt,
      lastSeenAt: newsAt,
      newsAt,
      topics: [{ topic, score: 0.9 }],
      articleCount: publishers.length,
      sourceIds: [sourceId],
      sourceCount: publishers.length,
      rank: 0.5,
      terms: stems(headline),
    })
    .returning();
  if (!story) throw new Error('not inserted');
  for (const publisher of publishers) {
    const number = ++lastNumber;
    const [article] = await db
      .insert(articles)
      .values({
        sourceId,
        url: `https://visnyk.example/${number}`,
        title: headline,
        text: `${headline}. Про це повідомили у відомстві.`,
        publisher,
        language: 'uk',
        publishedAt: newsAt,
        acceptedAt: newsAt,
        contentHash: String(number),
      })
      .returning();
    if (!article) throw new Error('not inserted');
    await db
      .insert(storyArticles)
      .values({ storyId: story.id, articleId: article.id, score: 1, reason: {}, joinedAt: newsAt });
  }
  return story.id;
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
