import type { IncomingUpdate } from './store.js';

/** Updates that were handed over together, and whoever waits to hear that they are stored. */
export interface Arrival {
  updates: readonly IncomingUpdate[];
  stored(): void;
  refused(error: unknown): void;
}

/** What came and is not stored yet, in the order in which it came. */
export interface Arrivals {
  /** Settles when they are stored. */
  add(updates: readonly IncomingUpdate[]): Promise<void>;
  /** Takes what is to be stored now: as many as there are places for, and all that was held back for long enough. */
  admit(places: number): Arrival[];
  /** Takes all. */
  all(): Arrival[];
  /** ms until the first of them is held back no more; `null` where none waits. */
  heldFor(): number | null;
}

/** So long new updates are held back for want of a place; after that they are stored and wait in the table, ms. */
const HOLD_MS = 2_000;

/** @param options.most there are never more places: what came together and is more needs no more than these. */
export function createArrivals({ most }: { most: number }): Arrivals {
  const waiting: (Arrival & { at: number })[] = [];
  return {
    add: (updates) =>
      new Promise((stored, refused) => {
        waiting.push({ updates, at: performance.now(), stored, refused });
      }),
    admit(places) {
      const heldLongSince = performance.now() - HOLD_MS;
      let count = 0;
      const first = waiting.findIndex(({ updates, at }) => {
        count += updates.length;
        return Math.min(count, most) > places && at > heldLongSince;
      });
      return waiting.splice(0, first === -1 ? waiting.length : first);
    },
    all: () => waiting.splice(0),
    heldFor: () => (waiting[0] ? waiting[0].at + HOLD_MS - performance.now() : null),
  };
}
