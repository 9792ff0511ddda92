import { and, count, eq, gt, min, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { deliveries } from '../../db/schema.js';
import type { QueueState } from '../../telemetry/metrics.js';
import type { DeliveryState } from './outcomes.js';

/** Messages that are looked at, the newest: counting all of a year takes too long for a person who waits. */
const MOST_COUNTED = 1_000_000;

/** How many of the newest million messages are in each state. */
export async function deliveriesByState(db: Database): Promise<Map<DeliveryState, number>> {
  const rows = await db
    .select({ state: deliveries.state, deliveries: count() })
    .from(deliveries)
    .where(sql`${deliveries.id} > (select coalesce(max(id), 0) from ${deliveries}) - ${MOST_COUNTED}`)
    .groupBy(deliveries.state);
  return new Map(rows.map((row) => [row.state, row.deliveries]));
}

/** The messages of broadcasts that could go and have not gone, and when the oldest of them was planned. */
export async function waitingBroadcast(db: Database): Promise<QueueState> {
  const [row] = await db
    .select({ length: count(), since: min(deliveries.createdAt) })
    .from(deliveries)
    .where(and(eq(deliveries.state, 'pending'), gt(deliveries.priority, 0)));
  return row ?? { length: 0, since: null };
}
