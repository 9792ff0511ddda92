import { decode } from '../decode.js';
import { readFetchedFeed } from '../feeds/apart.js';
import { feedCandidates } from '../feeds/discover.js';
import { UnreadableFeedError } from '../feeds/errors.js';
import type { FeedReading } from '../feeds/feed.js';
import type { Fetcher } from '../fetch.js';
import { FetchError } from '../fetch-errors.js';

/** A feed that was read, and where it is. */
export interface FoundFeed {
  url: string;
  feed: FeedReading;
}

/** Addresses tried for a site that names no feed that works. */
const MOST_TRIES = 6;

/**
 * Reads the feed at an address, or finds the feed of the site whose page is there. Throws `FetchError` where the address
 * cannot be fetched, and `UnreadableFeedError` where there is neither a feed nor a page that leads to one.
 */
export async function findFeed(address: string, options: { fetcher: Fetcher; now: Date }): Promise<FoundFeed> {
  const { fetcher } = options;
  const fetched = await fetcher.fetch(address);
  if (fetched.kind !== 'fetched') throw new FetchError('bad-status', `${address} answered without a document.`);
  const { url, body, contentType } = fetched;
  try {
    return {
      url: fetched.movedTo ?? address,
      feed: await readFetchedFeed(body, { url, contentType, now: options.now }),
    };
  } catch (error) {
    const { text } = decode(body, { contentType });
    if (!(error instanceof UnreadableFeedError) || !/<html[\s>]|<!doctype html|<body[\s>]/i.test(text.slice(0, 5000)))
      throw error;
    for (const candidate of feedCandidates(text, url).slice(0, MOST_TRIES)) {
      const found = await tryFeed(candidate, options);
      if (found) return found;
    }
    throw new UnreadableFeedError(
      'not-a-feed',
      `${address} is a web page, and no feed of its site was found. Give the address of the feed.`,
      { cause: error },
    );
  }
}

/** The feed at an address; `null` where there is none. */
async function tryFeed(address: string, { fetcher, now }: { fetcher: Fetcher; now: Date }): Promise<FoundFeed | null> {
  try {
    const fetched = await fetcher.fetch(address);
    if (fetched.kind !== 'fetched') return null;
    const { url, body, contentType } = fetched;
    const feed = await readFetchedFeed(body, { url, contentType, now });
    return feed.items.length > 0 ? { url: fetched.movedTo ?? address, feed } : null;
  } catch (error) {
    if (error instanceof FetchError || error instanceof UnreadableFeedError) return null;
    throw error;
  }
}
