import type { MiddlewareFn } from 'grammy';
import { saveSchedule, schedulesOf, updateChat } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { zoneOfCity, zoneOfPlace } from '../cities.js';
import type { BotContext, BotServices } from '../context.js';
import { showPanel } from '../panels/panel.js';
import { schedulePanel } from '../panels/schedule.js';
import { questionConversation } from './question.js';
import type { ScheduleQuestion } from './time.js';

export const ZONE = 'zone';

/** Asks for a city, or a place on the map, and sets its zone. */
export function zoneConversation(services: BotServices): MiddlewareFn<BotContext> {
  const { db, now } = services;
  return questionConversation<ScheduleQuestion>(services, {
    id: ZONE,
    ask: (language) => text(language, 'zone-ask'),
    async take(ctx, { question, place }) {
      const { chat, owner } = place;
      const onMap = ctx.message?.location;
      const zone = onMap ? zoneOfPlace(onMap) : zoneOfCity(ctx.message?.text ?? '');
      if (zone === null) return text(chat.language, 'zone-not-found');
      await updateChat(db, chat.id, { zone });
      const schedules = await schedulesOf(db, chat.id);
      const before = schedules.find(({ id }) => id === question.scheduleId);
      const schedule = before ? await saveSchedule(db, { chatId: chat.id, id: before.id, zone }, now()) : null;
      const shown = { schedule, view: 'open', now: now(), count: schedules.length } as const;
      await showPanel(ctx, schedulePanel({ chat: { ...chat, zone }, owner }, shown));
      return null;
    },
  });
}
