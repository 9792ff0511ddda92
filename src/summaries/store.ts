import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { summaries } from '../db/schema.js';
import { articlesOfStories, storiesByIds } from '../stories/store.js';
import { metrics } from '../telemetry/metrics.js';
import type { SummaryLength } from '../vocabulary.js';
import { type Summary, summarise } from './summarise.js';

/**
 * The summaries of stories in a length: those that are stored for the story's present articles, and new ones for the
 * rest, which are stored. A story without articles has none.
 */
export async function summariesFor(
  db: Database,
  options: { storyIds: readonly number[]; length: SummaryLength; now: Date },
): Promise<Map<number, Pick<Summary, 'headline' | 'text'>>> {
  const { storyIds, length, now } = options;
  if (storyIds.length === 0) return new Map();
  const [told, stories, stored] = await Promise.all([
    articlesOfStories(db, storyIds),
    storiesByIds(db, storyIds),
    db
      .select()
      .from(summaries)
      .where(and(inArray(summaries.storyId, [...storyIds]), eq(summaries.length, length))),
  ]);
  const known = new Map(stored.map((summary) => [summary.storyId, summary]));
  const result = new Map<number, Pick<Summary, 'headline' | 'text'>>();
  const made: (typeof summaries.$inferInsert)[] = [];
  for (const story of stories) {
    const articles = (told.get(story.id) ?? []).filter((article) => article.language === 'uk');
    if (articles.length === 0) continue;
    const fingerprint = fingerprintOf(articles);
    const summary = known.get(story.id);
    if (summary?.fingerprint === fingerprint) {
      result.set(story.id, summary);
      continue;
    }
    const { headline, text, engine } = summarise({ headline: story.headline, articles }, { length });
    result.set(story.id, { headline, text });
    made.push({ storyId: story.id, length, engine, headline, text, fingerprint, createdAt: now });
  }
  for (const { engine } of made) metrics.summaries.inc({ engine });
  if (made.length > 0) {
    await db
      .insert(summaries)
      .values(made)
      .onConflictDoUpdate({
        target: [summaries.storyId, summaries.length],
        set: {
          engine: sql`excluded.engine`,
          headline: sql`excluded.headline`,
          text: sql`excluded.text`,
          fingerprint: sql`excluded.fingerprint`,
          createdAt: sql`excluded.created_at`,
        },
      });
  }
  return result;
}

/** Changes with the story's articles and their texts. SHA-256, hex. */
function fingerprintOf(articles: readonly { id: number; contentHash: string }[]): string {
  const parts = articles.map(({ id, contentHash }) => `${id}:${contentHash}`).sort();
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
