import { Composer } from 'grammy';
import { deleteSchedule, type Schedule, saveSchedule, schedulesOf } from '../../chats/store.js';
import { previewDigest } from '../../digests/pages/preview.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { DAY, dayConversation } from '../conversations/day.js';
import { askQuestion } from '../conversations/question.js';
import { TIME, timeConversation } from '../conversations/time.js';
import { ZONE, zoneConversation } from '../conversations/zone.js';
import { openPanel } from '../open.js';
import { openBelow, type Panel, type PanelPlace, showPanel } from '../panels/panel.js';
import { MOST_SCHEDULES, schedulePanel, schedulesPanel } from '../panels/schedule.js';
import { onPresses } from '../presses.js';
import { obeySchedulePress } from '../schedules.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
/** The buttons that ask for an answer in writing. */
const QUESTIONS: Readonly<Record<string, string>> = { own: TIME, city: ZONE, date: DAY };
/** Where a new schedule begins: the first hour that no other has. */
const NEW_TIMES = ['20:00', '08:00', '13:00', '18:00', '10:00'] as const;

/** /schedule: when the digest comes: times, days, zone; off and on. */
export function scheduleFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(timeConversation(services), zoneConversation(services), dayConversation(services));

  feature.command('schedule', (ctx) => openPanel(ctx, services, (place) => makeSchedules(services, place)));

  feature.use(
    onPresses(services, ['s'], async (ctx, { press, place }) => {
      const asked = QUESTIONS[press.action];
      if (asked !== undefined) {
        const question = { chatId: place.chat.id, scheduleId: Number(press.args[0]), owner: place.owner };
        return askQuestion(ctx, asked, question);
      }
      const schedules = await schedulesOf(services.db, place.chat.id);
      if (press.action === 'add') {
        const made = await addSchedule(services, place, { schedules, count: Number(press.args[1]) });
        const count = Math.max(schedules.length, Number(press.args[1]) + 1);
        await showPanel(ctx, schedulePanel(place, { schedule: made, view: 'open', now: services.now(), count }));
        return;
      }
      const id = Number(press.args[0] ?? 0);
      // A button of the first, unmade schedule pressed again finds the one that it made.
      const schedule = schedules.find((candidate) => candidate.id === id) ?? (id === 0 ? schedules[0] : undefined);
      if (press.args.length === 0 || (id !== 0 && !schedule)) {
        await showPanel(ctx, await makeSchedules(services, place));
        return;
      }
      if (press.action === 'remove' && schedule && schedules.length > 1) {
        await deleteSchedule(services.db, { chatId: place.chat.id, id: schedule.id });
        await showPanel(ctx, await makeSchedules(services, place));
        return;
      }
      if (press.action === 'preview' && schedule) return preview(ctx, services, { place, schedule });
      const outcome = await obeySchedulePress(services, { place, press, schedule: schedule ?? null });
      if (outcome.refusal) await ctx.answerCallbackQuery(text(place.chat.language, outcome.refusal));
      await showPanel(ctx, schedulePanel(place, { ...outcome, now: services.now(), count: schedules.length }));
    }),
  );

  return feature;
}

/** The chat's schedule, the choice between several, or the way to the first. */
async function makeSchedules({ db, now }: BotServices, place: PanelPlace): Promise<Panel> {
  const schedules = await schedulesOf(db, place.chat.id);
  if (schedules.length > 1) return schedulesPanel(place, { schedules, now: now() });
  return schedulePanel(place, { schedule: schedules[0] ?? null, view: 'open', now: now(), count: schedules.length });
}

/** One more schedule, of every day, at an hour that no other has; where a tap before made it, that one. */
async function addSchedule(
  { db, now }: BotServices,
  { chat }: PanelPlace,
  { schedules, count }: { schedules: readonly Schedule[]; count: number },
): Promise<Schedule | null> {
  if (schedules.length !== count || schedules.length >= MOST_SCHEDULES) return schedules.at(-1) ?? null;
  const taken = new Set(schedules.flatMap(({ times }) => times));
  const time = NEW_TIMES.find((one) => !taken.has(one)) ?? NEW_TIMES[0];
  return saveSchedule(db, { chatId: chat.id, times: [time], weekdays: EVERY_DAY, zone: chat.zone }, now());
}

/** What would come if it were time now; it counts as told to nobody. */
async function preview(
  ctx: BotContext,
  { db, now }: BotServices,
  { place: { chat }, schedule }: { place: PanelPlace; schedule: Schedule },
): Promise<void> {
  const html = await previewDigest({ db, now: now(), chatId: chat.id, since: schedule.lastSlotAt });
  if (html === null) await ctx.answerCallbackQuery(text(chat.language, 'schedule-nothing-to-preview'));
  else await openBelow(ctx, { html, buttons: [] });
}
