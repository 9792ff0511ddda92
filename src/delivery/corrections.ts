import type { Api } from 'grammy';
import { editionById } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { setOut, toldItems } from '../digests/drafts/items.js';
import { messagesOfDraft } from '../digests/drafts/post.js';
import { changeDraft, publishedWith } from '../digests/drafts/store.js';
import type { Message } from '../texts/message.js';
import { text } from '../texts/texts.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { LongPause, type Pace } from './pace.js';
import { requestFor } from './request.js';
import { addCorrection, claimCorrections, type DueCorrection, endCorrection, sentParts } from './store.js';
import { tellDeskOfCorrection } from './tell-trouble.js';

/** Telegram deletes for everybody what is younger, ms; with a little for the way. */
const DELETABLE_MS = 48 * 3_600_000 - 60_000;
/** A correction that Telegram cannot take now is tried again so much later, ms, and so often in all. */
const RETRY_MS = 30_000;
const MOST_ATTEMPTS = 10;
/** Corrections a round of the tick: those of five seconds, the time between two; and how many are under way at once. */
const BATCH = 150;
const AT_ONCE = 16;
/** A correction waits no longer for its chat, ms: a group may have to wait for a minute. */
const PATIENCE_MS = 65_000;
/** One that was taken and not made, because its process ended, is taken again so much later, ms. */
const CLAIM_MS = 60_000;

/**
 * What is ordered for a digest's messages; `does-not-fit`: it would take more messages than were posted; `out-of-reach`:
 * they stand there, but Telegram did not say under which number.
 */
export type Correcting = 'ordered' | 'nothing-sent' | 'does-not-fit' | 'out-of-reach';

/**
 * Orders other words in place of a digest's messages as they were posted; messages of which nothing is left go. Call it
 * in the transaction that changes what the digest tells, and {@link runCorrections} behind it.
 * @param order.parts the messages as they ought to be; none: all of them go.
 */
export async function correctDigest(
  tx: Database,
  order: { digestId: number; parts: readonly Message[] },
  now: Date,
): Promise<Correcting> {
  const sent = await sentParts(tx, order.digestId);
  if (sent.length === 0) return 'nothing-sent';
  const partFor = pairing(
    sent.map(({ message }) => message),
    order.parts,
  );
  if (partFor === null) return 'does-not-fit';
  const changed = sent.flatMap(({ deliveryId, messageId, message }) => {
    const part = partFor.get(message) ?? null;
    return part !== null && isSame(part, message) ? [] : [{ deliveryId, messageId, message: part }];
  });
  if (changed.some(({ messageId }) => messageId === null)) return 'out-of-reach';
  for (const { deliveryId, message } of changed) await addCorrection(tx, { deliveryId, message }, now);
  return 'ordered';
}

/**
 * Takes a story out of every post of a desk that tells of it, as far as posts can be changed: the operator took it down.
 * Call it in the transaction that does so; the posts follow within seconds.
 */
export async function takeOutOfPosts(tx: Database, storyId: number, now: Date): Promise<void> {
  for (const { draft, digest } of await publishedWith(tx, storyId)) {
    const place = await editionById(tx, draft.editionId);
    if (!place) continue;
    const items = setOut(draft.items, storyId, true);
    const change = { draftId: draft.id, version: draft.version, from: ['published'] as const, by: null };
    await changeDraft(tx, { ...change, items }, now);
    const correctedAt = place.edition.marksCorrections ? now : null;
    const parts = messagesOfDraft(place, items, { digest, correctedAt });
    await correctDigest(tx, { digestId: digest.id, parts: toldItems(items).length === 0 ? [] : parts }, now);
  }
}

/**
 * Makes the corrections that are ordered. An edit may be made twice without harm: what a process leaves behind is made
 * by another.
 * @param options.digestId those of one digest, for which a person waits; left out, all that are due, at the pace of broadcasts.
 * @returns those that cannot be made, with why.
 */
