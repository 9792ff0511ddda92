import { createHash } from 'node:crypto';
import { cleanText } from '../language/clean.js';
import { articlesOfItems } from './feeds/apart.js';
import { addressOf, type ItemArticle } from './feeds/article.js';
import type { FeedItem } from './feeds/feed.js';
import type { ItemNames } from './store/known.js';
import type { Source } from './store.js';

/** An item of a feed that is not stored yet, and the article that it is. */
export interface NewItem {
  guid: string | null;
  item: FeedItem;
  entry: ItemArticle;
}

/** How old an item may be to be news, ms: of a new source only its newest day is. */
const NEWS_AGE = { known: 3 * 86_400_000, new: 86_400_000 };

/**
 * The items that are not stored yet, the oldest first, so that articles get their ids in the order of events.
 * @param options.unknown tells which of the items are not stored, by their places.
 */
export async function newItems(
  items: readonly FeedItem[],
  options: { source: Source; now: Date; unknown: (names: readonly ItemNames[]) => Promise<Set<number>> },
): Promise<NewItem[]> {
  const { source, now } = options;
  const candidates = items.map((item) => {
    return { item, sourceId: source.id, url: addressOf(item), guid: guidOf(item) };
  });
  const unknown = await options.unknown(candidates.map(({ sourceId, url, guid }) => ({ sourceId, url, guid })));
  // Most of what a feed shows is stored already: only the rest is worth the work of making articles of it.
  const fresh = candidates.filter((_, place) => unknown.has(place));
  const entries = await articlesOfItems(
    fresh.map(({ item }) => item),
    { source, now },
  );
  return fresh
    .flatMap(({ item, guid }, place) => {
      const entry = entries[place];
      return entry ? [{ guid, item, entry }] : [];
    })
    .reverse()
    .sort((a, b) => timeOf(a.entry) - timeOf(b.entry));
}

const timeOf = ({ article }: ItemArticle) => article.publishedAt?.getTime() ?? 0;

/** Longer names are known by their hash: an index of the database holds 2,704 bytes. */
const LONGEST_GUID = 500;

/** The feed's own name of an item as it is stored. */
function guidOf({ id }: FeedItem): string | null {
  const clean = id === null || /^[!-~]*$/.test(id) ? id : cleanText(id);
  if (clean === null || clean === '') return null;
  return clean.length <= LONGEST_GUID ? clean : createHash('sha256').update(clean).digest('hex');
}

/** A new source does not flood: of what it has, only the last day is news, and nothing without a date. */
export function isNews(source: Source, entry: ItemArticle, now: Date): boolean {
  const isNewSource = source.lastSuccessAt === null;
  if (entry.publishedAtGuessed) return !isNewSource;
  const age = now.getTime() - (entry.article.publishedAt ?? now).getTime();
  return age < (isNewSource ? NEWS_AGE.new : NEWS_AGE.known);
}
