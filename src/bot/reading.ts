import { type Chat, type Mark, marksOf, type Preferences, preferencesOf, savedStories } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { digestById } from '../digests/store.js';
import { articlesOfStories, canonicalIds, type Story, storiesByIds } from '../stories/store.js';
import { summariesFor } from '../summaries/store.js';
import type { BotServices } from './context.js';

/** Which stories a card's «back» leads to: a digest's, by its id in base 36, those that were saved, or none. */
export type ListCode = string;
/** The list of what a chat saved. */
export const SAVED_LIST: ListCode = '-';
/** A card that was opened by itself. */
export const NO_LIST: ListCode = '0';
/** Saved stories that are shown. */
const MOST_SAVED = 20;

/** One story with all that its card says. */
export interface ReadStory {
  story: Story;
  /** In Ukrainian; `null` where no article told it so and nobody translated it: a reader sees no other language. */
  headline: string | null;
  summary: string;
  /** Its articles' publishers, the newest first, each once. */
  sources: { id: number; name: string; url: string | null; publishedAt: Date | null }[];
  marks: Set<Mark>;
  preferences: Preferences;
  readAt: Date;
}

/** The stories of a list of this chat under their present ids; `null` where the list is no more, or another chat's. */
export async function storiesOfList(db: Database, chat: Chat, list: ListCode): Promise<number[] | null> {
  if (list === NO_LIST) return [];
  const ids = list === SAVED_LIST ? await savedStories(db, chat.id, MOST_SAVED) : await storiesOfDigest(db, chat, list);
  if (ids === null) return null;
  const canonical = await canonicalIds(db, ids);
  return [...new Set(ids.map((id) => canonical.get(id) ?? id))];
}

async function storiesOfDigest(db: Database, chat: Chat, list: ListCode): Promise<number[] | null> {
  const digest = await digestById(db, Number.parseInt(list, 36));
  return digest?.chatId === chat.id ? digest.storyIds : null;
}

/** The headlines of stories, in their order, `null` where none is Ukrainian; stories that are no more are left out. */
export async function headlinesOf(
  { db, now }: BotServices,
  chat: Chat,
  storyIds: readonly number[],
): Promise<{ id: number; headline: string | null }[]> {
  const { length } = await preferencesOf(db, chat.id);
  const [summaries, stories] = await Promise.all([
    summariesFor(db, { storyIds, length, now: now() }),
    storiesByIds(db, storyIds),
  ]);
  const byId = new Map(stories.filter(isEverybodys).map((story) => [story.id, story]));
  return storyIds.flatMap((id) => {
    const story = byId.get(id);
    return story ? [{ id, headline: headlineOf(story, summaries.get(id)) }] : [];
  });
}

/** A story as it stands now, under whatever id it was known; `null` where it is no more. */
export async function readStory(services: BotServices, chat: Chat, id: number): Promise<ReadStory | null> {
  const { db, now } = services;
  const storyId = (await canonicalIds(db, [id])).get(id) ?? id;
  const [[story], summaries, told, marks, preferences] = await Promise.all([
    storiesByIds(db, [storyId]),
    summariesFor(db, { storyIds: [storyId], length: 'long', now: now() }),
    articlesOfStories(db, [storyId]),
    marksOf(db, { chatId: chat.id, storyId }),
    preferencesOf(db, chat.id),
  ]);
  if (!story || !isEverybodys(story)) return null;
  const summary = summaries.get(storyId);
  const sources = new Map<string, ReadStory['sources'][number]>();
  for (const { sourceId, publisher, url, publishedAt } of told.get(storyId) ?? []) {
    const name = publisher ?? (url === null ? null : new URL(url).host);
    const known = name === null ? undefined : sources.get(name);
    if (name !== null && (!known || (known.url === null && url !== null))) {
      sources.set(name, { id: sourceId, name, url, publishedAt });
    }
  }
  return {
    story,
    headline: headlineOf(story, summary),
    summary: summary?.text ?? '',
    sources: [...sources.values()],
    marks,
    preferences,
    readAt: now(),
  };
}

/** What a desk reads by itself nobody opens who has only its number. */
function isEverybodys({ deskId }: Story): boolean {
  return deskId === null;
}

function headlineOf({ headline, language }: Story, summary: { headline: string } | undefined): string | null {
  return summary?.headline ?? (language === 'uk' ? headline : null);
}
