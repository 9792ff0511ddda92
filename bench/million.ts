import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { startEmbedded } from '../src/db/embedded.js';
import { migrateDatabase } from '../src/db/migrate.js';
import * as schema from '../src/db/schema.js';
import { dataKey, useDataKeys } from '../src/db/seal.js';
import { recallStories, runRecalls } from '../src/delivery/recall.js';
import { enqueue, pruneDeliveries, prunePayloads } from '../src/delivery/store.js';
import { digestsThatTold, pruneDigests } from '../src/digests/keep/store.js';
import { planDigest } from '../src/digests/plan.js';
import { openShelf } from '../src/digests/shelf.js';
import { articlesWithoutStory, lastArticleAt, pruneArticles } from '../src/intake/keep/store.js';
import { articlesOfPublisher } from '../src/intake/publisher/store.js';
import { pruneStories } from '../src/stories/keep/store.js';
import { periodOf } from '../src/stories/store/keys.js';
import { storiesNear } from '../src/stories/store/near.js';
import { newsVersion, searchStories, sourcesOfStories } from '../src/stories/store.js';
import { fillArchive } from './million/archive.js';

const NOW = new Date('2026-03-02T12:00:00Z');
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A plan is shown so far; the rest is of rows that are few. */
const PLAN_LINES = 14;
/** Each is asked so often; the first reads from the disk, the best says what it costs. */
const TIMES = 5;

