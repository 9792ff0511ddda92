import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { deliveries } from '../../db/schema.js';
import { type FinishedDigest, finishingDigests } from '../../digests/store.js';

export type DeliveryState = typeof deliveries.$inferSelect.state;

/** What becomes of a delivery after a try. */
export interface DeliveryChange {
  id: number;
  /** The epoch under which it was claimed; `null` where it was closed without a try. */
  epoch: number | null;
  state: DeliveryState;
  form?: 'plain';
  messageId?: number | null;
  error?: string;
  nextAttemptAt?: Date;
  /** It was claimed and not tried after all. */
  untried?: boolean;
}

/**
 * Writes down what became of deliveries and of digests that ended with them, in one statement. Only a delivery that is
 * still `sending` under the same epoch changes, with one exception: that it arrived is true even if a successor has
 * called it uncertain meanwhile.
 */
export async function writeChanges(
  tx: Database,
  changes: readonly DeliveryChange[],
  finished: readonly FinishedDigest[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const withDigests = finished.length === 0 ? sql`` : sql`with finished as (${finishingDigests(finished)})`;
  const rows = changes.map((change) => ({
    id: change.id,
    epoch: change.epoch,
    state: change.state,
    form: change.form ?? null,
    message: change.messageId ?? null,
    error: change.error ?? null,
    next: change.nextAttemptAt?.toISOString() ?? null,
    untried: change.untried ? 1 : 0,
  }));
  await tx.execute(sql`
    ${withDigests}
    update ${deliveries} set
      state = row.state,
      form = coalesce(row.form, deliveries.form),
      message_id = coalesce(row.message, deliveries.message_id),
      last_error = row.error,
      next_attempt_at = row.next,
      attempts = deliveries.attempts - row.untried,
      sent_at = case when row.state = 'sent' then ${now.toISOString()}::timestamptz end
    from json_to_recordset(${JSON.stringify(rows)}::json) as row(
      id bigint, epoch bigint, state text, form text, message bigint, error text, next timestamptz, untried integer
    )
    where deliveries.id = row.id and (
      (deliveries.state = 'sending' and deliveries.lease_epoch = row.epoch)
      or (deliveries.state = 'uncertain' and row.state = 'sent')
      or (deliveries.state in ('pending', 'deferred') and row.epoch is null)
    )`);
}

/** Gives up everything that waits for a chat that cannot receive. Gives the digests concerned. */
export async function giveUpChat(tx: Database, chatId: number, reason: string): Promise<number[]> {
  const given = await tx
    .update(deliveries)
    .set({ state: 'failed', lastError: reason, nextAttemptAt: null })
    .where(and(eq(deliveries.chatId, chatId), inArray(deliveries.state, ['pending', 'deferred'])))
    .returning({ digestId: deliveries.digestId });
  return given.flatMap(({ digestId }) => digestId ?? []);
}

/** The parts of digests with what became of them, in order. */
export async function partsOf(
  db: Database,
  digestIds: readonly number[],
): Promise<{ digestId: number; state: DeliveryState; error: string | null }[]> {
  if (digestIds.length === 0) return [];
  const rows = await db
    .select({ digestId: deliveries.digestId, state: deliveries.state, error: deliveries.lastError })
    .from(deliveries)
    .where(anyOf(deliveries.digestId, digestIds))
    .orderBy(deliveries.digestId, deliveries.part);
  return rows.flatMap(({ digestId, ...row }) => (digestId === null ? [] : [{ digestId, ...row }]));
}

/** A delivery of which nobody knows whether it arrived. */
export interface DoubtfulDelivery {
  id: number;
  digestId: number | null;
  part: number;
  parts: number;
  createdAt: Date;
}

/** The deliveries to a chat of which nobody knows whether they arrived, the newest first, ten at most. */
export async function deliveriesInDoubt(db: Database, chatId: number): Promise<DoubtfulDelivery[]> {
  return db
    .select({
      id: deliveries.id,
      digestId: deliveries.digestId,
      part: deliveries.part,
      parts: deliveries.parts,
      createdAt: deliveries.createdAt,
    })
    .from(deliveries)
    .where(and(eq(deliveries.chatId, chatId), eq(deliveries.state, 'uncertain')))
    .orderBy(desc(deliveries.id))
    .limit(10);
}

/** The delivery of an id, or `null`. */
export async function deliveryById(db: Database, id: number): Promise<typeof deliveries.$inferSelect | null> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  return row ?? null;
}

/** An uncertain delivery arrived after all. Gives its digest, or `null` where nothing was in doubt. */
export async function markArrived(
  tx: Database,
  options: { deliveryId: number; messageId: number | null; now: Date },
): Promise<{ digestId: number | null } | null> {
  const [row] = await tx
    .update(deliveries)
    .set({ state: 'sent', messageId: options.messageId, lastError: null, sentAt: options.now })
    .where(and(eq(deliveries.id, options.deliveryId), eq(deliveries.state, 'uncertain')))
    .returning({ digestId: deliveries.digestId });
  return row ?? null;
}

/** A person says that an uncertain delivery of his chat did not arrive: it failed. Gives it, or `null` where none was in doubt. */
export async function takeOutOfDoubt(
  tx: Database,
  options: { deliveryId: number; chatId: number },
): Promise<typeof deliveries.$inferSelect | null> {
  const [row] = await tx
    .update(deliveries)
    .set({ state: 'failed', lastError: 'the reader says that it did not arrive' })
    .where(
      and(
        eq(deliveries.id, options.deliveryId),
        eq(deliveries.chatId, options.chatId),
        eq(deliveries.state, 'uncertain'),
      ),
    )
    .returning();
  return row ?? null;
}

/** Is any message of a digest in doubt? */
export async function isDoubtful(db: Database, digestId: number): Promise<boolean> {
  const found = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.digestId, digestId), eq(deliveries.state, 'uncertain')))
    .limit(1);
  return found.length > 0;
}

/** The messages of a digest that are in doubt arrived, or did not: somebody looked. Gives whether there were any. */
export async function endDoubt(
  tx: Database,
  { digestId, state, now }: { digestId: number; state: 'sent' | 'failed'; now: Date },
): Promise<boolean> {
  const change =
    state === 'sent' ? { sentAt: now, lastError: null } : { lastError: 'the desk says that it did not arrive' };
  const ended = await tx
    .update(deliveries)
    .set({ state, ...change })
    .where(and(eq(deliveries.digestId, digestId), eq(deliveries.state, 'uncertain')))
    .returning({ id: deliveries.id });
  return ended.length > 0;
}

/** The payloads of a digest's messages that were not sent, and whether none was. */
export async function unsentPayloads(tx: Database, digestId: number): Promise<{ hashes: string[]; isWhole: boolean }> {
  const parts = await tx
    .select({ state: deliveries.state, hash: deliveries.payloadHash })
    .from(deliveries)
    .where(eq(deliveries.digestId, digestId));
  const unsent = parts.filter(({ state }) => state !== 'sent');
  return { hashes: unsent.map(({ hash }) => hash), isWhole: unsent.length === parts.length };
}

/** The messages of these chats have other numbers now: none of theirs is answered or changed by its old one. */
export async function forgetMessageIds(tx: Database, chatIds: readonly number[]): Promise<void> {
  if (chatIds.length === 0) return;
  await tx.update(deliveries).set({ messageId: null, replyTo: null }).where(anyOf(deliveries.chatId, chatIds));
}
