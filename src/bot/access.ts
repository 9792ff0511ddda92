import type { Context } from 'grammy';
import { GrammyError } from 'grammy';
import type { ChatMember } from 'grammy/types';
import type { Chat } from '../chats/store.js';
import { isAnonymous } from './place.js';

/**
 * May whoever spoke or pressed change this chat's settings? In a private chat its person may, in a group its admins, in
 * a channel those admins who may post. Asked of Telegram at each change: rights come and go, and where a command is
 * shown says nothing about them.
 */
export async function mayChange(ctx: Context, chat: Chat): Promise<boolean> {
  if (chat.kind === 'private') return ctx.chat?.id === chat.telegramId;
  if (chat.kind !== 'channel') {
    // A panel of one group passes no orders to another.
    if (ctx.chat?.id !== chat.telegramId) return false;
    if (isAnonymous(ctx)) return true;
  }
  // What a linked channel or another group says in this one is nobody's in particular.
  if (!ctx.from || (ctx.message?.sender_chat && !isAnonymous(ctx))) return false;
  const member = await memberOf(ctx, { chatId: chat.telegramId, userId: ctx.from.id });
  return member !== null && mayRun(chat.kind, member);
}

/** May whoever spoke or pressed see what the chat's admins see? As {@link mayChange}, and of a group also from a private chat. */
export async function maySee(ctx: Context, chat: Chat): Promise<boolean> {
  if (await mayChange(ctx, chat)) return true;
  const isGroup = chat.kind === 'group' || chat.kind === 'supergroup';
  if (!isGroup || ctx.chat?.type !== 'private' || !ctx.from) return false;
  const member = await memberOf(ctx, { chatId: chat.telegramId, userId: ctx.from.id });
  return member !== null && mayRun(chat.kind, member);
}

/** A chat's member, or `null` where Telegram will not tell because the bot is not there or the person never was. */
export async function memberOf(
  ctx: Context,
  { chatId, userId }: { chatId: number; userId: number },
): Promise<ChatMember | null> {
  try {
    return await ctx.api.getChatMember(chatId, userId);
  } catch (error) {
    if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) return null;
    throw error;
  }
}

/**
 * The supergroup that a group became, which the bot «leaves» when it does; `null` where it is none. Telegram says so only
 * to who wants to write there.
 */
export async function supergroupOf(ctx: Context, telegramId: number): Promise<number | null> {
  try {
    await ctx.api.sendChatAction(telegramId, 'typing');
    return null;
  } catch (error) {
    if (error instanceof GrammyError) return error.parameters.migrate_to_chat_id ?? null;
    throw error;
  }
}

/** May this member say what a chat of this kind gets: in a channel who may post, in a group its admins? */
export function mayRun(kind: Chat['kind'], member: ChatMember): boolean {
  return kind === 'channel' ? mayPost(member) : isAdmin(member);
}

/** May this member post in the channel? */
export function mayPost(member: ChatMember): boolean {
  return member.status === 'creator' || (member.status === 'administrator' && member.can_post_messages === true);
}

function isAdmin(member: ChatMember): boolean {
  return member.status === 'creator' || member.status === 'administrator';
}
