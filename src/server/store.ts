import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { leases } from '../db/schema.js';

/** Asks the database the simplest question. */
export async function askDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}

/** Since when nobody holds a lease that somebody held; `null` where it is held, or never was. */
export async function freeSince(db: Database, name: string): Promise<Date | null> {
  const [row] = await db
    .select({ until: leases.until })
    .from(leases)
    .where(sql`${leases.name} = ${name} and ${leases.until} <= now()`);
  return row?.until ?? null;
}

/** Does somebody hold this lease? */
export async function isHeld(db: Database, name: string): Promise<boolean> {
  const rows = await db
    .select({ name: leases.name })
    .from(leases)
    .where(sql`${leases.name} = ${name} and ${leases.until} > now()`);
  return rows.length > 0;
}
