import { chatById } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { digestById, insertDigests } from '../digests/store.js';
import { finishByParts } from './settle.js';
import {
  deliveriesInDoubt,
  deliveryById,
  endDoubt,
  enqueue,
  markArrived,
  payloadsOf,
  takeOutOfDoubt,
  unsentPayloads,
} from './store.js';

/** A person does not want it later than this, ms. */
const RESENT_LIFE = 3_600_000;

/**
 * A button of a delivered message was pressed: it arrived, whatever was thought of it.
 * @param press.deliveryId as the button's data carries it.
 * @param press.telegramId the chat that it was pressed in: what a button's data says can be forged.
 * @returns whether it had been in doubt.
 */
export async function confirmArrived(
  db: Database,
  press: { deliveryId: number; telegramId: number; messageId: number | null },
  now: Date,
): Promise<boolean> {
  const { deliveryId, telegramId, messageId } = press;
  const delivery = await deliveryById(db, deliveryId);
  if (delivery?.state !== 'uncertain' || delivery.chatId === null) return false;
  const chat = await chatById(db, delivery.chatId);
  if (chat?.telegramId !== telegramId) return false;
  return db.transaction(async (tx) => {
    const arrived = await markArrived(tx, { deliveryId, messageId, now });
    if (arrived && arrived.digestId !== null) await finishByParts(tx, [arrived.digestId]);
    return arrived !== null;
  });
}

/**
 * Sends an uncertain message once more, because a person says that it did not arrive: the same bytes, as a digest of its
 * own. Asked twice, it does nothing the second time.
 * @param ask.chatId our id of the chat that asks.
 * @returns the new digest's id; `null` where nothing of this chat's is in doubt.
 */
export async function resend(
  db: Database,
  ask: { deliveryId: number; chatId: number },
  now: Date,
): Promise<number | null> {
  return db.transaction(async (tx) => {
    const delivery = await takeOutOfDoubt(tx, ask);
    if (delivery === null || delivery.digestId === null) return null;
    const digest = await digestById(tx, delivery.digestId);
    const message = (await payloadsOf(tx, [delivery.payloadHash])).get(delivery.payloadHash);
    if (!digest || !message) return null;
    const key = `resent:${delivery.id}`;
    const { chatId, scheduleId, slotAt, windowFrom, windowUntil, storyIds } = digest;
    const ids = await insertDigests(tx, [
      {
        chatId,
        scheduleId,
        kind: 'resent',
        key,
        slotAt,
        windowFrom,
        windowUntil,
        storyIds,
        state: 'planned',
        createdAt: now,
        expiresAt: new Date(now.getTime() + RESENT_LIFE),
      },
    ]);
    const digestId = ids.get(key);
    if (digestId === undefined) throw new Error(`The delivery ${delivery.id} was sent once more already.`);
    await enqueue(tx, [{ digestId, chatId, parts: [message], priority: 0, now }]);
    await finishByParts(tx, [digest.id]);
    return digestId;
  });
}

/** Sends once more all of a chat's messages that are in doubt; see `resend`. Gives how many. */
export async function resendDoubtful(db: Database, chatId: number, now: Date): Promise<number> {
  let sent = 0;
  for (const { id } of (await deliveriesInDoubt(db, chatId)).reverse()) {
    if ((await resend(db, { deliveryId: id, chatId }, now)) !== null) sent++;
  }
  return sent;
}

/**
 * A desk looked into its channel and saw the messages of a digest of which nobody knew. Call it in the transaction of that decision.
 * @returns whether any had been in doubt.
 */
export async function confirmPosted(tx: Database, digestId: number, now: Date): Promise<boolean> {
  const arrived = await endDoubt(tx, { digestId, state: 'sent', now });
  if (arrived) await finishByParts(tx, [digestId]);
  return arrived;
}

/**
 * A desk says that what is in doubt of a digest did not arrive: nobody sends it any more by itself. Call it in the
 * transaction that posts it anew.
 * @returns the stories of the messages that did not arrive; `all`: none did.
 */
export async function giveUpDoubt(tx: Database, digestId: number, now: Date): Promise<number[] | 'all'> {
  if (await endDoubt(tx, { digestId, state: 'failed', now })) await finishByParts(tx, [digestId]);
  const { hashes, isWhole } = await unsentPayloads(tx, digestId);
  if (isWhole) return 'all';
  const messages = await payloadsOf(tx, hashes);
  return [...messages.values()].flatMap(({ storyIds = [] }) => storyIds);
}
