import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/connect.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { enqueue } from '../../src/delivery/store.js';
import { planDueDigests } from '../../src/digests/plan.js';
import { ANSWERS } from '../../src/stories/describe.js';
import { hashOf } from '../../src/stories/hash.js';
import { unpacked } from '../../src/stories/store/packed.js';
import { useDatabase } from '../support/database.js';
import { countRows, fillVersion, migrateTo, versions } from '../support/versions.js';

/** The slot of the reader in every version's data. */
const SLOT = new Date('2026-11-20T07:00:00Z');

const database = useDatabase();

describe.each(await versions())('an installation of %s', (version) => {
  test('comes to the newest tables with everything it holds, and its reader gets his digest', async () => {
    const { db } = database;
    await empty(db);
    await fillVersion(db, version);
    const before = await countRows(db);
    expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([]);

    await migrateDatabase(db);
    expect(await countRows(db)).toMatchObject(before);
    await planDueDigests({ db, now: SLOT, enqueue });
    const [payload] = await db.execute(sql`
      select payloads.body from deliveries join digests on digests.id = deliveries.digest_id
        join payloads on payloads.hash = deliveries.payload_hash
      where digests.chat_id = 1 and digests.kind = 'scheduled'`);
    expect(JSON.stringify(payload?.body)).toContain('У порту відкрили новий причал');
  });
});

test('articles described in words are compared by the same terms as numbers', async () => {
  const { db } = database;
  await empty(db);
  await migrateTo(db, '0017_own-feeds');
  const publishedAt = Date.UTC(2026, 2, 2, 8);
  const described = {
    id: '1',
    publisher: 'Вісник',
    publishedAt,
    terms: [
      ['пором', 3.5, ''],
      ["п'ятихатк", 2.05, ''],
    ],
    facts: ['84'],
    headline: ["п'ятихатк", '3:1'],
    answers: { first: ['denies'], anywhere: ['denies', 'comments'] },
    isRecurring: true,
    looksBack: false,
    days: ['03-02'],
    sketch: [5, 4_000_000_000],
    keys: [],
  };
  await db.execute(sql`insert into sources (kind, url, title) values ('feed', 'https://a.example/rss', 'Вісник')`);
  await db.execute(sql`
    insert into stories (headline, first_seen_at, last_seen_at, topics, article_count, source_ids, source_count, rank, terms)
    values ('Пором', now(), now(), '[]', 2, '{1}', 1, 0.5, '{}')`);
  for (const [title, joined] of [
    ['нова', '1 day'],
    ['стара', '30 days'],
  ]) {
    await db.execute(sql`
      insert into articles (source_id, title, text, language, accepted_at, content_hash)
      values (1, ${title}, '', 'uk', now(), ${title})`);
    await db.execute(sql`
      insert into story_articles (story_id, article_id, score, reason, report, description, joined_at)
      select 1, max(id), 1, '{}', '{}', ${JSON.stringify(described)}::json, now() - ${joined}::interval from articles`);
  }

  await migrateDatabase(db);
  const rows = await db.execute<{ description: number[] | null }>(
    sql`select description from story_articles order by article_id`,
  );
  expect(rows[1]).toEqual({ description: null });
  expect(unpacked(rows[0]!.description!)).toEqual({
    publisher: hashOf('Вісник'),
    publishedAt,
    terms: [hashOf('пором'), hashOf("п'ятихатк")],
    weights: [350, 205],
    facts: [hashOf('84')],
    headline: [hashOf("п'ятихатк"), hashOf('3:1')],
    scores: [3001],
    answers: { first: ANSWERS.denies, anywhere: ANSWERS.denies | ANSWERS.comments },
    isRecurring: true,
    looksBack: false,
    isRoundUp: false,
    days: [302],
    sketch: [5, 4_000_000_000],
  });
});

async function empty(db: Database): Promise<void> {
  await db.execute(sql`drop schema public cascade`);
  await db.execute(sql`drop schema if exists drizzle cascade`);
  await db.execute(sql`create schema public`);
}
