import { and, count, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { digests } from '../../db/schema.js';

/**
 * Removes the oldest digests that were planned before a moment, with what is left of their deliveries. Ids grow with
 * time, so the oldest stand at the head of the primary key; a set of rows to be compared with would be read whole, an array
 * is looked up. Gives how many went.
 * @param options.limit digests that are looked at in one statement.
 */
export async function pruneDigests(db: Database, options: { before: Date; limit: number }): Promise<number> {
  const removed = await db.execute(sql`
    delete from ${digests} where id = any(array(
      select id from (select id, created_at from ${digests} order by id limit ${options.limit}) as oldest
      where created_at < ${options.before.toISOString()}::timestamptz
    ))`);
  return removed.count;
}

/** Digests that are looked through, the newest: older ones nobody reads any more. */
const MOST_SEARCHED = 1_000_000;

/** How many digests that were sent told of a story. */
export async function digestsThatTold(db: Database, storyId: number): Promise<number> {
  const [row] = await db
    .select({ digests: count() })
    .from(digests)
    .where(
      and(
        sql`${digests.id} > (select coalesce(max(id), 0) from ${digests}) - ${MOST_SEARCHED}`,
        eq(digests.state, 'sent'),
        sql`${digests.storyIds} @> array[${storyId}::bigint]`,
      ),
    );
  return row?.digests ?? 0;
}
