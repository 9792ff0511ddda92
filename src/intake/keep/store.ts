import { and, count, eq, isNull, lte, max, min, or, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { articles, sources } from '../../db/schema.js';
import type { QueueState } from '../../telemetry/metrics.js';
import type { Topic } from '../../vocabulary.js';

/** How many of the articles that an installation starts with are stored. */
export async function storedSeeds(db: Database): Promise<number> {
  const [row] = await db
    .select({ stored: count() })
    .from(articles)
    .innerJoin(sources, eq(sources.id, articles.sourceId))
    .where(eq(sources.kind, 'seed'));
  return row?.stored ?? 0;
}

/** The articles that wait for their story. */
export async function articlesWithoutStory(db: Database): Promise<QueueState> {
  const [row] = await db
    .select({ length: count(), since: min(articles.acceptedAt) })
    .from(articles)
    .where(isNull(articles.placedAt));
  return row ?? { length: 0, since: null };
}

/** The sources whose poll is due and has not begun. */
export async function dueSources(db: Database, now: Date): Promise<QueueState> {
  const [row] = await db
    .select({ length: count(), since: min(sources.nextPollAt) })
    .from(sources)
    .where(
      and(
        lte(sources.nextPollAt, now),
        isNull(sources.pausedAt),
        or(isNull(sources.claimedUntil), lte(sources.claimedUntil, now)),
      ),
    );
  return row ?? { length: 0, since: null };
}

export type SourceHealth = 'working' | 'failing' | 'paused' | 'unconfirmed';

/** How many of the sources that are polled are how well. */
export async function sourcesByHealth(db: Database): Promise<Record<SourceHealth, number>> {
  const health = sql<SourceHealth>`case
    when ${sources.pausedAt} is not null then 'paused'
    when not ${sources.confirmed} then 'unconfirmed'
    when ${sources.failures} > 0 then 'failing'
    else 'working' end`;
  const rows = await db
    .select({ health, sources: count() })
    .from(sources)
    .where(eq(sources.kind, 'feed'))
    .groupBy(sql`1`);
  const counts = { working: 0, failing: 0, paused: 0, unconfirmed: 0 };
  for (const row of rows) counts[row.health] = row.sources;
  return counts;
}

/** The feeds of one topic that are polled. */
export interface SourceGroup {
  /** `null`: those that write of everything. */
  topic: Topic | null;
  sources: number;
  /** Since when none of them works; `null` where one does. */
  deadSince: Date | null;
}

/** The feeds of everybody's that are polled, by their topic. */
export async function sourceGroups(db: Database): Promise<SourceGroup[]> {
  return db
    .select({
      topic: sources.defaultTopic,
      sources: count(),
      deadSince:
        sql`case when bool_and(${sources.failingSince} is not null) then max(${sources.failingSince}) end`.mapWith(
          (at: string | Date | null) => (at === null ? null : new Date(at)),
        ),
    })
    .from(sources)
    .where(and(eq(sources.kind, 'feed'), isNull(sources.deskId), sources.confirmed, isNull(sources.pausedAt)))
    .groupBy(sources.defaultTopic);
}

/** When the newest article was accepted; `null` where there is none. */
export async function lastArticleAt(db: Database): Promise<Date | null> {
  const [row] = await db.select({ at: max(articles.acceptedAt) }).from(articles);
  return row?.at ?? null;
}

/** Removes the oldest articles that were accepted before a moment, with their places in stories. Gives how many went. */
export async function pruneArticles(db: Database, options: { before: Date; limit: number }): Promise<number> {
  const removed = await db.execute(sql`
    delete from ${articles} where id in (
      select id from ${articles}
      where accepted_at < ${options.before.toISOString()}::timestamptz and placed_at is not null
      order by accepted_at limit ${options.limit}
    )`);
  return removed.count;
}
