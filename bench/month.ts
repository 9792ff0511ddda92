import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/db/open.js';
import { startSandbox } from '../src/sandbox/server.js';
import { passMonth } from './month/month.js';

const USAGE = 'npm run bench -- month [--channels 200] [--days 30] [--share 0.05] [--stories 60] [--seed 1]';

/**
 * A month of desks with the clock injected: channels with three digests a day, some with approval, answered or not, some
 * pausing, places lost and brought back; and of each class of what Telegram may answer, `--share` of the calls. Says what
 * became of every slot that the schedules promised, by the book of the program and by the sandbox's own.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      channels: { type: 'string', default: '200' },
      days: { type: 'string', default: '30' },
      share: { type: 'string', default: '0.05' },
      stories: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [channels, days, share, stories, seed] = [
    values.channels,
    values.days,
    values.share,
    values.stories,
    values.seed,
  ].map(Number) as [number, number, number, number, number];
  if (!(channels > 0 && days > 0 && share > 0 && share <= 0.1 && stories > 0)) throw new Error(`Usage: ${USAGE}`);
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-month-'));
  const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: folder });
  const sandbox = await startSandbox({ autoCreate: true });
  const began = performance.now();
  try {
    const passed = (day: number) => console.error(`day ${day} of ${days}`);
    const { month } = await passMonth(db, sandbox, { channels, days, share, stories, seed, passed });
    console.log(`${channels} channels, 3 digests a day, ${days} days; ${share * 100} % of the calls in each class`);
    console.log({ ...month, seconds: Math.round((performance.now() - began) / 1000) });
    if (month.unaccounted + month.unpromised + month.twice + month.lost > 0) process.exitCode = 1;
  } finally {
    await sandbox.close();
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}
