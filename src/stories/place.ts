import type { Database } from '../db/connect.js';
import { articlesToPlace, markPlaced, type Source, type StoredArticle, sourcesByIds } from '../intake/store.js';
import { remembering } from '../language/remembered.js';
import { metrics } from '../telemetry/metrics.js';
import { inTurns } from '../turns.js';
import type { Topic, TopicScore } from '../vocabulary.js';
import type { Decision } from './decide.js';
import { type DescribedArticle, describeArticle } from './describe.js';
import { joinWorlds, type ToJoin, wantedOf } from './own/join.js';
import { type ReadArticle, readArticle } from './read-article.js';
import { createShelf, type Shelf } from './shelf.js';
import { forgetOldKeys } from './store/keys.js';
import { storiesNear } from './store/near.js';
import {
  insertJoins,
  insertStories,
  type Join,
  mergeStory,
  type NewStory,
  placeAlone,
  refreshStories,
} from './store/placing.js';
import { type ArticleReport, isCopyOf, storyOf } from './story.js';
import { topicsOf } from './topics.js';

/** Stems by which an article is found: what stands further down seldom is what it is about. */
const MOST_STEMS = 400;

/** An article that could not be placed; it waits for the next time. */
export interface PlacingFailure {
  articleId: number;
  error: unknown;
}

/**
 * Joins every article that waits into a story or starts one, the oldest first, in batches, each in a transaction of its
 * own; one process places at a time. A batch is decided in memory and read and written in a few statements, whatever
 * its size. The articles of a batch that fails are placed one by one, so that one of them harms no other.
 * @param options.onFailure is told of each article that failed; without it the first error is thrown at the end.
 * @returns how many were placed.
 */
export async function placeNewArticles(
  db: Database,
  options: { now: Date; batch?: number; onFailure?: (failure: PlacingFailure) => void },
): Promise<number> {
  const { now, batch = 50 } = options;
  const failures: PlacingFailure[] = [];
  const onFailure = options.onFailure ?? ((failure) => failures.push(failure));
  let [placed, after, alone] = [0, 0, 0];
  for (;;) {
    const limit = alone > 0 ? 1 : batch;
    const step = await placeSome(db, { now, after, limit });
    if (step.error === undefined) {
      for (const { decision, report } of step.placed) {
        metrics.placed.inc({ decision: decision.kind });
        if (report.isCopy) metrics.copies.inc();
      }
      placed += step.placed.length;
    } else if (step.ids.length === 1) {
      onFailure({ articleId: step.ids[0]!, error: step.error });
    } else {
      alone = step.ids.length;
      continue;
    }
    if (step.ids.length < limit) break;
    after = step.ids.at(-1)!;
    alone = Math.max(0, alone - 1);
  }
  if (failures.length > 0) {
    const ids = failures.map(({ articleId }) => articleId).join(', ');
    throw new Error(`Articles could not be placed and wait for the next time: ${ids}.`, { cause: failures[0]!.error });
  }
  return placed;
}

/** The next articles in a transaction: what was decided on them, or why nothing was; throws where none can be read. */
async function placeSome(
  db: Database,
  { now, after, limit }: { now: Date; after: number; limit: number },
): Promise<{ ids: number[]; placed: Placed[]; error?: unknown }> {
  let ids: number[] = [];
  try {
    const placed = await db.transaction(async (tx) => {
      await placeAlone(tx);
      const articles = await articlesToPlace(tx, { after, limit });
      ids = articles.map(({ id }) => id);
      if (articles.length < limit) await forgetOldKeys(tx, now);
      return articles.length === 0 ? [] : await placeBatch(tx, articles, now);
    });
    return { ids, placed };
  } catch (error) {
    if (ids.length === 0) throw error;
    return { ids, placed: [], error: error ?? new Error('The placing failed without a reason.') };
  }
}

/** What was decided on an article. */
interface Decided {
  article: StoredArticle;
  description: DescribedArticle;
  at: Date;
  report: ArticleReport;
  decision: Decision<number>;
  stems: string[];
}

/** The same, with the story that it is in. */
type Placed = Decided & { storyId: number };

async function placeBatch(tx: Database, articles: readonly StoredArticle[], now: Date): Promise<Placed[]> {
  const sources = await sourcesByIds(tx, [...new Set(articles.map(({ sourceId }) => sourceId))]);
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const described = await inTurns(articles, (article) => {
    const read = readArticle(article);
    const [description, source] = [describe(article, read), sourceOf.get(article.sourceId)];
    return { article, read, description, source, at: timeOf(article) };
  });
  const byDesk = new Map<number | null, Described[]>([[null, []]]);
  for (const one of described) {
    const { deskId } = one.article;
    byDesk.set(deskId, [...(byDesk.get(deskId) ?? []), one]);
  }
  const placed: Placed[] = [];
  const merged: number[] = [];
  // Everybody's first, so that desks' own find them.
  for (const [deskId, described] of byDesk) {
    const done = await placeAmong(tx, { deskId, described, now });
    placed.push(...done.placed);
    merged.push(...done.merged);
  }
  await joinWorlds(tx, { placed, merged, now });
  await markPlaced(
    tx,
    articles.map(({ id }) => id),
    now,
  );
  return placed;
}

/** An article that is to be placed. */
interface Described extends ToJoin {
  article: StoredArticle;
  read: ReadArticle;
  source: Source | undefined;
}

