import { and, asc, eq, inArray, not, sql } from 'drizzle-orm';
import { anyOf, texts } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { type Lease, leaseHolds } from '../../db/lease.js';
import { deliveries, halts, notices, payloads } from '../../db/schema.js';
import type { Message } from '../../texts/message.js';
import { messageIn, type Priority } from './enqueue.js';

/** A delivery that may be tried. */
export interface QueuedDelivery {
  id: number;
  /** One of these two is set. */
  digestId: number | null;
  noticeId: number | null;
  part: number;
  parts: number;
  /** `null` for a notice to someone who has no chat here. */
  chatId: number | null;
  /** Telegram id of the one whom a notice is for. */
  noticeTo: number | null;
  payloadHash: string;
  form: 'html' | 'plain';
  /** Telegram's number of the message that it answers. */
  replyTo: number | null;
  priority: Priority;
  createdAt: Date;
}

/** Which part of the queue is asked for. */
export type Among = 'all' | 'urgent' | readonly number[];

/**
 * The deliveries at the head of the queue, in the order in which they go. A part is not among them before the one
 * ahead of it is decided.
 * @param options.among `urgent`: those for which a person waits; digest ids: theirs.
 */
export async function nextDeliveries(
  db: Database,
  options: { limit: number; now: Date; among: Among },
): Promise<QueuedDelivery[]> {
  const { limit, now, among } = options;
  return db
    .select({
      id: deliveries.id,
      digestId: deliveries.digestId,
      noticeId: deliveries.noticeId,
      part: deliveries.part,
      parts: deliveries.parts,
      chatId: deliveries.chatId,
      noticeTo: notices.telegramId,
      payloadHash: deliveries.payloadHash,
      form: deliveries.form,
      replyTo: deliveries.replyTo,
      priority: sql<Priority>`${deliveries.priority}`,
      createdAt: deliveries.createdAt,
    })
    .from(deliveries)
    .leftJoin(notices, eq(notices.id, deliveries.noticeId))
    .where(
      and(
        inArray(deliveries.state, ['pending', 'deferred']),
        mayGo,
        // A pending one goes whatever the clock says: a clock that was set back must not hold it.
        sql`(${deliveries.state} = 'pending' or ${deliveries.nextAttemptAt} <= ${now.toISOString()}::timestamptz)`,
        sql`(${deliveries.part} = 1 or not exists (
          select 1 from ${deliveries} as ahead
          where ahead.digest_id = ${deliveries.digestId} and ahead.part < ${deliveries.part}
            and ahead.state in ('pending', 'deferred', 'sending')
        ))`,
        among === 'urgent' ? eq(deliveries.priority, 0) : undefined,
        typeof among === 'string' ? undefined : anyOf(deliveries.digestId, among),
      ),
    )
    .orderBy(asc(deliveries.priority), asc(deliveries.turn), asc(deliveries.id))
    .limit(limit);
}

/** The messages of payloads, by hash. */
export async function payloadsOf(db: Database, hashes: readonly string[]): Promise<Map<string, Message>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .select({ hash: payloads.hash, body: payloads.body })
    .from(payloads)
    .where(sql`${payloads.hash} = any(${texts(hashes)})`);
  return new Map(rows.map(({ hash, body }) => [hash, messageIn(body)]));
}

/** While digests are halted only notices go: among them the operator's own. */
const mayGo = sql`(${deliveries.noticeId} is not null or not exists (select 1 from ${halts}))`;

/**
 * Commits that these are about to be sent, as far as the lease still holds and nobody took them.
 * @returns those that are the caller's to send, each once, whatever happens to the caller, with the payloads that they
 * are to be sent with.
 */
export async function claimDeliveries(
  db: Database,
  ids: readonly number[],
  lease: Lease,
): Promise<Map<number, string>> {
  const claimed = await db
    .update(deliveries)
    .set({
      state: 'sending',
      leaseEpoch: lease.epoch,
      attempts: sql`${deliveries.attempts} + 1`,
      nextAttemptAt: null,
    })
    .where(and(anyOf(deliveries.id, ids), inArray(deliveries.state, ['pending', 'deferred']), mayGo, leaseHolds(lease)))
    .returning({ id: deliveries.id, payloadHash: deliveries.payloadHash });
  return new Map(claimed.map(({ id, payloadHash }) => [id, payloadHash]));
}

/**
 * Settles what stands in `sending` and is nobody's: what another holder left is `uncertain`, for he may have sent it;
 * what this holder claimed in a statement whose answer was lost was not sent, and goes back.
 * @param mine what this holder has under way.
 * @returns the digests that became uncertain.
 */
export async function settleLeftSending(db: Database, mine: readonly number[], lease: Lease): Promise<number[]> {
  const left = await db
    .update(deliveries)
    .set({
      state: sql`case when ${deliveries.leaseEpoch} = ${lease.epoch} then 'pending' else 'uncertain' end`,
      lastError: sql`case when ${deliveries.leaseEpoch} = ${lease.epoch} then null else 'the sender ended before the answer came' end`,
    })
    .where(and(eq(deliveries.state, 'sending'), not(anyOf(deliveries.id, mine)), leaseHolds(lease)))
    .returning({ digestId: deliveries.digestId, state: deliveries.state });
  return left.flatMap(({ digestId, state }) => (state === 'uncertain' && digestId !== null ? [digestId] : []));
}
