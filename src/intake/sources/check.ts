import type { Database } from '../../db/connect.js';
import { readFetchedFeed } from '../feeds/apart.js';
import { UnreadableFeedError } from '../feeds/errors.js';
import type { Fetcher } from '../fetch.js';
import { FetchError } from '../fetch-errors.js';
import type { Source } from '../store.js';
import { confirmSource } from './store.js';

/** What a source gave when it was asked. */
export type Checked =
  | { works: true; items: number; newestAt: Date | null; confirmedNow: boolean }
  | { works: false; reason: string };

/**
 * Reads a source now, whenever its turn would be. One of everybody's that nobody had read and that has items is confirmed
 * by it, and polled from now on; nothing else is changed.
 */
export async function checkSource(
  db: Database,
  source: Source,
  options: { fetcher: Fetcher; now: Date },
): Promise<Checked> {
  const { fetcher, now } = options;
  try {
    const fetched = await fetcher.fetch(source.url);
    if (fetched.kind !== 'fetched') return { works: false, reason: `${source.url} answered without a document.` };
    const { body, url, contentType } = fetched;
    const { items } = await readFetchedFeed(body, { url, contentType, zone: source.zone, now });
    if (items.length === 0) return { works: false, reason: `${source.url} is a feed without items.` };
    const isConfirmed = !source.confirmed && source.deskId === null;
    if (isConfirmed) await confirmSource(db, source.id, now);
    const dates = items.flatMap(({ publishedAt }) => (publishedAt ? [publishedAt.getTime()] : []));
    const newestAt = dates.length > 0 ? new Date(Math.max(...dates)) : null;
    return { works: true, items: items.length, newestAt, confirmedNow: isConfirmed };
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof UnreadableFeedError)) throw error;
    return { works: false, reason: error.message };
  }
}
