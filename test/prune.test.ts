import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { acceptArticle } from '../src/intake/store/accept.js';
import { ensureSource } from '../src/intake/store.js';
import { prune } from '../src/prune.js';
import { placeNewArticles } from '../src/stories/place.js';
import { useDatabase } from './support/database.js';

const database = useDatabase();
const NOW = new Date('2026-06-12T06:30:00Z');
const keepDays = { articles: 90, digests: 180, deliveries: 90, notices: 365, journals: 365 };
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const counted = async (table: string) => {
  const [row] = await database.db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${sql.identifier(table)}`,
  );
  return row?.count;
};

test('what is older than it is kept goes, in batches however small, and the rest stays', async () => {
  const { db } = database;
  const source = await ensureSource(db, { kind: 'feed', url: 'https://example.org/rss', title: 'x' });
  for (const [n, age] of [100, 95, 91, 89, 1].entries()) {
    const at = daysAgo(age);
    const article = {
      title: `Подія ${n}: ${'абвгд'[n]}${'еєжзи'[n]} міст`,
      text: `Текст про ${n * 31} справу, якої більше ніде немає.`,
      url: `https://example.org/${n}`,
      publisher: null,
      language: 'uk' as const,
      publishedAt: at,
    };
    await acceptArticle(db, { article, sourceId: source.id, now: at, isNews: true });
    await placeNewArticles(db, { now: at });
  }
  const stories = await counted('stories');
  for (const age of [200, 181, 179, 91, 89]) {
    const at = daysAgo(age).toISOString();
    await db.execute(sql`
      with chat as (insert into chats (telegram_id, kind, title) values (${age}, 'private', 'x') returning id),
      digest as (
        insert into digests (chat_id, kind, key, slot_at, window_from, window_until, story_ids, state, created_at, expires_at)
        select id, 'asked', ${`key ${age}`}, ${at}, ${at}, ${at}, '{}', 'sent', ${at}, ${at} from chat returning id, chat_id)
      insert into deliveries (digest_id, chat_id, part, parts, payload_hash, priority, state, created_at)
      select id, chat_id, 1, 1, 'hash', 0, 'sent', ${at} from digest`);
  }
  await db.execute(sql`
    with desk as (insert into desks (chat_id, name) select min(id), 'Редакція' from chats returning id)
    insert into desk_journal (desk_id, action, data, at)
    select desk.id, 'rested', '{}', at::timestamptz
    from desk, unnest(array[${daysAgo(400).toISOString()}, ${daysAgo(366).toISOString()}, ${daysAgo(200).toISOString()}]) as at`);
  const removed = await prune({ db, now: NOW, keepDays, batch: 1 });
  expect(removed).toMatchObject({ articles: 3, digests: 2, deliveries: 4, stories: 3, journals: 2 });
  expect(await counted('articles')).toBe(2);
  expect(await counted('story_articles')).toBe(2);
  expect(await counted('stories')).toBe((stories ?? 0) - 3);
  expect(await counted('digests')).toBe(3);
  expect(await counted('deliveries')).toBe(1);
  expect(await counted('desk_journal')).toBe(1);
  expect(await counted('chats')).toBe(5);
  expect(Object.values(await prune({ db, now: NOW, keepDays })).every((count) => count === 0)).toBe(true);
});
