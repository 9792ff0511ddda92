import { readApart, TooHeavyError } from '../thread/thread.js';
import { UnreadableFeedError } from './errors.js';
import { type FeedOptions, type FeedReading, readFeed } from './feed.js';

/** Reading a feed takes about a millisecond for 10 KB: a larger one than this would hold up everything else, bytes. */
const LARGE = 200_000;

/** Reads a feed as `readFeed` does; a large one in a thread of its own, within its limits. */
export async function readFetchedFeed(document: Uint8Array, options: FeedOptions): Promise<FeedReading> {
  if (document.length <= LARGE) return readFeed(document, options);
  try {
    return await readApart({ kind: 'feed', document, options });
  } catch (error) {
    if (!(error instanceof TooHeavyError)) throw error;
    throw new UnreadableFeedError('too-heavy', `The feed is too heavy: ${error.message}.`, { cause: error });
  }
}
