import { setImmediate as endOfTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../db/connect.js';
import type { Log } from '../../telemetry/log.js';
import { metrics } from '../../telemetry/metrics.js';
import { type Arrival, createArrivals } from './arrivals.js';
import { createFloodGate } from './flood.js';
import { personOf } from './incoming.js';
import { createSignal } from './signal.js';
import {
  type ClaimedUpdate,
  claimAnywhere,
  exchangeUpdates,
  type IncomingUpdate,
  keepClaims,
  releaseClaims,
} from './store.js';

/** Where updates wait between being told of and being handled, whichever way they came. */
export interface Inbox {
  /**
   * Settles when the updates are stored: from then on they are handled, whatever becomes of this process. While more
   * wait than can be handled, it takes its time, so that they wait with Telegram, which keeps them for free.
   */
  take(updates: readonly IncomingUpdate[]): Promise<void>;
  /** Takes and claims no more, and gives what is being handled 8 s to end. */
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
 * How often the database is told of updates, those that came and those that are handled, ms: a statement costs nearly the
 * same for one as for ten. The first after a rest goes at once; where none came, what is handled waits longer.
 */
const EXCHANGE_MS = 8;
const FINISH_MS = 20;
const KEEP_CLAIMS_MS = 10_000;
const DRAIN_MS = 8_000;
/** An update whose handling ended the process this often is given up: it would end the next one too. */
const MOST_ATTEMPTS = 2;

/**
 * Handles stored updates: each once, those of a lane in their order, by whichever process claims them. One whose process
 * died is handled anew by another within a minute.
 *
 * An update that only what is handled here stands before is claimed by the statement that stores it, and handled from
 * memory; any other by the statement that removes the one before it. It is one and the same statement, again and again.
 * @param options.handle what is done with an update; it may fail only for reasons that it has told of.
 */
export function openInbox(options: {
  db: Database;
  log: Log;
  now: () => Date;
  handle: (update: unknown) => Promise<void>;
}): Inbox {
  const { db, log, now, handle } = options;
  const floodGate = createFloodGate();
  const underWay = new Map<number, Promise<boolean>>();
  /** The last that was claimed of each lane which is under way. */
  const lastOfLane = new Map<number, Promise<boolean>>();
  const arrivals = createArrivals({ most: CONCURRENCY });
  /** Handled, but the database has not heard of it: they must not be handled again. */
  let handled: IncomingUpdate[] = [];
  /** Of those under way: behind another of their lane, or slowed down. They take no place of others. */
  let resting = 0;
  /** Claimed, and not begun when the process was stopped. */
  const unbegun: number[] = [];
  const stopping = new AbortController();
  /** Something came or was done. */
  const news = createSignal();
  /** More waits than there were places for: the oldest go first, so that nothing is claimed as it comes. */
  let isBehind = false;
  /** When all lanes are looked through next, ms of `performance`. */
  let lookAt = performance.now();
  let keptAt = performance.now();
  let exchangedAt = Number.NEGATIVE_INFINITY;

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
    const taken = arrivals.admit(isBehind ? 0 : places());
    if (taken.length > 0 || performance.now() >= exchangedAt + FINISH_MS) await exchange(taken);
    if (performance.now() >= keptAt + KEEP_CLAIMS_MS) {
      keptAt = performance.now();
      await keepClaims(db, [...underWay.keys()]);
    }
    if (places() > 0 && performance.now() >= lookAt) await look();
    await rest();
  }

  /** Stores what came, tells the database what is handled, and claims what may go now. */
  async function exchange(taken: readonly Arrival[]): Promise<void> {
    const updates = taken.flatMap((one) => one.updates);
    const done = handled;
    if (updates.length + done.length === 0) return;
    const claims = !stopping.signal.aborted && !isBehind && updates.length <= places();
    const ours = claims ? [...underWay.keys(), ...done.map(({ id }) => id)] : null;
    const limit = claims ? places() - updates.length : 0;
    exchangedAt = performance.now();
    handled = [];
    try {
      const { claimed, left } = await exchangeUpdates(db, { taken: updates, done, ours }, { now: now(), limit });
      begin(claimed);
      if (left > 0 && !claims) isBehind = true;
      // Of the lanes that were freed, some may have gone without.
      if (left > 0 || limit < done.length) lookWithin(LOOK_SOON_MS);
      for (const { stored } of taken) stored();
    } catch (error) {
      handled.push(...done);
      for (const { refused } of taken) refused(error);
      if (done.length > 0) throw error;
    }
  }

  /** Looks through all lanes. */
  async function look(): Promise<void> {
    const limit = places();
    lookAt = performance.now() + LOOK_MS;
    const claimed = await claimAnywhere(db, { done: handled, limit });
    begin(claimed);
    isBehind = claimed.length === limit;
    if (isBehind) lookWithin(FINISH_MS);
  }

  function lookWithin(ms: number): void {
    lookAt = Math.min(lookAt, performance.now() + ms);
  }

  /** Until there is something to do. */
  async function rest(): Promise<void> {
    if (stopping.signal.aborted) return;
    const held = arrivals.heldFor();
    const waits = [
      places() > 0 ? lookAt - performance.now() : LOOK_MS,
      ...(handled.length > 0 ? [exchangedAt + FINISH_MS - performance.now()] : []),
      ...(held === null ? [] : [held]),
    ];
    await news.wait(Math.min(...waits));
    if (arrivals.heldFor() === null) return;
    const wait = exchangedAt + EXCHANGE_MS - performance.now();
    // What comes in one turn of the event loop goes together.
    await (wait > 0 ? sleep(wait) : endOfTurn());
  }

  function begin(claimed: readonly ClaimedUpdate[]): void {
    for (const update of claimed) {
      const { id, lane } = update;
      // Its claim may have run out while it was handled here.
      if (underWay.has(id) || handled.some((one) => one.id === id)) continue;
      const work = inItsTurn(update, lastOfLane.get(lane)).finally(() => {
        underWay.delete(id);
        if (lastOfLane.get(lane) === work) lastOfLane.delete(lane);
        news.raise();
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
    try {
      await exchange(arrivals.all());
      await releaseClaims(db, unbegun.splice(0));
    } catch (err) {
      log.error({ err }, 'handled updates could not be removed; they are handled once more');
    }
  }

  const running = run();
  return {
    async take(updates) {
      if (updates.length === 0) return;
      if (stopping.signal.aborted) throw new Error('The program is being stopped: it takes no more updates.');
      const stored = arrivals.add(updates);
      news.raise();
      await stored;
    },
    async stop() {
      stopping.abort();
      news.raise();
      await running;
      // Whoever hands updates over need not wait for those that are being handled.
      await giveBack();
      await Promise.race([Promise.all(underWay.values()), sleep(DRAIN_MS, undefined, { ref: false })]);
      await giveBack();
    },
  };
}
