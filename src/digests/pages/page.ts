import { type Chat, chatById, type Preferences, preferencesOf } from '../../chats/store.js';
import type { Database } from '../../db/connect.js';
import { storiesByIds } from '../../stories/store.js';
import type { Message } from '../../texts/message.js';
import { text } from '../../texts/texts.js';
import { chooseStories, type ToldStories } from '../choose.js';
import { composeDigest, type DigestItem, inReadingOrder } from '../compose.js';
import { readPhrases } from '../phrases.js';
import { type ChosenStory, topicFor } from '../prepared.js';
import { renderHtml } from '../render.js';
import { emptyShelf, followMerges, itemsOf, openShelf, readItems, type Shelf, toldIn } from '../shelf.js';
import { MEMORY_MS } from '../slot.js';
import { splitMessages } from '../split.js';
import { type Digest, digestById, digestsSince, insertDigests } from '../store.js';
import { digestByKey } from './store.js';

/** A page of what a person asked for, to be shown in place of another. */
export interface Page {
  /** The digest that stands for the page. */
  digestId: number;
  html: string;
  hasNext: boolean;
  hasPrevious: boolean;
}

/** The key of a digest that tells of the day whatever was told before begins so. */
export const DAY_KEY = 'day:';
const NEXT_KEY = 'after:';
const DAY_MS = 24 * 3_600_000;
/** Pages that are looked through for what was told on them. */
const MOST_PAGES = 50;

/** Items, best first, as far as one message holds them; at least one, which may take several messages. */
export function fitOneMessage(
  items: readonly DigestItem[],
  render: (items: readonly DigestItem[]) => Message[],
): { items: DigestItem[]; parts: Message[] } {
  let fitting = [...items];
  let parts = render(fitting);
  while (parts.length > 1 && fitting.length > 1) {
    fitting = fitting.slice(0, -1);
    parts = render(fitting);
  }
  return { items: fitting, parts };
}

/**
 * The page after a digest: the one that was made before, or the next stories of the day that the chat has not had.
 * @returns `null` where there are no more, or the digest is no more.
 */
export async function pageAfter(options: { db: Database; now: Date; digestId: number }): Promise<Page | null> {
  const { db, now, digestId } = options;
  const key = `${NEXT_KEY}${digestId}`;
  const [digest, known] = await Promise.all([digestById(db, digestId), digestByKey(db, key)]);
  if (known) return pageOf({ db, digest: known });
  const reader = digest && (await readerOf(db, digest.chatId));
  if (!digest || !reader) return null;
  const chain = await pagesUpTo(db, digest);
  const earlier = chain[0]?.key.startsWith(DAY_KEY)
    ? chain
    : await digestsSince(db, { chatIds: [digest.chatId], since: new Date(now.getTime() - MEMORY_MS) });
  const shelf = await openShelf(db, { since: new Date(now.getTime() - DAY_MS), now });
  await followMerges(
    db,
    shelf,
    earlier.flatMap(({ storyIds }) => storyIds),
  );
  return newPage({ db, now, key, reader, shelf, told: toldIn(shelf, earlier) });
}

/** The page before this one; `null` for the first. */
export async function pageBefore(options: { db: Database; digestId: number }): Promise<Page | null> {
  const { db, digestId } = options;
  const digest = await digestById(db, digestId);
  const previous = digest && previousId(digest);
  const before = previous === null ? null : await digestById(db, previous);
  return before && pageOf({ db, digest: before });
}

/** The first page of the whole day's best stories of a chat's topics; `null` where there are none. */
export async function dayPage(options: { db: Database; now: Date; chatId: number }): Promise<Page | null> {
  const { db, now, chatId } = options;
  const reader = await readerOf(db, chatId);
  if (!reader) return null;
  const shelf = await openShelf(db, { since: new Date(now.getTime() - DAY_MS), now });
  return newPage({ db, now, key: `${DAY_KEY}${chatId}:${now.toISOString()}`, reader, shelf, told: new Map() });
}

/** Whom a page is for. */
export interface Reader {
  chat: Chat;
  preferences: Preferences;
}

