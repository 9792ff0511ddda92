import { type Chat, preferencesOf } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { chooseStories } from '../digests/choose.js';
import { shelfOfToday } from '../digests/today.js';
import { TOPICS, type Topic } from '../vocabulary.js';

const DAY_MS = 24 * 3_600_000;

/**
 * The day's stories in the order of their worth to a chat, told before or not; to a stranger, and to who has chosen no
 * topics, of all topics.
 * @param options.topic only of this one, whether the chat reads it or not.
 */
export async function bestOfDay(options: {
  db: Database;
  now: Date;
  chat: Pick<Chat, 'id'> | null;
  topic?: Topic;
  limit: number;
}): Promise<number[]> {
  const { db, now, chat, topic, limit } = options;
  const window = { from: new Date(now.getTime() - DAY_MS), until: now };
  const [shelf, own] = await Promise.all([
    shelfOfToday(db, { since: window.from, now }),
    chat === null ? null : preferencesOf(db, chat.id),
  ]);
  const chosen = own === null || own.topics.length === 0 ? TOPICS : own.topics;
  const taste = {
    topics: topic === undefined ? chosen : [topic],
    topicCaps: {},
    followedWords: topic === undefined ? (own?.followedWords ?? []) : [],
    mutedWords: own?.mutedWords ?? [],
    mutedSourceIds: own?.mutedSourceIds ?? [],
    onlySourceIds: null,
  };
  return chooseStories({ from: shelf.prepared, taste, told: new Map(), window, limit }).map(({ storyId }) => storyId);
}
