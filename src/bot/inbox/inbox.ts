import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../db/connect.js';
import type { Log } from '../../telemetry/log.js';
import { metrics } from '../../telemetry/metrics.js';
import { inBatches } from './batches.js';
import { createFloodGate } from './flood.js';
import { personOf } from './incoming.js';
import { createSignal } from './signal.js';
import {
  type ClaimedUpdate,
  finishAndClaim,
  type IncomingUpdate,
  keepClaims,
  releaseClaims,
  storeUpdates,
} from './store.js';

/** Where updates wait between being told of and being handled, whichever way they came. */
export interface Inbox {
  /**
   * Settles when the updates are stored: from then on they are handled, whatever becomes of this process. While more
   * wait than can be handled, it takes its time, so that they wait with Telegram, which keeps them for free.
   */
  take(updates: readonly IncomingUpdate[]): Promise<void>;
  /** Claims no more, and gives what is being handled 8 s to end. */
  stop(): Promise<void>;
}

/** Updates that are handled at once: those of one lane still follow one another. */
const CONCURRENCY = 200;
/** How often the whole table is looked through for what another process stored or left behind, ms. */
const LOOK_MS = 1_000;
/**
 * How soon where something had to wait for its lane, ms: of two statements at once, one that frees a lane and one that
 * stores into it, neither sees the other.
 */
const LOOK_SOON_MS = 100;
/**
 * How often updates are stored, and how often what is handled is removed, ms: a statement costs nearly the same for one
 * as for ten. The first after a rest goes at once.
 */
const STORE_MS = 8;
const FINISH_MS = 20;
/** So long new updates are held back for want of a place; after that they are stored and wait in the table, ms. */
const HOLD_MS = 2_000;
const KEEP_CLAIMS_MS = 10_000;
const DRAIN_MS = 8_000;
/** An update whose handling ended the process this often is given up: it would end the next one too. */
const MOST_ATTEMPTS = 2;

/**
 * Handles stored updates: each once, those of a lane in their order, by whichever process claims them. One whose process
 * died is handled anew by another within a minute.
 *
 * An update that only what is handled here stands before is claimed by the statement that stores it, and handled from
 * memory; any other by the statement that removes the one before it.
 * @param options.handle what is done with an update; it may fail only for reasons that it has told of.
 */