/** Places articles among everybody's stories, or those of a desk's own feeds among the desk's own: neither sees the other. */
async function placeAmong(
  tx: Database,
  { deskId, described, now }: { deskId: number | null; described: readonly Described[]; now: Date },
): Promise<{ placed: Placed[]; merged: number[] }> {
  if (described.length === 0) return { placed: [], merged: [] };
  const near = await storiesNear(tx, described.map(wantedOf), now, deskId === null ? 'common' : 'own');
  const stories = near.stories.filter((story) => story.deskId === deskId);
  const ids = new Set(stories.map(({ id }) => id));
  // Stories that start here are known by negative numbers until they are written.
  let started = 0;
  const shelf = createShelf<number>({
    stories,
    near: (articleId) => near.byArticle.get(articleId)?.filter((id) => ids.has(id)) ?? [],
    newId: () => {
      started -= 1;
      return started;
    },
  });
  const decided = await inTurns(described, (one) => placeOne(shelf, one));
  const idOf = await write(tx, { shelf, decided, deskId, now });
  return {
    placed: decided.map((one) => ({ ...one, storyId: idOf(one) })),
    merged: shelf.merges().flatMap(({ into }) => (into > 0 ? [into] : [])),
  };
}

/** What a stored article tells of. */
export function describe(article: StoredArticle, read: ReadArticle): DescribedArticle {
  const { id, title, text } = article;
  return describeArticle(
    { id: String(id), title, text, publishedAt: timeOf(article), publisher: publisherOf(article) },
    read,
  );
}

function timeOf({ publishedAt, acceptedAt }: StoredArticle): Date {
  return publishedAt ?? acceptedAt;
}

/** One name a publisher, whichever of its feeds it came by. */
export function publisherOf({
  url,
  publisher,
  sourceId,
}: Pick<StoredArticle, 'url' | 'publisher' | 'sourceId'>): string {
  if (url === null) return publisher ?? `source ${sourceId}`;
  const afterHost = url.indexOf('/', 'https://'.length);
  return hostAt(afterHost < 0 ? url : url.slice(0, afterHost));
}

/** By what an address begins with, since reading one takes longer than finding a word's stem. */
const hostAt = remembering((origin) => new URL(origin).host.replace(/^www\./, ''));

function placeOne(shelf: Shelf<number>, { article, read, description, source, at }: Described): Decided {
  const { id, title, language, isNews } = article;
  const { story, decision } = shelf.place(description);
  const others = shelf.articlesOf(story).filter((other) => other !== description);
  const report: ArticleReport = {
    articleId: id,
    sourceId: article.sourceId,
    publisher: publisherOf(article),
    weight: source?.weight ?? 1,
    title,
    language,
    topics: topicsIn(article, source, read),
    isNews,
    publishedAt: at.getTime(),
    acceptedAt: article.acceptedAt.getTime(),
    isUpdate: decision.kind === 'update',
    isCopy: isCopyOf(description, others),
  };
  return { article, description, at, report, decision, stems: stemsOf(read) };
}

/** The topics that an article speaks for; none for one that no digest shows, such as a horoscope. */
export function topicsIn(
  { title, text, language, categories }: Pick<StoredArticle, 'title' | 'text' | 'language' | 'categories'>,
  source: Pick<Source, 'defaultTopic'> | undefined,
  read: ReadArticle,
): TopicScore[] {
  const sourceTopic = source?.defaultTopic ?? null;
  return language === 'uk' ? topicsOf({ title, text, categories, sourceTopic }, read) : foreignTopics(sourceTopic);
}

/** The stems by which an article is found. */
export function stemsOf({ titleWords, words }: ReadArticle): string[] {
  const found = new Set<string>();
  for (const part of [titleWords, words]) {
    for (const { stem, isTelling } of part) {
      if (isTelling) found.add(stem);
      if (found.size >= MOST_STEMS) return [...found];
    }
  }
  return [...found];
}

/** Words of other languages are not read for topics: what the source writes about, or news from abroad, to choose by. */
function foreignTopics(sourceTopic: Topic | null): TopicScore[] {
  return [{ topic: sourceTopic ?? 'world', score: 0.3 }];
}

/** Writes down what was decided; gives what says in which story an article is. */
async function write(
  tx: Database,
  options: { shelf: Shelf<number>; decided: readonly Decided[]; deskId: number | null; now: Date },
): Promise<(one: Decided) => number> {
  const { shelf, decided, deskId, now } = options;
  const told = new Map<number, Decided[]>();
  for (const one of decided) {
    const story = shelf.storyOf(one.description.id)!;
    told.set(story, [...(told.get(story) ?? []), one]);
  }
  const newIds = [...told.keys()].filter((id) => id < 0);
  const written = await insertStories(
    tx,
    newIds.map((id) => newStory(told.get(id)!, deskId)),
  );
  const idOf = new Map(newIds.map((id, place) => [id, written[place]!]));
  const joins = [...told].flatMap(([story, own]) =>
    own.map(
      (one): Join => ({
        storyId: idOf.get(story) ?? story,
        world: deskId === null ? 'common' : 'own',
        ...reasonOf(one.decision),
        report: one.report,
        description: one.description,
        stems: one.stems,
        joinedAt: now,
      }),
    ),
  );
  await insertJoins(tx, joins);
  for (const { from, into } of shelf.merges()) if (from > 0) await mergeStory(tx, { from, into });
  await refreshStories(
    tx,
    [...told.keys()].filter((id) => id > 0),
  );
  return (one) => {
    const story = shelf.storyOf(one.description.id)!;
    return idOf.get(story) ?? story;
  };
}

function newStory(decided: readonly Decided[], deskId: number | null): NewStory {
  const terms = new Set(decided.flatMap(({ stems }) => stems));
  return { ...storyOf(decided.map(({ report }) => report)), terms: [...terms], deskId };
}

function reasonOf(decision: Decision<number>): Pick<Join, 'score' | 'reason'> {
  if (decision.kind === 'start') return { score: 1, reason: { kind: 'start' } };
  const { kind, score, shared, sameText } = decision;
  return { score, reason: { kind, shared, sameText } };
}
