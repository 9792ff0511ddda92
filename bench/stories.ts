import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import type { Database } from '../src/db/connect.js';
import { openDatabase } from '../src/db/open.js';
import { articles, sources } from '../src/db/schema.js';
import { acceptArticle } from '../src/intake/store.js';
import { placeNewArticles } from '../src/stories/place.js';
import { eventsFrom, type MadeArticle, randomFrom, tell } from './stories/news.js';

const NOW = new Date('2026-03-02T12:00:00Z');
const USAGE = 'npm run bench -- stories [--stored 1000,100000] [--days 20] [--accepted 500]';
/** Articles that one poll of a feed brings. */
const BATCH = 20;

/**
 * What it costs to accept an article: to store it, describe it, find its topics, compare it with the stories of its
 * days and join one or start one, beside so many stored already. Half of what comes tells of an event that was told.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      stored: { type: 'string', default: '1000,100000' },
      days: { type: 'string', default: '20' },
      accepted: { type: 'string', default: '500' },
    },
  });
  const counts = values.stored.split(',').map(Number);
  const [days, accepted] = [Number(values.days), Number(values.accepted)];
  if (!counts.every((count) => count >= 0) || !(days > 0 && accepted > 0)) throw new Error(`Usage: ${USAGE}`);
  for (const stored of counts) {
    const folder = await mkdtemp(path.join(tmpdir(), 'korotko-stories-'));
    const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: folder });
    try {
      await measure(db, { stored, days, accepted });
    } finally {
      await close();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function measure(db: Database, options: { stored: number; days: number; accepted: number }): Promise<void> {
  const { stored, days, accepted } = options;
  const random = randomFrom(stored);
  const events = eventsFrom(random);
  await db.insert(sources).values(
    Array.from({ length: 60 }, (_, n) => ({
      kind: 'feed' as const,
      url: `https://paper-${n}.example/rss`,
      title: `Газета ${n}`,
    })),
  );
  const hours = (days * 24) / Math.max(1, stored);
  const told: ReturnType<typeof events>[] = [];
  const began = performance.now();
  for (let count = 0; count < stored; ) {
    const batch: MadeArticle[] = [];
    for (; batch.length < 1000 && count < stored; count += 1) {
      const at = new Date(NOW.getTime() - (stored - count) * hours * 3_600_000);
      if (told.length === 0 || random() < 0.5) told.push(events(at));
      const event = told[Math.max(0, told.length - 1 - Math.floor(random() * 20))]!;
      batch.push({ ...tell(event, random, 0), at });
    }
    await store(db, batch, count);
    await placeNewArticles(db, { now: NOW, batch: 500 });
  }
  await db.execute(sql`analyze`);
  console.log(`${stored} articles of ${days} days stored in ${Math.round((performance.now() - began) / 1000)} s`);

  const batches = Array.from({ length: accepted / BATCH }, () =>
    Array.from({ length: BATCH }, () =>
      tell(
        random() < 0.5 || told.length === 0
          ? events(NOW)
          : told[Math.max(0, told.length - 1 - Math.floor(random() * 50))]!,
        random,
        0,
      ),
    ),
  );
  // The first batch warms the connection, the plans and the compiler up.
  await accept(db, batches.shift() ?? []);
  const [server, own, started] = [await serverCpu(db), process.cpuUsage(), performance.now()];
  for (const batch of batches) await accept(db, batch);
  const { user, system } = process.cpuUsage(own);
  const count = batches.length * BATCH;
  const perArticle = (milliseconds: number) => Number((milliseconds / count).toFixed(2));
  const [written] = await db.execute(sql`
    select count(*)::int as stories, count(*) filter (where article_count > 1)::int as "toldTwice" from stories where merged_into is null`);
  console.log({
    accepted: count,
    ...written,
    cpuMilliseconds: perArticle((user + system) / 1000),
    serverCpuMilliseconds: perArticle((await serverCpu(db)) - server),
    milliseconds: perArticle(performance.now() - started),
  });
}

async function accept(db: Database, batch: readonly MadeArticle[]): Promise<void> {
  for (const { publisher, title, text } of batch) {
    const url = `https://paper-${publisher}.example/${encodeURIComponent(title)}`;
    await acceptArticle(db, {
      article: { title, text, url, publisher: `Газета ${publisher}`, publishedAt: NOW, language: 'uk' },
      sourceId: publisher + 1,
      now: NOW,
      isNews: true,
    });
  }
  await placeNewArticles(db, { now: NOW });
}

async function store(db: Database, batch: readonly MadeArticle[], start: number): Promise<void> {
  await db.insert(articles).values(
    batch.map(({ publisher, title, text, at }, place) => ({
      sourceId: publisher + 1,
      url: `https://paper-${publisher}.example/${start}-${place}`,
      title,
      text,
      publisher: `Газета ${publisher}`,
      language: 'uk' as const,
      publishedAt: at,
      acceptedAt: at,
      contentHash: `${start}-${place}`,
    })),
  );
}

/** What the server's connections of this database have used so far, in milliseconds; 0 where /proc does not tell. */
async function serverCpu(db: Database): Promise<number> {
  const rows = await db.execute<{ pid: number }>(
    sql`select pid from pg_stat_activity where datname = current_database()`,
  );
  const TICK_MS = 10;
  return rows.reduce((sum, { pid }) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      return sum + (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return sum;
      throw error;
    }
  }, 0);
}
