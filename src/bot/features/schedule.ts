import { Composer } from 'grammy';
import {
  deleteSchedule,
  pauseSchedules,
  resumeSchedules,
  type Schedule,
  saveSchedule,
  schedulesOf,
  updateChat,
} from '../../chats/store.js';
import { previewDigest } from '../../digests/pages/preview.js';
import { nextSlot } from '../../digests/schedule.js';
import type { TextId } from '../../texts/ids.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { TIME, timeConversation } from '../conversations/time.js';
import { ZONE, zoneConversation } from '../conversations/zone.js';
import { openPanel } from '../open.js';
import { openBelow, type Panel, type PanelPlace, showPanel } from '../panels/panel.js';
import { isPaused, MOST_SCHEDULES, type ScheduleView, schedulePanel, schedulesPanel } from '../panels/schedule.js';
import type { Press } from '../press.js';
import { onPresses } from '../presses.js';
import { setTimes } from '../times.js';
import { isOfferedZone } from '../zones.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
/** As many times as a schedule may have. */
const MOST_TIMES = 12;
/** Where a new schedule begins: the first hour that no other has. */
const NEW_TIMES = ['20:00', '08:00', '13:00', '18:00', '10:00'] as const;

/** /schedule: when the digest comes: times, days, zone; off and on. */
export function scheduleFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(timeConversation(services), zoneConversation(services));

  feature.command('schedule', (ctx) => openPanel(ctx, services, (place) => makeSchedules(services, place)));

  feature.use(
    onPresses(services, ['s'], async (ctx, { press, place }) => {
      if (press.action === 'own' || press.action === 'city') {
        const question = { chatId: place.chat.id, scheduleId: Number(press.args[0]), owner: place.owner };
        await ctx.conversation.exitAll();
        await ctx.conversation.enter(press.action === 'own' ? TIME : ZONE, question);
        return;
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
      const outcome = await obey(services, { place, press, schedule: schedule ?? null });
      if (outcome.refusal) await ctx.answerCallbackQuery(text(place.chat.language, outcome.refusal));
      await showPanel(ctx, schedulePanel(place, { ...outcome, now: services.now(), count: schedules.length }));
    }),
  );

  return feature;
}

/** The chat's schedule, the choice between several, or the way to the first. */
async function makeSchedules({ db, now }: BotServices, place: PanelPlace): Promise<Panel> {
  const schedules = await schedulesOf(db, place.chat.id);
  if (schedules.length > 1) return schedulesPanel(place, schedules);
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

/** What a press came to: the schedule then, which side of the panel shows it, and why nothing was changed. */
interface Outcome {
  schedule: Schedule | null;
  view: ScheduleView;
  refusal?: TextId;
}

interface Order {
  place: PanelPlace;
  press: Press;
  schedule: Schedule | null;
}

async function obey(services: BotServices, order: Order): Promise<Outcome> {
  const { press, schedule } = order;
  if (press.action === 'time') return setTime(services, order);
  if (schedule === null) return { schedule, view: 'times' };
  switch (press.action) {
    case 'times':
    case 'days':
    case 'zone':
      return { schedule, view: press.action };
    case 'day':
      return setDay(services, order.place, schedule, press);
    case 'in':
      return setZone(services, order.place, schedule, press.args[1] ?? '');
    case 'rest':
      return { schedule: await restUntilTomorrow(services, schedule), view: 'open' };
    case 'pause':
    case 'resume':
      return { schedule: await setPaused(services, schedule, press.action === 'pause'), view: 'open' };
    default:
      return { schedule, view: 'open' };
  }
}

async function setTime(services: BotServices, { place, press, schedule }: Order): Promise<Outcome> {
  const [, digits = '', on] = press.args;
  if (!/^([01]\d|2[0-3])[0-5]\d$/.test(digits)) return { schedule, view: 'times' };
  const time = `${digits.slice(0, 2)}:${digits.slice(2)}`;
  if (schedule === null) {
    return { schedule: await setTimes(services, place.chat, { schedule, times: [time] }), view: 'times' };
  }
  const times = withOrWithout(schedule.times, time, on === '1').sort();
  if (times.length === 0) return { schedule, view: 'times', refusal: 'schedule-last-time' };
  if (times.length > MOST_TIMES) return { schedule, view: 'times', refusal: 'schedule-too-many-times' };
  return { schedule: await setTimes(services, place.chat, { schedule, times }), view: 'times' };
}

async function setDay(
  { db, now }: BotServices,
  { chat }: PanelPlace,
  schedule: Schedule,
  press: Press,
): Promise<Outcome> {
  const [, digit, on] = press.args;
  const day = Number(digit);
  if (!EVERY_DAY.includes(day)) return { schedule, view: 'days' };
  const weekdays = withOrWithout(schedule.weekdays, day, on === '1').sort();
  if (weekdays.length === 0) return { schedule, view: 'days', refusal: 'schedule-last-day' };
  return { schedule: await saveSchedule(db, { chatId: chat.id, id: schedule.id, weekdays }, now()), view: 'days' };
}

async function setZone(
  { db, now }: BotServices,
  { chat }: PanelPlace,
  schedule: Schedule,
  zone: string,
): Promise<Outcome> {
  if (!isOfferedZone(zone)) return { schedule, view: 'zone' };
  await updateChat(db, chat.id, { zone });
  return { schedule: await saveSchedule(db, { chatId: chat.id, id: schedule.id, zone }, now()), view: 'open' };
}

async function setPaused({ db, now }: BotServices, schedule: Schedule, wanted: boolean): Promise<Schedule | null> {
  const { chatId, id } = schedule;
  // What is so already stays as it is, and a pause keeps the moment at which it began.
  if (isPaused(schedule, now()) !== wanted) {
    await (wanted ? pauseSchedules : resumeSchedules)(db, chatId, now(), { id });
  }
  return (await schedulesOf(db, chatId)).find((candidate) => candidate.id === id) ?? null;
}

/** Today's digests are left out; tomorrow's come by themselves. */
async function restUntilTomorrow({ db, now }: BotServices, schedule: Schedule): Promise<Schedule | null> {
  const { chatId, id, zone } = schedule;
  const midnight = nextSlot({ times: ['00:00'], weekdays: EVERY_DAY, zone }, now());
  // A second before: a digest of midnight is tomorrow's.
  const until = midnight && new Date(midnight.getTime() - 1_000);
  if (until && !isPaused(schedule, now())) await pauseSchedules(db, chatId, now(), { id, until });
  return (await schedulesOf(db, chatId)).find((candidate) => candidate.id === id) ?? null;
}

function withOrWithout<Item>(items: readonly Item[], item: Item, isWith: boolean): Item[] {
  const others = items.filter((candidate) => candidate !== item);
  return isWith ? [...others, item] : others;
}
