import { count, inArray, min, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { deliveries, notices, payloads } from '../../db/schema.js';
import type { QueueState } from '../../telemetry/metrics.js';

/** The deliveries that wait to be sent. */
export async function waitingDeliveries(db: Database): Promise<QueueState> {
  const [row] = await db
    .select({ length: count(), since: min(deliveries.createdAt) })
    .from(deliveries)
    .where(inArray(deliveries.state, ['pending', 'deferred']));
  return row ?? { length: 0, since: null };
}

interface Pruning {
  before: Date;
  /** Rows that are looked at in one statement, so that none holds its locks for long. */
  limit: number;
}

/**
 * Removes the oldest deliveries that were made before a moment. Ids grow with time, so the oldest stand at the head of
 * the primary key and no other index is needed; a set of rows to be compared with would be read whole, an array is looked
 * up. Gives how many went.
 */
export async function pruneDeliveries(db: Database, { before, limit }: Pruning): Promise<number> {
  const removed = await db.execute(sql`
    delete from ${deliveries} where id = any(array(
      select id from (select id, created_at from ${deliveries} order by id limit ${limit}) as oldest
      where created_at < ${before.toISOString()}::timestamptz
    ))`);
  return removed.count;
}

/** Removes the oldest notices that were written before a moment. Gives how many went. */
export async function pruneNotices(db: Database, { before, limit }: Pruning): Promise<number> {
  const removed = await db.execute(sql`
    delete from ${notices} where id = any(array(
      select id from (select id, created_at from ${notices} order by id limit ${limit}) as oldest
      where created_at < ${before.toISOString()}::timestamptz
    ))`);
  return removed.count;
}

/** Removes the bodies of messages that no delivery has taken since a moment. Gives how many went. */
export async function prunePayloads(db: Database, { before, limit }: Pruning): Promise<number> {
  const removed = await db.execute(sql`
    delete from ${payloads} where hash in (
      select hash from ${payloads} where used_at < ${before.toISOString()}::timestamptz limit ${limit} for update skip locked
    )`);
  return removed.count;
}

/**
 * Removes the texts of what a chat asked for itself: a search is headed by its words. A text that another chat waits for
 * stays. To be called before the chat's deliveries go.
 */
export async function deleteAnswersTo(tx: Database, chatId: number): Promise<void> {
  // Two questions, each of which a small index answers: the rest of the table is never looked through.
  await tx.execute(sql`
    delete from ${payloads} where hash in (
      select payload_hash from ${deliveries} where chat_id = ${chatId} and priority = 0
    ) and hash not in (
      select payload_hash from ${deliveries}
      where state in ('pending', 'deferred') and chat_id is distinct from ${chatId}
    ) and hash not in (
      select payload_hash from ${deliveries} where state = 'sending' and chat_id is distinct from ${chatId}
    )`);
}
