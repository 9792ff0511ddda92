import { and, count, desc, eq, inArray, isNotNull, isNull, max, or, sql } from 'drizzle-orm';
import { anyOf } from '../db/arrays.js';
import type { Database } from '../db/connect.js';
import { stories, storyArticles } from '../db/schema.js';
import { articleMarks, articlesAt, articlesByIds } from '../intake/store.js';
import { stems } from '../language/stem.js';
import { whatTells } from './store/telling.js';
import type { ArticleReport } from './story.js';

export { storiesSince } from './store/window.js';

export type Story = typeof stories.$inferSelect;

/** Why an article is in its story, as stored. */
export type JoinReason =
  | { kind: 'start' }
  | { kind: 'join' | 'update'; shared: string[]; sameText: boolean }
  /** A person said that it tells of another event than the story that it was in. */
  | { kind: 'split'; from: number };

/** Stories by their ids, in no particular order; those that were taken down are left out. */
export async function storiesByIds(db: Database, ids: readonly number[]): Promise<Story[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(stories)
    .where(and(anyOf(stories.id, ids), isNull(stories.takenDownAt)));
}

/** What stories are called, in no particular order; those that were taken down are left out. */
export async function headlinesOf(
  db: Database,
  storyIds: readonly number[],
): Promise<Pick<Story, 'id' | 'headline'>[]> {
  if (storyIds.length === 0) return [];
  return db
    .select({ id: stories.id, headline: stories.headline })
    .from(stories)
    .where(and(anyOf(stories.id, storyIds), isNull(stories.takenDownAt)));
}

/** Those of some stories that were taken down, under their own id or as what they turned out to be. */
export async function takenDownAmong(db: Database, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const canonical = await canonicalIds(db, ids);
  const rows = await db
    .select({ id: stories.id })
    .from(stories)
    .where(and(anyOf(stories.id, [...ids, ...canonical.values()]), isNotNull(stories.takenDownAt)));
  const down = new Set(rows.map(({ id }) => id));
  return new Set(ids.filter((id) => down.has(id) || down.has(canonical.get(id) ?? id)));
}

