import type { Database } from '../db/connect.js';
import type { Sender } from '../delivery/sender.js';
import { dueSources } from '../intake/keep/store.js';
import { gauges } from '../telemetry/metrics.js';
import { measureQueues } from './measure.js';
import { type Check, NotReady } from './readiness.js';
import { askDatabase, isHeld } from './store.js';

/** A round over ten thousand sources takes a few minutes; ms. */
const POLLS_LATE_MS = 30 * 60_000;

/** What must hold for a process to be of use; `sender` is `null` where it does not send. */
export function checksOf(options: {
  db: Database;
  /** The name of the lease of whoever sends. */
  lease: string;
  sender: Pick<Sender, 'state'> | null;
  ticks: { late(): string[] };
  /** Since when this process polls sources; `null` where it does not. */
  polls: { since: Date; now: () => Date } | null;
}): Record<string, Check> {
  const { db, lease, sender, ticks, polls } = options;
  return {
    ...(polls ? { polls: () => checkPolls(db, polls) } : {}),
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

/** Throws where a source that is due has waited for too long. What waited before anybody polled is not held against this process. */
async function checkPolls(db: Database, { since, now }: { since: Date; now: () => Date }): Promise<void> {
  const due = await dueSources(db, now());
  if (due.since === null) return;
  const waited = now().getTime() - Math.max(due.since.getTime(), since.getTime());
  if (waited < POLLS_LATE_MS) return;
  throw new NotReady(`${due.length} sources are due, the first for ${Math.round(waited / 60_000)} minutes`);
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
