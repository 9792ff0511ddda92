import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import type { Database } from '../src/db/connect.js';
import { openDatabase } from '../src/db/open.js';
import { articles, sources } from '../src/db/schema.js';
import { acceptArticles } from '../src/intake/store/accept.js';
import type { StoredArticle } from '../src/intake/store.js';
import { createClusterer } from '../src/stories/cluster.js';
import { describe, placeNewArticles, publisherOf, stemsOf, topicsIn } from '../src/stories/place.js';
import { readArticle } from '../src/stories/read-article.js';
import { insertJoins, insertStories, type Join, refreshStories } from '../src/stories/store/placing.js';
import { type ArticleReport, storyOf } from '../src/stories/story.js';
import { topicsOf } from '../src/stories/topics.js';
import { eventsFrom, type MadeArticle, type MadeEvent, randomFrom, tell } from './stories/news.js';

const NOW = new Date('2026-03-02T12:00:00Z');
const USAGE = 'npm run bench -- stories [--stored 1000,100000] [--days 20] [--accepted 500]';
/** Articles that are placed in memory before. */
const WARMING = 1000;
/** Articles that one poll of a feed brings. */
const BATCH = 20;
const PUBLISHERS = 60;
/** Days that are read for real: more than new articles are compared with. */
const REAL_DAYS = 4;
const DAY_MS = 24 * 3_600_000;

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
  warmUp();
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

/** A server runs for weeks: what its code takes to be compiled is not the cost of an article. */
function warmUp(): void {
  const random = randomFrom(1);
  const makeEvent = eventsFrom(random);
  const told: MadeEvent[] = [];
  const clusterer = createClusterer();
  for (let place = 0; place < WARMING; place += 1) {
    if (told.length === 0 || random() < 0.5) told.push(makeEvent(NOW));
    const { title, text, at } = tell(recentOf(told, 20, random), random);
    clusterer.add({ id: String(place), title, text, publishedAt: at, publisher: null });
    topicsOf({ title, text });
  }
}

async function measure(db: Database, options: { stored: number; days: number; accepted: number }): Promise<void> {
  const { stored, days, accepted } = options;
  const random = randomFrom(stored);
  const began = performance.now();
  const told = await load(db, random, { stored, days });
  console.log(`${stored} articles of ${days} days stored in ${Math.round((performance.now() - began) / 1000)} s`);

  const makeEvent = eventsFrom(random);
  const batches = Array.from({ length: accepted / BATCH }, () =>
    Array.from({ length: BATCH }, () => tell(random() < 0.5 ? makeEvent(NOW) : recentOf(told, 50, random), random)),
  );
  // The first batches warm the connection and the plans up.
  for (const batch of batches.splice(0, 5)) await accept(db, batch);
  const [server, own, started] = [await serverCpu(db), process.cpuUsage(), performance.now()];
  for (const batch of batches) await accept(db, batch);
  const { user, system } = process.cpuUsage(own);
  const count = batches.length * BATCH;
  const perArticle = (milliseconds: number) => Number((milliseconds / count).toFixed(2));
  const [written] = await db.execute(sql`
    select count(*)::int as stories, count(*) filter (where article_count > 1)::int as "toldTwice"
    from stories where merged_into is null`);
  console.log({
    accepted: count,
    ...written,
    cpuMilliseconds: perArticle((user + system) / 1000),
    serverCpuMilliseconds: perArticle((await serverCpu(db)) - server),
    milliseconds: perArticle(performance.now() - started),
  });
}

/** Stores articles of the days before now. The newest days are read for real, older ones are copies of them. */
async function load(
  db: Database,
  random: () => number,
  { stored, days }: { stored: number; days: number },
): Promise<MadeEvent[]> {
  await db.insert(sources).values(
    Array.from({ length: PUBLISHERS }, (_, n) => ({
      kind: 'feed' as const,
      url: `https://paper-${n}.example/rss`,
      title: `Газета ${n}`,
    })),
  );
  const makeEvent = eventsFrom(random);
  const real = Math.min(days, REAL_DAYS);
  const count = Math.ceil((stored * real) / days);
  const told: MadeEvent[] = [makeEvent(new Date(NOW.getTime() - real * DAY_MS))];
  const storyOfEvent = new Map<MadeEvent, number>();
  for (let first = 0; first < count; first += 1000) {
    const batch: { event: MadeEvent; article: MadeArticle }[] = [];
    for (let place = first; place < Math.min(count, first + 1000); place += 1) {
      const at = new Date(NOW.getTime() - ((count - place) / count) * real * DAY_MS);
      if (random() < 0.5) told.push(makeEvent(at));
      const event = recentOf(told, 20, random);
      batch.push({ event, article: { ...tell(event, random), at } });
    }
    await db.transaction((tx) => storeTold(tx, { batch, first, storyOfEvent }));
  }
  for (let copy = 1; copy * real < days; copy += 1)
    await db.transaction((tx) => copyOlder(tx, { copy, days: copy * real }));
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`analyze`);
  });
  // What is measured writes its own pages, and not those of all that was stored.
  await db.execute(sql`checkpoint`);
  return told;
}

