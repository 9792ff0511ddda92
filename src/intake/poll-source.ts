import { createHash } from 'node:crypto';
import type { Database } from '../db/connect.js';
import type { Notice } from '../db/notices.js';
import type { Log } from '../telemetry/log.js';
import { readFetchedFeed } from './feeds/apart.js';
import { UnreadableFeedError } from './feeds/errors.js';
import type { Fetched, Fetcher } from './fetch.js';
import { FetchError, FetcherClosedError } from './fetch-errors.js';
import { withFullTexts } from './full-text.js';
import { isNews, type NewItem, newItems } from './new-items.js';
import type { SiteRobots } from './robots.js';
import { backOff, idleInterval, intervalOf, nextPollAt } from './sources/interval.js';
import { type ClaimedSource, isTaken, type SourceChange } from './sources/store/polls.js';
import type { Acceptance } from './store/accept.js';
import type { ItemNames } from './store/known.js';
import type { Finished, PollResult } from './store-polls.js';

/** What polling works with. */
export interface Polling {
  db: Database;
  fetcher: Fetcher;
  robots: SiteRobots;
  log: Log;
  now: () => Date;
  /** Who is told of a source that died; `null`: nobody. */
  operatorChatId: number | null;
}

/** What came of a poll. */
export type Outcome =
  | { kind: 'read'; accepted: number }
  | { kind: 'unchanged' }
  | { kind: 'failed' }
  /** Another process took the source over. */
  | { kind: 'lost' }
  /** The program stops; the source is due as before. */
  | { kind: 'stopped' };

/** What a poll works with: its ways to the database are shared with the polls beside it. */
export interface PollDesk extends Polling {
  /** Which items are not stored yet: their places in the list. */
  unknown: (names: readonly ItemNames[]) => Promise<Set<number>>;
  store: (poll: PollResult) => Promise<Finished>;
}

/** Items taken of one feed in one poll. */
const MOST_ITEMS = 200;
/** A source that has not worked for so long is paused, ms. */
const DEAD_AFTER = 7 * 86_400_000;
/** What a source that worked has to forget. */
const WORKS = { failures: 0, failingSince: null, lastError: null } as const;

/** Polls one source; what goes wrong with it is written down with it. Throws only where the database does not work. */
export async function pollSource(source: ClaimedSource, desk: PollDesk): Promise<Outcome> {
  try {
    const { url, etag, lastModified } = source;
    const fetched = await desk.fetcher.fetch(url, { etag, lastModified });
    if (fetched.kind === 'unchanged') return await unchanged(source, fetched, desk);
    const bodyHash = createHash('sha256').update(fetched.body).digest('hex');
    // Half of the servers know no conditional requests, and send the same document every time.
    if (bodyHash === source.bodyHash) return await unchanged(source, fetched, desk);
    return await read(source, { fetched, bodyHash }, desk);
  } catch (error) {
    if (error instanceof FetcherClosedError) {
      await desk.store({ source, change: {}, articles: [], notice: null });
      return { kind: 'stopped' };
    }
    if (!(error instanceof FetchError || error instanceof UnreadableFeedError)) {
      desk.log.error({ source: source.id, err: error }, 'a poll failed in a way nobody thought of');
    }
    return failed(source, error as Error, desk);
  }
}

async function unchanged(source: ClaimedSource, fetched: Fetched, desk: PollDesk): Promise<Outcome> {
  const at = desk.now();
  const interval = idleInterval(source.pollIntervalSeconds);
  const asked = [fetched.freshFor, source.timeToLiveSeconds];
  const change: SourceChange = {
    ...WORKS,
    // A server that forgot what it said in a 304 said it before.
    etag: fetched.etag ?? source.etag,
    lastModified: fetched.lastModified ?? source.lastModified,
    lastSuccessAt: at,
    pollIntervalSeconds: interval,
    nextPollAt: nextPollAt(at, { sourceId: source.id, interval, asked }),
    ...(await newAddress(source, fetched.movedTo, desk)),
  };
  const finished = await desk.store({ source, change, articles: [], notice: null });
  return finished ? { kind: 'unchanged' } : { kind: 'lost' };
}

