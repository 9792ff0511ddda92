import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../db/connect.js';
import type { Log } from '../../telemetry/log.js';
import { metrics } from '../../telemetry/metrics.js';
import { inBatches } from './batches.js';
import { createFloodGate } from './flood.js';
import { personOf } from './incoming.js';
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
  /** Settles when the updates are stored: from then on they are handled, whatever becomes of this process. */
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
  const store = inBatches(storeAndBegin);
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
  let isWoken = false;
  let wakeUp: (() => void) | null = null;
  /** More waits than there were places for: the oldest go first, so that nothing is claimed as it comes. */
  let isBehind = false;
  /** When all lanes are looked through next, ms of `performance`. */
  let lookAt = performance.now();
  let keptAt = performance.now();

  const places = () => Math.max(0, CONCURRENCY - underWay.size + resting);

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await turn();
      } catch (err) {
        log.error({ err }, 'updates that wait could not be claimed or finished; trying again');
        isWoken = false;
        await rest(LOOK_MS);
      }
    }
  }

  async function turn(): Promise<void> {
    isWoken = false;
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
    if (limit < handled.length) isBehind = true;
    const claimed = await finish({ limit, everywhere });
    begin(claimed);
    if (everywhere && claimed.length === limit) isBehind = true;
    if (places() === 0) await rest(LOOK_MS);
    else if (!isBehind) await rest(lookAt - performance.now());
  }

  /** Tells the database what is handled, and claims what may go now. */
  async function finish(wanted: { limit: number; everywhere: boolean }): Promise<ClaimedUpdate[]> {
    const done = handled;
    if (done.length === 0 && !wanted.everywhere) return [];
    finishing = done;
    handled = [];
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
    const claims = !stopping.signal.aborted && !isBehind && updates.length <= places();
    const ours = claims ? [...underWay.keys(), ...[...handled, ...finishing].map(({ id }) => id)] : null;
    const { claimed, left } = await storeUpdates(db, updates, { now: now(), ours });
    begin(claimed);
    if (left === 0) return;
    if (!claims) isBehind = true;
    lookAt = Math.min(lookAt, performance.now() + LOOK_SOON_MS);
    wake();
  }

  function begin(claimed: readonly ClaimedUpdate[]): void {
    for (const update of claimed) {
      const { id, lane } = update;
      if (underWay.has(id)) continue;
      const work = inItsTurn(update, lastOfLane.get(lane)).finally(() => {
        underWay.delete(id);
        if (lastOfLane.get(lane) === work) lastOfLane.delete(lane);
        wake();
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

  function wake(): void {
    isWoken = true;
    wakeUp?.();
  }

  /** Until something is stored or done, or for so long. */
  function rest(ms: number): Promise<void> {
    if (isWoken || stopping.signal.aborted || ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        wakeUp = null;
        resolve();
      };
    });
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
      wakeUp?.();
      await running;
      await Promise.race([Promise.all(underWay.values()), sleep(DRAIN_MS, undefined, { ref: false })]);
      await giveBack().catch((err: unknown) => {
        log.error({ err }, 'handled updates could not be removed; they are handled once more');
      });
    },
  };
}
