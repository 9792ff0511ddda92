import type { Database } from '../db/connect.js';
import { holdLease, type Lease, releaseLease } from '../db/lease.js';
import type { Log } from '../telemetry/log.js';
import { senderLease } from './budget.js';
import type { Pace } from './pace.js';
import { takeOver } from './takeover.js';

/** Who of those that could send does: the one who holds the lease. */
export interface Watch {
  /** The lease, where it is held here. */
  readonly lease: Lease | null;
  /** Takes or prolongs the lease, when it is time to; a new holder settles what the one before him left. */
  look(now: Date): Promise<void>;
  /** It is time at once: what is known of the lease may no longer be true. */
  askAnew(): void;
  /** Gives the lease back. */
  end(): Promise<void>;
}

/** A successor may take over this long after the last sign of life, seconds; with the successor's pause, under 30. */
const LEASE_SECONDS = 15;
/** How often the holder gives a sign of life, ms. */
export const RENEW_MS = 4_000;
const STANDBY_MS = 3_000;

/** @param options.underWay the deliveries that this process has under way. */
export function openWatch(options: {
  db: Database;
  token: string;
  holder: string;
  pace: Pace;
  log: Log;
  underWay: () => number[];
}): Watch {
  const { db, token, holder, pace, log, underWay } = options;
  let lease: Lease | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    get lease() {
      return lease;
    },
    async look(now) {
      const began = performance.now();
      if (began - askedAt < (lease ? RENEW_MS : STANDBY_MS)) return;
      askedAt = began;
      const held: Lease | null = await holdLease(db, { name: senderLease(token), holder, seconds: LEASE_SECONDS });
      const isNew = held !== null && held.epoch !== lease?.epoch;
      if (lease && !held) log.warn({ holder }, 'another process took the sending over');
      if (isNew) log.info({ holder, epoch: held.epoch }, 'this process sends');
      if (held) await takeOver(db, { lease: held, mine: underWay(), pace, isNew, now, log });
      lease = held;
    },
    askAnew() {
      askedAt = Number.NEGATIVE_INFINITY;
    },
    async end() {
      if (lease) await releaseLease(db, lease);
    },
  };
}
