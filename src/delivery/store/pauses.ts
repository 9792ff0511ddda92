import { gt, lte, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { deliveries, sendPauses } from '../../db/schema.js';

/** What a pause is of: everything, or one chat by its Telegram id. */
export type PauseScope = 'token' | `chat:${number}`;

/** Keeps a wait that Telegram asked for; of two for the same scope the longer. */
export async function savePause(
  db: Database,
  pause: { scope: PauseScope; until: Date; reason: string },
): Promise<void> {
  await db
    .insert(sendPauses)
    .values(pause)
    .onConflictDoUpdate({
      target: sendPauses.scope,
      set: { until: sql`greatest(${sendPauses.until}, excluded.until)`, reason: pause.reason, askedAt: sql`now()` },
    });
}

/** The pauses that are not over; those that are, are forgotten. */
export async function pausesAt(db: Database, now: Date): Promise<{ scope: PauseScope; until: Date }[]> {
  await db.delete(sendPauses).where(lte(sendPauses.until, now));
  const rows = await db
    .select({ scope: sendPauses.scope, until: sendPauses.until })
    .from(sendPauses)
    .where(gt(sendPauses.until, now));
  return rows as { scope: PauseScope; until: Date }[];
}

/**
 * The clock of this machine was set: moves every wait with it, so that an hour back does not make a wait of seconds
 * last an hour.
 * @param ms by how much it went forward, or back where negative.
 */
export async function shiftWaits(db: Database, ms: number): Promise<void> {
  const shift = sql`make_interval(secs => ${ms / 1000}::float8)`;
  await db
    .update(deliveries)
    .set({ nextAttemptAt: sql`${deliveries.nextAttemptAt} + ${shift}` })
    .where(sql`${deliveries.state} = 'deferred'`);
  await db.update(sendPauses).set({ until: sql`${sendPauses.until} + ${shift}` });
}