/** A chat with what it wants to read; `null` where it is no more. */
export async function readerOf(db: Database, chatId: number): Promise<Reader | null> {
  const chat = await chatById(db, chatId);
  return chat && { chat, preferences: await preferencesOf(db, chatId) };
}

/** A digest and the pages before it, the first page first. */
async function pagesUpTo(db: Database, digest: Digest): Promise<Digest[]> {
  const pages = [digest];
  for (let page: Digest | null = digest; page && pages.length < MOST_PAGES; ) {
    const id = previousId(page);
    page = id === null ? null : await digestById(db, id);
    if (page) pages.unshift(page);
  }
  return pages;
}

async function newPage(options: {
  db: Database;
  now: Date;
  key: string;
  reader: Reader;
  shelf: Shelf;
  told: ToldStories;
}): Promise<Page | null> {
  const { db, now, key, reader, shelf, told } = options;
  const { chat, preferences } = reader;
  const window = { from: new Date(now.getTime() - DAY_MS), until: now };
  const limit = preferences.maxStories;
  await readPhrases(db, shelf, [preferences]);
  const chosen = chooseStories({ from: shelf.prepared, taste: preferences, told, window, limit: limit + 1 });
  const page = await tell({ db, at: now, key, reader, shelf, chosen: chosen.slice(0, limit) });
  if (page === null) return null;
  await insertDigests(db, [
    {
      chatId: chat.id,
      kind: 'asked',
      key,
      slotAt: now,
      windowFrom: window.from,
      windowUntil: now,
      storyIds: page.storyIds,
      // It takes the place of a message that was sent already.
      state: 'sent',
      createdAt: now,
      expiresAt: now,
    },
  ]);
  const digest = await digestByKey(db, key);
  if (!digest) throw new Error(`The page ${key} was not written.`);
  return {
    digestId: digest.id,
    html: page.html,
    hasNext: page.storyIds.length < chosen.length,
    hasPrevious: previousId(digest) !== null,
  };
}

/** A page that was shown before, in today's words; the next press finds out whether one comes after it. */
async function pageOf({ db, digest }: { db: Database; digest: Digest }): Promise<Page | null> {
  const [reader, stories] = await Promise.all([readerOf(db, digest.chatId), storiesByIds(db, digest.storyIds)]);
  if (!reader) return null;
  const byId = new Map(stories.map((story) => [story.id, story]));
  const chosen = digest.storyIds.flatMap((storyId): ChosenStory[] => {
    const story = byId.get(storyId);
    const topic = story && topicFor(story, reader.preferences.topics);
    return topic ? [{ storyId, topic, words: [], isUpdate: false }] : [];
  });
  const page = await tell({ db, at: digest.createdAt, key: digest.key, reader, shelf: await emptyShelf(), chosen });
  return page && { digestId: digest.id, html: page.html, hasNext: true, hasPrevious: previousId(digest) !== null };
}

/** Stories in words, as many as one message holds; `null` where none can be told. */
export async function tell(options: {
  db: Database;
  at: Date;
  key: string;
  reader: Reader;
  shelf: Shelf;
  chosen: readonly ChosenStory[];
}): Promise<{ storyIds: number[]; html: string } | null> {
  const { db, at, key, reader, shelf, chosen } = options;
  const { zone, language } = reader.chat;
  const { length, form, topics: order } = reader.preferences;
  await readItems(db, shelf, { storyIds: chosen.map(({ storyId }) => storyId), length, now: at });
  const { items, parts } = fitOneMessage(itemsOf(shelf, chosen, length), (fitting) => {
    const content = composeDigest({
      title: { kind: 'asked' },
      items: fitting,
      order,
      at,
      zone,
      language,
      length,
      form,
    });
    const name = key.startsWith(DAY_KEY) ? text(language, 'digest-whole-day') : content.name;
    return splitMessages(renderHtml({ ...content, name }), language);
  });
  const [message] = parts;
  if (!message || items.length === 0) return null;
  return { storyIds: inReadingOrder(items, order).map(({ storyId }) => storyId), html: message.html };
}

function previousId({ key }: Digest): number | null {
  return key.startsWith(NEXT_KEY) ? Number(key.slice(NEXT_KEY.length)) : null;
}