/** What stories are called now: those of the ids that turned out to be another, by the id they had. */
export async function canonicalIds(db: Database, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ id: string; canonical: string }>(sql`
    with recursive chain as (
      select id, merged_into as canonical from stories where ${anyOf(stories.id, ids)} and merged_into is not null
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

/** The ids under which stories were known before others turned out to be them, each with the present one. */
export async function formerIds(db: Database, storyIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await db.execute<{ id: string; present: string }>(sql`
    with recursive former as (
      select id, merged_into as present from stories where ${anyOf(stories.mergedInto, storyIds)}
      union all
      select stories.id, former.present from former join stories on stories.merged_into = former.id
    )
    select id, present from former`);
  return new Map([...rows].map(({ id, present }) => [Number(id), Number(present)]));
}

/** Where stories were read: each article's publisher, address and time, the newest first. */
export async function sourcesOfStories(
  db: Database,
  storyIds: readonly number[],
): Promise<Map<number, { name: string; url: string | null; publishedAt: Date | null }[]>> {
  const told = await articleMarksOfStories(db, storyIds);
  return new Map(
    [...told].map(([storyId, own]) => [
      storyId,
      newestFirst(own).map(({ publisher, url, publishedAt }) => ({
        name: nameOf({ publisher, url }),
        url,
        publishedAt,
      })),
    ]),
  );
}

/** Who told each of some stories, each publisher once. */
export async function publishersOfStories(db: Database, storyIds: readonly number[]): Promise<Map<number, string[]>> {
  const told = await articleMarksOfStories(db, storyIds);
  return new Map([...told].map(([storyId, own]) => [storyId, [...new Set(own.map(nameOf))]]));
}

function nameOf({ publisher, url }: { publisher: string | null; url: string | null }): string {
  return publisher ?? (url === null ? 'без назви' : new URL(url).host);
}

/** The articles of stories, the newest of each first. */
export async function articlesOfStories(db: Database, storyIds: readonly number[]) {
  const joins = await joinsOfStories(db, storyIds);
  const articles = await articlesByIds(
    db,
    joins.map(({ articleId }) => articleId),
  );
  const told = inStories(joins, new Map(articles.map((article) => [article.id, article])));
  for (const own of told.values()) newestFirst(own);
  return told;
}

/** What tells a story's articles and their texts from others, without the texts. */
export async function articleMarksOfStories(db: Database, storyIds: readonly number[]) {
  const joins = await joinsOfStories(db, storyIds);
  const marks = await articleMarks(
    db,
    joins.map(({ articleId }) => articleId),
  );
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  return inStories(joins, byId);
}

async function joinsOfStories(
  db: Database,
  storyIds: readonly number[],
): Promise<{ storyId: number; articleId: number }[]> {
  if (storyIds.length === 0) return [];
  const rows = await whatTells(db, { storyIds, column: storyArticles.articleId });
  return rows.map(({ storyId, value }) => ({ storyId, articleId: value }));
}

function inStories<Article>(
  joins: readonly { storyId: number; articleId: number }[],
  byId: ReadonlyMap<number, Article>,
): Map<number, Article[]> {
  const told = new Map<number, Article[]>();
  for (const { storyId, articleId } of joins) {
    const article = byId.get(articleId);
    if (article) told.set(storyId, [...(told.get(storyId) ?? []), article]);
  }
  return told;
}

/** Sorts in place. */
function newestFirst<Article extends { id: number; publishedAt: Date | null; acceptedAt: Date }>(
  articles: Article[],
): Article[] {
  return articles.sort((a, b) => timeOf(b) - timeOf(a) || a.id - b.id);
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

/**
 * Everybody's stories of which one article holds every one of the words, in any of their forms; the newest first.
 * @param options.deskId whose own stories are searched too; `'any'`: those of all desks, for the operator.
 */
export async function searchStories(
  db: Database,
  options: { words: string; limit: number; deskId?: number | 'any' },
): Promise<Story[]> {
  const { deskId } = options;
  const wanted = [...new Set(stems(options.words))];
  if (wanted.length === 0) return [];
  const holding = db
    .select({ storyId: storyArticles.storyId })
    .from(storyArticles)
    .where(sql`${storyArticles.stems} @> ${sql.param(wanted, storyArticles.stems)}`);
  return db
    .select()
    .from(stories)
    .where(
      and(
        inArray(stories.id, holding),
        deskId === 'any' ? undefined : isSeenBy(deskId ?? null),
        isNull(stories.mergedInto),
        isNull(stories.takenDownAt),
      ),
    )
    .orderBy(desc(stories.lastSeenAt))
    .limit(options.limit);
}

/** Is a story everybody's, or this desk's own? */
function isSeenBy(deskId: number | null) {
  return deskId === null ? isNull(stories.deskId) : or(isNull(stories.deskId), eq(stories.deskId, deskId));
}

/** The stories, everybody's and the desk's own, that an article at an address tells of, as they are called now. */
export async function storiesWithArticleAt(db: Database, url: string, deskId: number): Promise<number[]> {
  const articles = await articlesAt(db, url, deskId);
  if (articles.length === 0) return [];
  const rows = await db
    .select({ storyId: storyArticles.storyId })
    .from(storyArticles)
    .where(anyOf(storyArticles.articleId, articles));
  return rows.map(({ storyId }) => storyId);
}

/** Changes whenever a story of everybody's begins, gets news or is taken down: what was read before under the same version is still so. */
export async function newsVersion(db: Database): Promise<string> {
  const [[news], [down]] = await Promise.all([
    db
      .select({ newsAt: max(stories.newsAt), id: max(stories.id) })
      .from(stories)
      .where(and(isNotNull(stories.newsAt), isNull(stories.deskId))),
    db
      .select({ stories: count(), at: max(stories.takenDownAt) })
      .from(stories)
      .where(isNotNull(stories.takenDownAt)),
  ]);
  return [news?.newsAt?.getTime(), news?.id, down?.at?.getTime(), down?.stories].map((part) => part ?? 0).join(' ');
}
