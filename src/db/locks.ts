import { sql } from 'drizzle-orm';
import type { Database } from './connect.js';

/**
 * The numbers of the locks that processes hold against each other. They stand together so that no two are one, and never
 * change: processes of two versions run side by side during an upgrade.
 */
const LOCKS = {
  /** Bringing the tables to the newest migration. */
  migrating: 7_266_175,
  /** Using the embedded server: every program that does holds it, shared, for as long as it runs. */
  presence: 7_266_176,
  /** Joining articles to stories. */
  placing: 7_266_177,
  /** Putting people's words and names under a data key. */
  sealing: 7_266_179,
} as const;

/** The number of presence, for the sessions that hold it outside of any transaction. */
export const PRESENCE_LOCK = LOCKS.presence;

/**
 * Makes this transaction the only one that does such work. The lock is the transaction's and ends with it, so it holds
 * behind a pooler, where a session's lock would not.
 */
export async function doAlone(tx: Database, work: Exclude<keyof typeof LOCKS, 'presence'>): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS[work]})`);
}
