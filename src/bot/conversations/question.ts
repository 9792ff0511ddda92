import { createConversation } from '@grammyjs/conversations';
import type { Context, MiddlewareFn } from 'grammy';
import { chatById } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import type { InterfaceLanguage } from '../../vocabulary.js';
import { mayChange } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { openBelow, type Panel, type PanelPlace } from '../panels/panel.js';
import { chatHere } from '../place.js';
import type { BotConversation } from './conversation.js';

/** What every question knows: which chat is set up by the answer, and to whom the panel belongs that is shown then. */
export interface Question {
  chatId: number;
  owner: number;
}

/** One question that is answered in writing. */
export interface QuestionOptions<Asked extends Question> {
  id: string;
  /** What is asked. */
  ask(language: InterfaceLanguage, question: Asked): string;
  /** Does what an answer says and shows the panel; where it is no answer, gives what to say under it instead. */
  take(ctx: BotContext, asked: { question: Asked; place: PanelPlace }): Promise<string | Panel | null>;
}

/**
 * Asks until there is an answer, /cancel or another command. In a group only a reply to the question is taken for an
 * answer, and whoever answers must still be allowed to change the chat's settings.
 */
export function questionConversation<Asked extends Question>(
  services: BotServices,
  { id, ask, take }: QuestionOptions<Asked>,
): MiddlewareFn<BotContext> {
  return createConversation<BotContext, Context>(
    async (conversation: BotConversation, _ctx: Context, question: Asked) => {
      await conversation.external(async (outside) => {
        const { language } = await chatHere(outside, services);
        await say(outside, ask(language, question));
      });
      const ctx = await conversation.wait();
      const isForUs = ctx.chat?.type === 'private' || ctx.message?.reply_to_message?.from?.id === ctx.me.id;
      if (!ctx.message || !isForUs) await conversation.skip({ next: true });
      const isDone = await conversation.external(async (outside) => {
        const place = await placeOf(outside, services, question);
        if (place === null) return true;
        const excuse = await take(outside, { question, place });
        if (typeof excuse === 'string') await say(outside, excuse);
        else if (excuse !== null) await openBelow(outside, excuse);
        return excuse === null;
      });
      if (!isDone) await conversation.skip();
    },
    { id },
  ) as MiddlewareFn<BotContext>;
}

/** Leaves whatever was being asked, and asks this. */
export async function askQuestion<Asked extends Question>(ctx: BotContext, id: string, question: Asked): Promise<void> {
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(id, question);
}

/** The chat that the answer sets up; `null`, once it has been said why, where it may not be. */
async function placeOf(ctx: BotContext, { db }: BotServices, question: Question): Promise<PanelPlace | null> {
  const chat = await chatById(db, question.chatId);
  if (chat !== null && (await mayChange(ctx, chat))) return { chat, owner: question.owner };
  await ctx.reply(text(chat?.language ?? 'uk', chat === null ? 'panel-chat-unknown' : 'group-admins-only'));
  return null;
}

async function say(ctx: BotContext, said: string): Promise<void> {
  // In a group the bot hears replies to it alone: the app is asked to begin one.
  await ctx.reply(said, ctx.chat?.type === 'private' ? {} : { reply_markup: { force_reply: true } });
}
