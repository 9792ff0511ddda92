import { and, count, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { articles, sources, submissions } from '../../db/schema.js';
import { seal } from '../../db/seal.js';
import type { Source, StoredArticle } from '../store.js';
import type { SentArticle } from './sent.js';

/** What a person sent so that it becomes an article: read, shown to him, and waiting for his word. */
export type Submission = Omit<typeof submissions.$inferSelect, 'article'> & { article: SentArticle | null };

/** Writes down what was sent. `parts`: the messages of a pasted text. */
export async function openSubmission(
  db: Database,
  sent: { telegramId: number; parts?: readonly string[]; sentAt: Date; now: Date },
): Promise<Submission> {
  const { telegramId, parts = [], sentAt, now } = sent;
  const [row] = await db
    .insert(submissions)
    .values({ telegramId, parts: [...parts], sentAt, createdAt: now })
    .returning();
  return submissionOf(row!);
}

/** The text goes on in another message. */
export async function continueSubmission(
  db: Database,
  { id, part, sentAt }: { id: number; part: string; sentAt: Date },
): Promise<Submission> {
  const [row] = await db
    .update(submissions)
    .set({ parts: sql`array_append(${submissions.parts}, ${seal(part)})`, sentAt })
    .where(eq(submissions.id, id))
    .returning();
  if (!row) throw new Error(`The submission ${id} was removed in this moment. Try again.`);
  return submissionOf(row);
}

/** What it was read as, and the message that shows it. */
export async function showSubmission(
  db: Database,
  { id, article, previewId }: { id: number; article: SentArticle | null; previewId: number },
): Promise<void> {
  await db
    .update(submissions)
    .set({ article: article && { ...article }, previewId })
    .where(eq(submissions.id, id));
}

/** The last thing that was sent from a chat; `null` where nothing was. */
export async function lastSubmission(db: Database, telegramId: number): Promise<Submission | null> {
  const [row] = await db
    .select()
    .from(submissions)
    .where(eq(submissions.telegramId, telegramId))
    .orderBy(desc(submissions.id))
    .limit(1);
  return row ? submissionOf(row) : null;
}

/** What a chat sent under this id; `null` where it is no more, or another chat's. */
export async function submissionById(
  db: Database,
  { id, telegramId }: { id: number; telegramId: number },
): Promise<Submission | null> {
  const [row] = await db
    .select()
    .from(submissions)
    .where(and(eq(submissions.id, id), eq(submissions.telegramId, telegramId)));
  return row ? submissionOf(row) : null;
}

/**
 * Closes what is open.
 * @returns `false` where it was closed before: of two taps one does it.
 */
export async function closeSubmission(
  tx: Database,
  { id, state }: { id: number; state: 'added' | 'dropped' },
): Promise<boolean> {
  const closed = await tx
    .update(submissions)
    .set({ state })
    .where(and(eq(submissions.id, id), eq(submissions.state, 'open')))
    .returning({ id: submissions.id });
  return closed.length > 0;
}

/** What was sent from a chat and is still kept. */
export async function submissionsOf(db: Database, telegramId: number): Promise<Submission[]> {
  return (await db.select().from(submissions).where(eq(submissions.telegramId, telegramId))).map(submissionOf);
}

/** Removes what was sent from a chat; the articles that it became stay. */
export async function deleteSubmissionsOf(tx: Database, telegramId: number): Promise<void> {
  await tx.delete(submissions).where(eq(submissions.telegramId, telegramId));
}

/** Removes what was sent before a moment. Gives how many went. */
export async function pruneSubmissions(db: Database, before: Date): Promise<number> {
  const removed = await db
    .delete(submissions)
    .where(lt(submissions.createdAt, before))
    .returning({ id: submissions.id });
  return removed.length;
}

/** Everybody's article of an address; `null` where it is not stored. */
export async function articleAt(db: Database, url: string): Promise<{ id: number; title: string } | null> {
  const [row] = await db
    .select({ id: articles.id, title: articles.title })
    .from(articles)
    .where(and(eq(articles.url, url), isNull(articles.deskId)));
  return row ?? null;
}

/** The source of a name of ours; `null` where there is none. */
export async function sourceNamed(db: Database, name: string): Promise<Source | null> {
  const [row] = await db.select().from(sources).where(eq(sources.url, name));
  return row ?? null;
}

/** The article that a source knows by this name; `null` where it is not stored. */
export async function articleByGuid(
  db: Database,
  { sourceId, guid }: { sourceId: number; guid: string },
): Promise<StoredArticle | null> {
  const [row] = await db
    .select()
    .from(articles)
    .where(and(eq(articles.sourceId, sourceId), eq(articles.guid, guid)));
  return row ?? null;
}

/** How many articles of a source were accepted since a moment. */
export async function articlesOfSource(
  db: Database,
  { sourceId, since }: { sourceId: number; since: Date },
): Promise<number> {
  const [row] = await db
    .select({ articles: count() })
    .from(articles)
    .where(and(eq(articles.sourceId, sourceId), gte(articles.acceptedAt, since)));
  return row?.articles ?? 0;
}

/** In JSON a moment is text. */
function submissionOf(row: typeof submissions.$inferSelect): Submission {
  const article = row.article as (Omit<SentArticle, 'publishedAt'> & { publishedAt: string | null }) | null;
  if (article === null) return { ...row, article };
  const publishedAt = article.publishedAt === null ? null : new Date(article.publishedAt);
  return { ...row, article: { ...article, publishedAt } };
}
