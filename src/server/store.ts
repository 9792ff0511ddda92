import { count, eq, inArray, min, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { leases, waitingUpdates } from '../db/schema.js';
import type { QueueState } from '../telemetry/metrics.js';

/** An update that was claimed for handling. */
export interface ClaimedUpdate {
  id: number;
  lane: number;
  update: unknown;
  receivedAt: Date;
  /** 1 the first time; more where a process ended while it handled it. */
  attempts: number;
}

/** Stores an update until it is handled; one that is here already stays as it is. */
export async function storeUpdate(
  db: Database,
  update: { id: number; lane: number; update: unknown; now: Date },
): Promise<void> {
  const { id, lane, now } = update;
  await db
    .insert(waitingUpdates)
    .values({ updateId: id, lane, update: update.update, receivedAt: now })
    .onConflictDoNothing();
}

/** A process that died frees what it was handling after so long, seconds. */
const CLAIM_S = 30;

/**
 * Claims updates that wait, the oldest first, and of each lane only the first: the next one waits until that one is
 * done. Any number of processes may ask at once; each gets others.
 */
export async function claimUpdates(db: Database, limit: number): Promise<ClaimedUpdate[]> {
  const rows = await db.execute<{ id: string; lane: string; update: unknown; received: string; attempts: number }>(sql`
    update ${waitingUpdates} set claimed_until = now() + make_interval(secs => ${CLAIM_S}), attempts = attempts + 1
    where update_id in (
      select update_id from ${waitingUpdates} as head
      where (claimed_until is null or claimed_until < now())
        and not exists (select 1 from waiting_updates as earlier where earlier.lane = head.lane and earlier.update_id < head.update_id)
      order by update_id limit ${limit} for update skip locked
    )
    returning update_id as id, lane, update, received_at::text as received, attempts`);
  return [...rows].map(({ id, lane, update, received, attempts }) => ({
    id: Number(id),
    lane: Number(lane),
    update,
    receivedAt: new Date(received),
    attempts,
  }));
}

/** Keeps what is being handled for this process. To be called more often than every 30 s. */
export async function keepClaims(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(waitingUpdates)
    .set({ claimedUntil: sql`now() + make_interval(secs => ${CLAIM_S})` })
    .where(inArray(waitingUpdates.updateId, [...ids]));
}

/** This update is handled. */
export async function finishUpdate(db: Database, id: number): Promise<void> {
  await db.delete(waitingUpdates).where(eq(waitingUpdates.updateId, id));
}

/** The updates that wait to be handled. */
export async function waitingForHandling(db: Database): Promise<QueueState> {
  const [row] = await db.select({ length: count(), since: min(waitingUpdates.receivedAt) }).from(waitingUpdates);
  return row ?? { length: 0, since: null };
}

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
