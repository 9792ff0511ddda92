import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../src/db/open.js';
import { enqueue } from '../src/delivery/store.js';
import { planDigest } from '../src/digests/plan.js';
import { NINE, seedChats, seedStories } from './plan/newsroom.js';

/**
 * /latest on the server: from the question to the digest in the outbox, one reader after another, while a new story
 * comes in for every two hundred questions.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      chats: { type: 'string', default: '100000' },
      stories: { type: 'string', default: '100000' },
      asked: { type: 'string', default: '2000' },
    },
  });
  const [chats, stories, asked] = [Number(values.chats), Number(values.stories), Number(values.asked)];
  if (!(chats > 0 && stories > 0 && asked > 0))
    throw new Error('usage: npm run bench -- latest [--chats N] [--stories N] [--asked N]');
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-latest-'));
  const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: folder });
  try {
    // Two months of news.
    await seedStories(db, { count: stories, hours: 60 * 24 });
    await seedChats(db, { chats, stories });
    await db.execute(sql`analyze`);
    const times: number[] = [];
    const outcomes = new Map<string, number>();
    for (let n = 0; n < asked; n++) {
      const now = new Date(NINE.getTime() + n * 100);
      if (n % 200 === 0) await db.execute(sql`update stories set news_at = ${now.toISOString()} where id = ${1 + n}`);
      const chatId = 1 + ((n * 7919) % chats);
      const started = performance.now();
      const { state } = await planDigest({ db, now, enqueue, chatId, kind: 'asked' });
      times.push(performance.now() - started);
      outcomes.set(state, (outcomes.get(state) ?? 0) + 1);
    }
    times.sort((a, b) => a - b);
    const share = (part: number) =>
      `${(times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(1)} ms`;
    console.log(`/latest, ${chats} chats, ${stories} stories stored, ${asked} asked`);
    console.log({
      ...Object.fromEntries(outcomes),
      half: share(0.5),
      of95: share(0.95),
      of99: share(0.99),
      worst: share(1),
    });
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}
