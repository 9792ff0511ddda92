import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import { anyOf } from '../db/arrays.js';
import type { Database } from '../db/connect.js';
import { articles, sources } from '../db/schema.js';
import { canonicalAddress } from './address.js';

export type StoredArticle = typeof articles.$inferSelect;
export type Source = typeof sources.$inferSelect;
export type NewSource = typeof sources.$inferInsert;

/** Everybody's source of an address or a name of ours («seed:»); made where it is missing. */
export async function ensureSource(db: Database, source: NewSource): Promise<Source> {
  const [made] = await db.insert(sources).values(source).onConflictDoNothing().returning();
  if (made) return made;
  const [known] = await db
    .select()
    .from(sources)
    .where(and(eq(sources.url, source.url), isNull(sources.deskId)));
  if (!known) throw new Error(`The source ${source.url} was removed in this moment. Try again.`);
  return known;
}

/** Sources by their ids, in no particular order. */
export async function sourcesByIds(db: Database, ids: readonly number[]): Promise<Source[]> {
  return ids.length === 0 ? [] : db.select().from(sources).where(anyOf(sources.id, ids));
}

/** Articles by their ids, in no particular order. */
export async function articlesByIds(db: Database, ids: readonly number[]): Promise<StoredArticle[]> {
  return ids.length === 0 ? [] : db.select().from(articles).where(anyOf(articles.id, ids));
}

/** The ids of the articles at an address, however it is written: everybody's, and the desk's own. */
export async function articlesAt(db: Database, address: string, deskId: number): Promise<number[]> {
  const url = canonicalAddress(address);
  if (url === null) return [];
  const rows = await db
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.url, url), or(isNull(articles.deskId), eq(articles.deskId, deskId))));
  return rows.map(({ id }) => id);
}

/** What tells articles and their texts from others, without the texts. */
export async function articleMarks(
  db: Database,
  ids: readonly number[],
): Promise<
  Pick<StoredArticle, 'id' | 'contentHash' | 'language' | 'publisher' | 'url' | 'publishedAt' | 'acceptedAt'>[]
> {
  if (ids.length === 0) return [];
  const { id, contentHash, language, publisher, url, publishedAt, acceptedAt } = articles;
  return db
    .select({ id, contentHash, language, publisher, url, publishedAt, acceptedAt })
    .from(articles)
    .where(anyOf(id, ids));
}

/**
 * The oldest articles that wait for their story, those with ids above `after`. They stay locked until the transaction
 * ends; others pass them by.
 */
export async function articlesToPlace(
  tx: Database,
  { after, limit }: { after: number; limit: number },
): Promise<StoredArticle[]> {
  return tx
    .select()
    .from(articles)
    .where(and(isNull(articles.placedAt), gt(articles.id, after)))
    .orderBy(asc(articles.id))
    .limit(limit)
    .for('update', { skipLocked: true });
}

/** Writes down that articles have their story. */
export async function markPlaced(tx: Database, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length > 0) await tx.update(articles).set({ placedAt: now }).where(anyOf(articles.id, ids));
}
