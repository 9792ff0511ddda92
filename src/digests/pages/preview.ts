import type { Database } from '../../db/connect.js';
import { chooseStories } from '../choose.js';
import { readPhrases } from '../phrases.js';
import { followMerges, openShelf, toldIn } from '../shelf.js';
import { MEMORY_MS } from '../slot.js';
import { digestsSince } from '../store.js';
import { readerOf, tell } from './page.js';

const DAY_MS = 24 * 3_600_000;

/**
 * The digest that a chat would get now, as the HTML of one message; nothing of it counts as told.
 * @param options.since where its window begins; `null`: a day ago.
 * @returns `null` where there is nothing to tell.
 */
export async function previewDigest(options: {
  db: Database;
  now: Date;
  chatId: number;
  since: Date | null;
}): Promise<string | null> {
  const { db, now, chatId } = options;
  const reader = await readerOf(db, chatId);
  if (!reader) return null;
  const from = options.since ?? new Date(now.getTime() - DAY_MS);
  const shelf = await openShelf(db, { since: from, now });
  const earlier = await digestsSince(db, { chatIds: [chatId], since: new Date(now.getTime() - MEMORY_MS) });
  await followMerges(
    db,
    shelf,
    earlier.flatMap(({ storyIds }) => storyIds),
  );
  const { preferences: taste } = reader;
  await readPhrases(db, shelf, [taste]);
  const told = toldIn(shelf, earlier);
  const window = { from, until: now };
  const chosen = chooseStories({ from: shelf.prepared, taste, told, window, limit: taste.maxStories });
  const page = await tell({ db, at: now, key: '', reader, shelf, chosen });
  return page?.html ?? null;
}
