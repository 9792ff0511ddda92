import { Composer, type Filter } from 'grammy';
import type { ChatMember } from 'grammy/types';
import { type Chat, findChat, registerChat, resumeSince, setChatState } from '../../chats/store.js';
import { tellDesk } from '../../chats/tell-desk.js';
import { moveTelegramChat } from '../../delivery/moving.js';
import { text } from '../../texts/texts.js';
import { mayPost } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { titleOf } from '../place.js';

type MembershipContext = Filter<BotContext, 'my_chat_member'>;

/** What becomes of the bot in a chat: added, blocked, unblocked, rights lost and given; a group that changes its id. */
export function membersFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.on('my_chat_member', async (ctx, next) => {
    await (isIn(ctx) ? arrived(ctx, services) : left(ctx, services));
    return next();
  });

  // Both groups tell of the move, in either order.
  feature.on('message:migrate_to_chat_id', (ctx) =>
    moved(services, { from: ctx.chat.id, to: ctx.message.migrate_to_chat_id }),
  );
  feature.on('message:migrate_from_chat_id', (ctx) =>
    moved(services, { from: ctx.message.migrate_from_chat_id, to: ctx.chat.id }),
  );

  return feature;
}

async function arrived(ctx: MembershipContext, services: BotServices): Promise<void> {
  const { db, now } = services;
  const { chat, from, old_chat_member: before, new_chat_member: after } = ctx.myChatMember;
  const known = await findChat(db, { telegramId: chat.id });
  // A person is written down by what he says, not by having unblocked.
  if (chat.type === 'private' && known === null) return;
  const setUpBy = chat.type === 'private' ? {} : { setUpBy: from.id };
  const row = await registerChat(db, { telegramId: chat.id, kind: chat.type, title: titleOf(chat), ...setUpBy }, now());
  const refusal = refusalOf(chat.type, after);
  if (refusal !== null) return cannotPost(services, row, refusal);
  if (known) await canPostAgain(services, known);
  const isNew = before.status === 'left' || before.status === 'kicked';
  if (isNew && (chat.type === 'group' || chat.type === 'supergroup')) {
    await ctx.reply(text(row.language, 'group-added'));
  }
}

/** Whoever set the chat up is told, once for each time. */
async function cannotPost({ db, now }: BotServices, chat: Chat, reason: string): Promise<void> {
  await db.transaction(async (tx) => {
    const isNews = await setChatState(tx, chat.id, 'rights', reason, now());
    if (!isNews) return;
    const key = `rights-lost:${chat.id}:${now().toISOString()}`;
    await tellDesk(tx, { chatId: chat.id, kind: 'rights-lost', key, data: { chat: chat.title } }, now());
  });
}

/** What was paused because the bot could not write goes on; what people paused before stays paused. */
async function canPostAgain({ db, now }: BotServices, { id, state, stateSince }: Chat): Promise<void> {
  await db.transaction(async (tx) => {
    await setChatState(tx, id, 'active', null, now());
    if (state === 'rights') await resumeSince(tx, id, { since: stateSince, now: now() });
  });
}

async function left(ctx: MembershipContext, { db, now }: BotServices): Promise<void> {
  const { chat, new_chat_member: after } = ctx.myChatMember;
  const known = await findChat(db, { telegramId: chat.id });
  if (known) await setChatState(db, known.id, 'gone', after.status === 'kicked' ? 'blocked' : 'left', now());
}

async function moved({ db, now }: BotServices, ids: { from: number; to: number }): Promise<void> {
  await moveTelegramChat(db, ids);
  const chat = await findChat(db, { telegramId: ids.to });
  // The bot «left» the old group when the group moved: it is in the new one all the same.
  if (chat?.state === 'gone') await setChatState(db, chat.id, 'active', null, now());
}

function isIn(ctx: MembershipContext): boolean {
  const { status } = ctx.myChatMember.new_chat_member;
  return status !== 'left' && status !== 'kicked';
}

/** Why the bot cannot write in the chat; `null` where it can. */
function refusalOf(kind: 'private' | 'group' | 'supergroup' | 'channel', member: ChatMember): string | null {
  if (kind === 'channel') return mayPost(member) ? null : 'may not post';
  return member.status === 'restricted' && !member.can_send_messages ? 'may not write' : null;
}
