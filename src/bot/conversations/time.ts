import { createConversation } from '@grammyjs/conversations';
import type { Context, MiddlewareFn } from 'grammy';
import { chatById, schedulesOf } from '../../chats/store.js';
import { parseTimes } from '../../digests/schedule.js';
import { text } from '../../texts/texts.js';
import { mayChange } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { showPanel } from '../panels/panel.js';
import { schedulePanel } from '../panels/schedule.js';
import { chatHere } from '../place.js';
import { setTimes } from '../times.js';
import { type BotConversation, CONVERSATION_LIMIT_MS } from './conversation.js';

export const TIME = 'time';

/** Which schedule the written times are for; `scheduleId` 0: the chat's first, still to be made. */
export interface TimeQuestion {
  chatId: number;
  scheduleId: number;
  /** To whom the panel belongs that is shown then. */
  owner: number;
}

/** Asks for times in writing and sets them. In a group only a reply to the question is taken for an answer. */
export function timeConversation(services: BotServices): MiddlewareFn<BotContext> {
  return createConversation<BotContext, Context>(
    async (conversation: BotConversation, _ctx: Context, question: TimeQuestion) => {
      await conversation.external((outside) => ask(outside, services, 'time-ask'));
      const ctx = await conversation.wait();
      const isForUs = ctx.chat?.type === 'private' || ctx.message?.reply_to_message?.from?.id === ctx.me.id;
      if (!ctx.message || !isForUs) await conversation.skip({ next: true });
      const times = parseTimes(ctx.message?.text ?? '');
      if (!times) {
        const excuse = ctx.message?.text === undefined ? 'time-text-wanted' : 'time-not-understood';
        await conversation.external((outside) => ask(outside, services, excuse));
        await conversation.skip();
      }
      await conversation.external((outside) => takeTimes(outside, services, { ...question, times: times ?? [] }));
    },
    { id: TIME, maxMillisecondsToWait: CONVERSATION_LIMIT_MS },
  ) as MiddlewareFn<BotContext>;
}

async function ask(
  ctx: BotContext,
  services: BotServices,
  id: 'time-ask' | 'time-not-understood' | 'time-text-wanted',
): Promise<void> {
  const { language, kind } = await chatHere(ctx, services);
  // In a group the bot hears replies to it alone: the app is asked to begin one.
  await ctx.reply(text(language, id), kind === 'private' ? {} : { reply_markup: { force_reply: true } });
}

async function takeTimes(
  ctx: BotContext,
  services: BotServices,
  { chatId, scheduleId, owner, times }: TimeQuestion & { times: string[] },
): Promise<void> {
  const { db, now } = services;
  const chat = await chatById(db, chatId);
  if (chat === null || !(await mayChange(ctx, chat))) {
    await ctx.reply(text(chat?.language ?? 'uk', chat === null ? 'panel-chat-unknown' : 'group-admins-only'));
    return;
  }
  const schedules = await schedulesOf(db, chatId);
  const before = schedules.find(({ id }) => id === scheduleId) ?? schedules[0] ?? null;
  const schedule = await setTimes(services, chat, { schedule: before, times });
  await showPanel(
    ctx,
    schedulePanel({ chat, owner }, { schedule, view: 'open', now: now(), count: Math.max(1, schedules.length) }),
  );
}
