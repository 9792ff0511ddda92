import type { Fetcher } from '../fetch.js';
import { FetchError } from '../fetch-errors.js';
import type { SiteRobots } from '../robots.js';
import { type PageArticle, readPage } from './page.js';

/**
 * Fetches a page, where its site lets robots read it, and reads its article. `zone` is that of dates without one. Throws
 * `FetchError` and `UnreadableArticleError`.
 */
export async function fetchArticle(
  url: string,
  options: { fetcher: Fetcher; robots: SiteRobots; zone?: string; now?: Date },
): Promise<PageArticle> {
  const { fetcher, robots, ...how } = options;
  await robots.check(url);
  const page = await fetcher.fetch(url, { accept: 'text/html, application/xhtml+xml;q=0.9' });
  if (page.kind !== 'fetched') throw new FetchError('bad-status', `${url} answered without a document.`);
  return readPage({ html: page.body, url: page.url, contentType: page.contentType, ...how });
}
