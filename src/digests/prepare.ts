import { tastesDueSoon } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { orderWriteUps, type Wish } from '../summaries/model/store.js';
import { chooseFrom } from './choose-own.js';
import { withOwn } from './own.js';
import { readPhrases } from './phrases.js';
import { openShelfOfAll } from './shelf.js';
import { MEMORY_MS, withOverlap } from './slot.js';

/** How long before a slot its stories are ordered first: a few hundred write-ups take a model some minutes. */
const AHEAD_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** The tastes of most chats; who reads otherwise reads much the same stories. */
const MOST_TASTES = 500;
/** Stories beyond a digest's own number: some of the best a chat has had already, which is not looked up here. */
const SPARE = 3;
/** A run's orders; what is read most goes first. */
const MOST_WISHES = 300;

/**
 * Orders write-ups of the stories that digests of the next minutes would choose, so that they are there when the
 * planner comes, which takes what is there and waits for none. It chooses once for all chats of one taste.
 * @returns how many were ordered.
 */
export async function prepareWriteUps(options: { db: Database; now: Date }): Promise<number> {
  const { db, now } = options;
  const until = new Date(now.getTime() + AHEAD_MS);
  const tastes = await tastesDueSoon(db, { after: now, until, limit: MOST_TASTES });
  if (tastes.length === 0) return 0;
  const windows = tastes.map(({ lastSlotAt }) => {
    const from = Math.max(lastSlotAt?.getTime() ?? now.getTime() - DAY_MS, now.getTime() - MEMORY_MS);
    return withOverlap({ from: new Date(from), until: now });
  });
  const since = new Date(Math.min(...windows.map(({ from }) => from.getTime())));
  const deskIds = tastes.flatMap(({ deskId }) => deskId ?? []);
  const shelf = await withOwn(db, await openShelfOfAll(db, { since, now }), {
    deskIds,
    since,
    now,
    isForeignToo: true,
  });
  await readPhrases(
    db,
    shelf,
    tastes.map(({ preferences }) => preferences),
  );
  const wishes = new Map<string, Wish>();
  for (const [place, { preferences: taste, deskId, chats }] of tastes.entries()) {
    const window = windows[place]!;
    const limit = taste.maxStories + SPARE;
    // Of a compact digest only headlines are read.
    const length = taste.form === 'compact' ? 'short' : taste.length;
    for (const { storyId } of chooseFrom(shelf, { deskId, taste, told: new Map(), window, limit })) {
      const key = `${storyId} ${length}`;
      wishes.set(key, { storyId, length, readers: (wishes.get(key)?.readers ?? 0) + chats });
    }
  }
  const most = [...wishes.values()].sort((one, other) => other.readers - one.readers).slice(0, MOST_WISHES);
  return orderWriteUps(db, { wishes: most, now });
}
