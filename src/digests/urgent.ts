import { lastQuiet, type QuietHours } from '../chats/quiet.js';
import { type Chat, chatsWithUrgentWords, type Preferences } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { withButtons } from './buttons.js';
import { type CandidateStory, topicFor } from './choose.js';
import { composeDigest } from './compose.js';
import type { Enqueue } from './enqueue.js';
import { renderHtml } from './render.js';
import { followMerges, itemsOf, openShelf, readItems, type Shelf, toldIn } from './shelf.js';
import { isUntold, MEMORY_MS } from './slot.js';
import { splitMessages } from './split.js';
import { digestsSince, type EarlierDigest, insertDigests } from './store.js';
import { storiesWithAny } from './words.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What is older is no longer urgent, unless it came in the chat's quiet hours. */
const FRESH_MS = HOUR_MS;
/** Publishers that must tell of a story: one alone may be wrong. */
const LEAST_SOURCES = 2;
const LIFE_MS = 2 * HOUR_MS;

/**
 * Sends at once each story that has an urgent word of a chat and is told by two publishers: once a chat, no more a day
 * than the chat allows, and after its quiet hours what came in them.
 * @returns the digests planned.
 */
export async function planUrgentDigests(options: { db: Database; now: Date; enqueue: Enqueue }): Promise<number> {
  const { db, now, enqueue } = options;
  const wanting = (await chatsWithUrgentWords(db)).flatMap((one) => {
    const since = urgentSince({ ...one.preferences, zone: one.chat.zone }, now);
    return since === null ? [] : [{ ...one, since }];
  });
  if (wanting.length === 0) return 0;
  const earliest = Math.min(...wanting.map(({ since }) => since.getTime()));
  const shelf = await openShelf(db, { since: new Date(earliest), now });
  const matched = wanting
    .map((one) => ({ ...one, stories: urgentStories(shelf, one.preferences, one.since) }))
    .filter(({ stories }) => stories.length > 0);
  const since = new Date(now.getTime() - MEMORY_MS);
  const earlier = await digestsSince(db, { chatIds: matched.map(({ chat }) => chat.id), since });
  await followMerges(
    db,
    shelf,
    earlier.flatMap(({ storyIds }) => storyIds),
  );
  let planned = 0;
  for (const { chat, preferences, stories } of matched) {
    const own = earlier.filter(({ chatId }) => chatId === chat.id);
    const told = toldIn(shelf, own);
    const fresh = stories.filter(({ id }) => !told.has(id)).slice(0, allowance(preferences, own, now));
    for (const story of fresh) {
      if (await planOne({ db, now, enqueue, shelf, chat, preferences, story })) planned++;
    }
  }
  return planned;
}

type Story = Omit<CandidateStory, 'terms'>;

/** Since when a story's news is urgent now; `null`: the chat has its quiet hours, and the story waits. */
function urgentSince(hours: QuietHours, now: Date): Date | null {
  const quiet = lastQuiet(hours, now);
  if (quiet?.until === null) return null;
  const fresh = new Date(now.getTime() - FRESH_MS);
  return quiet && quiet.until > fresh ? quiet.from : fresh;
}

/** The best ranked first. */
function urgentStories(shelf: Shelf, { urgentWords, mutedWords }: Preferences, since: Date): Story[] {
  const { words, stories } = shelf.prepared;
  const muted = storiesWithAny(words, mutedWords);
  return [...storiesWithAny(words, urgentWords)]
    .filter((place) => !muted.has(place))
    .flatMap((place) => stories[place] ?? [])
    .filter((story) => story.newsAt !== null && story.newsAt > since && story.sourceCount >= LEAST_SOURCES);
}

/** How many more urgent stories the chat wants in these 24 hours. */
function allowance(preferences: Preferences, earlier: readonly EarlierDigest[], now: Date): number {
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const sent = earlier.filter((digest) => digest.kind === 'urgent' && digest.createdAt > dayAgo && !isUntold(digest));
  return Math.max(0, preferences.urgentPerDay - sent.length);
}

async function planOne(options: {
  db: Database;
  now: Date;
  enqueue: Enqueue;
  shelf: Shelf;
  chat: Chat;
  preferences: Preferences;
  story: Story;
}): Promise<boolean> {
  const { db, now, enqueue, shelf, chat, preferences, story } = options;
  const topic = topicFor(story, preferences.topics);
  if (topic === undefined) return false;
  const { length } = preferences;
  await readItems(db, shelf, { storyIds: [story.id], length, now });
  const items = itemsOf(shelf, [{ storyId: story.id, topic, words: [], isUpdate: false }], length);
  if (items.length === 0) return false;
  const { zone, language } = chat;
  const content = composeDigest({ title: { kind: 'urgent' }, items, at: now, zone, language, length });
  return db.transaction(async (tx) => {
    // Two planners at once: the key lets one of them write.
    const key = `urgent:${chat.id}:${story.id}`;
    const inserted = await insertDigests(tx, [
      {
        chatId: chat.id,
        kind: 'urgent',
        key,
        slotAt: now,
        windowFrom: story.newsAt ?? now,
        windowUntil: now,
        storyIds: [story.id],
        state: 'planned',
        createdAt: now,
        expiresAt: new Date(now.getTime() + LIFE_MS),
      },
    ]);
    const digestId = inserted.get(key);
    if (digestId === undefined) return false;
    const parts = splitMessages(renderHtml(content));
    const told = chat.kind === 'channel' ? parts : withButtons(parts, { language, actions: ['more'] });
    await enqueue(tx, [{ digestId, chatId: chat.id, parts: told, priority: 1, now }]);
    return true;
  });
}
