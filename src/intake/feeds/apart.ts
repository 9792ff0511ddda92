import { othersTurn } from '../../turns.js';
import type { TextLanguage } from '../../vocabulary.js';
import { readApart, TooHeavyError } from '../thread/thread.js';
import { articleOfItem, type ItemArticle } from './article.js';
import { UnreadableFeedError } from './errors.js';
import { type FeedItem, type FeedOptions, type FeedReading, readFeed } from './feed.js';

/** Reading a feed takes about a millisecond for 10 KB, and up to ten for one made to be slow: a larger one would hold up everything else, bytes. */
const LARGE = 50_000;
/** Making an article takes about a millisecond for 5,000 characters; so long are all but one in a hundred. */
const LONG = 10_000;

/** Reads a feed as `readFeed` does; a large one in a thread of its own, within its limits. */
export async function readFetchedFeed(document: Uint8Array, options: FeedOptions): Promise<FeedReading> {
  if (document.length <= LARGE) {
    await othersTurn();
    return readFeed(document, options);
  }
  return withinLimits('The feed', readApart({ kind: 'feed', document, options }));
}

/**
 * Makes articles of a feed's items as `articleOfItem` does, one result for each: long ones in a thread of their own, and
 * others meanwhile get their turn between the short ones.
 */
export async function articlesOfItems(
  items: readonly FeedItem[],
  options: { source: { title: string; language: TextLanguage | null }; now: Date },
): Promise<(ItemArticle | null)[]> {
  const { now } = options;
  const source = { title: options.source.title, language: options.source.language };
  const made: (ItemArticle | null)[] = [];
  for (const item of items) {
    const length = (item.title?.length ?? 0) + Math.max(item.text?.length ?? 0, item.summary?.length ?? 0);
    if (length > LONG) {
      const name = `The feed’s item «${item.title?.slice(0, 80) ?? item.url ?? ''}»`;
      made.push(await withinLimits(name, readApart({ kind: 'item', item: { ...item }, source, now })));
    } else made.push(articleOfItem(item, source, now));
    await othersTurn();
  }
  return made;
}

async function withinLimits<Result>(name: string, reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof TooHeavyError)) throw error;
    throw new UnreadableFeedError('too-heavy', `${name} is too heavy: ${error.message}.`, { cause: error });
  }
}
