import type { Database } from '../db/connect.js';
import { articlesOfPublisher, articlesSince, blankArticles } from '../intake/publisher/store.js';
import { ownOf } from './own/store.js';
import { placeAlone, refreshStories } from './store/placing.js';
import { articlesIn, removeJoins, storiesOfArticles, takeDown } from './store/taking-down.js';
import { articlesOfStories } from './store.js';

/**
 * Takes a story down, and with it the desks' own in its place: nobody is told of it any more, whoever writes of it, and the
 * texts of its articles are gone. Their addresses stay, so that they do not come back. Call it in a transaction.
 * @returns the stories that are down.
 */
export async function takeDownStory(tx: Database, { storyId, now }: { storyId: number; now: Date }): Promise<number[]> {
  await placeAlone(tx);
  const storyIds = [storyId, ...(await ownOf(tx, [storyId]))];
  await blankArticles(tx, await articlesIn(tx, storyIds));
  await takeDown(tx, storyIds, now);
  return storyIds;
}

/**
 * The stories that articles of a publisher told, which were accepted since a moment, whoever told them besides, and the
 * desks' own in their places.
 */
export async function storiesToldBy(
  db: Database,
  { publisher, since }: { publisher: string; since: Date },
): Promise<number[]> {
  const told = await storiesOfArticles(db, await articlesSince(db, { publisher, since }));
  return [...told, ...(await ownOf(db, told))];
}

/** Articles of a publisher that are taken out in one transaction. */
const BATCH = 200;

/**
 * Takes a publisher's articles out of every story, and down those stories that it alone told; in batches, so that no lock
 * is held for long.
 * @returns the stories that nobody tells any more.
 */
export async function takeOutArticles(
  db: Database,
  { publisher, now }: { publisher: string; now: Date },
): Promise<number[]> {
  const gone: number[] = [];
  let above = 0;
  for (;;) {
    const ids = await articlesOfPublisher(db, { publisher, above, limit: BATCH });
    above = ids.at(-1) ?? above;
    if (ids.length === 0) return gone;
    gone.push(...(await db.transaction((tx) => takeOutSome(tx, { ids, publisher, now }))));
  }
}

async function takeOutSome(
  tx: Database,
  { ids, publisher, now }: { ids: readonly number[]; publisher: string; now: Date },
): Promise<number[]> {
  await placeAlone(tx);
  const storyIds = await storiesOfArticles(tx, ids);
  const told = await articlesOfStories(tx, storyIds);
  const isItsAlone = (id: number) => (told.get(id) ?? []).every((article) => article.publisher === publisher);
  const alone = storyIds.filter(isItsAlone);
  const shared = storyIds.filter((id) => !isItsAlone(id));
  await removeJoins(tx, { storyIds: shared, articleIds: ids });
  await refreshStories(tx, shared);
  await refreshStories(tx, await takeDown(tx, alone, now));
  await blankArticles(tx, ids);
  return alone;
}
