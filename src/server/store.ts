import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { leases } from '../db/schema.js';

/** Asks the database the simplest question. */
export async function askDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}

/** Does somebody hold this lease? */
export async function isHeld(db: Database, name: string): Promise<boolean> {
  const rows = await db
    .select({ name: leases.name })
    .from(leases)
    .where(sql`${leases.name} = ${name} and ${leases.until} > now()`);
  return rows.length > 0;
}
