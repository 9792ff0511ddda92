import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { chats, corrections, deliveries } from '../../db/schema.js';
import type { Message } from '../../texts/message.js';
import type { InterfaceLanguage } from '../../vocabulary.js';
import { savePayload } from './enqueue.js';
import { payloadsOf } from './queue.js';

/** What is to become of a message that was sent. */
export type Correction = typeof corrections.$inferSelect;

/** A message of a digest that arrived, as it stands now. */
export interface SentPart {
  deliveryId: number;
  part: number;
  /** Telegram's number of it; `null` where it did not tell, or the group moved: it cannot be changed. */
  messageId: number | null;
  message: Message;
}

/** A correction with where its message is. */
export interface DueCorrection extends Correction {
  /** `null`: the message goes. */
  message: Message | null;
  digestId: number;
  form: 'html' | 'plain';
  telegramId: number;
  language: InterfaceLanguage;
  messageId: number;
  sentAt: Date;
}

/** The messages of a digest that arrived and were not removed, in order, as corrections have left them. */
export async function sentParts(db: Database, digestId: number): Promise<SentPart[]> {
  const sent = await db
    .select({
      id: deliveries.id,
      part: deliveries.part,
      messageId: deliveries.messageId,
      payloadHash: deliveries.payloadHash,
    })
    .from(deliveries)
    .where(and(eq(deliveries.digestId, digestId), eq(deliveries.state, 'sent')))
    .orderBy(asc(deliveries.part));
  const ids = sent.map(({ id }) => id);
  const made =
    ids.length === 0
      ? []
      : await db
          .select()
          .from(corrections)
          .where(and(anyOf(corrections.deliveryId, ids), inArray(corrections.state, ['pending', 'done'])))
          .orderBy(desc(corrections.id));
  const hashes = sent.map(({ id, payloadHash }) => {
    const last = made.find(({ deliveryId }) => deliveryId === id);
    return last ? last.payloadHash : payloadHash;
  });
  const bodies = await payloadsOf(
    db,
    hashes.flatMap((hash) => hash ?? []),
  );
  return sent.flatMap(({ id, part, messageId }, index) => {
    const message = bodies.get(hashes[index] ?? '');
    return message ? [{ deliveryId: id, part, messageId, message }] : [];
  });
}

/** Puts a correction down to be made; one of the same message that waits is replaced by it. */
export async function addCorrection(
  tx: Database,
  order: { deliveryId: number; message: Message | null },
  now: Date,
): Promise<void> {
  const { deliveryId, message } = order;
  await tx.delete(corrections).where(and(eq(corrections.deliveryId, deliveryId), eq(corrections.state, 'pending')));
  const payloadHash = message === null ? null : await savePayload(tx, message, now);
  await tx.insert(corrections).values({ deliveryId, payloadHash, createdAt: now });
}

/**
 * Takes corrections of messages that arrived and may be tried, the oldest first; of one digest, where it is named. Nobody
 * else takes them until `until`; after that they may be tried again.
 */
export async function claimCorrections(
  db: Database,
  options: { now: Date; until: Date; limit: number; digestId?: number },
): Promise<DueCorrection[]> {
  const { now, until, limit, digestId } = options;
  const due = db
    .select({ id: corrections.id })
    .from(corrections)
    .innerJoin(deliveries, eq(deliveries.id, corrections.deliveryId))
    .where(
      and(
        eq(corrections.state, 'pending'),
        or(isNull(corrections.nextAttemptAt), lte(corrections.nextAttemptAt, now)),
        eq(deliveries.state, 'sent'),
        isNotNull(deliveries.messageId),
        digestId === undefined ? undefined : eq(deliveries.digestId, digestId),
      ),
    )
    .orderBy(asc(corrections.id))
    .limit(limit)
    .for('update', { of: corrections, skipLocked: true });
  const claimed = await db
    .update(corrections)
    .set({ nextAttemptAt: until })
    .where(inArray(corrections.id, due))
    .returning({ id: corrections.id });
  const rows =
    claimed.length === 0
      ? []
      : await db
          .select({
            correction: corrections,
            digestId: deliveries.digestId,
            form: deliveries.form,
            telegramId: chats.telegramId,
            language: chats.language,
            messageId: deliveries.messageId,
            sentAt: deliveries.sentAt,
          })
          .from(corrections)
          .innerJoin(deliveries, eq(deliveries.id, corrections.deliveryId))
          .innerJoin(chats, eq(chats.id, deliveries.chatId))
          .where(
            anyOf(
              corrections.id,
              claimed.map(({ id }) => id),
            ),
          )
          .orderBy(asc(corrections.id));
  const bodies = await payloadsOf(
    db,
    rows.flatMap(({ correction }) => correction.payloadHash ?? []),
  );
  return rows.flatMap(({ correction, digestId, messageId, sentAt, ...chat }) => {
    const message = correction.payloadHash === null ? null : bodies.get(correction.payloadHash);
    if (messageId === null || digestId === null || message === undefined) return [];
    return [{ ...correction, message, digestId, ...chat, messageId, sentAt: sentAt ?? correction.createdAt }];
  });
}

/** Writes down what a correction came to. */
export async function endCorrection(
  db: Database,
  id: number,
  change: Partial<Pick<Correction, 'state' | 'attempts' | 'nextAttemptAt' | 'lastError' | 'doneAt'>>,
): Promise<void> {
  await db.update(corrections).set(change).where(eq(corrections.id, id));
}
