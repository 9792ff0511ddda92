import type { Database } from '../db/connect.js';
import type { Sender } from '../delivery/sender.js';
import { gauges } from '../telemetry/metrics.js';
import { measureQueues } from './measure.js';
import { type Check, NotReady } from './readiness.js';
import { askDatabase, isHeld } from './store.js';

/** What must hold for a process to be of use; `sender` is `null` where it does not send. */
export function checksOf(options: {
  db: Database;
  /** The name of the lease of whoever sends. */
  lease: string;
  sender: Pick<Sender, 'state'> | null;
  ticks: { late(): string[] };
}): Record<string, Check> {
  const { db, lease, sender, ticks } = options;
  return {
    database: () => askDatabase(db),
    sender: async () => {
      const state = sender?.state();
      if (state?.kind === 'halted') throw new NotReady(`it has stopped: ${state.reason}`);
      if (!(await isHeld(db, lease))) throw new NotReady('nobody holds the right to send');
    },
    ticks: () => {
      const late = ticks.late();
      if (late.length > 0) throw new NotReady(`not done for too long: ${late.join(', ')}`);
    },
  };
}

/** Sets every gauge to what holds now. */
export async function measure(options: {
  db: Database;
  now: Date;
  sender: Pick<Sender, 'state'> | null;
}): Promise<void> {
  const { db, now, sender } = options;
  gauges.sends.set(sender?.state().kind === 'sending' ? 1 : 0);
  await measureQueues(db, now);
}
