import { createConversation } from '@grammyjs/conversations';
import type { Context, MiddlewareFn } from 'grammy';
import { chatById, saveSchedule, schedulesOf, updateChat } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { mayChange } from '../access.js';
import { zoneOfCity, zoneOfPlace } from '../cities.js';
import type { BotContext, BotServices } from '../context.js';
import { showPanel } from '../panels/panel.js';
import { schedulePanel } from '../panels/schedule.js';
import { chatHere } from '../place.js';
import { type BotConversation, CONVERSATION_LIMIT_MS } from './conversation.js';

export const ZONE = 'zone';

/** Which schedule moves to another zone, and to whom the panel belongs that is shown then. */
export interface ZoneQuestion {
  chatId: number;
  scheduleId: number;
  owner: number;
}

/** Asks for a city, or a place on the map, and sets its zone. In a group only a reply to the question is an answer. */
export function zoneConversation(services: BotServices): MiddlewareFn<BotContext> {
  return createConversation<BotContext, Context>(
    async (conversation: BotConversation, _ctx: Context, question: ZoneQuestion) => {
      await conversation.external((outside) => ask(outside, services, 'zone-ask'));
      const ctx = await conversation.wait();
      const isForUs = ctx.chat?.type === 'private' || ctx.message?.reply_to_message?.from?.id === ctx.me.id;
      if (!ctx.message || !isForUs) await conversation.skip({ next: true });
      const place = ctx.message?.location;
      const zone = place ? zoneOfPlace(place) : zoneOfCity(ctx.message?.text ?? '');
      if (zone === null) {
        await conversation.external((outside) => ask(outside, services, 'zone-not-found'));
        await conversation.skip();
      }
      await conversation.external((outside) => setZone(outside, services, { ...question, zone: zone ?? '' }));
    },
    { id: ZONE, maxMillisecondsToWait: CONVERSATION_LIMIT_MS },
  ) as MiddlewareFn<BotContext>;
}

async function ask(ctx: BotContext, services: BotServices, id: 'zone-ask' | 'zone-not-found'): Promise<void> {
  const { language, kind } = await chatHere(ctx, services);
  await ctx.reply(text(language, id), kind === 'private' ? {} : { reply_markup: { force_reply: true } });
}

async function setZone(
  ctx: BotContext,
  services: BotServices,
  { chatId, scheduleId, owner, zone }: ZoneQuestion & { zone: string },
): Promise<void> {
  const { db, now } = services;
  const chat = await chatById(db, chatId);
  if (chat === null || !(await mayChange(ctx, chat))) {
    await ctx.reply(text(chat?.language ?? 'uk', chat === null ? 'panel-chat-unknown' : 'group-admins-only'));
    return;
  }
  await updateChat(db, chatId, { zone });
  const schedules = await schedulesOf(db, chatId);
  const before = schedules.find(({ id }) => id === scheduleId);
  const schedule = before ? await saveSchedule(db, { chatId, id: before.id, zone }, now()) : null;
  await showPanel(
    ctx,
    schedulePanel({ chat: { ...chat, zone }, owner }, { schedule, view: 'open', now: now(), count: schedules.length }),
  );
}
