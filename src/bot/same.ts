import {
  type Chat,
  chatById,
  type Preferences,
  preferencesOf,
  savePreferences,
  saveSchedule,
  schedulesOf,
} from '../chats/store.js';
import type { BotServices } from './context.js';
import { isSigned } from './links.js';
import { followedWords } from './words.js';

/** What of a chat's preferences makes its digest what it is; what is urgent, and when to be quiet, is everybody's own. */
const TAKEN = [
  'topics',
  'topicCaps',
  'mutedWords',
  'mutedSourceIds',
  'length',
  'form',
  'maxStories',
  'maxMinutes',
] as const satisfies readonly (keyof Preferences)[];

/** The channel whose digest a link offers; `null` where the bot made no such link, or the channel is no more. */
export async function offeredChannel(
  { db }: BotServices,
  token: string,
  offer: { chatId: number; signature: string },
): Promise<Chat | null> {
  const channel = isSigned(token, offer) ? await chatById(db, offer.chatId) : null;
  return channel?.kind === 'channel' ? channel : null;
}

/**
 * Gives a chat the digest that a channel has: what it tells of, and where the chat has no schedule, the channel's.
 * @returns whether the chat had a schedule of its own.
 */
export async function takeSame({ db, now }: BotServices, chat: Chat, channel: Chat): Promise<boolean> {
  const [own, preferences] = await Promise.all([preferencesOf(db, chat.id), preferencesOf(db, channel.id)]);
  const taken = Object.fromEntries(TAKEN.map((name) => [name, preferences[name]]));
  await savePreferences(db, chat.id, { ...taken, ...followedWords(own, preferences.followedWords) });
  if ((await schedulesOf(db, chat.id)).length > 0) return true;
  for (const { times, weekdays, cron, zone, minStories, whenQuiet } of await schedulesOf(db, channel.id)) {
    await saveSchedule(db, { chatId: chat.id, times, weekdays, cron, zone, minStories, whenQuiet }, now());
  }
  return false;
}
