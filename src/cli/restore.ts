import { advanceSchedules, claimDueSchedules } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { openDatabase } from '../db/open.js';
import { readBackup } from '../db/restore.js';
import { nextSlot } from '../digests/schedule.js';
import type { Command } from './command.js';
import { configuration } from './environment.js';
import { readArguments, UsageError, userPath } from './usage.js';

/** `korotko restore FILE`: fills an empty database from a backup. */
export const restore: Command = async (args) => {
  const { positionals } = readArguments({ args: [...args], allowPositionals: true, options: {} });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new UsageError('one file is to be named. Example: npm run korotko -- restore korotko.backup');
  const database = await openDatabase(configuration());
  try {
    const rows = await readBackup(database.db, userPath(file));
    const missed = await passOverMissedSlots(database.db, new Date());
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    process.stdout.write(`The database holds ${total} rows of ${Object.keys(rows).length} tables.\n`);
    if (missed > 0) {
      process.stdout.write(
        `${missed} schedules were due after the backup was taken: they go on with their next slot.\n`,
      );
    }
    return 0;
  } finally {
    await database.close();
  }
};

const SCHEDULES_AT_ONCE = 1_000;

/** What fell due after the backup may have been sent: it is not planned again. */
async function passOverMissedSlots(db: Database, now: Date): Promise<number> {
  for (let passed = 0; ; ) {
    const count = await db.transaction(async (tx) => {
      const due = await claimDueSchedules(tx, { now, limit: SCHEDULES_AT_ONCE });
      const steps = due.map(({ scheduleId, schedule }) => ({
        id: scheduleId,
        lastSlotAt: schedule.nextSlotAt,
        nextSlotAt: nextSlot(schedule, now),
      }));
      await advanceSchedules(tx, steps);
      return due.length;
    });
    passed += count;
    if (count < SCHEDULES_AT_ONCE) return passed;
  }
}
