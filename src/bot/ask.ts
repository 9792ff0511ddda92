import { type Chat, preferencesOf, savePreferences, schedulesOf, updateChat } from '../chats/store.js';
import { type PlannedDigest, planDigest } from '../digests/plan.js';
import { searchStories } from '../stories/store.js';
import { TOPICS } from '../vocabulary.js';
import type { BotServices } from './context.js';

/** A search shows no more stories than this. */
const MOST_FOUND = 10;

/**
 * Plans a digest that a person waits for and lets it go out at once: what is new to the chat, or with `words` what is
 * stored about them, whatever the chat's topics.
 */
export async function askForDigest(
  services: BotServices,
  chat: Chat,
  { kind, words = '' }: { kind: 'first' | 'asked'; words?: string },
): Promise<PlannedDigest> {
  const { db, now, enqueue } = services;
  const asked = { db, now: now(), enqueue, chatId: chat.id, kind };
  if (words !== '') {
    const found = await searchStories(db, { words, limit: MOST_FOUND });
    if (found.length === 0) return { state: 'empty', reason: 'not-found' };
    return sent(services, chat, await planDigest({ ...asked, storyIds: found.map(({ id }) => id), words }));
  }
  await chooseAllIfNew(services, chat);
  return sent(services, chat, await planDigest(asked));
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
