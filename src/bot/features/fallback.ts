import { Composer } from 'grammy';
import { findChat } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { chatHere, threadOf } from '../place.js';

/** What no feature took: a helpful line in private chats, a toast for a button of other times, and silence in groups. */
export function fallbackFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.chatType('private').on('message', async (ctx) => {
    if (isServiceMessage(ctx)) return;
    const { language } = await chatHere(ctx, services);
    await ctx.reply(text(language, ctx.message.text === undefined ? 'not-understood-media' : 'not-understood'));
  });

  feature.on('callback_query', async (ctx) => {
    const chat = ctx.chat ? await findChat(services.db, { telegramId: ctx.chat.id, threadId: threadOf(ctx) }) : null;
    await ctx.answerCallbackQuery(text(chat?.language ?? 'uk', 'button-outdated'));
  });

  return feature;
}

/** Telegram's own word on the chat, to which nobody expects an answer. */
function isServiceMessage(ctx: BotContext): boolean {
  return ['pinned_message', 'message_auto_delete_timer_changed', 'write_access_allowed', 'chat_background_set'].some(
    (kind) => kind in (ctx.message ?? {}),
  );
}
