import type { Context } from 'grammy';
import { type Chat, type ChatSeen, findChat, registerChat } from '../chats/store.js';
import type { BotServices } from './context.js';

/** Telegram's user that writes for an admin who stays anonymous. */
const GROUP_ANONYMOUS_BOT = 1087968824;
/** A title longer than Telegram allows comes from no chat. */
const LONGEST_TITLE = 128;

/**
 * The chat in which something was said or pressed, written down if it is new. A forum topic is a chat of its own.
 * @throws Error for an update without a chat.
 */
export async function chatHere(ctx: Context, { db, now }: BotServices): Promise<Chat> {
  const { chat } = ctx;
  if (!chat) throw new Error('An update without a chat came to a feature that needs one.');
  const place = { telegramId: chat.id, threadId: threadOf(ctx) };
  const known = await findChat(db, place);
  const title = titleOf(chat);
  // Every update passes here: a chat that is known and receives is read and not written.
  if (known?.state === 'active' && known.title === title) return known;
  const seen: ChatSeen = { ...place, kind: chat.type, title };
  if ('username' in chat && chat.username) seen.username = chat.username;
  if (chat.type === 'private') seen.setUpBy = chat.id;
  return registerChat(db, seen, now());
}

/** How a chat is called: its title, or a person's name. */
export function titleOf(chat: NonNullable<Context['chat']>): string {
  const title = chat.type === 'private' ? [chat.first_name, chat.last_name].filter(Boolean).join(' ') : chat.title;
  return (title ?? '').slice(0, LONGEST_TITLE);
}

/** The forum topic of what was said or pressed; 0 outside of topics. */
export function threadOf(ctx: Context): number {
  const message = ctx.msg;
  return message?.is_topic_message ? (message.message_thread_id ?? 0) : 0;
}

/** Was it written by an admin of this very group who stays anonymous? */
export function isAnonymous(ctx: Context): boolean {
  return ctx.from?.id === GROUP_ANONYMOUS_BOT && ctx.senderChat?.id === ctx.chat?.id;
}

/** To whom a panel belongs that is opened now: 0 where nobody in particular can be told. */
export function ownerOf(ctx: Context): number {
  return ctx.chat?.type === 'private' || isAnonymous(ctx) ? 0 : (ctx.from?.id ?? 0);
}
