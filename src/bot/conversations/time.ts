import type { MiddlewareFn } from 'grammy';
import { type Schedule, saveSchedule, schedulesOf } from '../../chats/store.js';
import { isCron, parseTimes } from '../../digests/schedule.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { type PanelPlace, showPanel } from '../panels/panel.js';
import { schedulePanel } from '../panels/schedule.js';
import { setTimes } from '../times.js';
import { type Question, questionConversation } from './question.js';

export const TIME = 'time';

/** UTF-16 units of a cron expression. */
const LONGEST_CRON = 60;

/** Which schedule the written times are for; `scheduleId` 0: the chat's first, still to be made. */
export interface ScheduleQuestion extends Question {
  scheduleId: number;
}

/** Asks for times in writing, or for a cron expression, and sets them. */
export function timeConversation(services: BotServices): MiddlewareFn<BotContext> {
  return questionConversation<ScheduleQuestion>(services, {
    id: TIME,
    ask: (language) => text(language, 'time-ask-or-cron'),
    async take(ctx, { question, place }) {
      const { language } = place.chat;
      const written = ctx.message?.text;
      if (written === undefined) return text(language, 'time-text-wanted');
      const schedules = await schedulesOf(services.db, place.chat.id);
      const before = schedules.find(({ id }) => id === question.scheduleId) ?? schedules[0] ?? null;
      const set = await setWritten(services, place, { schedule: before, written });
      if (typeof set === 'string') return set;
      const shown = { schedule: set, view: 'open', now: services.now(), count: Math.max(1, schedules.length) } as const;
      await showPanel(ctx, schedulePanel(place, shown));
      return null;
    },
  });
}

/** The schedule with what was written, or what to say where that is nothing to go by. */
async function setWritten(
  services: BotServices,
  { chat }: PanelPlace,
  { schedule, written }: { schedule: Schedule | null; written: string },
): Promise<Schedule | string> {
  const cron = written.trim().replace(/\s+/g, ' ');
  if (!isLikeCron(cron)) {
    const times = parseTimes(written);
    return times ? setTimes(services, chat, { schedule, times }) : text(chat.language, 'time-not-understood');
  }
  if (!isCron(cron)) return text(chat.language, 'time-cron-refused');
  // A cron expression goes with a schedule that is there: the first one is made of its usual times.
  const { id, zone } = schedule ?? (await setTimes(services, chat, { schedule, times: ['08:00'] }));
  return saveSchedule(services.db, { chatId: chat.id, id, cron, zone }, services.now());
}

/** «7 8 9 10 1» is five hours: who writes cron uses its star. */
function isLikeCron(written: string): boolean {
  return written.length <= LONGEST_CRON && /^(?:\S+ ){4}\S+$/.test(written) && written.includes('*');
}
