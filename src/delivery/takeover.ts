import type { Database } from '../db/connect.js';
import type { Lease } from '../db/lease.js';
import type { Log } from '../telemetry/log.js';
import type { Pace } from './pace.js';
import { finishByParts } from './settle.js';
import { pausesAt, settleLeftSending } from './store.js';
import { tellDesksOfTrouble } from './tell-trouble.js';

/**
 * Settles what others left behind: their sends that nobody knows the end of become uncertain, and the waits that
 * Telegram asked them for are kept. Done with every sign of life, since one who held the lease before may have
 * committed a claim in the very moment in which he lost it.
 * @param options.mine the deliveries that this holder has under way.
 */
export async function takeOver(
  db: Database,
  options: { lease: Lease; isNew: boolean; mine: readonly number[]; pace: Pace; now: Date; log: Log },
): Promise<void> {
  const { lease, isNew, mine, pace, now, log } = options;
  await db.transaction(async (tx) => {
    const uncertain = await settleLeftSending(tx, mine, lease);
    if (uncertain.length === 0) return;
    await tellDesksOfTrouble(tx, await finishByParts(tx, uncertain), now);
    log.warn({ count: uncertain.length }, 'sends of another process may or may not have arrived: they are uncertain');
  });
  if (!isNew) return;
  for (const { scope, until } of await pausesAt(db, now)) {
    const ms = until.getTime() - now.getTime();
    if (scope === 'token') pace.pauseAll(ms);
    else pace.pauseChat(Number(scope.slice('chat:'.length)), ms);
  }
}
