import { chatById, type Preferences, preferencesOf } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { storiesByIds } from '../stories/store.js';
import type { Message } from '../texts/message.js';
import { type PlanCounts, planBatch } from './batch.js';
import { type DigestAction, withButtons } from './buttons.js';
import { chooseStories, type ToldStories } from './choose.js';
import { composeDigest, type DigestItem, type DigestTitle, inReadingOrder, withinMinutes } from './compose.js';
import type { Enqueue, StoryUpdate } from './enqueue.js';
import { DAY_KEY, fitOneMessage } from './pages/page.js';
import { readPhrases } from './phrases.js';
import { type ChosenStory, topicFor } from './prepared.js';
import { renderHtml } from './render.js';
import { openRun } from './run.js';
import { emptyShelf, followMerges, itemsOf, readItems, type Shelf, toldIn, updatesOf } from './shelf.js';
import { isInDoubt, MEMORY_MS } from './slot.js';
import { splitMessages } from './split.js';
import { type DigestKind, digestsSince, insertDigests } from './store.js';
import { shelfOfToday } from './today.js';

export type { Enqueue, QueuedDigest } from './enqueue.js';

/** While the database writes some batches the next is chosen and rendered; more would wait for the one thread that does it. */
const BATCHES_AT_ONCE = 3;

/**
 * Plans the digests of all schedules that are due, in batches, each in a transaction of its own; any number of
 * processes may do it at once. A schedule falls due once: its next slot is stored with its digest.
 * @param options.limit schedules a batch.
 */
export async function planDueDigests(options: {
  db: Database;
  now: Date;
  enqueue: Enqueue;
  limit?: number;
}): Promise<PlanCounts> {
  const { db, now, enqueue, limit = 500 } = options;
  const run = openRun({ db, now, enqueue });
  const counts = await planBatch(db, run, limit);
  const planOthers = async () => {
    for (;;) {
      const batch = await planBatch(db, run, limit);
      counts.claimed += batch.claimed;
      counts.planned += batch.planned;
      // Fewer than the limit may mean that the chats of some are being planned for elsewhere: others may be due still.
      if (batch.claimed === 0) return;
    }
  };
  if (counts.claimed === 0) return counts;
  // Each ends before the first failure is told: nothing goes on behind the caller's back.
  const outcomes = await Promise.allSettled(Array.from({ length: BATCHES_AT_ONCE }, planOthers));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return counts;
}

/** What came of asking for a digest. */
export type PlannedDigest =
  | { state: 'planned'; digestId: number; stories: number }
  | { state: 'empty'; reason: 'no-topics' | 'nothing-new' | 'not-found' };

const DAY_MS = 24 * 3_600_000;
/** A person who asked does not want yesterday's answer. */
const ASKED_LIFE_MS = 3_600_000;

/**
 * Plans a digest that somebody asked for, or a first one, and puts it into the outbox.
 *
 * With `storyIds` it tells of these, in this order, whatever the chat's topics (`words`: what was searched for). Without,
 * it tells of the day's stories of the chat's topics: those that the chat has not had, or, where there are none, once
 * more the day's best.
 * @throws Error where the chat does not exist.
 */