/**
 * What a long archive costs: retention and the questions that are asked all day, each with its time and with the plan of
 * what it asks Postgres, as `auto_explain` saw it. A table that is read whole is marked.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      articles: { type: 'string', default: '1000000' },
      days: { type: 'string', default: '90' },
      deliveries: { type: 'string', default: '1000000' },
      plans: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  const [articles, days, deliveries] = [Number(values.articles), Number(values.days), Number(values.deliveries)];
  if (!(articles >= 1000 && days > 1 && deliveries >= 1000))
    throw new Error('Usage: npm run bench -- million [--articles N] [--days N] [--deliveries N] [--no-plans]');
  useDataKeys([dataKey(Buffer.alloc(32, 1))]);
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-million-'));
  const server = await startEmbedded({ folder, database: 'korotko', durable: false });
  const plans: string[] = [];
  const { socketFolder, port, user, password, database } = server.target;
  const client = postgres({
    path: `${socketFolder}/.s.PGSQL.${port}`,
    user,
    password,
    database,
    max: 4,
    onnotice: ({ message = '' }) => {
      if (message.includes('plan:')) plans.push(message);
    },
  });
  const db = drizzle(client, { schema, casing: 'snake_case' });
  try {
    await migrateDatabase(db);
    const began = performance.now();
    const word = await fillArchive(db, { articles, days, deliveries, now: NOW, period: periodOf(NOW.getTime()) });
    const [size] = await db.execute<{ size: string }>(
      sql`select pg_size_pretty(pg_database_size(current_database())) as size`,
    );
    console.log(
      `${articles} articles of ${days} days and ${deliveries} messages, ${size?.size}, filled in ${Math.round((performance.now() - began) / 1000)} s\n`,
    );
    for (const setting of [
      `session_preload_libraries = 'auto_explain'`,
      `auto_explain.log_min_duration = 0`,
      `auto_explain.log_analyze = on`,
      `auto_explain.log_timing = off`,
      `auto_explain.log_buffers = on`,
      `auto_explain.log_level = 'notice'`,
    ])
      await db.execute(sql.raw(`alter database ${database} set ${setting}`));
    await client.end();
    await measureAll({ word, articles });
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }

  async function measureAll({ word, articles }: { word: string; articles: number }): Promise<void> {
    const client = postgres({
      path: `${socketFolder}/.s.PGSQL.${port}`,
      user,
      password,
      database,
      max: 1,
      onnotice: ({ message = '' }) => {
        if (message.includes('plan:')) plans.push(message);
      },
    });
    const db = drizzle(client, { schema, casing: 'snake_case' });
    // The oldest hundredth is to go.
    const before = new Date(NOW.getTime() - (days - days / 100) * DAY_MS);
    const stories = Math.ceil(articles * 0.7);
    const recent = Array.from({ length: 10 }, (_, n) => stories - n * 50);
    const near = Array.from({ length: 20 }, (_, n) => ({
      articleId: articles - n,
      at: NOW,
      keys: Array.from({ length: 40 }, (_, k) => `${n}:${k}`),
    }));
    const questions: [string, () => Promise<unknown>][] = [
      ['retention: a thousand articles', () => pruneArticles(db, { before, limit: 1000 })],
      ['retention: a thousand stories', () => pruneStories(db, { before, limit: 1000 })],
      ['retention: a thousand messages', () => pruneDeliveries(db, { before, limit: 1000 })],
      ['retention: a thousand digests', () => pruneDigests(db, { before, limit: 1000 })],
      ['retention: a thousand bodies', () => prunePayloads(db, { before, limit: 1000 })],
      ['placing: stories near twenty articles', () => db.transaction((tx) => storiesNear(tx, near, NOW))],
      [
        'planner: the stories of a day and a half',
        () => openShelf(db, { since: new Date(NOW.getTime() - 36 * HOUR_MS), now: NOW }),
      ],
      ['planner: sources of ten stories', () => sourcesOfStories(db, recent)],
      ['/latest, whole', () => planDigest({ db, now: NOW, enqueue, chatId: 5, kind: 'asked' })],
      ['/latest words', () => searchStories(db, { words: word, limit: 20 })],
      ['has anything changed', () => newsVersion(db)],
      ['health: the last article, what waits', () => Promise.all([lastArticleAt(db), articlesWithoutStory(db)])],
      ['take down: digests that told', () => digestsThatTold(db, stories - 100)],
      [
        'take down: a round of the walk through what was sent',
        async () => {
          await db.transaction((tx) => recallStories(tx, { storyIds: [stories - 100], since: new Date(0), now: NOW }));
          await runRecalls({ db, now: NOW });
        },
      ],
      [
        'take out: a batch of a publisher',
        () => articlesOfPublisher(db, { publisher: 'Газета 7', above: articles / 2, limit: 200 }),
      ],
    ];
    for (const [name, ask] of questions) {
      const times: number[] = [];
      for (let n = 0; n < TIMES; n++) {
        plans.length = 0;
        const started = performance.now();
        await ask();
        times.push(performance.now() - started);
      }
      times.sort((one, other) => one - other);
      const whole = [
        ...new Set(plans.flatMap((plan) => [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table))),
      ];
      const marked = whole.length > 0 ? `   reads whole: ${whole.join(', ')}` : '';
      console.log(`${name}: ${times[0]?.toFixed(1)} ms at best, ${times.at(-1)?.toFixed(1)} at worst${marked}`);
      if (values.plans) for (const plan of plans) console.log(shortened(plan));
    }
    await client.end();
  }
}

/** The statement's first words and the tree below them. */
function shortened(message: string): string {
  const [head = '', ...tree] = message.split('\n');
  const text = message
    .slice(message.indexOf('Query Text:') + 11)
    .trim()
    .replaceAll(/\s+/g, ' ')
    .slice(0, 90);
  const start = tree.findIndex((line) => /cost=/.test(line));
  const lines = tree.slice(Math.max(0, start)).filter((line) => /cost=|Buffers|Rows Removed/.test(line));
  const cut = lines
    .slice(0, PLAN_LINES)
    .map((line) => `      ${line.replaceAll(/\(cost=[^)]*\) /g, '').slice(0, 150)}`);
  return [`    ${/duration: ([\d.]+)/.exec(head)?.[1] ?? '?'} ms  ${text}`, ...cut].join('\n');
}
