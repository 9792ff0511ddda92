import type { Database } from '../../db/connect.js';
import { TEXT_LANGUAGES, type Topic } from '../../vocabulary.js';
import type { Fetcher } from '../fetch.js';
import type { Source } from '../store.js';
import { findFeed } from './find.js';
import { addSources, confirmSource, sourceAt } from './store.js';

/** A source, and what adding it changed: `confirmed` where it was there and waited to be read. */
export interface Added {
  source: Source;
  outcome: 'added' | 'confirmed' | 'known';
}

/**
 * Adds the feed at an address, or that of the site whose page is there, and takes it into the round: it was read just
 * now. Throws `FetchError` and `UnreadableFeedError` where there is none.
 * @param options.title the feed's own where none is given.
 */
export async function addSource(
  db: Database,
  address: string,
  options: { fetcher: Fetcher; now: Date; title?: string | undefined; topic?: Topic | undefined },
): Promise<Added> {
  const { fetcher, now } = options;
  const { url, feed } = await findFeed(address, { fetcher, now });
  const known = await sourceAt(db, url);
  if (known) {
    if (known.confirmed) return { source: known, outcome: 'known' };
    await confirmSource(db, known.id, now);
    return { source: { ...known, confirmed: true }, outcome: 'confirmed' };
  }
  const language = feed.language?.toLowerCase().split(/[-_]/)[0];
  const added = await addSources(
    db,
    [
      {
        title: options.title ?? feed.title ?? new URL(url).hostname,
        url,
        siteUrl: feed.siteUrl,
        topic: options.topic ?? null,
        language: TEXT_LANGUAGES.find((code) => code === language) ?? null,
        unconfirmed: false,
      },
    ],
    now,
  );
  const source = await sourceAt(db, url);
  if (!source) throw new Error(`The source ${url} was removed in this moment, or its address is a name of ours.`);
  return { source, outcome: added > 0 ? 'added' : 'known' };
}
