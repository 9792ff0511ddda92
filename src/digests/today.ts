import type { Database } from '../db/connect.js';
import { newsVersion } from '../stories/store.js';
import { openShelf, type Shelf } from './shelf.js';

interface Today {
  version: string;
  since: Date;
  openedAt: Date;
  opening: Promise<Shelf>;
}

/** Ranks grow old: what is read is read again after so long, ms. */
const MOST_AGE_MS = 10 * 60_000;

/** What this process has read, by the pool that it was read with. */
const known = new WeakMap<Database, Today>();

/**
 * The shelf of the news since a moment, read once for all who ask until a story begins or gets news: a reader waits for
 * his answer, and reading a day's stories takes longer than all the rest of it.
 */
export async function shelfOfToday(db: Database, options: { since: Date; now: Date }): Promise<Shelf> {
  const { since, now } = options;
  const version = await newsVersion(db);
  const today = known.get(db);
  const age = today ? now.getTime() - today.openedAt.getTime() : 0;
  if (today && today.version === version && today.since <= since && age >= 0 && age < MOST_AGE_MS) return today.opening;
  const opening = openShelf(db, options);
  known.set(db, { version, since, openedAt: now, opening });
  opening.catch(() => known.delete(db));
  return opening;
}
