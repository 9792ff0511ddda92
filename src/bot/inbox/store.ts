import { count, lt, min, type SQL, sql } from 'drizzle-orm';
import { arrayOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { processedUpdates, unsealJson, waitingUpdates } from '../../db/schema.js';
import { seal } from '../../db/seal.js';
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

/** What came of an exchange. */
export interface ExchangedUpdates {
  /** Those that are this process's to handle, those of a lane in their order. */
  claimed: ClaimedUpdate[];
  /** How many new ones wait to be claimed. */
  left: number;
}

/** Telegram keeps updates for 24 hours: an older one cannot come again. */
const REMEMBERED_MS = 48 * 60 * 60 * 1000;
/** A process that died frees what it was handling after so long, seconds. */
const CLAIM_S = 30;
/**
 * Ends a question of what else waits in a lane, so that it is asked of each lane by itself. Left to itself, Postgres joins
 * all that waits with all that waits: it knows this table as it last saw it, which is empty, and with twenty thousand
 * updates in it that takes longer than a statement may.
 */
const BY_LANE = sql.raw('offset 0');
/** So many of a lane at once are what a person does in a hurry; of one who floods the rest waits in the table. */
const CLAIMED_OF_A_LANE = 5;

/**
 * Stores updates until they are handled, removes those that are, and claims what this process is to handle: all in one
 * statement, so that it costs one commit and no lane is freed behind the back of what is stored into it.
 *
 * An update that came before, whether it waits still or was handled long ago, is left out: Telegram hands an update over
 * again when it did not hear that it arrived. A new one that nothing stands before in its lane, but for what this process
 * is handling itself, is claimed; of a lane no more than a few, and what follows them waits. Of the lanes of what is
 * done, the first that waits is claimed.
 * @param options.ours what this process is handling, or has handled and not yet removed; `null`: nothing new is claimed.
 * @param options.limit at most so many of those that waited are claimed.
 */
export async function exchangeUpdates(
  db: Database,
  given: { taken: readonly IncomingUpdate[]; done: readonly IncomingUpdate[]; ours: readonly number[] | null },
  { now, limit }: { now: Date; limit: number },
): Promise<ExchangedUpdates> {
  const storable = given.taken.map(asStorable);
  const at = now.toISOString();
  const taken = {
    ids: unseen(arrayOf(storable.map(({ id }) => id)), 'bigint'),
    lanes: unseen(arrayOf(storable.map(({ lane }) => lane)), 'bigint'),
    // It says what somebody wrote. What is sealed holds nothing that is special to an array.
    sealed: unseen(`{${storable.map(({ json }) => seal(json)).join()}}`, 'text'),
  };
  const done = unseen(arrayOf(given.done.map(({ id }) => id)), 'bigint');
  const lanes = unseen(arrayOf(given.done.map(({ lane }) => lane)), 'bigint');
  const ours = unseen(arrayOf(given.ours ?? []), 'bigint');
  const rows = await db.execute<{ id: string; isNew: boolean; claimed: boolean } & WaitingRow>(sql`
    with done as (
      delete from ${waitingUpdates} where update_id = any(${done})
    ), given as (
      select * from unnest(${taken.ids}, ${taken.lanes}, ${taken.sealed}) as given (id, lane, update)
    ), fresh as (
      insert into ${processedUpdates} (update_id, received_at)
      select distinct id, ${at}::timestamptz from given on conflict do nothing
      returning update_id
    ), before as materialized (
      select lane, count(*) as many, bool_and(update_id = any(${ours})) as "isOurs" from ${waitingUpdates}
      where lane = any(${taken.lanes}) group by lane
    ), placed as (
      select distinct on (id) id, given.lane, update,
        ${given.ours !== null}::boolean and coalesce("isOurs", true)
        and dense_rank() over (partition by given.lane order by id) + coalesce(many, 0) <= ${CLAIMED_OF_A_LANE}::int as claimed
      from given join fresh on fresh.update_id = given.id left join before on before.lane = given.lane
    ), stored as (
      insert into ${waitingUpdates} (update_id, lane, update, received_at, claimed_until, attempts)
      select id, lane, to_jsonb(update), ${at}::timestamptz,
        case when claimed then now() + make_interval(secs => ${CLAIM_S}) end, claimed::int
      from placed
      returning update_id, attempts = 1 as claimed
    ), followed as (${claimHeads({ lanes: sql`head.lane = any(${lanes})`, done, limit })})
    select update_id as id, true as "isNew", claimed, null as lane, null as update, null as received, null as attempts
    from stored
    union all
    select id, false, true, lane, update, received, attempts from followed`);
  const isClaimed = new Set([...rows].filter((row) => row.isNew && row.claimed).map(({ id }) => Number(id)));
  return {
    claimed: [
      ...[...rows].filter((row) => !row.isNew).map(asClaimed),
      // In their order, and one that was given twice once.
      ...storable
        .filter(({ id }) => isClaimed.delete(id))
        .sort((one, other) => one.id - other.id)
        .map(({ id, lane, update }) => ({ id, lane, update, receivedAt: now, attempts: 1 })),
    ],
    left: [...rows].filter((row) => row.isNew && !row.claimed).length,
  };
}

/** Written out, without what JSON has and Postgres refuses: zero characters and halves of characters. One such text must not stop all. */
function asStorable({ id, lane, update }: IncomingUpdate): IncomingUpdate & { json: string } {
  const json = JSON.stringify(update);
  if (!/\\u(0000|d[89a-f])/i.test(json)) return { id, lane, update, json };
  const cleaned = (_: string, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
  const clean: unknown = JSON.parse(json, cleaned);
  return { id, lane, update: clean, json: JSON.stringify(clean) };
}

/**
 * An array that the planner does not look into: knowing how few it holds, Postgres would plan these statements anew each
 * time, which costs more than doing them.
 */
function unseen(array: string, type: 'bigint' | 'text'): SQL {
  return sql`(select ${array}::${sql.raw(type)}[])::${sql.raw(type)}[]`;
}

/**
 * Claims what waits in any lane, for what another process stored or left behind: of each lane only the first, the oldest
 * first. Any number of processes may ask at once; each gets others.
 * @param options.done what is handled and not yet removed: it is not claimed again, and nothing waits for it.
 */
export async function claimAnywhere(
  db: Database,
  { done, limit }: { done: readonly IncomingUpdate[]; limit: number },
): Promise<ClaimedUpdate[]> {
  return db.transaction(async (tx) => {
    // For the same reason as {@link BY_LANE}: of what it believes to be empty it would read all, for each update.
    await tx.execute(sql`set local enable_seqscan = off`);
    const heads = claimHeads({ lanes: sql`true`, done: unseen(arrayOf(done.map(({ id }) => id)), 'bigint'), limit });
    return [...(await tx.execute<WaitingRow>(heads))].map(asClaimed);
  });
}

type WaitingRow = { id: string; lane: string; update: unknown; received: string; attempts: number };

/** Claims the first of each lane, as if what is done did not stand before it. */
function claimHeads({ lanes, done, limit }: { lanes: SQL; done: SQL; limit: number }): SQL {
  return sql`
    update ${waitingUpdates} set claimed_until = now() + make_interval(secs => ${CLAIM_S}), attempts = attempts + 1
    where update_id = any(array(
      select update_id from ${waitingUpdates} as head
      where ${lanes} and (claimed_until is null or claimed_until < now()) and update_id <> all(${done})
        and not exists (
          select 1 from ${waitingUpdates} as earlier
          where earlier.lane = head.lane and earlier.update_id + 0 < head.update_id and earlier.update_id <> all(${done})
          ${BY_LANE}
        )
      order by update_id limit ${limit} for update skip locked
    ))
    returning update_id as id, lane, update, received_at::text as received, attempts`;
}

function asClaimed({ id, lane, update, received, attempts }: WaitingRow): ClaimedUpdate {
  return {
    id: Number(id),
    lane: Number(lane),
    update: unsealJson(update),
    receivedAt: new Date(received),
    attempts,
  };
}

/** Keeps what is being handled for this process. To be called more often than every 30 s. */
export async function keepClaims(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    update ${waitingUpdates} set claimed_until = now() + make_interval(secs => ${CLAIM_S})
    where update_id = any(${arrayOf(ids)}::bigint[])`);
}

/** Gives claimed updates back that were not begun: whoever looks next may claim them. */
export async function releaseClaims(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    update ${waitingUpdates} set claimed_until = null, attempts = attempts - 1
    where update_id = any(${arrayOf(ids)}::bigint[])`);
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
