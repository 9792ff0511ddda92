import {
  type Chat,
  chatById,
  deskOfChat,
  editionsOf,
  type Preferences,
  preferencesOf,
  type Schedule,
  savePreferences,
  saveSchedule,
  schedulesOf,
} from '../chats/store.js';
import type { Database } from '../db/connect.js';
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
 * What a channel's digest tells of, and when it comes. A reader has one taste and a channel may have several editions: then
 * it is the taste of the one that was there first, at the times of all that are launched.
 */
export async function digestOfChannel(
  db: Database,
  channel: Chat,
): Promise<{ preferences: Preferences; schedules: Schedule[] }> {
  const desk = await deskOfChat(db, channel.id);
  const editions = desk === null ? [] : await editionsOf(db, desk.id);
  const launched = editions.filter(({ edition }) => edition.launchedAt !== null);
  const [first] = launched;
  if (first) return { preferences: first.edition, schedules: launched.map(({ schedule }) => schedule) };
  const [preferences, schedules] = await Promise.all([preferencesOf(db, channel.id), schedulesOf(db, channel.id)]);
  return { preferences, schedules };
}

/**
 * Gives a chat the digest that a channel has: what it tells of, and where the chat has no schedule, the channel's.
 * @returns whether the chat had a schedule of its own.
 */
export async function takeSame({ db, now }: BotServices, chat: Chat, channel: Chat): Promise<boolean> {
  const [own, { preferences, schedules }] = await Promise.all([
    preferencesOf(db, chat.id),
    digestOfChannel(db, channel),
  ]);
  const taken = Object.fromEntries(TAKEN.map((name) => [name, preferences[name]]));
  await savePreferences(db, chat.id, { ...taken, ...followedWords(own, preferences.followedWords) });
  if ((await schedulesOf(db, chat.id)).length > 0) return true;
  for (const { times, weekdays, cron, zone, minStories, whenQuiet } of schedules) {
    await saveSchedule(db, { chatId: chat.id, times, weekdays, cron, zone, minStories, whenQuiet }, now());
  }
  return false;
}
