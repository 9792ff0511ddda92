import type { MiddlewareFn } from 'grammy';
import type { BotContext } from './context.js';

/** The kinds of updates that features handle; asked for explicitly, since Telegram remembers the last list. */
export const ALLOWED_UPDATES = [
  'message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'inline_query',
  'my_chat_member',
  'message_reaction_count',
] as const;

/** Stops the button's spinner, whatever the features did with the press, unless one of them answered it with words. */
export const answerPresses: MiddlewareFn<BotContext> = async (ctx, next) => {
  if (!ctx.callbackQuery) return next();
  let isAnswered = false;
  ctx.api.config.use(async (prev, method, payload, signal) => {
    const answer = await prev(method, payload, signal);
    if (method !== 'answerCallbackQuery') return answer;
    isAnswered = true;
    // A press that waited too long, or was answered already, has nobody left to answer.
    return answer.ok || !/query is too old/i.test(answer.description) ? answer : { ok: true, result: true as never };
  });
  await next();
  if (!isAnswered) await ctx.answerCallbackQuery();
};
