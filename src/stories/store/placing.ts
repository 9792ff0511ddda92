import { eq, sql } from 'drizzle-orm';
import { arrayOf, numbers, texts } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { doAlone } from '../../db/locks.js';
import { stories, storyArticles } from '../../db/schema.js';
import type { DescribedArticle } from '../describe.js';
import { leavePlaces, ownOf } from '../own/store.js';
import type { JoinReason } from '../store.js';
import { type ArticleReport, type StoryFields, storyOf } from '../story.js';
import { hashesOf, periodOf, type World } from './keys.js';
import { packed } from './packed.js';
import { whatTells } from './telling.js';

/**
 * Makes this transaction the only one that joins and parts articles: two articles of one event, placed at once, would
 * start two stories.
 */
export async function placeAlone(tx: Database): Promise<void> {
  await doAlone(tx, 'placing');
}

/** A story to be started, with the stems of its articles, and whose own it is. */
export type NewStory = StoryFields & { terms: string[]; deskId: number | null };

/** Starts stories; `insertJoins` of their articles comes after it. Gives their ids in the same order. */
export async function insertStories(tx: Database, started: readonly NewStory[]): Promise<number[]> {
  if (started.length === 0) return [];
  const rows = started.map(({ terms, ...story }, place) => ({ ...story, place, terms: terms.join(' ') }));
  const made = await tx.execute<{ id: string }>(sql`
    insert into stories (headline, language, first_seen_at, last_seen_at, news_at, updated_at, topics, article_count,
      source_ids, source_count, rank, terms, desk_id)
    select headline, language, "firstSeenAt", "lastSeenAt", "newsAt", "updatedAt", topics, "articleCount",
      "sourceIds", "sourceCount", rank, string_to_array(terms, ' '), "deskId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as made (${STORY_COLUMNS}, place int, terms text, "deskId" bigint)
    order by place returning id`);
  return made.map(({ id }) => Number(id));
}

/** `StoryFields` as JSON, for Postgres. */
const STORY_COLUMNS = sql`headline text, language text, "firstSeenAt" timestamptz, "lastSeenAt" timestamptz, "newsAt" timestamptz,
  "updatedAt" timestamptz, topics jsonb, "articleCount" int, "sourceIds" bigint[], "sourceCount" int, rank real`;

/** That an article tells of a story, and why we think so. */
export interface Join {
  storyId: number;
  world: World;
  score: number;
  reason: JoinReason;
  report: ArticleReport;
  description: DescribedArticle;
  stems: string[];
  joinedAt: Date;
}

/** Writes joins down. `refreshStories` of stories that were there before comes after it. */
export async function insertJoins(tx: Database, joins: readonly Join[]): Promise<void> {
  if (joins.length === 0) return;
  await tx.execute(sql`
    insert into story_articles (story_id, article_id, score, reason, report, stems, description, joined_at)
    select story_id, article_id, score, reason::jsonb, report::jsonb, string_to_array(stems, ' '), description::int[], joined_at
    from unnest(${numbers(joins.map(({ storyId }) => storyId))}, ${numbers(joins.map(({ report }) => report.articleId))},
      ${numbers(
        joins.map(({ score }) => score),
        'real',
      )}, ${texts(joins.map(({ reason }) => JSON.stringify(reason)))},
      ${texts(joins.map(({ report }) => JSON.stringify(report)))}, ${texts(joins.map(({ stems }) => stems.join(' ')))},
      ${texts(joins.map(({ description }) => arrayOf(packed(description))))},
      ${texts(joins.map(({ joinedAt }) => joinedAt.toISOString()))}::timestamptz[]
    ) as joined (story_id, article_id, score, reason, report, stems, description, joined_at)`);
  await insertKeys(tx, joins);
}

/** In the order of the index, so that neighbours are written together. */
async function insertKeys(tx: Database, joins: readonly Join[]): Promise<void> {
  const keys = joins
    .flatMap(({ report, description, world }) => {
      const period = periodOf(report.publishedAt);
      return hashesOf(description.keys, world).map((key) => ({ period, key, articleId: report.articleId }));
    })
    .sort((a, b) => a.period - b.period || a.key - b.key);
  const column = (name: 'period' | 'key' | 'articleId') => keys.map((key) => key[name]);
  await tx.execute(sql`
    insert into article_keys (period, key, article_id)
    select * from unnest(${numbers(column('period'), 'integer')}, ${numbers(column('key'), 'integer')}, ${numbers(column('articleId'))})`);
}

