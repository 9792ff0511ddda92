import { createHash } from 'node:crypto';
import type { Database } from '../db/connect.js';
import type { Log } from '../telemetry/log.js';
import { createPace, type Pace } from './pace.js';
import { sharedSlots } from './slots.js';
import { drawSlots } from './store.js';

/** What stands in tables for a token, which itself never does. */
function tokenKey(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16);
}

/** The name of the lease of whoever sends for a token. */
export function senderLease(token: string): string {
  return `sender:${tokenKey(token)}`;
}

/**
 * The pace of this process over the one budget of the token, from which all processes draw: one for its sender and its
 * replies together.
 * @param options.rate messages a second.
 */
export function openPace(options: { db: Database; token: string; rate: number; log: Log }): Pace {
  const { db, rate, log } = options;
  const token = tokenKey(options.token);
  const clock = () => performance.now();
  const draw = sharedSlots({
    rate,
    clock,
    draw: (wanted) => drawSlots(db, { token, ...wanted }),
    onFailure: (err) => log.warn({ err }, 'the shared budget cannot be reached: this process keeps the pace alone'),
  });
  return createPace({ rate, clock, draw });
}
