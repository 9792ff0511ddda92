import { createHash } from 'node:crypto';
import type { Database } from '../db/connect.js';
import type { Log } from '../telemetry/log.js';
import { createPace, type Pace } from './pace.js';
import type { KeepPause } from './replies.js';
import { sharedSlots } from './slots.js';
import { drawSlots, savePause } from './store.js';

/** What stands in tables for a token, which itself never does. */
function tokenKey(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16);
}

/** The name of the lease of whoever sends for a token. */
export function senderLease(token: string): string {
  return `sender:${tokenKey(token)}`;
}

/** The first question for waits reaches back so far, ms: Telegram has asked for twelve hours. */
const LONGEST_PAUSE_MS = 7 * 24 * 3_600_000;
/** A transaction that keeps a wait may end so much later than it began, ms. */
const KEEPING_MS = 5_000;

/**
 * The pace of this process over the one budget of the token, from which all processes draw: one for its sender and its
 * replies together. With its slots it learns of the waits that Telegram asked the other processes for.
 * @param options.rate messages a second.
 */
export function openPace(options: { db: Database; token: string; rate: number; log: Log }): Pace {
  const { db, rate, log } = options;
  const token = tokenKey(options.token);
  const clock = () => performance.now();
  let heardAt = Number.NEGATIVE_INFINITY;
  const draw = sharedSlots({
    rate,
    clock,
    draw: async (wanted) => {
      const began = clock();
      const asked = Math.min(LONGEST_PAUSE_MS, began - heardAt + KEEPING_MS);
      const { wait, pauses } = await drawSlots(db, { token, ...wanted, asked });
      heardAt = began;
      for (const { scope, ms, ago } of pauses) {
        if (scope === 'token') pace.pauseAll(ms);
        else pace.pauseChat(Number(scope.slice('chat:'.length)), ms, ago);
      }
      return wait;
    },
    onFailure: (err) => log.warn({ err }, 'the shared budget cannot be reached: this process keeps the pace alone'),
  });
  const pace = createPace({ rate, clock, draw });
  return pace;
}

/** Writes down the waits that Telegram asks replies for, so that the other processes of the token learn of them. */
export function pauseKeeper(options: { db: Database; now: () => Date; log: Log }): KeepPause {
  const { db, now, log } = options;
  return ({ scope, ms, reason }) => {
    savePause(db, { scope, until: new Date(now().getTime() + ms), reason }).catch((err) =>
      log.warn({ err, scope }, 'a wait that Telegram asked for is known to this process alone'),
    );
  };
}
