import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { shelfOfToday } from '../../src/digests/today.js';
import { useDatabase } from '../support/database.js';
import { insertStory } from '../support/stories.js';

const database = useDatabase();
const NOW = new Date('2026-03-02T12:00:00Z');
const WINDOW = { since: new Date('2026-03-01T12:00:00Z'), now: NOW };
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

test('a day is read anew after news, and those who ask while it is read share it, whatever news comes meanwhile', async () => {
  const { db } = database;
  await insertStory(db, { headline: 'У Ніжині відкрили міст', topic: 'society', at: minutesAgo(50) });
  const first = await shelfOfToday(db, WINDOW);
  expect(await shelfOfToday(db, WINDOW)).toBe(first);
  await insertStory(db, { headline: 'У Дубні сіли на лавки', topic: 'society', at: minutesAgo(40) });

  /** How many statements are under way, this one aside. */
  const underWay = async () =>
    (
      await db.execute<{ n: number }>(sql`
        select count(*)::int as n from pg_stat_activity
        where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`)
    )[0]?.n;
  const asked: Promise<unknown>[] = [];
  await db.transaction(async (tx) => {
    // Whoever reads a day waits here for what readers said of its stories.
    await tx.execute(sql`lock table feedback in access exclusive mode`);
    asked.push(shelfOfToday(db, WINDOW));
    await expect.poll(underWay).toBe(1);
    await insertStory(db, { headline: 'У Кролевці виткали рушник', topic: 'culture', at: minutesAgo(30) });
    asked.push(shelfOfToday(db, WINDOW));
    // He has heard how new the news is, and reads no day of his own.
    for (let looks = 0; looks < 3; looks++) await expect.poll(underWay).toBe(1);
  });
  const [second, third] = await Promise.all(asked);
  expect(second).not.toBe(first);
  expect(third).toBe(second);
  const fourth = await shelfOfToday(db, WINDOW);
  expect(fourth).not.toBe(second);
  expect(fourth.prepared.stories).toHaveLength(3);
});
