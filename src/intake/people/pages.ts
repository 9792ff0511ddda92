import type { Database } from '../../db/connect.js';
import type { Fetcher } from '../fetch.js';
import { openFetcher, ROBOT } from '../intake.js';
import type { PageArticle } from '../pages/extract.js';
import { fetchArticle } from '../pages/fetch.js';
import { createRobots } from '../robots.js';

/** Reads the pages whose links people send. */
export interface PageReader {
  /** The way out by which it goes. */
  fetcher: Fetcher;
  /** Throws `FetchError` and `UnreadableArticleError`. */
  read(url: string): Promise<PageArticle>;
  /** Ends what is under way at once. */
  close(): Promise<void>;
}

/**
 * Opens the way to the pages that people send: the same one way out, with the same manners, as sources are polled by.
 * @param options.interval between the starts of two requests to a host, ms: for tests.
 */
export function openPageReader(options: {
  db: Database;
  allowPrivateNetworks: boolean;
  now: () => Date;
  interval?: number;
}): PageReader {
  const { now } = options;
  const fetcher = openFetcher(options);
  const robots = createRobots({ fetcher, robot: ROBOT, now });
  return {
    fetcher,
    read: (url) => fetchArticle(url, { fetcher, robots, now: now() }),
    close: () => fetcher.close(),
  };
}
