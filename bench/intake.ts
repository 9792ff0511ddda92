import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import type { Database } from '../src/db/connect.js';
import { openDatabase } from '../src/db/open.js';
import { sources } from '../src/db/schema.js';
import { readFetchedFeed } from '../src/intake/feeds/apart.js';
import { createFetcher, type Fetcher, MANNERS } from '../src/intake/fetch.js';
import { sharedTurns } from '../src/intake/host-turns.js';
import { pollDueSources } from '../src/intake/poll.js';
import type { Polling } from '../src/intake/poll-source.js';
import { createRobots } from '../src/intake/robots.js';
import { addSources } from '../src/intake/sources/store.js';
import { keepHeapSmall } from '../src/telemetry/heap.js';
import { silentLog } from '../src/telemetry/log.js';
import { postgresUse, pss, startWeb } from './intake/processes.js';

const USAGE = 'npm run bench -- intake [--feeds 10000] [--items 30] [--fresh 3] [--rounds 3]';
/** Feeds fetched at once where only fetching is counted. */
const AT_ONCE = 32;

/**
 * Rounds of polling in one process: so many feeds under as many host names, a quarter of them with new items each round.
 * Fetching and reading are measured first by themselves, with what the last answers gave; what polling costs beyond is
 * accepting. The first round is that of an empty database: all items of all feeds are new.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      feeds: { type: 'string', default: '10000' },
      items: { type: 'string', default: '30' },
      fresh: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const [feeds, items, fresh, rounds] = [values.feeds, values.items, values.fresh, values.rounds].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  if (![feeds, items, fresh, rounds].every((count) => count > 0)) throw new Error(`Usage: ${USAGE}`);
  keepHeapSmall();
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-intake-'));
  const web = await startWeb({ items, fresh, from: Date.now() - (items + fresh * rounds + 10) * 60_000 });
  const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: folder });
  const fetcher = createFetcher({
    userAgent: 'Korotko/bench',
    allowPrivateNetworks: true,
    resolve: async () => ['127.0.0.1'],
    turns: sharedTurns(db, MANNERS),
  });
  const now = () => new Date();
  const robots = createRobots({ fetcher, robot: 'Korotko', now });
  const polling = { db, fetcher, robots, log: silentLog(), now, operatorChatId: null };
  try {
    const listed = Array.from({ length: feeds }, (_, n) => ({
      title: `Газета ${n}`,
      url: `http://paper-${n}.example:${web.port}/rss`,
      siteUrl: null,
      topic: null,
      language: 'uk' as const,
      unconfirmed: false,
    }));
    await addSources(db, listed, now());
    console.log(`${feeds} feeds of ${items} items; a quarter has ${fresh} new ones each round`);
    for (let round = 0; round <= rounds; round++) {
      console.log(await measureRound(polling, round));
      await web.next();
      await db.update(sources).set({ nextPollAt: now() });
      await db.execute(sql`analyze`);
    }
  } finally {
    await fetcher.close();
    await close();
    web.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureRound(polling: Polling, round: number) {
  const { db, fetcher } = polling;
  const fetching = await measured(db, () => readAll(db, fetcher));
  const whole = await measured(db, () => pollDueSources(polling));
  const { polled, unchanged, failed, accepted } = whole.result;
  const each = (milliseconds: number, count: number) => Number((milliseconds / Math.max(1, count)).toFixed(2));
  return {
    round: round === 0 ? 'first' : round,
    polled,
    unchanged,
    failed,
    accepted,
    seconds: Number(whole.seconds.toFixed(1)),
    roundsPerMinute: Number((60 / whole.seconds).toFixed(2)),
    cpuMillisecondsAFeed: each(whole.cpu, polled),
    fetchingMillisecondsAFeed: each(fetching.cpu, polled),
    acceptingMillisecondsAnArticle: each(whole.cpu - fetching.cpu, accepted),
    postgresMillisecondsAFeed: each(whole.postgresCpu, polled),
    nodeMegabytes: Math.round(whole.megabytes),
    postgresMegabytes: Math.round(whole.postgresMegabytes),
  };
}

/** Fetches and reads every feed as polling would, and stores nothing. */
async function readAll(db: Database, fetcher: Fetcher): Promise<void> {
  const waiting = await db.select({ url: sources.url, etag: sources.etag }).from(sources);
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const fetched = await fetcher.fetch(next.url, { etag: next.etag });
      if (fetched.kind === 'fetched') await readFetchedFeed(fetched.body, { url: fetched.url });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Seconds; ms of CPU of this process and of Postgres; the peak of this process's memory and Postgres's at the end, MB. */
async function measured<Result>(db: Database, work: () => Promise<Result>) {
  let peak = pss('self');
  // To ask what memory a process has takes the kernel some ms, which count as this process's.
  const timer = setInterval(() => {
    peak = Math.max(peak, pss('self'));
  }, 2000);
  const before = await postgresUse(db);
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(timer);
  const after = await postgresUse(db);
  return {
    result,
    seconds,
    cpu: (user + system) / 1000,
    megabytes: Math.max(peak, pss('self')),
    postgresCpu: after.cpu - before.cpu,
    postgresMegabytes: after.megabytes,
  };
}
