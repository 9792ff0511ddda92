import { eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { storyArticles } from '../../db/schema.js';
import type { ArticleReport } from '../story.js';
import { packed } from './packed.js';
import type { Join } from './placing.js';

/** The story of an article, and what the article adds to it; `null` where it has none yet. */
export async function joinOf(
  db: Database,
  articleId: number,
): Promise<{ storyId: number; report: ArticleReport } | null> {
  const [row] = await db
    .select({ storyId: storyArticles.storyId, report: storyArticles.report })
    .from(storyArticles)
    .where(eq(storyArticles.articleId, articleId));
  return row ? { storyId: row.storyId, report: row.report as unknown as ArticleReport } : null;
}

/** Writes down what an article adds to its story now. `refreshStories` comes after it. */
export async function changeJoin(
  tx: Database,
  { articleId, report, description, stems }: { articleId: number } & Pick<Join, 'report' | 'description' | 'stems'>,
): Promise<void> {
  await tx
    .update(storyArticles)
    .set({ report: { ...report }, description: packed(description), stems })
    .where(eq(storyArticles.articleId, articleId));
}

/** The story that an article is in now; `null` where it has none yet. */
export async function storyOfArticle(db: Database, articleId: number): Promise<number | null> {
  return (await joinOf(db, articleId))?.storyId ?? null;
}
