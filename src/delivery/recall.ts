import type { Database } from '../db/connect.js';
import { expireDigests } from '../digests/store.js';
import type { Message } from '../texts/message.js';
import {
  addRecall,
  correctRecalled,
  type Deliveries,
  deliveriesBelow,
  dueRecalls,
  endRecall,
  newestDelivery,
  type Recall,
  replacePayload,
  tellingPayloads,
  walkRecalls,
} from './store.js';
import { withoutStories } from './withdrawn.js';

/** A planner works on with the stories that it has read: what it wrote meanwhile is walked through once more, ms later. */
const ONCE_MORE_AFTER_MS = 15 * 60_000;
/** Deliveries are numbered in about the order of their moments, ms. */
const MARGIN_MS = 3_600_000;
/** Deliveries of a transaction, transactions of a round, and bodies that are changed at once. */
const BATCH = 10_000;
const BATCHES = 20;
const BODIES = 200;

/**
 * Orders stories to be taken out of what readers were sent, and of what still waits. Call it in the transaction that
 * takes them down; {@link runRecalls} does it behind, and goes on where it was after a crash.
 * @param order.since messages that were made before stay as they are.
 */
export async function recallStories(
  tx: Database,
  order: { storyIds: readonly number[]; since: Date; now: Date },
): Promise<void> {
  const { storyIds, since, now } = order;
  if (storyIds.length === 0) return;
  await addRecall(tx, { storyIds, since, startAt: now });
  await addRecall(tx, { storyIds, since: now, startAt: new Date(now.getTime() + ONCE_MORE_AFTER_MS) });
}

/**
 * Walks on through the outbox for the recalls that are due, so many deliveries a round: what waits there is sent without
 * the stories, and what was sent gets a correction, which goes at the pace of corrections.
 * @returns the messages that are sent otherwise or corrected.
 */
export async function runRecalls(options: { db: Database; now: Date; batch?: number }): Promise<number> {
  const { db, now, batch = BATCH } = options;
  const recalls = await dueRecalls(db, now);
  if (recalls.length === 0) return 0;
  for (const recall of recalls) if (recall.doneFrom === null) await changeBodies(db, recall, now);
  const top = (await newestDelivery(db)) + 1;
  // One walk serves all of them: that of the one which has farthest to go.
  let from = Math.max(...recalls.map(({ doneFrom }) => doneFrom ?? top));
  let changed = 0;
  for (let n = 0; n < BATCHES; n++) {
    const page = await deliveriesBelow(db, { id: from, limit: batch });
    changed += await db.transaction(async (tx) => {
      const { corrected, emptied } = page ? await correctRecalled(tx, { page, now }) : { corrected: 0, emptied: [] };
      await expireDigests(tx, emptied, now);
      await walkRecalls(tx, { ids: recalls.map(({ id }) => id), doneFrom: page?.lowest ?? from });
      return corrected;
    });
    const over = recalls.filter(({ since }) => isBehind(page, since));
    await endRecall(
      db,
      over.map(({ id }) => id),
    );
    if (page === null || over.length === recalls.length) break;
    from = page.lowest;
  }
  return changed;
}

/** Was everything made since then walked through? */
function isBehind(page: Deliveries | null, since: Date): boolean {
  return page === null || page.madeAt.getTime() < since.getTime() - MARGIN_MS;
}

/** Each body that tells one of the stories, changed once, whoever got it. */
async function changeBodies(db: Database, { storyIds }: Recall, now: Date): Promise<void> {
  const gone = new Set(storyIds);
  let above = '';
  for (;;) {
    const bodies: { hash: string; message: Message }[] = await tellingPayloads(db, { storyIds, above, limit: BODIES });
    await db.transaction(async (tx) => {
      for (const { hash, message } of bodies) {
        const rest = withoutStories(message, gone);
        if (rest) await replacePayload(tx, { hash, message: rest, now });
      }
    });
    above = bodies.at(-1)?.hash ?? '';
    if (bodies.length < BODIES) return;
  }
}
