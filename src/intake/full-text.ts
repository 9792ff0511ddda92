import type { Log } from '../telemetry/log.js';
import { UnreadableArticleError } from './errors.js';
import type { ItemArticle } from './feeds/article.js';
import type { Fetcher } from './fetch.js';
import { FetchError } from './fetch-errors.js';
import type { NewItem } from './new-items.js';
import { fetchArticle } from './pages/fetch.js';
import type { SiteRobots } from './robots.js';
import type { Source } from './store.js';

/** Pages fetched for the items of one feed in one poll. */
const MOST_PAGES = 10;
/** A feed's text shorter than this is a teaser, characters. */
const THIN = 600;

/**
 * Reads the pages of new items where their source asks for it: always, or where the feed's text is a teaser. Where a
 * page cannot be read or its site asks robots not to, the feed's own text stays.
 */
export async function withFullTexts(
  items: readonly NewItem[],
  options: {
    source: Source;
    fetcher: Fetcher;
    robots: SiteRobots;
    log: Log;
    isWorthAPage: (item: NewItem) => boolean;
  },
): Promise<NewItem[]> {
  const { source } = options;
  const wanted = items.filter(
    (each) =>
      source.fullText === 'always' ||
      (source.fullText === 'thin' && each.entry.article.text.length < THIN && options.isWorthAPage(each)),
  );
  // The newest ones: it is they that a digest will tell.
  const pages = new Set(wanted.slice(-MOST_PAGES));
  const read = async (each: NewItem): Promise<NewItem> => {
    if (!pages.has(each)) return each;
    const article = await withFullText(each.entry.article, options);
    return { ...each, entry: { ...each.entry, article } };
  };
  return Promise.all(items.map(read));
}

async function withFullText(
  article: ItemArticle['article'],
  { source, fetcher, robots, log }: { source: Source; fetcher: Fetcher; robots: SiteRobots; log: Log },
) {
  if (article.url === null) return article;
  try {
    const { text } = await fetchArticle(article.url, { fetcher, robots, zone: source.zone });
    return text.length > article.text.length ? { ...article, text } : article;
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof UnreadableArticleError)) throw error;
    log.debug({ source: source.id, err: error }, 'the page of an item could not be read; its teaser stays');
    return article;
  }
}
