import { pruneUpdates } from './bot/inbox/store.js';
import { pruneConversations } from './bot/store.js';
import { pruneJournal } from './chats/store.js';
import type { Config } from './config.js';
import type { Database } from './db/connect.js';
import { pruneDeliveries, pruneNotices, prunePayloads } from './delivery/store.js';
import { pruneDigests } from './digests/keep/store.js';
import { pruneArticles } from './intake/keep/store.js';
import { pruneFound } from './intake/own/store.js';
import { pruneSubmissions } from './intake/people/store.js';
import { pruneHostTurns } from './intake/store/host-turns.js';
import { pruneStories } from './stories/keep/store.js';

const DAY_MS = 86_400_000;
/** What a person sent and did not add is no use to him after a day. */
const SUBMISSIONS_DAYS = 2;
/** A feed that was found for a desk, and that it did not add. */
const FOUND_DAYS = 1;
/** A host that is asked again after this is as good as new. */
const HOSTS_DAYS = 1;
/** Rows a statement: its locks are gone in a fraction of a second. */
const BATCH = 1_000;
/** Batches of one kind a run: what is left goes in the next. */
const MOST_BATCHES = 500;

/** Removes what is older than it is kept, in batches. Gives how many rows of each kind went. */
export async function prune(options: {
  db: Database;
  now: Date;
  keepDays: Config['keepDays'];
  batch?: number;
}): Promise<Record<string, number>> {
  const { db, now, keepDays, batch = BATCH } = options;
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const inBatches = async (remove: typeof pruneArticles, days: number): Promise<number> => {
    let removed = 0;
    for (let n = 0; n < MOST_BATCHES; n++) {
      const count = await remove(db, { before: daysAgo(days), limit: batch });
      removed += count;
      if (count < batch) break;
    }
    return removed;
  };
  const { articles, digests, deliveries, notices, journals } = keepDays;
  return {
    deliveries: await inBatches(pruneDeliveries, deliveries),
    // After the deliveries that took them last.
    payloads: await inBatches(prunePayloads, Math.max(deliveries, digests) + 1),
    digests: await inBatches(pruneDigests, digests),
    journals: await inBatches(pruneJournal, journals),
    notices: await inBatches(pruneNotices, notices),
    articles: await inBatches(pruneArticles, articles),
    stories: await inBatches(pruneStories, articles),
    feeds: await inBatches(pruneFound, FOUND_DAYS),
    hosts: await pruneHostTurns(db, daysAgo(HOSTS_DAYS)),
    submissions: await pruneSubmissions(db, daysAgo(SUBMISSIONS_DAYS)),
    updates: await pruneUpdates(db, now),
    conversations: await pruneConversations(db, now),
  };
}
