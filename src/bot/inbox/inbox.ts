import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../db/connect.js';
import type { Log } from '../../telemetry/log.js';
import { metrics } from '../../telemetry/metrics.js';
import { inBatches } from './batches.js';
import { createFloodGate } from './flood.js';
import { personOf } from './incoming.js';
import {
  type ClaimedUpdate,
  claimUpdates,
  finishUpdates,
  type IncomingUpdate,
  keepClaims,
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
 */
export function openInbox(options: {
  db: Database;
  log: Log;
  now: () => Date;
  handle: (update: unknown) => Promise<void>;
}): Inbox {
  const { db, log, now, handle } = options;
  const store = inBatches((updates: IncomingUpdate[]) => storeUpdates(db, updates, now()));
  const floodGate = createFloodGate();
  const underWay = new Map<number, Promise<void>>();
  /** Handled, but the database has not heard of it: they must not be handled again. */
  let handled: number[] = [];
  /** Those of people who flood, which wait their turn and take no place of others. */
  let slowed = 0;
  let isStopping = false;
  let isWoken = false;
  let wakeUp: (() => void) | null = null;
  let keptAt = performance.now();

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        await turn();
      } catch (err) {
        log.error({ err }, 'updates that wait could not be claimed or finished; trying again');
        isWoken = false;
        await rest();
      }
    }
  }

  async function turn(): Promise<void> {
    isWoken = false;
    await finish();
    if (performance.now() - keptAt > KEEP_CLAIMS_MS) {
      keptAt = performance.now();
      await keepClaims(db, [...underWay.keys()]);
    }
    const places = CONCURRENCY - underWay.size + slowed;
    const claimed = places > 0 ? await claimUpdates(db, places) : [];
    for (const update of claimed) {
      const work = settle(update).finally(() => {
        underWay.delete(update.id);
        // The next of its lane may go now.
        wake();
      });
      underWay.set(update.id, work);
    }
    if (claimed.length < places || places <= 0) await rest();
  }

  async function settle({ id, update, attempts, receivedAt }: ClaimedUpdate): Promise<void> {
    try {
      if (attempts > MOST_ATTEMPTS) log.error({ update: id }, 'an update ended its process twice and is given up');
      else {
        await slowDown(update);
        await handle(update);
        metrics.updates.observe(Math.max(0, now().getTime() - receivedAt.getTime()) / 1000);
      }
    } catch (err) {
      // Its claim runs out, and it is tried once more.
      log.error({ err, update: id }, 'an update could not be handled');
      return;
    }
    handled.push(id);
  }

  async function slowDown(update: unknown): Promise<void> {
    const person = personOf(update);
    const wait = person === null ? 0 : floodGate(person, performance.now());
    if (wait === 0 || isStopping) return;
    slowed++;
    await sleep(wait, undefined, { ref: false });
    slowed--;
  }

  async function finish(): Promise<void> {
    const ids = handled;
    handled = [];
    await finishUpdates(db, ids).catch((error: unknown) => {
      handled.push(...ids);
      throw error;
    });
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
    async take(updates) {
      await store(updates);
      wake();
    },
    async stop() {
      isStopping = true;
      wakeUp?.();
      await running;
      await Promise.race([Promise.all(underWay.values()), sleep(DRAIN_MS, undefined, { ref: false })]);
      await finish().catch((err: unknown) => {
        log.error({ err }, 'handled updates could not be removed; they are handled once more');
      });
    },
  };
}
