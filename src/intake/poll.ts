import type { Database } from '../db/connect.js';
import { writeNotice } from '../db/notices.js';
import type { Log } from '../telemetry/log.js';
import { metrics } from '../telemetry/metrics.js';
import { readFetchedFeed } from './feeds/apart.js';
import { UnreadableFeedError } from './feeds/errors.js';
import type { Fetched, Fetcher } from './fetch.js';
import { FetchError, FetcherClosedError } from './fetch-errors.js';
import { withFullTexts } from './full-text.js';
import { isNews, type NewItem, newItems } from './new-items.js';
import type { SiteRobots } from './robots.js';
import { backOff, idleInterval, intervalOf, nextPollAt } from './sources/interval.js';
import { type ClaimedSource, claimDueSources, finishPoll, isTaken, type SourceChange } from './sources/store.js';
import { acceptArticle } from './store.js';

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

/** What came of a round. */
export interface Round {
  polled: number;
  unchanged: number;
  failed: number;
  /** Articles that were not there before. */
  accepted: number;
}

type Outcome =
  | { kind: 'read'; accepted: number }
  | { kind: 'unchanged' }
  | { kind: 'failed' }
  /** Another process took the source over. */
  | { kind: 'lost' }
  /** The program stops; the source is due as before. */
  | { kind: 'stopped' };

/** A claim outlasts the slowest poll: a fetch, the pages of its items and the transaction. Seconds. */
const CLAIM = 600;
/** Sources claimed at a time, and polled at once. */
const BATCH = 100;
const AT_ONCE = 32;
/** A source that has not worked for so long is paused, ms. */
const DEAD_AFTER = 7 * 86_400_000;
/**
 * Polls every source that is due, and ends when none is left or the fetcher is closed. Any number of processes may do so
 * at once. What goes wrong with one source stays with it.
 */
