import { createHash } from 'node:crypto';
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { articles, sources } from '../db/schema.js';
import { words } from '../language/words.js';
import type { Article } from './article.js';

export type StoredArticle = typeof articles.$inferSelect;
export type Source = typeof sources.$inferSelect;
export type NewSource = typeof sources.$inferInsert;

/** The source of an address or a name of ours («seed:»); made where it is missing. */
export async function ensureSource(db: Database, source: NewSource): Promise<Source> {
  const [made] = await db.insert(sources).values(source).onConflictDoNothing({ target: sources.url }).returning();
  if (made) return made;
  const [known] = await db.select().from(sources).where(eq(sources.url, source.url));
  if (!known) throw new Error(`The source ${source.url} was removed in this moment. Try again.`);
  return known;
}

/** An article on its way into the database. */
export interface Acceptance {
  article: Article;
  sourceId: number;
  now: Date;
  /** May a digest show it as news? */
  isNews: boolean;
  guid?: string | null;
  categories?: readonly string[];
  imageUrl?: string | null;
  /** The publisher's date was missing or unusable, and `publishedAt` is a stand-in. */
  publishedAtGuessed?: boolean;
}

/**
 * Stores an article, once: the same address, the same guid of a source or the same words from a source are the same
 * article. Call it in the transaction that stores the source's state, so that a crash neither loses nor repeats one.
 */
export async function acceptArticle(db: Database, acceptance: Acceptance): Promise<{ id: number; isNew: boolean }> {
  const { article, sourceId, now, isNews, guid = null } = acceptance;
  const contentHash = contentHashOf(article);
  const [stored] = await db
    .insert(articles)
    .values({
      sourceId,
      url: article.url,
      guid,
      title: article.title,
      text: article.text,
      publisher: article.publisher,
      language: article.language,
      categories: [...(acceptance.categories ?? [])],
      imageUrl: acceptance.imageUrl ?? null,
      publishedAt: article.publishedAt,
      publishedAtGuessed: acceptance.publishedAtGuessed ?? false,
      acceptedAt: now,
      isNews,
      contentHash,
    })
    .onConflictDoNothing()
    .returning({ id: articles.id });
  if (stored) return { id: stored.id, isNew: true };
  const [known] = await db
    .select({ id: articles.id })
    .from(articles)
    .where(
      or(
        article.url === null ? undefined : eq(articles.url, article.url),
        guid === null ? undefined : and(eq(articles.sourceId, sourceId), eq(articles.guid, guid)),
        and(eq(articles.sourceId, sourceId), eq(articles.contentHash, contentHash)),
      ),
    )
    .orderBy(asc(articles.id))
    .limit(1);
  if (!known) throw new Error(`An article like «${article.title}» was removed in this moment. Try again.`);
  return { id: known.id, isNew: false };
}

/** What makes two texts the same: their words, whatever stands between them. SHA-256, hex. */
export function contentHashOf(article: Pick<Article, 'title' | 'text'>): string {
  return createHash('sha256')
    .update(words(`${article.title}\n${article.text}`).join(' '))
    .digest('hex');
}

/** Articles by their ids, in no particular order. */
export async function articlesByIds(db: Database, ids: readonly number[]): Promise<StoredArticle[]> {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(articles)
        .where(inArray(articles.id, [...ids]));
}

/** The oldest articles that wait for their story. They stay locked until the transaction ends; others pass them by. */
export async function articlesToPlace(tx: Database, limit: number): Promise<StoredArticle[]> {
  return tx
    .select()
    .from(articles)
    .where(isNull(articles.placedAt))
    .orderBy(asc(articles.id))
    .limit(limit)
    .for('update', { skipLocked: true });
}

/** Writes down that articles have their story. */
export async function markPlaced(tx: Database, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length > 0)
    await tx
      .update(articles)
      .set({ placedAt: now })
      .where(inArray(articles.id, [...ids]));
}