export async function runCorrections(options: {
  db: Database;
  api: Api;
  now: Date;
  digestId?: number;
  pace?: Pace;
}): Promise<{ correction: DueCorrection; reason: string }[]> {
  const { db, api, now, digestId, pace } = options;
  const failed: { correction: DueCorrection; reason: string }[] = [];
  const until = new Date(now.getTime() + CLAIM_MS);
  const due = await claimCorrections(db, { now, until, limit: BATCH, ...(digestId === undefined ? {} : { digestId }) });
  const waiting = due.values();
  const work = async () => {
    for (const correction of waiting) {
      const { telegramId: chatId } = correction;
      const outcome = await inPace(pace, chatId, () => make(api, correction, now));
      const reason = await db.transaction(async (tx) => {
        const refused = await settle(tx, { correction, outcome, now });
        // Whoever waits for it hears of it at once; later nobody would.
        if (refused !== null && digestId === undefined) {
          await tellDeskOfCorrection(tx, { digestId: correction.digestId, at: correction.createdAt }, now);
        }
        return refused;
      });
      if (reason !== null) failed.push({ correction, reason });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}

function isSame(one: Message, other: Message): boolean {
  return one.html === other.html && one.preview === other.preview && one.isPreviewLarge === other.isPreviewLarge;
}

/** A chat that has to wait for hours is passed over, so that the others need not wait for it. */
async function inPace(pace: Pace | undefined, chatId: number, call: () => Promise<Outcome>): Promise<Outcome> {
  let land: (() => void) | undefined;
  try {
    land = await pace?.take({ chatId, isGroup: chatId < 0, urgent: false, patience: PATIENCE_MS });
  } catch (error) {
    if (error instanceof LongPause) return { kind: 'wait', seconds: error.ms / 1000, reason: error.message };
    throw error;
  }
  return call().finally(land);
}

/** Which new message takes the place of each that was sent; `null` where there are more of them. */
function pairing(sent: readonly Message[], parts: readonly Message[]): Map<Message, Message> | null {
  const tellsOne = (message: Message) => message.storyIds?.length === 1;
  // Posts of one story each keep their own, whichever of them goes.
  if (sent.length > 1 && sent.every(tellsOne) && parts.every(tellsOne)) {
    const byStory = new Map(parts.map((part) => [part.storyIds?.[0], part]));
    const isNew = parts.some(({ storyIds }) => !sent.some((message) => message.storyIds?.[0] === storyIds?.[0]));
    if (isNew) return null;
    return new Map(
      sent.flatMap((message): [Message, Message][] => {
        const part = byStory.get(message.storyIds?.[0]);
        return part ? [[message, part]] : [];
      }),
    );
  }
  if (parts.length > sent.length) return null;
  return new Map(
    sent.flatMap((message, index): [Message, Message][] => {
      const part = parts[index];
      return part ? [[message, part]] : [];
    }),
  );
}

async function make(api: Api, correction: DueCorrection, now: Date): Promise<Outcome> {
  const { deliveryId, message, form, telegramId, messageId, sentAt, language } = correction;
  try {
    if (message === null && now.getTime() - sentAt.getTime() < DELETABLE_MS) {
      await api.deleteMessage(telegramId, messageId);
    } else {
      // What can be deleted no more is edited away.
      const words = message ?? { html: text(language, 'digest-removed'), preview: null, buttons: [] };
      const to = { telegramId, threadId: 0, silent: false };
      const request = requestFor({ deliveryId, message: words, form, replyTo: null, to, paid: false });
      const { chat_id, text: html, parse_mode, link_preview_options, reply_markup } = request;
      await api.raw.editMessageText({
        chat_id,
        message_id: messageId,
        text: html,
        ...(parse_mode ? { parse_mode } : {}),
        link_preview_options,
        ...(reply_markup ? { reply_markup } : {}),
      });
    }
    return { kind: 'sent', messageId };
  } catch (error) {
    return outcomeOf({ error });
  }
}

/** Gives why it cannot be made; `null` where it is made, or is tried again. */
async function settle(
  db: Database,
  { correction, outcome, now }: { correction: DueCorrection; outcome: Outcome; now: Date },
): Promise<string | null> {
  const attempts = correction.attempts + 1;
  if (outcome.kind === 'sent' || outcome.kind === 'benign') {
    await endCorrection(db, correction.id, { state: 'done', attempts, doneAt: now });
    return null;
  }
  const mayPass = ['wait', 'unreachable', 'uncertain', 'process'].includes(outcome.kind);
  if (mayPass && attempts < MOST_ATTEMPTS) {
    const wait = outcome.kind === 'wait' ? outcome.seconds * 1000 : RETRY_MS;
    const nextAttemptAt = new Date(now.getTime() + wait);
    const lastError = 'reason' in outcome ? outcome.reason : null;
    await endCorrection(db, correction.id, { attempts, nextAttemptAt, lastError });
    return null;
  }
  await endCorrection(db, correction.id, { state: 'failed', attempts, lastError: outcome.reason });
  return outcome.reason;
}
