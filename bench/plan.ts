import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../src/db/open.js';
import { NINE, seedChats, seedStories } from './plan/newsroom.js';
import type { PlannerReport } from './plan/planner.js';
import { startChild } from './support/children.js';
import { postgresCpuMs } from './support/cpu.js';

/** Of a hundred thousand chats and three thousand stories. */
const REACH = { seconds: 20, megabytes: 400 };

const USAGE = 'npm run bench -- plan [--chats 100000] [--stories 3000]';

/**
 * Nine in the morning in Kyiv: how long until every digest due at 09:00 stands in the outbox with its messages.
 *
 * Readers differ as people do: two to six topics each, some with followed and muted words, three lengths, and all of
 * them had a digest the evening before. Summaries are made before the clock starts, as they are when stories come in. The
 * planner runs in a process of its own, so that neither the time nor the memory of making the readers counts.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      chats: { type: 'string', default: '100000' },
      stories: { type: 'string', default: '3000' },
    },
  });
  const [chats, stories] = [Number(values.chats), Number(values.stories)];
  if (!(chats > 0 && stories > 0)) throw new Error(`Usage: ${USAGE}`);
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-plan-'));
  const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: folder });
  try {
    await seedStories(db, { count: stories, hours: 20 });
    await seedChats(db, { chats, stories });
    await db.execute(sql`analyze`);
    console.log(`${chats} schedules due at 09:00 over ${stories} stories`);

    const postgresBefore = await postgresCpuMs(db);
    const { answer } = await startChild<PlannerReport>(new URL('./plan/planner.ts', import.meta.url), {
      dataFolder: folder,
    });
    const postgresAfter = await postgresCpuMs(db);
    const [written] = await db.execute(sql`
      select (select count(*) from digests where slot_at = ${NINE.toISOString()}) as digests,
        (select count(*) from deliveries) as deliveries, (select count(*) from payloads) as payloads`);
    const { claimed, planned, seconds, cpuSeconds, megabytesBefore, peakMegabytes } = answer;
    const postgresSeconds = postgresAfter === null ? null : (postgresAfter - (postgresBefore ?? 0)) / 1000;
    console.log({ claimed, planned, ...written });
    console.log({
      wall: `${seconds.toFixed(1)} s (reach ${REACH.seconds})`,
      node: `${cpuSeconds.toFixed(1)} s of CPU`,
      postgres: postgresSeconds === null ? 'unknown' : `${postgresSeconds.toFixed(1)} s of CPU`,
      memory: `${megabytesBefore} MB before, ${peakMegabytes} MB at most (reach ${REACH.megabytes})`,
    });
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}
