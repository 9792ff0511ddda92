import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../src/db/open.js';
import { prepareWriteUps } from '../src/digests/prepare.js';
import { openWriter } from '../src/summaries/model/writer.js';
import { silentLog } from '../src/telemetry/log.js';
import { startModelServer } from '../test/support/model-server.js';
import { NINE, seedChats, seedStories } from './plan/newsroom.js';

const USAGE = 'npm run bench -- model [--chats 100000] [--stories 3000]';

/**
 * The minutes before nine with a model: how long one look takes at what a hundred thousand chats would read, what is
 * ordered of it, and how fast orders are worked off by a model that answers at once, so that the time is ours.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { chats: { type: 'string', default: '100000' }, stories: { type: 'string', default: '3000' } },
  });
  const [chats, stories] = [Number(values.chats), Number(values.stories)];
  if (!(chats > 0 && stories > 0)) throw new Error(`Usage: ${USAGE}`);
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-model-'));
  const server = await startModelServer();
  const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: folder });
  try {
    await seedStories(db, { count: stories, hours: 20 });
    await seedChats(db, { chats, stories });
    await db.execute(sql`analyze`);
    const now = new Date(NINE.getTime() - 5 * 60_000);
    const first = await timed(() => prepareWriteUps({ db, now }));
    const again = await timed(() => prepareWriteUps({ db, now }));
    console.log(`${chats} schedules due in five minutes over ${stories} stories`);
    console.log(`one look: ${first.ms} ms, ${first.result} orders; once more: ${again.ms} ms, ${again.result} orders`);

    server.answer({ kind: 'says', text: '{"summary": "Подробиць стане більше за 2 дні."}' });
    const endpoint = { baseUrl: server.url, model: 'bench', apiKey: null };
    const writer = openWriter({ db, endpoint, dailyTokens: 1e9, log: silentLog(), now: () => now });
    const work = await timed(() => writer.work());
    await writer.close();
    const outcomes = await db.execute<{ outcome: string; count: string }>(
      sql`select coalesce(outcome, 'waiting') as outcome, count(*) from summary_orders group by 1`,
    );
    const each = work.ms / Math.max(1, first.result);
    console.log(
      `worked off in ${work.ms} ms, ${each.toFixed(1)} ms an order beside the model; ${server.calls.length} calls`,
    );
    console.log(Object.fromEntries([...outcomes].map(({ outcome, count }) => [outcome, Number(count)])));
  } finally {
    await close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const began = performance.now();
  const result = await work();
  return { ms: Math.round(performance.now() - began), result };
}
