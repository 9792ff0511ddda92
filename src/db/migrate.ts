import path from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { PROJECT_FOLDER } from '../config.js';
import type { Database } from './connect.js';
import { doAlone } from './locks.js';

/**
 * Brings the tables to the newest migration. Any number of processes may call it at once: drizzle's own migrator takes
 * no lock (two of three at once fail), so a transaction holds one here while it runs on another connection. The lock
 * belongs to the transaction, not to the session, and so holds behind a pooler too. Needs a pool of two or more.
 * @param folder the migrations, with their journal.
 */
export async function migrateDatabase(
  db: Database,
  folder: string = path.join(PROJECT_FOLDER, 'drizzle'),
): Promise<void> {
  await db.transaction(async (holder) => {
    // A queue of starting processes may wait longer than one statement usually may.
    await holder.execute(sql`set local statement_timeout = '120s'`);
    await doAlone(holder, 'migrating');
    await migrate(db, { migrationsFolder: folder });
  });
}
