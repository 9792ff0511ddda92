import type { Database } from '../db/connect.js';
import { newsVersion } from '../stories/store.js';
import { openShelf, type Shelf } from './shelf.js';

interface Today {
  version: string;
  since: Date;
  openedAt: Date;
  opening: Promise<Shelf>;
  isOpen: boolean;
}

/** Ranks grow old: what is read is read again after so long, ms. */
const MOST_AGE_MS = 10 * 60_000;

/** What this process has read, by the pool that it was read with. */
const known = new WeakMap<Database, Today>();

/**
 * The shelf of the news since a moment, read once for all who ask until a story begins or gets news: a reader waits for
 * his answer, and reading a day's stories takes longer than all the rest of it. Who asks while it is read gets what is
 * read: where news comes every second, each of them would hold a day's stories in memory besides.
 */
export async function shelfOfToday(db: Database, options: { since: Date; now: Date }): Promise<Shelf> {
  const { since, now } = options;
  const version = await newsVersion(db);
  const today = known.get(db);
  if (today && today.since <= since && (!today.isOpen || isUpToDate(today, { version, now }))) return today.opening;
  const opened: Today = { version, since, openedAt: now, opening: openShelf(db, options), isOpen: false };
  known.set(db, opened);
  opened.opening.then(
    () => {
      opened.isOpen = true;
    },
    () => known.delete(db),
  );
  return opened.opening;
}

function isUpToDate(today: Today, { version, now }: { version: string; now: Date }): boolean {
  const age = now.getTime() - today.openedAt.getTime();
  return today.version === version && age >= 0 && age < MOST_AGE_MS;
}
