import { losePlace } from '../chats/place.js';
import { chatById, pauseSchedules } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { type FinishedDigest, finishDigests } from '../digests/store.js';
import { metrics } from '../telemetry/metrics.js';
import { moveTelegramChat } from './moving.js';
import { type DeliveryState, giveUpChat, partsOf, savePause, writeChanges } from './store.js';
import { tellDesksOfTrouble, troubled } from './tell-trouble.js';
import { changeFor, type Decided, digestStateOf } from './verdict.js';

const FINAL: ReadonlySet<DeliveryState> = new Set(['sent', 'uncertain', 'failed', 'expired']);

/** Verdicts that mean something for more than their own delivery. */
const FAR_REACHING: ReadonlySet<Decided['verdict']['kind']> = new Set(['gone', 'moved', 'rights', 'topic', 'wait']);

/**
 * Writes down what deliveries came to, and what follows from it for their chats and digests: a batch is settled whole or
 * not at all. Where nothing follows but that digests of one message have ended, as in a broadcast, it takes one statement.
 */
export async function settle(db: Database, batch: readonly Decided[], now: Date): Promise<void> {
  const changes = batch.map((decided) => changeFor(decided, now));
  const finished: FinishedDigest[] = [];
  const touched: number[] = [];
  for (const [index, { delivery }] of batch.entries()) {
    const change = changes[index];
    if (!change || delivery.digestId === null || !FINAL.has(change.state)) continue;
    const state = delivery.parts === 1 ? digestStateOf([{ state: change.state, error: change.error ?? null }]) : null;
    if (state) finished.push({ id: delivery.digestId, ...state });
    else touched.push(delivery.digestId);
  }
  const farReaching = batch.filter(({ verdict }) => FAR_REACHING.has(verdict.kind));
  if (touched.length === 0 && farReaching.length === 0 && troubled(finished).length === 0) {
    await writeChanges(db, changes, finished, now);
  } else {
    await db.transaction(async (tx) => {
      await writeChanges(tx, changes, finished, now);
      for (const decided of farReaching) touched.push(...(await followUp(tx, decided, now)));
      finished.push(...(await finishByParts(tx, touched)));
      await tellDesksOfTrouble(tx, finished, now);
    });
  }
  for (const { state } of finished) metrics.digests.inc({ state });
}

/** Writes down what became of these digests, as far as all their parts are decided. Gives those that are. */
export async function finishByParts(tx: Database, digestIds: readonly number[]): Promise<FinishedDigest[]> {
  const parts = new Map<number, { state: DeliveryState; error: string | null }[]>();
  for (const { digestId, ...part } of await partsOf(tx, [...new Set(digestIds)])) {
    parts.set(digestId, [...(parts.get(digestId) ?? []), part]);
  }
  const finished = [...parts].flatMap(([id, own]): FinishedDigest[] => {
    const state = digestStateOf(own);
    return state ? [{ id, ...state }] : [];
  });
  await finishDigests(tx, finished);
  return finished;
}

/** What a verdict means for the chat. Gives the digests whose parts were given up with it. */
async function followUp(tx: Database, { delivery, verdict }: Decided, now: Date): Promise<number[]> {
  const { to } = delivery;
  switch (verdict.kind) {
    case 'moved':
      await moveTelegramChat(tx, { from: to.telegramId, to: verdict.to });
      return [];
    case 'wait': {
      const scope = verdict.scope === 'token' ? 'token' : (`chat:${to.telegramId}` as const);
      await savePause(tx, { scope, until: new Date(now.getTime() + verdict.seconds * 1000), reason: verdict.reason });
      return [];
    }
    case 'gone':
    case 'rights':
    case 'topic': {
      const chat = delivery.chatId === null ? null : await chatById(tx, delivery.chatId);
      if (chat === null) return [];
      await losePlace(tx, { chat, state: verdict.kind, reason: verdict.reason }, now);
      if (verdict.kind !== 'gone') await pauseSchedules(tx, chat.id, now);
      return giveUpChat(tx, chat.id, verdict.reason);
    }
    default:
      return [];
  }
}
