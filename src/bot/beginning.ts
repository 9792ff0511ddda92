import { saveSchedule, schedulesOf } from '../chats/store.js';
import { describeSchedule } from '../digests/schedule.js';
import { momentInWords } from '../texts/moments.js';
import { text } from '../texts/texts.js';
import { askForDigest, chooseAllIfNew } from './ask.js';
import type { BotContext, BotServices } from './context.js';
import { excuse } from './features/latest.js';
import { showPanel } from './panels/panel.js';
import { chatHere } from './place.js';

/** What the buttons of the first conversation's times stand for. */
export const TIME_CHOICES: Readonly<Record<string, readonly string[]>> = {
  morning: ['08:00'],
  evening: ['20:00'],
  both: ['08:00', '20:00'],
};

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Sets the chat's first schedule, says what was set up, and sends the first digest at once. */
export async function finishBeginning(ctx: BotContext, services: BotServices, times: string[]): Promise<void> {
  const { db, now } = services;
  const chat = await chatHere(ctx, services);
  await chooseAllIfNew(services, chat);
  const [before] = await schedulesOf(db, chat.id);
  const wanted = { chatId: chat.id, times, weekdays: EVERY_DAY, zone: chat.zone };
  const schedule = await saveSchedule(db, before ? { ...wanted, id: before.id } : wanted, now());
  const words = {
    schedule: describeSchedule(schedule, chat.language),
    next: momentInWords(chat.language, { at: schedule.nextSlotAt ?? now(), now: now(), zone: schedule.zone }),
  };
  await showPanel(ctx, { html: text(chat.language, 'start-done', words), buttons: [] });
  const digest = await askForDigest(services, chat, { kind: 'first' });
  if (digest.state === 'planned') return;
  const said = digest.reason === 'nothing-new' ? text(chat.language, 'start-nothing-yet') : excuse(chat, digest.reason);
  await ctx.reply(said, { parse_mode: 'HTML' });
}
