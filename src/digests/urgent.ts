import { type Chat, chatsWithUrgentWords, lockChats, type Preferences } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { dearness, topicShares } from '../stories/worth.js';
import type { Message } from '../texts/message.js';
import { inTurns } from '../turns.js';
import { withButtons } from './buttons.js';
import { isSilenced } from './choose.js';
import { composeDigest, type DigestItem, eachPublisherOnce } from './compose.js';
import type { Enqueue, QueuedDigest } from './enqueue.js';
import { readPhrases } from './phrases.js';
import { type CandidateStory, topicFor } from './prepared.js';
import { renderHtml } from './render.js';
import { followMerges, itemsOf, readItems, type Shelf, toldIn } from './shelf.js';
import { isUntold, MEMORY_MS } from './slot.js';
import { splitMessages } from './split.js';
import { digestsSince, type EarlierDigest, insertDigests, type NewDigest } from './store.js';
import { shelfOfToday } from './today.js';
import { LEAST_PUBLISHERS, settledPairs, urgentSince } from './urgency.js';
import { storiesWithAny } from './words.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIFE_MS = 2 * HOUR_MS;
/** Chats a transaction. */
const BATCH = 250;

/**
 * Sends at once each story that has an urgent word of a chat and is told by two publishers: once a chat, no more a day
 * than the chat allows, and after its quiet hours what came in them. Any number of processes may do it at once.
 * @returns the digests planned.
 */
export async function planUrgentDigests(options: { db: Database; now: Date; enqueue: Enqueue }): Promise<number> {
  const { db, now } = options;
  const sinceOf = urgentSince(now);
  const wanting = (await chatsWithUrgentWords(db)).flatMap(({ chat, preferences }): Wanting[] => {
    const since = sinceOf({ ...preferences, zone: chat.zone });
    return since === null ? [] : [{ chat, preferences, since }];
  });
  if (wanting.length === 0) return 0;
  const since = new Date(Math.min(...wanting.map((one) => one.since.getTime())));
  const shelf = await shelfOfToday(db, { since, now });
  // Urgent words are among the followed ones.
  await readPhrases(
    db,
    shelf,
    wanting.map(({ preferences }) => preferences),
  );
  const settled = settledPairs(db, now);
  const matchedOf = ({ since, ...one }: Wanting): Matched[] => {
    const stories = urgentStories(shelf, one.preferences, since).filter(
      ({ id }) => !settled.has(pairOf(one.chat.id, id)),
    );
    return stories.length > 0 ? [{ ...one, stories }] : [];
  };
  const matched = (await inTurns(wanting, matchedOf)).flat();
  const run: UrgentRun = { ...options, shelf, rendered: new Map() };
  let planned = 0;
  for (let start = 0; start < matched.length; start += BATCH) {
    const batch = matched.slice(start, start + BATCH);
    const outcome = await db.transaction((tx) => planBatch(tx, run, batch));
    planned += outcome.planned;
    for (const pair of outcome.settled) settled.add(pair);
  }
  return planned;
}

interface UrgentRun {
  now: Date;
  enqueue: Enqueue;
  shelf: Shelf;
  /** Messages by what makes them: most who watch for a story get the same. */
  rendered: Map<string, Message[]>;
}

interface Wanting {
  chat: Chat;
  preferences: Preferences;
  /** News since then is urgent now. */
  since: Date;
}

interface Matched extends Omit<Wanting, 'since'> {
  /** What is worth most to the chat first. */
  stories: Story[];
}

type Story = Omit<CandidateStory, 'terms'>;

function urgentStories(shelf: Shelf, preferences: Preferences, since: Date): Story[] {
  const { words, stories, worths } = shelf.prepared;
  const muted = storiesWithAny(words, preferences.mutedWords);
  const mutedSources = new Set(preferences.mutedSourceIds);
  const shares = topicShares(preferences.topics);
  return [...storiesWithAny(words, preferences.urgentWords)]
    .filter((place) => !muted.has(place))
    .flatMap((place) => {
      const story = stories[place];
      return story ? [{ story, worth: (worths[place] ?? 0) * dearness(story.topics, shares) }] : [];
    })
    .filter(({ story }) => story.newsAt !== null && story.newsAt > since && story.sourceCount >= LEAST_PUBLISHERS)
    .filter(({ story }) => !isSilenced(story, mutedSources))
    .sort((one, other) => other.worth - one.worth)
    .map(({ story }) => story);
}

function pairOf(chatId: number, storyId: number): string {
  return `${chatId} ${storyId}`;
}

