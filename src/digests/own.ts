import type { Database } from '../db/connect.js';
import { ownSourceIds } from '../intake/own/store.js';
import { ownPairs, ownStoriesSince } from '../stories/own/store.js';
import { opinionsOnStories } from './opinions.js';
import { prepareStories } from './prepared.js';
import { type OwnStories, type Shelf, tellable } from './shelf.js';
import { MEMORY_MS } from './slot.js';

/** The most own stories of one window, over all desks that are asked for at once. */
const MOST_OWN_STORIES = 10_000;

/**
 * A shelf with what the own feeds of some desks brought since a moment beside everybody's stories. A feed that its desk
 * took out of its list brings nothing any more. Where no desk has a feed it is the shelf as it was.
 * @param options.isForeignToo what nobody has translated is there too: to choose what is to be.
 */
export async function withOwn(
  db: Database,
  shelf: Shelf,
  options: { deskIds: readonly number[]; since: Date; now: Date; isForeignToo?: boolean },
): Promise<Shelf> {
  const { since, now, isForeignToo = false } = options;
  const sources = await ownSourceIds(db, [...new Set(options.deskIds)]);
  if (sources.size === 0) return shelf;
  const having = [...sources.keys()];
  const found = await ownStoriesSince(db, { deskIds: having, after: since, until: now, limit: MOST_OWN_STORIES });
  const stories = (isForeignToo ? found : await tellable(db, found)).filter(({ deskId, sourceIds }) =>
    sourceIds.some((id) => sources.get(deskId)?.has(id)),
  );
  const pairs = await ownPairs(db, { deskIds: having, since: new Date(now.getTime() - MEMORY_MS) });
  // What readers say, they say of everybody's story.
  const opinions = await opinionsOnStories(
    db,
    stories.flatMap(({ commonId }) => commonId ?? []),
  );
  const own = new Map<number, OwnStories>();
  for (const desk of having) {
    const mine = stories.filter(({ deskId }) => deskId === desk);
    const ownOpinions = mine.flatMap(({ id, commonId }) => {
      const opinion = opinions.get(commonId ?? 0);
      return opinion ? [[id, opinion] as const] : [];
    });
    own.set(desk, {
      prepared: await prepareStories(mine, { now, opinions: new Map(ownOpinions) }),
      replaced: new Set(mine.flatMap(({ commonId }) => commonId ?? [])),
      twins: new Map(
        pairs
          .filter(({ deskId }) => deskId === desk)
          .flatMap(({ ownId, commonId }) => [
            [ownId, commonId],
            [commonId, ownId],
          ]),
      ),
    });
  }
  return { ...shelf, own };
}
