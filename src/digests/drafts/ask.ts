import type { EditionPlace } from '../../chats/store.js';
import type { Database } from '../../db/connect.js';
import { storiesByIds } from '../../stories/store.js';
import type { Message } from '../../texts/message.js';
import { chooseFrom } from '../choose-own.js';
import { type DigestItem, inReadingOrder, withinMinutes } from '../compose.js';
import { withOwn } from '../own.js';
import { readPhrases } from '../phrases.js';
import { type ChosenStory, topicFor } from '../prepared.js';
import { emptyShelf, followMerges, itemsOf, openShelf, readItems, toldIn, updatesOf } from '../shelf.js';
import { MEMORY_MS } from '../slot.js';
import { digestsSince, insertDigests } from '../store.js';
import { draftItems } from './items.js';
import { messagesOfDraft } from './post.js';
import { type Draft, type DraftItem, insertDrafts } from './store.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A draft that somebody asked for, or was offered, waits for so long. */
const ASKED_LIFE_MS = HOUR_MS;

/**
 * An edition exactly as it would be posted now, of the day's stories; nothing of it counts as told.
 * @returns no messages where there is nothing to tell.
 */
export async function previewEdition(options: { db: Database; now: Date; place: EditionPlace }): Promise<Message[]> {
  const { now, place } = options;
  const window = { from: new Date(now.getTime() - DAY_MS), until: now };
  const items = await chooseFor({ ...options, window, isRepeating: true });
  return items.length === 0 ? [] : messagesOfDraft(place, items, { digest: { kind: 'asked', slotAt: now } });
}

/**
 * Makes a draft of what an edition would tell of the last hours and has not told, for its desk to look at and publish.
 * @returns `null` where there is nothing to tell.
 */
export async function draftOfHours(options: {
  db: Database;
  now: Date;
  place: EditionPlace;
  hours: number;
}): Promise<Draft | null> {
  const { db, now, place, hours } = options;
  const window = { from: new Date(now.getTime() - hours * HOUR_MS), until: now };
  const items = await chooseFor({ db, now, place, window, isRepeating: false });
  if (items.length === 0) return null;
  const key = `asked:${place.edition.id}:${now.toISOString()}`;
  return openDraft({ db, now, place, kind: 'asked', key, window, items });
}

/**
 * Makes a draft of one story that breaks, as {@link draftItemsOf} gives it.
 * @returns `null` where it was offered before.
 */
export async function draftOfBreaking(options: {
  db: Database;
  now: Date;
  place: EditionPlace;
  item: DraftItem;
}): Promise<Draft | null> {
  const { now, place, item, ...rest } = options;
  const key = `breaking:${place.chat.id}:${item.storyId}`;
  const window = { from: now, until: now };
  return openDraft({ ...rest, now, place, kind: 'urgent', key, window, items: [item] });
}

/** Stories in an edition's words, ready to be added to a draft; those that cannot be told are left out. */
export async function draftItemsOf(
  options: { db: Database; now: Date; place: EditionPlace },
  storyIds: readonly number[],
): Promise<DraftItem[]> {
  return draftItems(await itemsOfStories(options, storyIds));
}

async function chooseFor(options: {
  db: Database;
  now: Date;
  place: EditionPlace;
  window: { from: Date; until: Date };
  /** Whether what was told before may be told again. */
  isRepeating: boolean;
}): Promise<DraftItem[]> {
  const { db, now, place, window, isRepeating } = options;
  const { edition, chat } = place;
  const { deskId } = edition;
  const common = await openShelf(db, { since: window.from, now });
  const shelf = await withOwn(db, common, { deskIds: [deskId], since: window.from, now });
  const since = new Date(now.getTime() - MEMORY_MS);
  const earlier = isRepeating ? [] : await digestsSince(db, { chatIds: [chat.id], since });
  await followMerges(
    db,
    shelf,
    earlier.flatMap(({ storyIds }) => storyIds),
  );
  const told = toldIn(shelf, earlier, deskId);
  await readPhrases(db, shelf, [edition]);
  const chosen = chooseFrom(shelf, { deskId, taste: edition, told, window, limit: edition.maxStories });
  const { length, form, topics, maxMinutes: minutes } = edition;
  await readItems(db, shelf, { storyIds: chosen.map(({ storyId }) => storyId), length, now });
  const items = inReadingOrder(withinMinutes(itemsOf(shelf, chosen, length), { minutes, form }), topics);
  return draftItems(items, updatesOf(chosen, told));
}

/** Of what other desks read by themselves nothing is given, whoever knows its number. */
async function itemsOfStories(
  { db, now, place }: { db: Database; now: Date; place: EditionPlace },
  storyIds: readonly number[],
): Promise<DigestItem[]> {
  const { length, topics, deskId } = place.edition;
  const shelf = await emptyShelf();
  const stories = await storiesByIds(db, storyIds);
  const byId = new Map(
    stories.flatMap((story) => (story.deskId === null || story.deskId === deskId ? [[story.id, story]] : [])),
  );
  await readItems(db, shelf, { storyIds: [...byId.keys()], length, now });
  const chosen = storyIds.flatMap((storyId): ChosenStory[] => {
    const story = byId.get(storyId);
    return story ? [{ storyId, topic: topicFor(story, topics) ?? 'society', words: [], isUpdate: false }] : [];
  });
  return itemsOf(shelf, chosen, length);
}

async function openDraft(options: {
  db: Database;
  now: Date;
  place: EditionPlace;
  kind: 'asked' | 'urgent';
  key: string;
  window: { from: Date; until: Date };
  items: DraftItem[];
}): Promise<Draft | null> {
  const { db, now, place, kind, key, window, items } = options;
  const slotAt = new Date(now.getTime() + ASKED_LIFE_MS);
  return db.transaction(async (tx) => {
    const inserted = await insertDigests(tx, [
      {
        chatId: place.chat.id,
        kind,
        key,
        slotAt: now,
        windowFrom: window.from,
        windowUntil: window.until,
        // Until it is published it takes no story from a digest that comes meanwhile.
        storyIds: [],
        state: 'planned',
        createdAt: now,
        expiresAt: slotAt,
      },
    ]);
    const digestId = inserted.get(key);
    if (digestId === undefined) return null;
    const draft = { digestId, editionId: place.edition.id, slotAt, items, createdAt: now };
    const [written] = await insertDrafts(tx, [{ ...draft, state: 'open' }]);
    return written ?? null;
  });
}