async function planBatch(
  tx: Database,
  run: UrgentRun,
  batch: readonly Matched[],
): Promise<{ planned: number; settled: string[] }> {
  const { now, shelf, enqueue } = run;
  const ids = batch.map(({ chat }) => chat.id);
  // Under the locks under which digests are planned: neither tells what the other one is about to tell.
  const locked = await lockChats(tx, ids);
  const earlier = await digestsSince(tx, { chatIds: [...locked], since: new Date(now.getTime() - MEMORY_MS) });
  const told = earlier.flatMap(({ storyIds }) => storyIds);
  await followMerges(tx, shelf, told);
  const plans = batch.flatMap(({ chat, preferences, stories }) => {
    if (!locked.has(chat.id)) return [];
    const own = earlier.filter(({ chatId }) => chatId === chat.id);
    const known = toldIn(shelf, own);
    const fresh = stories.filter(({ id }) => known.get(id) === undefined);
    return fresh.slice(0, allowance(preferences, own, now)).map((story) => ({ chat, preferences, story }));
  });
  for (const { preferences, story } of plans) {
    await readItems(tx, shelf, { storyIds: [story.id], length: preferences.length, now });
  }
  const tellable = plans.flatMap((plan) => {
    const item = itemOf(shelf, plan);
    return item ? [{ ...plan, item, row: digestRow(plan, now) }] : [];
  });
  const inserted = await insertDigests(
    tx,
    tellable.map(({ row }) => row),
  );
  const queued = tellable.flatMap(({ row, item, chat, preferences }): QueuedDigest[] => {
    const digestId = inserted.get(row.key);
    if (digestId === undefined) return [];
    return [{ digestId, chatId: chat.id, parts: messagesOf(run, { chat, preferences, item }), priority: 1, now }];
  });
  await enqueue(tx, queued);
  // What cannot be told yet may be so when another publisher tells it.
  const untellable = new Set(
    plans.filter((plan) => !itemOf(shelf, plan)).map(({ chat, story }) => pairOf(chat.id, story.id)),
  );
  const pairs = batch
    .filter(({ chat }) => locked.has(chat.id))
    .flatMap(({ chat, stories }) => stories.map(({ id }) => pairOf(chat.id, id)));
  return { planned: queued.length, settled: pairs.filter((pair) => !untellable.has(pair)) };
}

/** How many more urgent stories the chat wants in these 24 hours. */
function allowance(preferences: Preferences, earlier: readonly EarlierDigest[], now: Date): number {
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const sent = earlier.filter((digest) => digest.kind === 'urgent' && digest.createdAt > dayAgo && !isUntold(digest));
  return Math.max(0, preferences.urgentPerDay - sent.length);
}

/** `null` where it cannot be told, or where its sources are all of one publisher. */
function itemOf(shelf: Shelf, { preferences, story }: { preferences: Preferences; story: Story }): DigestItem | null {
  const topic = topicFor(story, preferences.topics);
  if (topic === undefined) return null;
  const chosen = [{ storyId: story.id, topic, words: [], isUpdate: false }];
  const [item] = itemsOf(shelf, chosen, preferences.length);
  return item && eachPublisherOnce(item.sources).length >= LEAST_PUBLISHERS ? item : null;
}

function digestRow({ chat, story }: { chat: Chat; story: Story }, now: Date): NewDigest {
  return {
    chatId: chat.id,
    kind: 'urgent',
    key: `urgent:${chat.id}:${story.id}`,
    slotAt: now,
    windowFrom: story.newsAt ?? now,
    windowUntil: now,
    storyIds: [story.id],
    state: 'planned',
    createdAt: now,
    expiresAt: new Date(now.getTime() + LIFE_MS),
  };
}

function messagesOf(
  { now, rendered }: UrgentRun,
  { chat, preferences, item }: { chat: Chat; preferences: Preferences; item: DigestItem },
): Message[] {
  const { zone, language } = chat;
  const { length } = preferences;
  const hasButtons = chat.kind !== 'channel';
  const key = [item.storyId, item.topic, length, zone, language, hasButtons].join(' ');
  const known = rendered.get(key);
  if (known) return known;
  const content = composeDigest({ title: { kind: 'urgent' }, items: [item], at: now, zone, language, length });
  const parts = splitMessages(renderHtml(content), language);
  const messages = hasButtons ? withButtons(parts, { language, actions: ['more'] }) : parts;
  rendered.set(key, messages);
  return messages;
}
