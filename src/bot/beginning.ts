import { type Chat, schedulesOf } from '../chats/store.js';
import { describeSchedule } from '../digests/schedule.js';
import { momentInWords } from '../texts/moments.js';
import { text } from '../texts/texts.js';
import { type AskedDigest, askForDigest } from './ask.js';
import type { BotContext, BotServices } from './context.js';
import { excuse } from './features/latest.js';
import { showPanel } from './panels/panel.js';
import { chatHere } from './place.js';
import { setTimes } from './times.js';

/** What the buttons of the first conversation's times stand for. */
export const TIME_CHOICES: Readonly<Record<string, readonly string[]>> = {
  morning: ['08:00'],
  evening: ['20:00'],
  both: ['08:00', '20:00'],
};

/** Sets the chat's first schedule, says what was set up, and sends the first digest at once. */
export async function finishBeginning(ctx: BotContext, services: BotServices, times: string[]): Promise<void> {
  const chat = await chatHere(ctx, services);
  const [before] = await schedulesOf(services.db, chat.id);
  await setTimes(services, chat, { schedule: before ?? null, times });
  await welcome(ctx, services, chat);
}

/** Says when the digest of a newcomer comes, and sends the first one at once, where there is anything to tell. */
export async function welcome(ctx: BotContext, services: BotServices, chat: Chat): Promise<void> {
  const { db, now } = services;
  const [schedule] = await schedulesOf(db, chat.id);
  // It goes out once it is announced.
  const digest = await askForDigest({ ...services, wake: () => undefined }, chat, { kind: 'first' });
  const done = schedule
    ? text(chat.language, 'start-done', {
        schedule: describeSchedule(schedule, chat.language),
        next: momentInWords(chat.language, { at: schedule.nextSlotAt ?? now(), now: now(), zone: schedule.zone }),
      })
    : text(chat.language, 'start-done-unscheduled');
  await showPanel(ctx, { html: `${done}\n\n${await outlook(services, chat, digest)}`, buttons: [] });
  services.wake();
}

/** What a newcomer may expect of the first digest. */
async function outlook(services: BotServices, chat: Chat, digest: AskedDigest): Promise<string> {
  if (digest.state === 'planned') return text(chat.language, 'start-first-comes');
  if (digest.reason === 'nothing-new') return text(chat.language, 'start-nothing-yet');
  return excuse(services, chat, digest.reason);
}
