import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { articlesToPlace, markPlaced, type StoredArticle } from '../intake/store.js';
import { stems } from '../language/stem.js';
import { rankOf } from './rank.js';
import { candidateStories, insertJoin, insertStory, type Story, updateStory } from './store.js';
import { topicsOf } from './topics.js';

/** Any number, the same in every process. */
const PLACING_LOCK = 7_266_177;
/** An article joins only a story told about this long before or after it. */
const WINDOW_MS = 72 * 3_600_000;
const LEAST_LIKENESS = 0.5;

/**
 * Joins every article that waits into a story or starts one, the oldest first, in batches, each in a transaction of its
 * own. One process places at a time: two articles of one event, placed at once, would start two stories. The lock
 * belongs to the transaction, and so holds behind a pooler.
 * @returns how many were placed.
 */
export async function placeNewArticles(db: Database, options: { now: Date; batch?: number }): Promise<number> {
  const { now, batch = 50 } = options;
  let placed = 0;
  for (;;) {
    const count = await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${PLACING_LOCK})`);
      const articles = await articlesToPlace(tx, batch);
      for (const article of articles) await place(tx, article, now);
      await markPlaced(
        tx,
        articles.map(({ id }) => id),
        now,
      );
      return articles.length;
    });
    placed += count;
    if (count < batch) return placed;
  }
}

async function place(tx: Database, article: StoredArticle, now: Date): Promise<void> {
  const at = article.publishedAt ?? article.acceptedAt;
  const terms = [...new Set(stems(`${article.title} ${article.text}`))];
  const candidates = await candidateStories(tx, {
    terms,
    from: new Date(at.getTime() - WINDOW_MS),
    until: new Date(at.getTime() + WINDOW_MS),
    limit: 200,
  });
  const [best] = candidates
    .map((story) => ({ story, score: likeness(terms, story.terms) }))
    .sort((a, b) => b.score - a.score);
  const joins = best !== undefined && best.score >= LEAST_LIKENESS;
  const storyId = joins ? await join(tx, best.story, article, now) : await start(tx, article, terms, now);
  await insertJoin(tx, { storyId, articleId: article.id, score: joins ? best.score : 1, reason: {}, joinedAt: now });
}

function likeness(a: readonly string[], b: readonly string[]): number {
  const known = new Set(b);
  const shared = a.filter((term) => known.has(term)).length;
  return shared / Math.sqrt(a.length * b.length + 1);
}

async function start(tx: Database, article: StoredArticle, terms: string[], now: Date): Promise<number> {
  const at = article.publishedAt ?? article.acceptedAt;
  // Only Ukrainian reaches a reader: a story known from other languages alone waits for an article that he can read.
  const topics = article.language === 'uk' ? topicsOf(article) : [];
  return insertStory(tx, {
    headline: article.title,
    firstSeenAt: at,
    lastSeenAt: at,
    newsAt: article.isNews ? article.acceptedAt : null,
    topics,
    articleCount: 1,
    sourceIds: [article.sourceId],
    sourceCount: 1,
    rank: rankOf({ topics, publishers: 1, firstSeenAt: at, lastSeenAt: at }, now),
    terms,
  });
}

async function join(tx: Database, story: Story, article: StoredArticle, now: Date): Promise<number> {
  const at = article.publishedAt ?? article.acceptedAt;
  const sourceIds = [...new Set([...story.sourceIds, article.sourceId])];
  const topics = story.topics.length > 0 || article.language !== 'uk' ? story.topics : topicsOf(article);
  const [firstSeenAt, lastSeenAt] = [earlier(story.firstSeenAt, at), later(story.lastSeenAt, at)];
  await updateStory(tx, story.id, {
    firstSeenAt,
    lastSeenAt,
    newsAt: article.isNews ? article.acceptedAt : story.newsAt,
    topics,
    articleCount: story.articleCount + 1,
    sourceIds,
    sourceCount: sourceIds.length,
    rank: rankOf({ topics, publishers: sourceIds.length, firstSeenAt, lastSeenAt }, now),
    terms: [...new Set([...story.terms, ...stems(`${article.title} ${article.text}`)])],
  });
  return story.id;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
