import type { Context } from 'grammy';
import { desksOfPerson, findChat } from '../chats/store.js';
import type { Sender } from '../intake/people/add.js';
import { mayRun, memberOf } from './access.js';
import type { BotServices } from './context.js';

/**
 * In whose name a person may add articles: the operator's, where he is the operator or one of the operator's group; else
 * that of his channel's desk. `null`: in nobody's. Asked of Telegram each time: who was an admin may be none any more.
 */
export async function senderOf(ctx: Context, services: BotServices): Promise<Sender | null> {
  if (!ctx.from) return null;
  if (await isOperator(ctx, services)) return { kind: 'operator' };
  for (const { chat } of await desksOfPerson(services.db, ctx.from.id)) {
    const { kind, telegramId, title } = chat;
    const member = await memberOf(ctx, { chatId: telegramId, userId: ctx.from.id });
    if (member !== null && mayRun(kind, member)) return { kind: 'desk', channel: { telegramId, title } };
  }
  return null;
}

/** Is it the operator who speaks: in his own chat, or somebody of his group? Of a channel its admins alone. */
async function isOperator(ctx: Context, { db, operatorChatId }: BotServices): Promise<boolean> {
  if (operatorChatId === null || !ctx.from) return false;
  if (operatorChatId > 0) return ctx.from.id === operatorChatId;
  const member = await memberOf(ctx, { chatId: operatorChatId, userId: ctx.from.id });
  if (member?.status === 'creator' || member?.status === 'administrator') return true;
  const isIn = member?.status === 'member' || (member?.status === 'restricted' && member.is_member);
  return isIn && (await findChat(db, { telegramId: operatorChatId }))?.kind !== 'channel';
}
