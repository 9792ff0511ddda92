import { count, inArray, lt, min, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { processedUpdates, waitingUpdates } from '../../db/schema.js';
import type { QueueState } from '../../telemetry/metrics.js';

/** An update as Telegram handed it over. */
export interface IncomingUpdate {
  id: number;
  /** Updates of one lane are handled one after another. */
  lane: number;
  update: unknown;
}

/** An update that was claimed for handling. */
export interface ClaimedUpdate extends IncomingUpdate {
  receivedAt: Date;
  /** 1 the first time; more where a process ended while it handled it. */
  attempts: number;
}

/** Telegram keeps updates for 24 hours: an older one cannot come again. */
const REMEMBERED_MS = 48 * 60 * 60 * 1000;
/** A process that died frees what it was handling after so long, seconds. */
const CLAIM_S = 30;

/**
 * Stores updates until they are handled. One that came before, whether it waits still or was handled long ago, is left
 * out: Telegram hands an update over again when it did not hear that it arrived.
 */
export async function storeUpdates(db: Database, updates: readonly IncomingUpdate[], now: Date): Promise<void> {
  await db.execute(sql`
    with given as (
      select * from json_to_recordset(${asJson(updates)}::json) as given (id bigint, lane bigint, update jsonb)
    ), fresh as (
      insert into ${processedUpdates} (update_id, received_at)
      select distinct id, ${now.toISOString()}::timestamptz from given on conflict do nothing
      returning update_id
    )
    insert into ${waitingUpdates} (update_id, lane, update, received_at)
    select distinct on (id) id, lane, update, ${now.toISOString()}::timestamptz
    from given join fresh on fresh.update_id = given.id`);
}

/** Without what JSON has and Postgres refuses: zero characters and halves of characters. One such text must not stop all. */
function asJson(updates: readonly IncomingUpdate[]): string {
  const json = JSON.stringify(updates);
  if (!/\\u(0000|d[89a-f])/i.test(json)) return json;
  const cleaned = (_: string, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
  return JSON.stringify(updates, cleaned);
}

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

/** These updates are handled. */
export async function finishUpdates(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`delete from ${waitingUpdates} where update_id = any(${sql.param(`{${ids.join()}}`)}::bigint[])`);
}

/** The updates that wait to be handled. */
export async function waitingForHandling(db: Database): Promise<QueueState> {
  const [row] = await db.select({ length: count(), since: min(waitingUpdates.receivedAt) }).from(waitingUpdates);
  return row ?? { length: 0, since: null };
}

/** Forgets the updates that cannot come again. Gives how many. */
export async function pruneUpdates(db: Database, now: Date): Promise<number> {
  const rows = await db
    .delete(processedUpdates)
    .where(lt(processedUpdates.receivedAt, new Date(now.getTime() - REMEMBERED_MS)))
    .returning({ id: processedUpdates.updateId });
  return rows.length;
}