export function openInbox(options: {
  db: Database;
  log: Log;
  now: () => Date;
  handle: (update: unknown) => Promise<void>;
}): Inbox {
  const { db, log, now, handle } = options;
  const store = inBatches({ run: storeAndBegin, everyMs: STORE_MS });
  const floodGate = createFloodGate();
  const underWay = new Map<number, Promise<boolean>>();
  /** The last that was claimed of each lane which is under way. */
  const lastOfLane = new Map<number, Promise<boolean>>();
  /** Handled, but the database has not heard of it: they must not be handled again. */
  let handled: IncomingUpdate[] = [];
  /** Those of them that it is being told of. */
  let finishing: readonly IncomingUpdate[] = [];
  /** Of those under way: behind another of their lane, or slowed down. They take no place of others. */
  let resting = 0;
  /** Claimed, and not begun when the process was stopped. */
  const unbegun: number[] = [];
  const stopping = new AbortController();
  /** Something was stored or done. */
  const news = createSignal();
  /** There may be a place for what is held back. */
  const room = createSignal();
  /** More waits than there were places for: the oldest go first, so that nothing is claimed as it comes. */
  let isBehind = false;
  /** When all lanes are looked through next, ms of `performance`. */
  let lookAt = performance.now();
  let keptAt = performance.now();
  let finishedAt = Number.NEGATIVE_INFINITY;

  const places = () => Math.max(0, CONCURRENCY - underWay.size + resting);

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await turn();
      } catch (err) {
        log.error({ err }, 'updates that wait could not be claimed or finished; trying again');
        await sleep(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  async function turn(): Promise<void> {
    if (performance.now() - keptAt > KEEP_CLAIMS_MS) {
      keptAt = performance.now();
      await keepClaims(db, [...underWay.keys()]);
    }
    const limit = places();
    const everywhere = limit > 0 && (isBehind || performance.now() >= lookAt);
    if (everywhere) {
      lookAt = performance.now() + LOOK_MS;
      isBehind = false;
    }
    const count = handled.length;
    const claimed = await finish({ limit, everywhere });
    begin(claimed);
    if (claimed.length === limit && (everywhere || limit < count)) {
      // Where no place was left at all, the next look tells whether anything waits.
      if (limit === 0) lookSoon();
      else isBehind = true;
    }
    if (!isBehind) room.raise();
    await rest();
  }

  /** Until there is something to do. */
  async function rest(): Promise<void> {
    if (stopping.signal.aborted) return;
    if (places() === 0) await news.wait(LOOK_MS);
    else if (!isBehind) await news.wait(lookAt - performance.now());
    const wait = finishedAt + FINISH_MS - performance.now();
    if (wait > 0) await sleep(wait);
  }

  /** Tells the database what is handled, and claims what may go now. */
  async function finish(wanted: { limit: number; everywhere: boolean }): Promise<ClaimedUpdate[]> {
    const done = handled;
    if (done.length === 0 && !wanted.everywhere) return [];
    finishing = done;
    handled = [];
    finishedAt = performance.now();
    try {
      return await finishAndClaim(db, { done, ...wanted });
    } catch (error) {
      handled.push(...done);
      throw error;
    } finally {
      finishing = [];
    }
  }

  async function storeAndBegin(updates: IncomingUpdate[]): Promise<void> {
    await roomFor(updates.length);
    const claims = !stopping.signal.aborted && !isBehind && updates.length <= places();
    const ours = claims ? [...underWay.keys(), ...[...handled, ...finishing].map(({ id }) => id)] : null;
    const { claimed, left } = await storeUpdates(db, updates, { now: now(), ours });
    begin(claimed);
    if (left === 0) return;
    if (!claims) isBehind = true;
    lookSoon();
    news.raise();
  }

  /** Until there is a place for so many and nothing older waits for one, or was waited for long enough. */
  async function roomFor(count: number): Promise<void> {
    const until = performance.now() + HOLD_MS;
    while ((isBehind || places() < Math.min(count, CONCURRENCY)) && !stopping.signal.aborted) {
      const wait = until - performance.now();
      if (wait <= 0) return;
      await room.wait(wait);
    }
  }

  function lookSoon(): void {
    lookAt = Math.min(lookAt, performance.now() + LOOK_SOON_MS);
  }

  function begin(claimed: readonly ClaimedUpdate[]): void {
    for (const update of claimed) {
      const { id, lane } = update;
      if (underWay.has(id)) continue;
      const work = inItsTurn(update, lastOfLane.get(lane)).finally(() => {
        underWay.delete(id);
        if (lastOfLane.get(lane) === work) lastOfLane.delete(lane);
        news.raise();
        room.raise();
      });
      underWay.set(id, work);
      lastOfLane.set(lane, work);
    }
  }

  /** Handles it after the one before it in its lane, and not at all where that one must be tried again. */
  async function inItsTurn(update: ClaimedUpdate, before: Promise<boolean> | undefined): Promise<boolean> {
    if (!before) return settle(update);
    resting++;
    const mayGo = await before;
    resting--;
    if (mayGo) return settle(update);
    if (stopping.signal.aborted) unbegun.push(update.id);
    return false;
  }

  /** Whether it is done with. */
  async function settle({ attempts, receivedAt, ...update }: ClaimedUpdate): Promise<boolean> {
    try {
      if (attempts > MOST_ATTEMPTS)
        log.error({ update: update.id }, 'an update ended its process twice and is given up');
      else {
        await slowDown(update);
        if (stopping.signal.aborted) {
          unbegun.push(update.id);
          return false;
        }
        await handle(update.update);
        metrics.updates.observe(Math.max(0, now().getTime() - receivedAt.getTime()) / 1000);
      }
    } catch (err) {
      // Its claim runs out, and it is tried once more.
      log.error({ err, update: update.id }, 'an update could not be handled');
      return false;
    }
    handled.push(update);
    return true;
  }

  async function slowDown({ update }: IncomingUpdate): Promise<void> {
    const person = personOf(update);
    const wait = person === null ? 0 : floodGate(person, performance.now());
    if (wait === 0) return;
    resting++;
    await sleep(wait, undefined, { ref: false, signal: stopping.signal }).catch(() => {});
    resting--;
  }

  /** What was handled goes, and what was not begun waits for whoever claims it next. */
  async function giveBack(): Promise<void> {
    await finish({ limit: 0, everywhere: false });
    await releaseClaims(db, unbegun);
  }

  const running = run();
  return {
    async take(updates) {
      if (updates.length > 0) await store(updates);
    },
    async stop() {
      stopping.abort();
      news.raise();
      room.raise();
      await running;
      await Promise.race([Promise.all(underWay.values()), sleep(DRAIN_MS, undefined, { ref: false })]);
      await giveBack().catch((err: unknown) => {
        log.error({ err }, 'handled updates could not be removed; they are handled once more');
      });
    },
  };
}
