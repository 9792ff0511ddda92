import type { Database } from '../../db/connect.js';
import { TEXT_LANGUAGES } from '../../vocabulary.js';
import type { Fetcher } from '../fetch.js';
import { barredAmong } from '../publisher/store.js';
import { findFeed } from '../sources/find.js';
import { sourceAt } from '../sources/store.js';
import type { Source } from '../store.js';
import { keepFound, listOwn, lockOwnSources, ownSource, unlistOwn } from './store.js';

/** Feeds that a desk may have of its own. */
export const MOST_OWN = 20;
/** Headlines by which a person sees that it is the feed he meant. */
const SHOWN_HEADLINES = 3;

/** What was found at an address that a desk gave. */
export type FoundForDesk =
  /** Everybody's list has it. */
  | { kind: 'common'; source: Source }
  /** The desk has it already. */
  | { kind: 'known'; source: Source }
  /** Kept, to be added when the desk says so. */
  | { kind: 'found'; source: Source; headlines: string[] }
  /** Its publisher wished not to be told of, or the operator stopped it. */
  | { kind: 'barred' };

/**
 * Finds the feed at an address, or that of the site whose page is there, for a desk that wants it for itself. Throws
 * `FetchError` and `UnreadableFeedError` where there is none.
 */
export async function findForDesk(
  db: Database,
  address: string,
  options: { deskId: number; fetcher: Fetcher; now: Date },
): Promise<FoundForDesk> {
  const { deskId } = options;
  const { url, feed } = await findFeed(address, options);
  const title = feed.title?.trim() || new URL(url).hostname;
  if ((await barredAmong(db, [{ publisher: title, url }])).size > 0) return { kind: 'barred' };
  const common = await sourceAt(db, url);
  // One that is off for everybody is of no use to a desk.
  if (common?.confirmed && common.pausedAt === null) return { kind: 'common', source: common };
  const code = feed.language?.toLowerCase().split(/[-_]/)[0];
  const language = TEXT_LANGUAGES.find((one) => one === code) ?? null;
  const source = await keepFound(db, deskId, { url, title, siteUrl: feed.siteUrl, language });
  if (isStopped(source)) return { kind: 'barred' };
  if (source.confirmed) return { kind: 'known', source };
  const headlines = feed.items.flatMap((item) => item.title?.trim() || []).slice(0, SHOWN_HEADLINES);
  return { kind: 'found', source, headlines };
}

/** What came of adding a feed that was found. */
export type AddedForDesk = { outcome: 'added' | 'known' | 'too-many' | 'barred'; source: Source } | { outcome: 'gone' };

/** Adds a feed that was found to a desk's own; of two who do it at once one does. Call it in a transaction. */
export async function addOwnFeed(
  tx: Database,
  { deskId, sourceId, now }: { deskId: number; sourceId: number; now: Date },
): Promise<AddedForDesk> {
  const listed = await lockOwnSources(tx, deskId);
  const source = await ownSource(tx, { deskId, sourceId });
  if (!source) return { outcome: 'gone' };
  if (source.confirmed) return { outcome: 'known', source };
  if (isStopped(source)) return { outcome: 'barred', source };
  if (listed >= MOST_OWN) return { outcome: 'too-many', source };
  await listOwn(tx, sourceId, now);
  return { outcome: 'added', source };
}

/** Takes a feed out of a desk's own. Call it in a transaction; gives the feed, or `null` where it is not among them. */
export async function removeOwnFeed(
  tx: Database,
  { deskId, sourceId }: { deskId: number; sourceId: number },
): Promise<Source | null> {
  await lockOwnSources(tx, deskId);
  const source = await ownSource(tx, { deskId, sourceId });
  if (!source?.confirmed) return null;
  await unlistOwn(tx, sourceId);
  return source;
}

/** Reads one of a desk's own feeds again that died. Call it in a transaction; gives the feed, or `null` where it need not or may not. */
export async function reviveOwnFeed(
  tx: Database,
  { deskId, sourceId, now }: { deskId: number; sourceId: number; now: Date },
): Promise<Source | null> {
  await lockOwnSources(tx, deskId);
  const source = await ownSource(tx, { deskId, sourceId });
  if (!source?.confirmed || source.pausedAt === null || isStopped(source)) return null;
  await listOwn(tx, sourceId, now);
  return source;
}

/** Did the operator stop it? What died by itself may be tried again. */
export function isStopped({ pausedAt, pausedReason, lastError }: Source): boolean {
  return pausedAt !== null && pausedReason !== lastError;
}
