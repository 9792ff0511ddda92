import { createHash } from 'node:crypto';
import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
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
 * Stores an article, once: the same address, the same guid of a source, the same words from a source or nearly the same
 * under the same headline are the same article; the same words of two publishers are two. Call it in the transaction that stores the source's state, so that a crash neither loses nor repeats one.
 */
export async function acceptArticle(db: Database, acceptance: Acceptance): Promise<{ id: number; isNew: boolean }> {
  const { article, sourceId, now, isNews, guid = null } = acceptance;
  const contentHash = contentHashOf(article);
  const copy = await nearCopyOf(db, { article, sourceId, now });
  if (copy !== null) return { id: copy, isNew: false };
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

/** A source tells the same news again, a little changed and under another address, within this time, ms. */
const REPEATED_WITHIN = 3 * 86_400_000;
/** How many of their words two texts share at least, of all that either has, to be one text. */
const LEAST_SHARED = 0.8;

/** The article of this source with the same headline and nearly the same text; `null` where there is none. */
async function nearCopyOf(
  db: Database,
  { article, sourceId, now }: Pick<Acceptance, 'article' | 'sourceId' | 'now'>,
): Promise<number | null> {
  const alike = await db
    .select({ id: articles.id, text: articles.text })
    .from(articles)
    .where(
      and(
        eq(articles.sourceId, sourceId),
        eq(articles.title, article.title),
        gte(articles.acceptedAt, new Date(now.getTime() - REPEATED_WITHIN)),
      ),
    )
    .orderBy(asc(articles.id))
    .limit(10);
  return alike.find(({ text }) => sharedWords(text, article.text) >= LEAST_SHARED)?.id ?? null;
}

/** The Jaccard index of two texts' words: 0 to 1. */
function sharedWords(one: string, other: string): number {
  const [a, b] = [new Set(words(one)), new Set(words(other))];
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(1, a.size + b.size - shared);
}

/** Which of a feed's items are stored already, by their addresses or by this source's names for them. */
export async function knownItems(
  db: Database,
  options: { sourceId: number; urls: readonly string[]; guids: readonly string[] },
): Promise<{ urls: Set<string>; guids: Set<string> }> {
  const { sourceId, urls, guids } = options;
  if (urls.length + guids.length === 0) return { urls: new Set(), guids: new Set() };
  const rows = await db
    .select({ url: articles.url, guid: articles.guid, sourceId: articles.sourceId })
    .from(articles)
    .where(
      or(
        urls.length > 0 ? inArray(articles.url, [...urls]) : undefined,
        guids.length > 0 ? and(eq(articles.sourceId, sourceId), inArray(articles.guid, [...guids])) : undefined,
      ),
    );
  return {
    urls: new Set(rows.flatMap(({ url }) => (url === null ? [] : [url]))),
    guids: new Set(rows.flatMap((row) => (row.guid === null || row.sourceId !== sourceId ? [] : [row.guid]))),
  };
}

/** What makes two texts the same: their words, whatever stands between them. SHA-256, hex. */
function contentHashOf(article: Pick<Article, 'title' | 'text'>): string {
  return createHash('sha256')
    .update(words(`${article.title}\n${article.text}`).join(' '))
    .digest('hex');
}

/** Sources by their ids, in no particular order. */
export async function sourcesByIds(db: Database, ids: readonly number[]): Promise<Source[]> {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(sources)
        .where(inArray(sources.id, [...ids]));
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
