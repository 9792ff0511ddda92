import type { Database } from '../../db/connect.js';
import type { StoredArticle } from '../../intake/store.js';
import type { DescribedArticle } from '../describe.js';
import { createShelf } from '../shelf.js';
import { type NearStory, storiesNear } from '../store/near.js';
import { mergeStory, refreshStories } from '../store/placing.js';
import { doubledOwn, hasLooseOwn, putInPlace } from './store.js';

/** What of an article says which stories are near it. */
export interface ToJoin {
  article: Pick<StoredArticle, 'id' | 'deskId'>;
  description: DescribedArticle;
  /** When it was published. */
  at: Date;
}

/** An article of everybody's or of a desk's own feed, in the story that it was placed in. */
type Placed = ToJoin & { storyId: number };

/** How an article is looked for beside others. */
export function wantedOf({ article, at, description }: ToJoin) {
  return { articleId: article.id, at, keys: description.keys };
}

/**
 * Puts desks' own stories into the places of everybody's that tell of the same events, whichever came first: by each
 * article of a desk's own feed among everybody's stories, and by each of everybody's among those own ones that stand in no
 * place yet. What everybody is told is the same with and without it.
 * @param options.merged everybody's stories that others turned out to be: own ones may have come together there.
 */
export async function joinWorlds(
  tx: Database,
  { placed, merged, now }: { placed: readonly Placed[]; merged: readonly number[]; now: Date },
): Promise<void> {
  const own = placed.filter(({ article }) => article.deskId !== null);
  const common = placed.filter(({ article }) => article.deskId === null);
  const pairs = [
    ...(own.length > 0 ? await placesOf(tx, own, now) : []),
    ...(common.length > 0 && (await hasLooseOwn(tx, now)) ? await looseNear(tx, common, now) : []),
  ];
  const put = await putInPlace(tx, pairs);
  const doubled = await doubledOwn(tx, [...merged, ...pairs.map(({ commonId }) => commonId)]);
  for (const [into, ...others] of doubled) {
    for (const from of others) if (into !== undefined) await mergeStory(tx, { from, into });
  }
  const gone = new Set(doubled.flatMap(([, ...others]) => others));
  const kept = new Set([...put, ...doubled.flatMap(([into = 0]) => into)]);
  await refreshStories(
    tx,
    [...kept].filter((id) => !gone.has(id)),
  );
}

interface Pair {
  ownId: number;
  commonId: number;
}

/** Everybody's stories of which articles of desks' own feeds tell. */
async function placesOf(tx: Database, own: readonly Placed[], now: Date): Promise<Pair[]> {
  const near = await storiesNear(tx, own.map(wantedOf), now);
  const byId = new Map(near.stories.map((story) => [story.id, story]));
  return own.flatMap(({ article, description, storyId: ownId }) => {
    const stories = near.byArticle.get(String(article.id))?.flatMap((id) => byId.get(id) ?? []) ?? [];
    const commonId = storyAmong(description, stories);
    return commonId === null ? [] : [{ ownId, commonId }];
  });
}

/** Desks' own stories of which articles of everybody's tell; each desk's are looked through by themselves. */
async function looseNear(tx: Database, common: readonly Placed[], now: Date): Promise<Pair[]> {
  const near = await storiesNear(tx, common.map(wantedOf), now, 'own');
  return common.flatMap(({ article, description, storyId: commonId }) => {
    const ids = new Set(near.byArticle.get(String(article.id)));
    const byDesk = new Map<number | null, NearStory[]>();
    for (const story of near.stories) {
      if (ids.has(story.id)) byDesk.set(story.deskId, [...(byDesk.get(story.deskId) ?? []), story]);
    }
    return [...byDesk.values()].flatMap((stories) => {
      const ownId = storyAmong(description, stories);
      return ownId === null ? [] : [{ ownId, commonId }];
    });
  });
}

/** Which of some stories an article would join, were it one of theirs; `null`: none. */
function storyAmong(article: DescribedArticle, stories: readonly NearStory[]): number | null {
  const ids = stories.map(({ id }) => id);
  return createShelf<number | null>({ stories, near: () => ids, newId: () => null }).place(article).story;
}