export async function planDigest(options: {
  db: Database;
  now: Date;
  enqueue: Enqueue;
  chatId: number;
  kind: Extract<DigestKind, 'first' | 'asked' | 'resent'>;
  storyIds?: readonly number[];
  words?: string;
}): Promise<PlannedDigest> {
  const { db, now, enqueue, chatId, kind, storyIds, words } = options;
  const chat = await chatById(db, chatId);
  if (!chat) throw new Error(`Chat ${chatId} does not exist.`);
  const preferences = await preferencesOf(db, chatId);
  const window = { from: new Date(now.getTime() - DAY_MS), until: now };
  const found = storyIds
    ? await theseStories(db, storyIds)
    : await storiesOfTheDay({ db, chatId, preferences, window });
  if ('reason' in found) return found;

  const { length, form, maxMinutes } = preferences;
  const { shelf, chosen } = found;
  const wanted = storyIds ? chosen : chosen.slice(0, preferences.maxStories);
  await readItems(db, shelf, { storyIds: wanted.map(({ storyId }) => storyId), length, now });
  const title = titleOf({ kind, words, isAgain: found.isRepeated && kind === 'asked' && chat.kind !== 'channel' });
  const items = withinMinutes(itemsOf(shelf, wanted, length), {
    // What was searched for is shown whole.
    minutes: storyIds ? null : maxMinutes,
    form,
  });
  if (items.length === 0) return { state: 'empty', reason: storyIds ? 'not-found' : 'nothing-new' };
  const { zone, language } = chat;
  // What was searched for stands in the order in which it was found.
  const order = storyIds ? [] : preferences.topics;
  const render = (told: readonly DigestItem[]) =>
    splitMessages(
      renderHtml(composeDigest({ title, items: told, order, at: now, zone, language, length, form })),
      language,
    ).map((part): Message => (words === undefined ? part : { ...part, isPersonal: true }));
  // What is new turns its pages in place; what was searched for, and a first digest, come whole.
  const turns = kind === 'asked' && !storyIds && chat.kind !== 'channel';
  const shown = turns ? fitOneMessage(items, render) : { items, parts: render(items) };
  const actions: DigestAction[] = ['more'];
  if (turns && shown.items.length < chosen.length) actions.push('next');
  if (turns && found.isPartOfDay) actions.push('day');
  if (found.isInDoubt) actions.push('again');
  const parts = chat.kind === 'channel' ? shown.parts : withButtons(shown.parts, { language, actions });
  return db.transaction(async (tx) => {
    const key = `${turns && !found.isPartOfDay ? DAY_KEY : `${kind}:`}${chatId}:${now.toISOString()}`;
    const inserted = await insertDigests(tx, [
      {
        chatId,
        kind,
        key,
        slotAt: now,
        windowFrom: window.from,
        windowUntil: window.until,
        storyIds: inReadingOrder(shown.items, order).map((item) => item.storyId),
        state: 'planned',
        createdAt: now,
        expiresAt: new Date(now.getTime() + ASKED_LIFE_MS),
      },
    ]);
    const digestId = inserted.get(key);
    if (digestId === undefined) throw new Error(`The digest ${key} is planned already.`);
    await enqueue(tx, [{ digestId, chatId, parts, updates: found.updates, priority: 0, now }]);
    return { state: 'planned', digestId, stories: shown.items.length };
  });
}

/** Only who asked himself is told that nothing is new: a first digest is new to him, and a channel's readers asked nothing. */
function titleOf(options: {
  kind: 'first' | 'asked' | 'resent';
  words: string | undefined;
  isAgain: boolean;
}): DigestTitle {
  const { kind, words, isAgain } = options;
  if (words !== undefined) return { kind: 'found', words };
  return { kind: isAgain ? 'again' : kind };
}

type Found =
  | {
      shelf: Shelf;
      chosen: ChosenStory[];
      updates: StoryUpdate[];
      /** What the chat had earlier in the day is left out. */
      isPartOfDay: boolean;
      /** Nothing is new: the chat has had all of it. */
      isRepeated: boolean;
      /** The digest before may not have arrived. */
      isInDoubt: boolean;
    }
  | Extract<PlannedDigest, { state: 'empty' }>;

async function theseStories(db: Database, storyIds: readonly number[]): Promise<Found> {
  const byId = new Map((await storiesByIds(db, storyIds)).map((story) => [story.id, story]));
  const chosen = storyIds.flatMap((storyId): ChosenStory[] => {
    const story = byId.get(storyId);
    return story ? [{ storyId, topic: topicFor(story, []) ?? 'society', words: [], isUpdate: false }] : [];
  });
  return chosen.length > 0
    ? { shelf: await emptyShelf(), chosen, updates: [], isPartOfDay: false, isRepeated: false, isInDoubt: false }
    : { state: 'empty', reason: 'not-found' };
}

async function storiesOfTheDay(options: {
  db: Database;
  chatId: number;
  preferences: Preferences;
  window: { from: Date; until: Date };
}): Promise<Found> {
  const { db, chatId, preferences, window } = options;
  if (preferences.topics.length === 0 && preferences.followedWords.length === 0) {
    return { state: 'empty', reason: 'no-topics' };
  }
  const shelf = await shelfOfToday(db, { since: window.from, now: window.until });
  await readPhrases(db, shelf, [preferences]);
  const since = new Date(window.until.getTime() - MEMORY_MS);
  const earlier = await digestsSince(db, { chatIds: [chatId], since });
  await followMerges(
    db,
    shelf,
    earlier.flatMap((digest) => digest.storyIds),
  );
  // One more than is told says whether there is a next page.
  const choose = (told: ToldStories) =>
    chooseStories({ from: shelf.prepared, taste: preferences, told, window, limit: preferences.maxStories + 1 });
  const told = toldIn(shelf, earlier);
  const fresh = choose(told);
  const isRepeated = fresh.length === 0;
  const chosen = isRepeated ? choose(new Map()) : fresh;
  const isPartOfDay = !isRepeated && shelf.prepared.stories.some(({ id }) => told.get(id) !== undefined);
  if (chosen.length === 0) return { state: 'empty', reason: 'nothing-new' };
  return { shelf, chosen, updates: updatesOf(chosen, told), isPartOfDay, isRepeated, isInDoubt: isInDoubt(earlier) };
}
