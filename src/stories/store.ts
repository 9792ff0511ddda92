import { and, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { stories, storyArticles } from '../db/schema.js';
import { articlesByIds } from '../intake/store.js';
import { stems } from '../language/stem.js';
import { MOST_CANDIDATES } from './cluster.js';
import { FIRST_ARTICLES, NEWEST_ARTICLES, type StoryToCompare } from './compare.js';
import type { ArticleDescription } from './describe.js';
import { type ArticleReport, type StoryFields, storyOf } from './story.js';

export type Story = typeof stories.$inferSelect;

/** Why an article is in its story, as stored. */
export type JoinReason =
  | { kind: 'start' }
  | { kind: 'join' | 'update'; shared: string[]; sameText: boolean }
  /** A person said that it tells of another event than the story that it was in. */
  | { kind: 'split'; from: number };

/** The stories whose newest news was accepted after a moment and not after another; merged ones are left out. */
export async function storiesSince(
  db: Database,
  options: { after: Date; until: Date; limit: number },
): Promise<Story[]> {
  return db
    .select()
    .from(stories)
    .where(and(gt(stories.newsAt, options.after), lte(stories.newsAt, options.until), isNull(stories.mergedInto)))
    .orderBy(desc(stories.newsAt))
    .limit(options.limit);
}

/** Stories by their ids, in no particular order. */
export async function storiesByIds(db: Database, ids: readonly number[]): Promise<Story[]> {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(stories)
        .where(inArray(stories.id, [...ids]));
}

/** What stories are called now: those of the ids that turned out to be another, by the id they had. */
export async function canonicalIds(db: Database, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ id: string; canonical: string }>(sql`
    with recursive chain as (
      select id, merged_into as canonical from stories where ${inArray(stories.id, [...ids])} and merged_into is not null
      union all
      select chain.id, stories.merged_into from chain join stories on stories.id = chain.canonical
      where stories.merged_into is not null
    )
    select id, max(canonical) as canonical from (
      select id, canonical from chain where not exists (
        select 1 from stories where stories.id = chain.canonical and stories.merged_into is not null)
    ) as ends group by id`);
  return new Map([...rows].map(({ id, canonical }) => [Number(id), Number(canonical)]));
}

/** Where stories were read: each article's publisher, address and time, the newest first. */
export async function sourcesOfStories(
  db: Database,
  storyIds: readonly number[],
): Promise<Map<number, { name: string; url: string | null; publishedAt: Date | null }[]>> {
  const told = await articlesOfStories(db, storyIds);
  return new Map(
    [...told].map(([storyId, own]) => [
      storyId,
      own.map(({ publisher, url, publishedAt }) => ({
        name: publisher ?? (url === null ? 'без назви' : new URL(url).host),
        url,
        publishedAt,
      })),
    ]),
  );
}

/** The articles of stories, the newest of each first. */
export async function articlesOfStories(db: Database, storyIds: readonly number[]) {
  const joins =
    storyIds.length === 0
      ? []
      : await db
          .select({ storyId: storyArticles.storyId, articleId: storyArticles.articleId })
          .from(storyArticles)
          .where(inArray(storyArticles.storyId, [...storyIds]));
  const articles = await articlesByIds(
    db,
    joins.map(({ articleId }) => articleId),
  );
  const byId = new Map(articles.map((article) => [article.id, article]));
  const told = new Map<number, typeof articles>();
  for (const { storyId, articleId } of joins) {
    const article = byId.get(articleId);
    if (article) told.set(storyId, [...(told.get(storyId) ?? []), article]);
  }
  for (const own of told.values()) own.sort((a, b) => timeOf(b) - timeOf(a));
  return told;
}

function timeOf(article: { publishedAt: Date | null; acceptedAt: Date }): number {
  return (article.publishedAt ?? article.acceptedAt).getTime();
}

/** Why each article of a story is in it: with which score, and by which words of its own. */
export async function joinsOfStory(
  db: Database,
  storyId: number,
): Promise<{ articleId: number; title: string; score: number; reason: JoinReason; joinedAt: Date }[]> {
  const rows = await db
    .select()
    .from(storyArticles)
    .where(eq(storyArticles.storyId, storyId))
    .orderBy(storyArticles.joinedAt, storyArticles.articleId);
  return rows.map(({ articleId, report, score, reason, joinedAt }) => ({
    articleId,
    title: (report as unknown as ArticleReport).title,
    score,
    reason: reason as JoinReason,
    joinedAt,
  }));
}

/** Stories that hold every one of the words, in any of their forms; the newest first. */
export async function searchStories(db: Database, options: { words: string; limit: number }): Promise<Story[]> {
  const wanted = [...new Set(stems(options.words))];
  if (wanted.length === 0) return [];
  return db
    .select()
    .from(stories)
    .where(and(sql`${stories.terms} @> ${sql.param(wanted, stories.terms)}`, isNull(stories.mergedInto)))
    .orderBy(desc(stories.lastSeenAt))
    .limit(options.limit);
}

/**
 * The stories of some days that share most keys with an article, each with its first and its newest articles. The index
 * holds the days beside each key, so that what was stored before them costs nothing.
 * @param options.at when the article was published.
 * @param options.within how long before or after it a story may be, milliseconds.
 */