/** Makes stories what their articles make them, and with them the own stories that stand in their places. */
export async function refreshStories(tx: Database, changedIds: readonly number[]): Promise<void> {
  if (changedIds.length === 0) return;
  const storyIds = [...new Set([...changedIds, ...(await ownOf(tx, changedIds))])];
  const told = new Map<number, ArticleReport[]>(storyIds.map((id) => [id, []]));
  for (const { storyId, value } of await whatTells(tx, { storyIds, column: storyArticles.report })) {
    told.get(storyId)!.push(value as unknown as ArticleReport);
  }
  const changed = [...told].map(([id, reports]) => ({ id, ...storyOf(reports) }));
  await tx.execute(sql`
    update stories set headline = made.headline, language = made.language, first_seen_at = made."firstSeenAt", last_seen_at = made."lastSeenAt",
      news_at = made."newsAt", updated_at = made."updatedAt", topics = made.topics,
      article_count = made."articleCount", source_ids = made."sourceIds", source_count = made."sourceCount",
      rank = made.rank,
      terms = array(select distinct unnest(stems) from story_articles where story_id in (stories.id, stories.common_id))
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as made (id bigint, ${STORY_COLUMNS})
    where stories.id = made.id`);
}

/**
 * Moves a story's articles into another, which the story turned out to be. What a person parted from either stays parted
 * from the one. `refreshStories` comes after it.
 */
export async function mergeStory(tx: Database, { from, into }: { from: number; into: number }): Promise<void> {
  await tx.update(storyArticles).set({ storyId: into }).where(eq(storyArticles.storyId, from));
  await tx.update(stories).set({ mergedInto: into }).where(eq(stories.id, from));
  await tx.update(stories).set({ splitFrom: into }).where(eq(stories.splitFrom, from));
  await tx.execute(sql`
    update stories set split_from = gone.split_from from stories as gone
    where gone.id = ${from} and stories.id = ${into} and stories.split_from is null`);
  await tx.update(stories).set({ commonId: into }).where(eq(stories.commonId, from));
  await tx.execute(sql`
    update stories set common_id = gone.common_id from stories as gone
    where gone.id = ${from} and stories.id = ${into} and stories.common_id is null`);
  // What was taken down stays so, under whatever name.
  await tx
    .update(stories)
    .set({ takenDownAt: sql`coalesce(taken_down_at, (select taken_down_at from stories where id = ${from}))` })
    .where(eq(stories.id, into));
}

/**
 * Parts an article from the story that it is in into one of its own, for a person who saw that it tells of another
 * event. The two stories are not merged again. Where a desk's own story and everybody's tell of two events, it is from the
 * own one that everybody's is parted.
 * @param options.storyId the story as the person saw it: the article's, or a desk's own that stands in its place.
 * @returns the id of the story that the article is in now; `null` where it is in none, or alone in it.
 */
export async function splitArticle(
  db: Database,
  options: { storyId: number; articleId: number; now: Date },
): Promise<number | null> {
  const { articleId, now } = options;
  return db.transaction(async (tx) => {
    await placeAlone(tx);
    const [join] = await tx.select().from(storyArticles).where(eq(storyArticles.articleId, articleId));
    if (!join) return null;
    const { storyId, report } = join;
    const [story] = await tx.select().from(stories).where(eq(stories.id, storyId));
    if (!story) return null;
    if (storyId !== options.storyId && story.articleCount < 2) {
      const parted = await leavePlaces(tx, { commonIds: [storyId], ownId: options.storyId });
      await refreshStories(tx, parted);
      return parted.length > 0 ? storyId : null;
    }
    if (story.articleCount < 2) return null;
    const { deskId } = story;
    const fields = storyOf([report as unknown as ArticleReport]);
    const [own] = await insertStories(tx, [{ ...fields, terms: join.stems, deskId }]);
    if (own === undefined) throw new Error('The story was not written.');
    await tx.update(stories).set({ splitFrom: storyId }).where(eq(stories.id, own));
    const reason: JoinReason = { kind: 'split', from: storyId };
    await tx
      .update(storyArticles)
      .set({ storyId: own, score: 1, reason, joinedAt: now })
      .where(eq(storyArticles.articleId, articleId));
    await refreshStories(tx, [storyId]);
    return own;
  });
}