/** Stores articles in the stories of their events, which takes a part of the time of finding those. */
async function storeTold(
  tx: Database,
  options: {
    batch: readonly { event: MadeEvent; article: MadeArticle }[];
    first: number;
    storyOfEvent: Map<MadeEvent, number>;
  },
): Promise<void> {
  const { batch, first, storyOfEvent } = options;
  const stored = await store(
    tx,
    batch.map(({ article }) => article),
    first,
  );
  const joins = stored.map((article, place) => ({ event: batch[place]!.event, ...joinOf(article) }));
  const known = new Set(joins.flatMap(({ event }) => storyOfEvent.get(event) ?? []));
  const started = [...new Set(joins.map(({ event }) => event))].filter((event) => !storyOfEvent.has(event));
  const ids = await insertStories(
    tx,
    started.map((event) => {
      const own = joins.filter((join) => join.event === event);
      const terms = [...new Set(own.flatMap(({ stems }) => stems))];
      return { ...storyOf(own.map(({ report }) => report)), terms, deskId: null };
    }),
  );
  for (const [place, event] of started.entries()) storyOfEvent.set(event, ids[place]!);
  await insertJoins(
    tx,
    joins.map(({ event, ...join }) => ({ ...join, storyId: storyOfEvent.get(event)! })),
  );
  await refreshStories(tx, [...known]);
}

function joinOf(article: StoredArticle): Omit<Join, 'storyId'> {
  const read = readArticle(article);
  const description = describe(article, read);
  const report: ArticleReport = {
    articleId: article.id,
    sourceId: article.sourceId,
    publisher: publisherOf(article),
    weight: 1,
    title: article.title,
    language: article.language,
    topics: topicsIn(article, undefined, read),
    isNews: true,
    publishedAt: article.acceptedAt.getTime(),
    acceptedAt: article.acceptedAt.getTime(),
    isUpdate: false,
    isCopy: false,
  };
  const stems = stemsOf(read);
  return { world: 'common', score: 1, reason: { kind: 'start' }, report, description, stems, joinedAt: NOW };
}

function recentOf(told: readonly MadeEvent[], most: number, random: () => number): MadeEvent {
  return told[Math.max(0, told.length - 1 - Math.floor(random() * most))]!;
}

/** Copies what was read for real, so many days back, under other ids; longer at it than the program's statements may be. */
async function copyOlder(tx: Database, { copy, days }: { copy: number; days: number }): Promise<void> {
  await tx.execute(sql`set local statement_timeout = 0`);
  const [offset, back] = [copy * 1_000_000, sql`make_interval(days => ${days})`];
  await tx.execute(sql`
    insert into articles (id, source_id, url, title, text, publisher, language, published_at, accepted_at, content_hash, placed_at)
    overriding system value
    select id + ${offset}, source_id, url || '?' || ${copy}::text, title, text, publisher, language, published_at - ${back},
      accepted_at - ${back}, content_hash || '?' || ${copy}::text, placed_at from articles where id < 1000000`);
  await tx.execute(sql`
    insert into stories (id, headline, first_seen_at, last_seen_at, news_at, topics, article_count, source_ids, source_count, rank, terms)
    overriding system value
    select id + ${offset}, headline, first_seen_at - ${back}, last_seen_at - ${back}, news_at - ${back}, topics,
      article_count, source_ids, source_count, rank, terms from stories where id < 1000000 and merged_into is null`);
  await tx.execute(sql`
    insert into story_articles (story_id, article_id, score, reason, report, stems, description, joined_at)
    select story_id + ${offset}, article_id + ${offset}, score, reason, report, stems, description, joined_at - ${back}
    from story_articles where article_id < 1000000`);
  // Older keys are deleted as articles come.
  if (days > 12) return;
  await tx.execute(sql`
    insert into article_keys (period, key, article_id)
    select period - ${Math.round(days / 6)}::int, key, article_id + ${offset} from article_keys where article_id < 1000000`);
}

/** As the polling of a feed does it. */
async function accept(db: Database, batch: readonly MadeArticle[]): Promise<void> {
  await acceptArticles(
    db,
    batch.map(({ publisher, title, text }) => ({
      article: {
        title,
        text,
        url: `https://paper-${publisher}.example/${encodeURIComponent(title)}`,
        publisher: `Газета ${publisher}`,
        publishedAt: NOW,
        language: 'uk' as const,
      },
      sourceId: publisher + 1,
      now: NOW,
      isNews: true,
    })),
  );
  await placeNewArticles(db, { now: NOW });
}

async function store(tx: Database, batch: readonly MadeArticle[], first: number): Promise<StoredArticle[]> {
  return tx
    .insert(articles)
    .values(
      batch.map(({ publisher, title, text, at }, place) => ({
        sourceId: publisher + 1,
        url: `https://paper-${publisher}.example/${first}-${place}`,
        title,
        text,
        publisher: `Газета ${publisher}`,
        language: 'uk' as const,
        publishedAt: at,
        acceptedAt: at,
        contentHash: `${first}-${place}`,
        placedAt: at,
      })),
    )
    .returning();
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