export async function candidateStories(
  tx: Database,
  options: { keys: readonly string[]; at: Date; within: number },
): Promise<StoryToCompare<number>[]> {
  const { keys, at, within } = options;
  if (keys.length === 0) return [];
  const period = periodOf(at.getTime());
  const wanted = sql.param(
    [period - 1, period, period + 1].flatMap((near) => keys.map((key) => datedKey(near, key))),
    storyArticles.keys,
  );
  const rows = await tx.execute<{ id: string; split_from: string | null; description: ArticleDescription }>(sql`
    with found as (
      select story_id, max((select count(*) from unnest(keys) as key where key = any(${wanted}))) as overlap
      from story_articles where keys && ${wanted} group by story_id
    ), near as (
      select stories.id, split_from, overlap from found join stories on stories.id = story_id
      where merged_into is null
        and last_seen_at >= ${new Date(at.getTime() - within).toISOString()}
        and first_seen_at <= ${new Date(at.getTime() + within).toISOString()}
      order by overlap desc, stories.id limit ${MOST_CANDIDATES}
    )
    select near.id, near.split_from, own.description from near join lateral (
      select description, article_id, row_number() over (order by article_id) as place,
        row_number() over (order by article_id desc) as place_from_end
      from story_articles where story_id = near.id
    ) as own on place <= ${FIRST_ARTICLES} or place_from_end <= ${NEWEST_ARTICLES}
    order by near.overlap desc, near.id, own.article_id`);
  const found = new Map<number, { id: number; splitFrom: number | null; articles: ArticleDescription[] }>();
  for (const row of rows) {
    const id = Number(row.id);
    const story = found.get(id) ?? {
      id,
      splitFrom: row.split_from === null ? null : Number(row.split_from),
      articles: [],
    };
    story.articles.push(row.description);
    found.set(id, story);
  }
  return [...found.values()];
}

/** Days that one period of the index holds: at least as long as stories are told. */
const PERIOD_MS = 72 * 3_600_000;

function periodOf(time: number): number {
  return Math.floor(time / PERIOD_MS);
}

function datedKey(period: number, key: string): string {
  return `${period} ${key}`;
}

/** Any number, the same in every process. */
const PLACING_LOCK = 7_266_177;

/**
 * Makes this transaction the only one that joins and parts articles: two articles of one event, placed at once, would
 * start two stories. The lock is the transaction's and ends with it, so it holds behind a pooler, where a session's
 * lock would not.
 */
export async function placeAlone(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${PLACING_LOCK})`);
}

/** Starts a story; `insertJoin` of its first article comes after it. */
export async function insertStory(tx: Database, story: StoryFields & { terms: string[] }): Promise<number> {
  const [row] = await tx.insert(stories).values(story).returning({ id: stories.id });
  if (!row) throw new Error('The story was not written.');
  return row.id;
}

/** Writes down that an article tells of a story, and why we think so. `refreshStory` comes after it. */
export async function insertJoin(
  tx: Database,
  join: {
    storyId: number;
    articleId: number;
    score: number;
    reason: JoinReason;
    report: ArticleReport;
    description: ArticleDescription;
    stems: string[];
    joinedAt: Date;
  },
): Promise<void> {
  const { report, description, ...row } = join;
  const { keys, ...compared } = description;
  const period = periodOf(report.publishedAt);
  await tx.insert(storyArticles).values({
    ...row,
    report: { ...report },
    description: { ...compared, keys: [] },
    keys: keys.map((key) => datedKey(period, key)),
  });
}

/** Makes a story what its articles make it. */
export async function refreshStory(tx: Database, storyId: number): Promise<void> {
  const rows = await tx
    .select({ report: storyArticles.report })
    .from(storyArticles)
    .where(eq(storyArticles.storyId, storyId));
  const fields = storyOf(rows.map(({ report }) => report as unknown as ArticleReport));
  await tx
    .update(stories)
    .set({
      ...fields,
      terms: sql`array(select distinct unnest(stems) from story_articles where story_id = ${storyId})`,
    })
    .where(eq(stories.id, storyId));
}

/** Moves a story's articles into another, which the story turned out to be. `refreshStory` comes after it. */
export async function mergeInto(tx: Database, { storyId, other }: { storyId: number; other: number }): Promise<void> {
  await tx.update(storyArticles).set({ storyId }).where(eq(storyArticles.storyId, other));
  await tx.update(stories).set({ mergedInto: storyId }).where(eq(stories.id, other));
}

/**
 * Parts an article from its story into one of its own, for a person who saw that it tells of another event. The two
 * stories are not merged again.
 * @returns the new story's id; `null` where the article is not in this story, or alone in it.
 */
export async function splitArticle(
  db: Database,
  options: { storyId: number; articleId: number; now: Date },
): Promise<number | null> {
  const { storyId, articleId, now } = options;
  return db.transaction(async (tx) => {
    await placeAlone(tx);
    const rows = await tx.select().from(storyArticles).where(eq(storyArticles.storyId, storyId));
    const parted = rows.find((row) => row.articleId === articleId);
    if (!parted || rows.length === 1) return null;
    const fields = storyOf([parted.report as unknown as ArticleReport]);
    const own = await insertStory(tx, { ...fields, terms: parted.stems });
    await tx.update(stories).set({ splitFrom: storyId }).where(eq(stories.id, own));
    const reason: JoinReason = { kind: 'split', from: storyId };
    await tx
      .update(storyArticles)
      .set({ storyId: own, score: 1, reason, joinedAt: now })
      .where(eq(storyArticles.articleId, articleId));
    await refreshStory(tx, storyId);
    return own;
  });
}
