import type { Database } from '../db/connect.js';
import { addressOf, articleOfItem, type ItemArticle } from './feeds/article.js';
import type { FeedItem } from './feeds/feed.js';
import { knownItems, type Source } from './store.js';

/** An item of a feed that is not stored yet, and the article that it is. */
export interface NewItem {
  item: FeedItem;
  entry: ItemArticle;
}

/** Items taken of one feed in one poll. */
const MOST_ITEMS = 200;
/** How old an item may be to be news, ms: of a new source only its newest day is. */
const NEWS_AGE = { known: 3 * 86_400_000, new: 86_400_000 };

/** The items that are not stored yet, the oldest first, so that articles get their ids in the order of events. */
export async function newItems(
  db: Database,
  source: Source,
  items: readonly FeedItem[],
  now: Date,
): Promise<NewItem[]> {
  const candidates = items.slice(0, MOST_ITEMS).map((item) => ({ item, url: addressOf(item) }));
  const known = await knownItems(db, {
    sourceId: source.id,
    urls: candidates.flatMap(({ url }) => url ?? []),
    guids: candidates.flatMap(({ item }) => item.id ?? []),
  });
  const isKnown = ({ item, url }: (typeof candidates)[number]) =>
    (url !== null && known.urls.has(url)) || (item.id !== null && known.guids.has(item.id));
  // Most of what a feed shows is stored already: only the rest is worth the work of making articles of it.
  return candidates
    .filter((each) => !isKnown(each))
    .flatMap(({ item }) => {
      const entry = articleOfItem(item, source, now);
      return entry ? [{ item, entry }] : [];
    })
    .reverse();
}

/** A new source does not flood: of what it has, only the last day is news, and nothing without a date. */
export function isNews(source: Source, entry: ItemArticle, now: Date): boolean {
  const isNewSource = source.lastSuccessAt === null;
  if (entry.publishedAtGuessed) return !isNewSource;
  const age = now.getTime() - (entry.article.publishedAt ?? now).getTime();
  return age < (isNewSource ? NEWS_AGE.new : NEWS_AGE.known);
}
