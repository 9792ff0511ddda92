import { UnreadableArticleError } from '../errors.js';
import { readApart, TooHeavyError } from '../thread/thread.js';
import type { PageArticle, PageOptions } from './extract.js';

export type { PageArticle } from './extract.js';

/** Longer pages are not read, bytes or UTF-16 units: as much as is fetched. */
const LONGEST_PAGE = 10 * 1024 * 1024;

/**
 * Reads the article of a web page: headline, paragraphs, publisher, date, picture and canonical address, without the
 * page's furniture. `url` is where it came from; `contentType` the HTTP header; `zone` that of dates without one (by
 * default Kyiv's). It is read in a thread of its own with 2 s and bounded memory, so that this one never waits.
 *
 * Throws `UnreadableArticleError` for a page without an article, or one that takes too much time or memory.
 */
export async function readPage(
  page: PageOptions & { html: string | Uint8Array; contentType?: string | null },
): Promise<PageArticle> {
  const { html, contentType = null, ...options } = page;
  const name = page.url === null ? 'The page' : `The page ${page.url}`;
  if (html.length > LONGEST_PAGE) {
    throw new UnreadableArticleError(
      'too-long',
      `${name} is longer than ${LONGEST_PAGE} bytes. Give the address of one article.`,
    );
  }
  try {
    return await readApart({ kind: 'page', document: html, contentType, options });
  } catch (error) {
    if (!(error instanceof TooHeavyError)) throw error;
    throw new UnreadableArticleError('too-slow', `${name} is too heavy: ${error.message}. Paste its text instead.`, {
      cause: error,
    });
  }
}
