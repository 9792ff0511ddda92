import { and, eq, or, sql } from 'drizzle-orm';
import { anyOf } from '../db/arrays.js';
import type { Database } from '../db/connect.js';
import { summaries } from '../db/schema.js';
import { articlesOfStories, headlinesOf } from '../stories/store.js';
import { metrics } from '../telemetry/metrics.js';
import { othersTurn } from '../turns.js';
import type { SummaryLength, Topic } from '../vocabulary.js';
import { EXTRACT_VERSION, fingerprintOf, MODEL_VERSION } from './fingerprint.js';
import { shortOf } from './model/short.js';
import { type Summary, summariseOrQuote } from './summarise.js';

/** A summary as it is shown. */
export type ShownSummary = Pick<Summary, 'headline' | 'text'> & { engine: Stored['engine'] };
type Stored = typeof summaries.$inferSelect;

/**
 * The summaries of stories in a length: the model's where it has written one of the story's present articles, else
 * sentences of the articles, which are made here where they are not stored yet, and stored. The model is never waited
 * for. A story that no Ukrainian article tells has the model's or none; a story without articles has none.
 */
export async function summariesFor(
  db: Database,
  options: { storyIds: readonly number[]; length: SummaryLength; now: Date },
): Promise<Map<number, ShownSummary>> {
  const { storyIds, length, now } = options;
  if (storyIds.length === 0) return new Map();
  const [told, stories, stored] = await Promise.all([
    articlesOfStories(db, storyIds),
    headlinesOf(db, storyIds),
    storedSummaries(db, storyIds, length),
  ]);
  const known = new Map(stored.map((summary) => [keyOf(summary.storyId, summary.engine, summary.length), summary]));
  const result = new Map<number, ShownSummary>();
  const made: (typeof summaries.$inferInsert)[] = [];
  for (const story of stories) {
    const all = told.get(story.id) ?? [];
    const articles = all.filter((article) => article.language === 'uk');
    const written = known.get(keyOf(story.id, 'model', length));
    if (articles.length === 0) {
      const translation = written ?? known.get(keyOf(story.id, 'model', 'normal'));
      if (translation && isMadeOf(translation, all)) {
        result.set(story.id, { ...translation, ...(length === 'short' ? shortOf(translation) : {}) });
      }
      continue;
    }
    if (written?.fingerprint === fingerprintOf(articles, MODEL_VERSION)) {
      result.set(story.id, written);
      continue;
    }
    const fingerprint = fingerprintOf(articles, EXTRACT_VERSION);
    const extract = known.get(keyOf(story.id, 'extract', length));
    if (extract?.fingerprint === fingerprint) {
      result.set(story.id, extract);
      continue;
    }
    const { headline, text, engine, refusals } = summariseOrQuote({ headline: story.headline, articles }, { length });
    result.set(story.id, { headline, text, engine });
    made.push({ storyId: story.id, length, engine, headline, text, fingerprint, refusals, createdAt: now });
    await othersTurn();
  }
  await saveSummaries(db, made);
  return result;
}

/** Those of the stories that the model has translated, with what it says they are about. */
export async function translatedStories(db: Database, storyIds: readonly number[]): Promise<Map<number, Topic>> {
  if (storyIds.length === 0) return new Map();
  const rows = await db
    .select({ storyId: summaries.storyId, topic: summaries.topic })
    .from(summaries)
    .where(and(anyOf(summaries.storyId, storyIds), eq(summaries.engine, 'model'), eq(summaries.length, 'normal')));
  return new Map(rows.flatMap(({ storyId, topic }) => (topic === null ? [] : [[storyId, topic]])));
}

/** Stores summaries, each in the place of what its engine made of the story before, and counts them. */
export async function saveSummaries(db: Database, made: readonly (typeof summaries.$inferInsert)[]): Promise<void> {
  if (made.length === 0) return;
  await db
    .insert(summaries)
    // In one order everywhere, so that two who store the same stories never wait for each other.
    .values([...made].sort((one, other) => one.storyId - other.storyId))
    .onConflictDoUpdate({
      target: [summaries.storyId, summaries.length, summaries.engine],
      set: {
        headline: sql`excluded.headline`,
        text: sql`excluded.text`,
        fingerprint: sql`excluded.fingerprint`,
        articleIds: sql`excluded.article_ids`,
        topic: sql`excluded.topic`,
        refusals: sql`excluded.refusals`,
        createdAt: sql`excluded.created_at`,
      },
    });
  for (const { engine, refusals } of made) {
    metrics.summaries.inc({ engine });
    for (const reason of refusals ?? []) metrics.summaryRefusals.inc({ engine, reason });
  }
}

/** Both engines' in a length; and in `normal`, which every translation has and other lengths are shown from. */
function storedSummaries(db: Database, storyIds: readonly number[], length: SummaryLength): Promise<Stored[]> {
  return db
    .select()
    .from(summaries)
    .where(
      and(
        anyOf(summaries.storyId, storyIds),
        or(eq(summaries.length, length), and(eq(summaries.engine, 'model'), eq(summaries.length, 'normal'))),
      ),
    );
}

function keyOf(storyId: number, engine: Stored['engine'], length: SummaryLength): string {
  return `${storyId} ${engine} ${length}`;
}

/** Are all the articles that it was written of still the story's? Then it is true of it, also where more have come. */
function isMadeOf(summary: Stored, articles: readonly { id: number }[]): boolean {
  const ids = new Set(articles.map(({ id }) => id));
  return summary.articleIds.length > 0 && summary.articleIds.every((id) => ids.has(id));
}

/** Removes every summary of stories. */
export async function forgetSummaries(tx: Database, storyIds: readonly number[]): Promise<void> {
  if (storyIds.length > 0) await tx.delete(summaries).where(anyOf(summaries.storyId, storyIds));
}
