import { and, eq, sql } from 'drizzle-orm';
import type { Database } from './connect.js';
import { leases } from './schema.js';

/** The right to do what only one process may do at a time. */
export interface Lease {
  name: string;
  holder: string;
  /** Grows with every change of holder; work is committed only under the newest. */
  epoch: number;
}

/**
 * Takes the lease, or prolongs it for the one who holds it. The database's clock decides, so that processes whose
 * clocks differ agree. One statement, so that of any number who ask at once one gets it.
 * @param options.seconds how long it holds from now.
 * @returns `null` while somebody else holds it.
 */
export async function holdLease(
  db: Database,
  options: { name: string; holder: string; seconds: number },
): Promise<Lease | null> {
  const until = sql`now() + make_interval(secs => ${options.seconds})`;
  const [row] = await db
    .insert(leases)
    .values({ name: options.name, holder: options.holder, epoch: 1, until })
    .onConflictDoUpdate({
      target: leases.name,
      set: {
        holder: options.holder,
        epoch: sql`${leases.epoch} + case when ${leases.holder} = ${options.holder} and ${leases.until} > now() then 0 else 1 end`,
        until,
      },
      setWhere: sql`${leases.holder} = ${options.holder} or ${leases.until} <= now()`,
    })
    .returning({ epoch: leases.epoch });
  return row ? { name: options.name, holder: options.holder, epoch: row.epoch } : null;
}

/** Gives the lease back at once, so that a successor need not wait for its end. */
export async function releaseLease(db: Database, lease: Lease): Promise<void> {
  await db
    .update(leases)
    .set({ until: sql`now()` })
    .where(and(eq(leases.name, lease.name), eq(leases.holder, lease.holder), eq(leases.epoch, lease.epoch)));
}

/** A condition for statements that may be committed only while this lease holds: put it into their `where`. */
export function leaseHolds(lease: Lease) {
  return sql`exists (select 1 from ${leases} where ${leases.name} = ${lease.name} and ${leases.epoch} = ${lease.epoch} and ${leases.holder} = ${lease.holder} and ${leases.until} > now())`;
}
