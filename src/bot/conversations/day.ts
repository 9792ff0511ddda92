import type { MiddlewareFn } from 'grammy';
import { schedulesOf } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { daysUntil } from '../days.js';
import { showPanel } from '../panels/panel.js';
import { schedulePanel } from '../panels/schedule.js';
import { restFor } from '../schedules.js';
import { questionConversation } from './question.js';
import type { ScheduleQuestion } from './time.js';

export const DAY = 'day';

/** Asks until which day a schedule should rest, and lets it. */
export function dayConversation(services: BotServices): MiddlewareFn<BotContext> {
  const { db, now } = services;
  return questionConversation<ScheduleQuestion>(services, {
    id: DAY,
    ask: (language) => text(language, 'pause-ask'),
    async take(ctx, { question, place }) {
      const { chat } = place;
      const schedules = await schedulesOf(db, chat.id);
      const schedule = schedules.find(({ id }) => id === question.scheduleId) ?? null;
      // Swedish writes dates as ISO 8601 does.
      const today = new Intl.DateTimeFormat('sv', { timeZone: schedule?.zone ?? chat.zone }).format(now());
      const days = daysUntil(ctx.message?.text ?? '', today);
      if (days === null) return text(chat.language, 'pause-not-understood');
      const rested = schedule && (await restFor(services, schedule, days));
      const shown = { schedule: rested, view: 'open', now: now(), count: schedules.length } as const;
      await showPanel(ctx, schedulePanel(place, shown));
      return null;
    },
  });
}
