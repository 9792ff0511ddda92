import { and, asc, eq, gt, gte, isNull, ne, sql } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { articles, barredPublishers, sources } from '../../db/schema.js';
import type { Article } from '../article.js';
import { publisherNamed, publisherOfHost } from '../publishers.js';
import { STOPPED_BY_OPERATOR } from '../sources/store.js';
import type { Source } from '../store.js';

/** The publisher whose source it is: «Українська правда: Спорт» is a feed of «Українська правда». */
export function publisherOfSource({ title }: Pick<Source, 'title'>): string {
  return title.split(': ')[0] ?? title;
}

/** From now on nothing of a publisher is taken: its sources are stopped, and no article of it is accepted from anywhere. */
export async function barPublisher(db: Database, { publisher, now }: { publisher: string; now: Date }): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(barredPublishers).values({ name: publisher, since: now }).onConflictDoNothing();
    await tx
      .update(sources)
      .set({ pausedAt: now, pausedReason: STOPPED_BY_OPERATOR })
      .where(and(sql`split_part(${sources.title}, ': ', 1) = ${publisher}`, isNull(sources.pausedAt)));
  });
}

/**
 * Which of these articles are of publishers that wished not to be told of: their places in the list. A publisher is known
 * by the name that an article gives, whichever of its spellings, and by the article's address.
 */
export async function barredAmong(
  db: Database,
  told: readonly Pick<Article, 'publisher' | 'url'>[],
): Promise<Set<number>> {
  const names = told.map(({ publisher, url }) => [
    publisher,
    publisher && publisherNamed(publisher),
    url && publisherOfHost(new URL(url).hostname),
  ]);
  const asked = JSON.stringify([...new Set(names.flat())]);
  const barred = await db.execute<{ name: string }>(sql`
    select name from ${barredPublishers} where name in (select json_array_elements_text(${asked}::json))`);
  const found = new Set<string | null>(barred.map(({ name }) => name));
  return new Set([...names.keys()].filter((place) => names[place]!.some((name) => found.has(name))));
}

/** The oldest articles of a publisher that still have their words, above an id. */
export async function articlesOfPublisher(
  db: Database,
  { publisher, above, limit }: { publisher: string; above: number; limit: number },
): Promise<number[]> {
  const rows = await db
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.publisher, publisher), ne(articles.title, ''), gt(articles.id, above)))
    .orderBy(asc(articles.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The articles of a publisher that were accepted since a moment. */
export async function articlesSince(
  db: Database,
  { publisher, since }: { publisher: string; since: Date },
): Promise<number[]> {
  const rows = await db
    .select({ id: articles.id })
    .from(articles)
    .where(and(gte(articles.acceptedAt, since), eq(articles.publisher, publisher)));
  return rows.map(({ id }) => id);
}

/** Takes the words out of articles; their addresses stay, so that the same ones do not come back. */
export async function blankArticles(tx: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.update(articles).set({ title: '', text: '', imageUrl: null }).where(anyOf(articles.id, ids));
}
