import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/connect.js';
import type { Log } from '../telemetry/log.js';
import { metrics } from '../telemetry/metrics.js';
import { type ClaimedUpdate, claimUpdates, finishUpdate, keepClaims } from './store.js';

/** The handling of stored updates. */
export interface WaitingUpdates {
  /** Something was stored. */
  wake(): void;
  /** Claims no more, and gives what is being handled 8 s to end. */
  stop(): Promise<void>;
}

/** Updates that are handled at once: those of one lane still follow one another. */
const CONCURRENCY = 200;
/** How often updates are looked for that another process stored or left behind, ms. */
const POLL_MS = 1_000;
const KEEP_CLAIMS_MS = 10_000;
const DRAIN_MS = 8_000;
/** An update whose handling ended the process this often is given up: it would end the next one too. */
const MOST_ATTEMPTS = 2;

/**
 * Handles stored updates: each once, those of a lane in their order, by whichever process claims them. One whose process
 * died is handled anew by another within a minute.
 * @param options.handle what is done with an update; it may fail only for reasons that it has told of.
 * @param options.forget makes an update new again: the process that had taken it did not finish.
 */
export function handleWaiting(options: {
  db: Database;
  log: Log;
  now: () => Date;
  handle: (update: unknown) => Promise<void>;
  forget: (updateId: number) => Promise<void>;
}): WaitingUpdates {
  const { db, log, now, handle, forget } = options;
  const underWay = new Map<number, Promise<void>>();
  let isStopping = false;
  let isWoken = false;
  let wakeUp: (() => void) | null = null;
  let keptAt = performance.now();

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        await turn();
      } catch (err) {
        log.error({ err }, 'updates that wait could not be claimed; trying again');
        await rest();
      }
    }
  }

  async function turn(): Promise<void> {
    if (performance.now() - keptAt > KEEP_CLAIMS_MS) {
      keptAt = performance.now();
      await keepClaims(db, [...underWay.keys()]);
    }
    const places = CONCURRENCY - underWay.size;
    isWoken = false;
    const claimed = places > 0 ? await claimUpdates(db, places) : [];
    for (const update of claimed) {
      const work = settle(update).finally(() => {
        underWay.delete(update.id);
        // The next of its lane may go now.
        wake();
      });
      underWay.set(update.id, work);
    }
    if (claimed.length < places || places === 0) await rest();
  }

  async function settle({ id, update, attempts, receivedAt }: ClaimedUpdate): Promise<void> {
    try {
      if (attempts > MOST_ATTEMPTS) log.error({ update: id }, 'an update ended its process twice and is given up');
      else {
        if (attempts > 1) await forget(id);
        await handle(update);
        metrics.updates.observe(Math.max(0, now().getTime() - receivedAt.getTime()) / 1000);
      }
    } catch (err) {
      // Its claim runs out, and it is tried once more.
      log.error({ err, update: id }, 'an update could not be handled');
      return;
    }
    await finish(id);
  }

  /** Kept until the database has heard of it: a handled update must not be handled again. */
  async function finish(id: number): Promise<void> {
    for (;;) {
      try {
        return await finishUpdate(db, id);
      } catch (err) {
        log.error({ err, update: id }, 'an update was handled and cannot be removed; trying again');
        await sleep(POLL_MS, undefined, { ref: false });
      }
    }
  }

  function wake(): void {
    isWoken = true;
    wakeUp?.();
  }

  /** Until something is stored or done, a second at most. */
  function rest(): Promise<void> {
    if (isWoken || isStopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      wakeUp = () => {
        clearTimeout(timer);
        wakeUp = null;
        resolve();
      };
    });
  }

  const running = run();
  return {
    wake,
    async stop() {
      isStopping = true;
      wakeUp?.();
      await running;
      await Promise.race([Promise.all(underWay.values()), sleep(DRAIN_MS, undefined, { ref: false })]);
    },
  };
}
