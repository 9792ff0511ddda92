import { type Chat, type Schedule, saveSchedule } from '../chats/store.js';
import { chooseAllIfNew } from './ask.js';
import type { BotServices } from './context.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/**
 * Sets a schedule's times, in place of a cron expression too; with `null` makes the chat's first one, of every day in
 * the chat's zone, and lets it tell of everything where no topic was ever chosen.
 */
export async function setTimes(
  services: BotServices,
  chat: Chat,
  { schedule, times }: { schedule: Schedule | null; times: string[] },
): Promise<Schedule> {
  const { db, now } = services;
  if (schedule) return saveSchedule(db, { chatId: chat.id, id: schedule.id, times, cron: null }, now());
  await chooseAllIfNew(services, chat);
  return saveSchedule(db, { chatId: chat.id, times, weekdays: EVERY_DAY, zone: chat.zone }, now());
}