async function read(
  source: ClaimedSource,
  { fetched, bodyHash }: { fetched: Fetched & { kind: 'fetched' }; bodyHash: string },
  desk: PollDesk,
): Promise<Outcome> {
  const at = desk.now();
  const { body, contentType, url } = fetched;
  const feed = await readFetchedFeed(body, { url, contentType, zone: source.zone, now: at, most: MOST_ITEMS });
  const fresh = await newItems(feed.items, { source, now: at, unknown: desk.unknown });
  const isWorthAPage = ({ entry }: NewItem) => isNews(source, entry, at);
  const items = await withFullTexts(fresh, { ...desk, source, isWorthAPage });
  const dates = feed.items.flatMap((item) => (item.publishedAt ? [item.publishedAt] : []));
  const interval =
    dates.length > 0 ? intervalOf(dates, source.pollIntervalSeconds, at) : idleInterval(source.pollIntervalSeconds);
  const change: SourceChange = {
    ...WORKS,
    etag: fetched.etag,
    lastModified: fetched.lastModified,
    bodyHash,
    timeToLiveSeconds: feed.timeToLive,
    lastSuccessAt: at,
    siteUrl: source.siteUrl ?? feed.siteUrl,
    pollIntervalSeconds: interval,
    nextPollAt: nextPollAt(at, { sourceId: source.id, interval, asked: [fetched.freshFor, feed.timeToLive] }),
    ...(await newAddress(source, fetched.movedTo, desk)),
  };
  const articles = items.map((each) => acceptanceOf(each, source, at));
  const finished = await desk.store({ source, change, articles, notice: null });
  return finished ? { kind: 'read', accepted: finished.accepted } : { kind: 'lost' };
}

function acceptanceOf({ guid, item, entry }: NewItem, source: ClaimedSource, now: Date): Acceptance {
  return {
    article: entry.article,
    sourceId: source.id,
    now,
    isNews: isNews(source, entry, now),
    guid,
    categories: item.categories,
    imageUrl: item.image,
    publishedAtGuessed: entry.publishedAtGuessed,
  };
}

/** Where the source moved for good; where another source is there already, this one is not needed any more. */
async function newAddress(
  source: ClaimedSource,
  movedTo: string | null,
  { db, now }: PollDesk,
): Promise<Pick<SourceChange, 'url' | 'pausedAt' | 'pausedReason'>> {
  if (movedTo === null) return {};
  if (!(await isTaken(db, movedTo, source))) return { url: movedTo };
  return { pausedAt: now(), pausedReason: `It moved to ${movedTo}, which is another source.` };
}

async function failed(source: ClaimedSource, error: Error, desk: PollDesk): Promise<Outcome> {
  const at = desk.now();
  const failures = source.failures + 1;
  const failingSince = source.failingSince ?? at;
  const asked = error instanceof FetchError ? error.retryAfter : null;
  const isGone = error instanceof FetchError && error.status === 410;
  const isDead = isGone || at.getTime() - failingSince.getTime() >= DEAD_AFTER;
  const lastError = error.message.slice(0, 500);
  const change: SourceChange = {
    failures,
    failingSince,
    lastError,
    nextPollAt: nextPollAt(at, { sourceId: source.id, interval: backOff(failures), asked: [asked] }),
    ...(isDead ? { pausedAt: at, pausedReason: lastError } : {}),
  };
  // A desk hears of its own feeds itself.
  const to = source.deskId === null ? desk.operatorChatId : null;
  const notice = isDead ? deathNotice(source, { failingSince, reason: lastError, to }) : null;
  const finished = await desk.store({ source, change, articles: [], notice });
  return finished ? { kind: 'failed' } : { kind: 'lost' };
}

/** Word of a source that was paused, told once for each time that it died. */
function deathNotice(
  source: ClaimedSource,
  { failingSince, reason, to }: { failingSince: Date; reason: string; to: number | null },
): Notice | null {
  if (to === null) return null;
  const key = `source-dead:${source.id}:${failingSince.toISOString()}`;
  return { kind: 'source-dead', telegramId: to, key, data: { title: source.title, reason } };
}