export async function pollDueSources(polling: Polling): Promise<Round> {
  const round: Round = { polled: 0, unchanged: 0, failed: 0, accepted: 0 };
  const waiting: ClaimedSource[] = [];
  let claiming: Promise<void> | null = null;
  let isOver = false;
  // A slow source keeps one place of many: the others go on to the next batch.
  const work = async () => {
    for (;;) {
      const source = waiting.shift();
      if (source) {
        const outcome = await poll(source, polling);
        count(round, outcome);
        isOver ||= outcome.kind === 'stopped';
      } else if (isOver) return;
      else {
        claiming ??= claim();
        await claiming;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return round;

  async function claim(): Promise<void> {
    const batch = await claimDueSources(polling.db, { now: polling.now(), limit: BATCH, claimSeconds: CLAIM });
    waiting.push(...batch);
    isOver ||= batch.length < BATCH;
    claiming = null;
  }
}

function count(round: Round, outcome: Outcome): void {
  if (outcome.kind === 'lost' || outcome.kind === 'stopped') return;
  round.polled++;
  metrics.polls.inc({ outcome: outcome.kind });
  if (outcome.kind === 'read') {
    round.accepted += outcome.accepted;
    metrics.articles.inc({ from: 'poll' }, outcome.accepted);
  } else round[outcome.kind]++;
}

async function poll(source: ClaimedSource, polling: Polling): Promise<Outcome> {
  try {
    const { url, etag, lastModified } = source;
    const fetched = await polling.fetcher.fetch(url, { etag, lastModified });
    return fetched.kind === 'unchanged'
      ? await unchanged(source, fetched, polling)
      : await read(source, fetched, polling);
  } catch (error) {
    if (error instanceof ClaimLostError) return { kind: 'lost' };
    if (error instanceof FetcherClosedError) {
      await finishPoll(polling.db, source, {});
      return { kind: 'stopped' };
    }
    if (!(error instanceof FetchError || error instanceof UnreadableFeedError)) {
      polling.log.error({ source: source.id, err: error }, 'a poll failed in a way nobody thought of');
    }
    return failed(source, error as Error, polling);
  }
}

/** What a source that worked has to forget. */
const WORKS = { failures: 0, failingSince: null, lastError: null } as const;

async function unchanged(source: ClaimedSource, fetched: Fetched, { db, now }: Polling): Promise<Outcome> {
  const at = now();
  const interval = idleInterval(source.pollIntervalSeconds);
  const held = await finishPoll(db, source, {
    ...WORKS,
    lastSuccessAt: at,
    pollIntervalSeconds: interval,
    nextPollAt: nextPollAt(at, { sourceId: source.id, interval, asked: [fetched.freshFor] }),
  });
  return held ? { kind: 'unchanged' } : { kind: 'lost' };
}

async function read(source: ClaimedSource, fetched: Fetched & { kind: 'fetched' }, polling: Polling): Promise<Outcome> {
  const { db, now } = polling;
  const at = now();
  const { body, contentType, url } = fetched;
  const feed = await readFetchedFeed(body, { url, contentType, zone: source.zone, now: at });
  const fresh = await newItems(db, source, feed.items, at);
  const isWorthAPage = ({ entry }: NewItem) => isNews(source, entry, at);
  const articles = await withFullTexts(fresh, { ...polling, source, isWorthAPage });
  const dates = feed.items.flatMap((item) => (item.publishedAt ? [item.publishedAt] : []));
  const interval =
    dates.length > 0 ? intervalOf(dates, source.pollIntervalSeconds, at) : idleInterval(source.pollIntervalSeconds);
  const change: SourceChange = {
    ...WORKS,
    etag: fetched.etag,
    lastModified: fetched.lastModified,
    lastSuccessAt: at,
    siteUrl: source.siteUrl ?? feed.siteUrl,
    pollIntervalSeconds: interval,
    nextPollAt: nextPollAt(at, { sourceId: source.id, interval, asked: [fetched.freshFor, feed.timeToLive] }),
    ...(await newAddress(db, { source, movedTo: fetched.movedTo, now: at })),
  };
  // The articles and the source's state in one: a crash between them would lose items, or bring them again.
  const accepted = await db.transaction(async (tx) => {
    let count = 0;
    for (const { item, entry } of articles) {
      const { isNew } = await acceptArticle(tx, {
        article: entry.article,
        sourceId: source.id,
        now: at,
        isNews: isNews(source, entry, at),
        guid: item.id,
        categories: item.categories,
        imageUrl: item.image,
        publishedAtGuessed: entry.publishedAtGuessed,
      });
      if (isNew) count++;
    }
    if (!(await finishPoll(tx, source, change))) throw new ClaimLostError();
    return count;
  });
  return { kind: 'read', accepted };
}

/** Another process took the source over, because this one was away for longer than its claim. */
class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError';
}

/** Where the source moved for good; where another source is there already, this one is not needed any more. */
async function newAddress(
  db: Database,
  { source, movedTo, now }: { source: ClaimedSource; movedTo: string | null; now: Date },
): Promise<SourceChange> {
  if (movedTo === null) return {};
  if (!(await isTaken(db, movedTo, source.id))) return { url: movedTo };
  return { pausedAt: now, pausedReason: `It moved to ${movedTo}, which is another source.` };
}

async function failed(source: ClaimedSource, error: Error, { db, now, operatorChatId }: Polling): Promise<Outcome> {
  const at = now();
  const failures = source.failures + 1;
  const failingSince = source.failingSince ?? at;
  const asked = error instanceof FetchError ? error.retryAfter : null;
  const isGone = error instanceof FetchError && error.status === 410;
  const isDead = isGone || at.getTime() - failingSince.getTime() >= DEAD_AFTER;
  const lastError = error.message.slice(0, 500);
  const held = await db.transaction(async (tx) => {
    const written = await finishPoll(tx, source, {
      failures,
      failingSince,
      lastError,
      nextPollAt: nextPollAt(at, { sourceId: source.id, interval: backOff(failures), asked: [asked] }),
      ...(isDead ? { pausedAt: at, pausedReason: lastError } : {}),
    });
    if (written && isDead && operatorChatId !== null) {
      const key = `source-dead:${source.id}:${failingSince.toISOString()}`;
      await writeNotice(
        tx,
        { kind: 'source-dead', telegramId: operatorChatId, key, data: { title: source.title, reason: lastError } },
        at,
      );
    }
    return written;
  });
  return held ? { kind: 'failed' } : { kind: 'lost' };
}
