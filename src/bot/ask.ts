import { type Chat, preferencesOf, savePreferences, schedulesOf, updateChat } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { digestsHaltedSince } from '../db/halts.js';
import { type PlannedDigest, planDigest } from '../digests/plan.js';
import { searchStories } from '../stories/store.js';
import { text } from '../texts/texts.js';
import { TOPICS } from '../vocabulary.js';
import type { BotServices } from './context.js';
import { bestOfDay } from './day.js';
import { topicNamed } from './topic-names.js';

/** A search shows no more stories than this. */
const MOST_FOUND = 10;

/** What came of asking: `halted` where the operator has stopped everything. */
export type AskedDigest = PlannedDigest | { state: 'empty'; reason: 'halted' };

/**
 * Plans a digest that a person waits for and lets it go out at once: what is new to the chat, or with `words` what is
 * stored about them, whatever the chat's topics; the words may name a topic.
 */
export async function askForDigest(
  services: BotServices,
  chat: Chat,
  { kind, words = '' }: { kind: 'first' | 'asked'; words?: string },
): Promise<AskedDigest> {
  const { db, now, enqueue } = services;
  if ((await digestsHaltedSince(db)) !== null) return { state: 'empty', reason: 'halted' };
  const asked = { db, now: now(), enqueue, chatId: chat.id, kind };
  if (words !== '') {
    const topic = topicNamed(words);
    const ofTopic = topic === null ? [] : await bestOfDay({ db, now: now(), chat, topic, limit: MOST_FOUND });
    const storyIds = ofTopic.length > 0 ? ofTopic : await storiesAbout(db, words);
    if (storyIds.length === 0) return { state: 'empty', reason: 'not-found' };
    const shown = ofTopic.length > 0 && topic ? text(chat.language, `topic-${topic}`) : words;
    return sent(services, chat, await planDigest({ ...asked, storyIds, words: shown }));
  }
  await chooseAllIfNew(services, chat);
  return sent(services, chat, await planDigest(asked));
}

async function storiesAbout(db: Database, words: string): Promise<number[]> {
  return (await searchStories(db, { words, limit: MOST_FOUND })).map(({ id }) => id);
}

/** Who never chose topics and never set a schedule is told of everything; who took every topic away meant it. */
export async function chooseAllIfNew({ db }: BotServices, chat: Chat): Promise<void> {
  const { topics, followedWords } = await preferencesOf(db, chat.id);
  if (topics.length > 0 || followedWords.length > 0) return;
  if ((await schedulesOf(db, chat.id)).length === 0) await savePreferences(db, chat.id, { topics: [...TOPICS] });
}

async function sent({ db, now, wake }: BotServices, chat: Chat, digest: PlannedDigest): Promise<PlannedDigest> {
  if (digest.state === 'planned') {
    await updateChat(db, chat.id, { lastLookedAt: now() });
    wake();
  }
  return digest;
}
