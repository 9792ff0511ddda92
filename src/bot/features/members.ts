import { Composer, type Filter } from 'grammy';
import type { ChatMember } from 'grammy/types';
import { losePlace, regainPlace } from '../../chats/place.js';
import { chatsAt, findChat, registerChat, setChatState } from '../../chats/store.js';
import { moveTelegramChat } from '../../delivery/moving.js';
import { text } from '../../texts/texts.js';
import { mayPost, supergroupOf } from '../access.js';
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

  feature.on('message:forum_topic_reopened', async (ctx) => {
    const place = { telegramId: ctx.chat.id, threadId: ctx.message.message_thread_id ?? 0 };
    const known = await findChat(services.db, place);
    if (known?.state === 'topic') await services.db.transaction((tx) => regainPlace(tx, known, services.now()));
  });

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
  const places = await chatsAt(db, chat.id);
  await db.transaction(async (tx) => {
    for (const place of places) {
      if (refusal !== null) await losePlace(tx, { chat: place, state: 'rights', reason: refusal }, now());
      // Rights say nothing of a topic that is closed.
      else if (place.state !== 'topic') await regainPlace(tx, place, now());
    }
  });
  if (refusal !== null) return;
  const isNew = before.status === 'left' || before.status === 'kicked';
  if (isNew && (chat.type === 'group' || chat.type === 'supergroup')) {
    await ctx.reply(text(row.language, 'group-added'));
  }
}

async function left(ctx: MembershipContext, services: BotServices): Promise<void> {
  const { db, now } = services;
  const { chat, new_chat_member: after } = ctx.myChatMember;
  // The group's own word of its move comes too, sooner or later.
  const newId = chat.type === 'group' ? await supergroupOf(ctx, chat.id) : null;
  if (newId !== null) return moved(services, { from: chat.id, to: newId });
  const reason = after.status === 'kicked' ? 'blocked' : 'left';
  await db.transaction(async (tx) => {
    for (const place of await chatsAt(tx, chat.id)) await losePlace(tx, { chat: place, state: 'gone', reason }, now());
  });
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
