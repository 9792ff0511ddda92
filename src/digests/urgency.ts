import { lastQuiet, type QuietHours } from '../chats/quiet.js';
import type { Database } from '../db/connect.js';

/** What is older is no longer urgent, unless it came in quiet hours. */
const FRESH_MS = 60 * 60_000;
/** Publishers that must tell of a story: one alone may be wrong. */
export const LEAST_PUBLISHERS = 2;

/** Since when a story's news is urgent now; `null`: these are quiet hours, and the story waits. */
export function urgentSince(now: Date): (hours: QuietHours) => Date | null {
  const fresh = new Date(now.getTime() - FRESH_MS);
  const known = new Map<string, Date | null>();
  return (hours) => {
    const key = `${hours.quietFrom} ${hours.quietUntil} ${hours.zone}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const quiet = lastQuiet(hours, now);
    const since = quiet?.until === null ? null : quiet && quiet.until > fresh ? quiet.from : fresh;
    known.set(key, since);
    return since;
  };
}

/**
 * What this process has settled: a story that was sent to a chat, or that it had, or wanted no more of, is not
 * asked about again within the hour. The database would say the same; but it would be asked every few seconds about
 * everybody who watches for a word of the hour.
 */
const settledIn = new WeakMap<Database, { since: Date; pairs: Set<string> }>();

/** The pairs that are settled, to be asked and added to; forgotten within the hour. */
export function settledPairs(db: Database, now: Date): Set<string> {
  const known = settledIn.get(db);
  const age = known ? now.getTime() - known.since.getTime() : Number.POSITIVE_INFINITY;
  if (known && age >= 0 && age < FRESH_MS) return known.pairs;
  const pairs = new Set<string>();
  settledIn.set(db, { since: now, pairs });
  return pairs;
}
