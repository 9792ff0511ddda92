import {
  pauseSchedules,
  resumeSchedules,
  type Schedule,
  saveSchedule,
  schedulesOf,
  updateChat,
} from '../chats/store.js';
import { MOST_SLOTS_A_DAY, nextSlot } from '../digests/schedule.js';
import type { TextId } from '../texts/ids.js';
import type { BotServices } from './context.js';
import type { PanelPlace } from './panels/panel.js';
import { isPaused, type ScheduleView } from './panels/schedule.js';
import { LEAST_STORIES, PAUSES } from './panels/schedule-views.js';
import type { Press } from './press.js';
import { setTimes } from './times.js';
import { isOfferedZone } from './zones.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** What a press came to: the schedule then, which side of the panel shows it, and why nothing was changed. */
export interface Outcome {
  schedule: Schedule | null;
  view: ScheduleView;
  refusal?: TextId;
}

interface Order {
  place: PanelPlace;
  press: Press;
  /** `null`: the chat has none yet. */
  schedule: Schedule | null;
}

/** Does what a button of the schedule panel says; one that only opens a side changes nothing. */
export async function obeySchedulePress(services: BotServices, order: Order): Promise<Outcome> {
  const { press, schedule } = order;
  if (press.action === 'time') return setTime(services, order);
  if (schedule === null) return { schedule, view: 'times' };
  const [, value = ''] = press.args;
  switch (press.action) {
    case 'times':
    case 'days':
    case 'zone':
    case 'quiet':
    case 'pause':
      return { schedule, view: press.action };
    case 'day':
      return setDay(services, schedule, press);
    case 'in':
      return setZone(services, schedule, value);
    case 'least':
      return setLeast(services, schedule, value);
    case 'skip':
    case 'tell':
      return { schedule: await saved(services, schedule, { whenQuiet: press.action }), view: 'quiet' };
    case 'rest': {
      const days = PAUSES.find((one) => String(one) === value) ?? PAUSES[0];
      return { schedule: await restFor(services, schedule, days), view: 'open' };
    }
    case 'stop':
    case 'resume':
      return { schedule: await setPaused(services, schedule, press.action === 'stop'), view: 'open' };
    default:
      return { schedule, view: 'open' };
  }
}

/** Leaves out the digests of so many days, today's among them; the next ones come by themselves. */
export async function restFor(services: BotServices, schedule: Schedule, days: number): Promise<Schedule | null> {
  const { db, now } = services;
  const { chatId, id, zone } = schedule;
  let until: Date | null = now();
  for (let day = 0; day < days && until; day++)
    until = nextSlot({ times: ['00:00'], weekdays: EVERY_DAY, zone }, until);
  // A second before: a digest of midnight is that day's.
  if (until && !isPaused(schedule, now())) {
    await pauseSchedules(db, chatId, now(), { id, until: new Date(until.getTime() - 1_000) });
  }
  return again(services, schedule);
}

async function setTime(services: BotServices, { place, press, schedule }: Order): Promise<Outcome> {
  const [, digits = '', on] = press.args;
  const time = `${digits.slice(0, 2)}:${digits.slice(2)}`;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return { schedule, view: 'times' };
  const chosen = schedule === null || schedule.cron ? [] : schedule.times;
  const times = withOrWithout(chosen, time, on === '1').sort();
  if (times.length === 0) return { schedule, view: 'times', refusal: 'schedule-last-time' };
  if (times.length > MOST_SLOTS_A_DAY) return { schedule, view: 'times', refusal: 'schedule-too-many-times' };
  return { schedule: await setTimes(services, place.chat, { schedule, times }), view: 'times' };
}

async function setDay(services: BotServices, schedule: Schedule, press: Press): Promise<Outcome> {
  const [, digit, on] = press.args;
  const day = Number(digit);
  if (!EVERY_DAY.includes(day)) return { schedule, view: 'days' };
  const weekdays = withOrWithout(schedule.weekdays, day, on === '1').sort();
  if (weekdays.length === 0) return { schedule, view: 'days', refusal: 'schedule-last-day' };
  return { schedule: await saved(services, schedule, { weekdays }), view: 'days' };
}

async function setZone(services: BotServices, schedule: Schedule, zone: string): Promise<Outcome> {
  if (!isOfferedZone(zone)) return { schedule, view: 'zone' };
  await updateChat(services.db, schedule.chatId, { zone });
  return { schedule: await saved(services, schedule, { zone }), view: 'open' };
}

async function setLeast(services: BotServices, schedule: Schedule, value: string): Promise<Outcome> {
  const minStories = LEAST_STORIES.find((count) => String(count) === value);
  return { schedule: minStories ? await saved(services, schedule, { minStories }) : schedule, view: 'quiet' };
}

async function setPaused(services: BotServices, schedule: Schedule, wanted: boolean): Promise<Schedule | null> {
  const { db, now } = services;
  const { chatId, id } = schedule;
  // What is so already stays as it is, and a pause keeps the moment at which it began.
  if (isPaused(schedule, now()) !== wanted) {
    await (wanted ? pauseSchedules : resumeSchedules)(db, chatId, now(), { id });
  }
  return again(services, schedule);
}

function saved(
  { db, now }: BotServices,
  { chatId, id }: Schedule,
  change: Partial<Pick<Schedule, 'weekdays' | 'zone' | 'minStories' | 'whenQuiet'>>,
): Promise<Schedule> {
  return saveSchedule(db, { chatId, id, ...change }, now());
}

/** The schedule as it is now; `null` where it went meanwhile. */
async function again({ db }: BotServices, { chatId, id }: Schedule): Promise<Schedule | null> {
  return (await schedulesOf(db, chatId)).find((candidate) => candidate.id === id) ?? null;
}

function withOrWithout<Item>(items: readonly Item[], item: Item, isWith: boolean): Item[] {
  const others = items.filter((candidate) => candidate !== item);
  return isWith ? [...others, item] : others;
}
