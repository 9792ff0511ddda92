import type { Database } from '../db/connect.js';
import { articlesToPlace, markPlaced, type Source, type StoredArticle, sourcesByIds } from '../intake/store.js';
import { stems } from '../language/stem.js';
import { WINDOW_MS } from './cluster.js';
import { decide } from './decide.js';
import { describeArticle } from './describe.js';
import { candidateStories, insertJoin, insertStory, mergeInto, placeAlone, refreshStory } from './store.js';
import { type ArticleReport, isCopyOf, storyOf } from './story.js';
import { topicsOf } from './topics.js';

/** Stems by which an article is found: what stands further down seldom is what it is about. */
const MOST_STEMS = 400;

/**
 * Joins every article that waits into a story or starts one, the oldest first, in batches, each in a transaction of its
 * own; one process places at a time.
 * @returns how many were placed.
 */
export async function placeNewArticles(db: Database, options: { now: Date; batch?: number }): Promise<number> {
  const { now, batch = 50 } = options;
  let placed = 0;
  for (;;) {
    const count = await db.transaction(async (tx) => {
      await placeAlone(tx);
      const articles = await articlesToPlace(tx, batch);
      const sources = await sourcesByIds(tx, [...new Set(articles.map(({ sourceId }) => sourceId))]);
      const byId = new Map(sources.map((source) => [source.id, source]));
      for (const article of articles) await place(tx, { article, source: byId.get(article.sourceId), now });
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

async function place(
  tx: Database,
  { article, source, now }: { article: StoredArticle; source: Source | undefined; now: Date },
): Promise<void> {
  const publishedAt = article.publishedAt ?? article.acceptedAt;
  const publisher = publisherOf(article);
  const { id, title, text } = article;
  const description = describeArticle({ id: String(id), title, text, publishedAt, publisher });
  const candidates = await candidateStories(tx, { keys: description.keys, at: publishedAt, within: WINDOW_MS });
  const decision = decide(description, candidates);
  const joined = decision.kind === 'start' ? undefined : candidates.find((story) => story.id === decision.story);
  const report: ArticleReport = {
    articleId: id,
    sourceId: article.sourceId,
    publisher,
    weight: source?.weight ?? 1,
    title,
    language: article.language,
    topics:
      article.language === 'uk'
        ? topicsOf({ title, text, categories: article.categories, sourceTopic: source?.defaultTopic ?? null })
        : [],
    isNews: article.isNews,
    publishedAt: publishedAt.getTime(),
    acceptedAt: article.acceptedAt.getTime(),
    isUpdate: decision.kind === 'update',
    isCopy: isCopyOf(description, joined?.articles ?? []),
  };
  const own = [...new Set(stems(`${title} ${text}`))].slice(0, MOST_STEMS);
  const storyId = joined?.id ?? (await insertStory(tx, { ...storyOf([report]), terms: own }));
  const { score, reason } =
    decision.kind === 'start'
      ? { score: 1, reason: { kind: 'start' } as const }
      : {
          score: decision.score,
          reason: { kind: decision.kind, shared: decision.shared, sameText: decision.sameText },
        };
  await insertJoin(tx, {
    storyId,
    articleId: id,
    score,
    reason,
    report,
    description,
    stems: own,
    joinedAt: now,
  });
  if (decision.kind === 'start') return;
  for (const other of decision.merges) await mergeInto(tx, { storyId, other });
  await refreshStory(tx, storyId);
}

/** One name a publisher, whichever of its feeds it came by. */
function publisherOf(article: StoredArticle): string {
  if (article.url !== null) return new URL(article.url).host.replace(/^www\./, '');
  return article.publisher ?? `source ${article.sourceId}`;
}
