import { Composer, type Filter } from 'grammy';
import { findChat } from '../../chats/store.js';
import { isDelivery } from '../../delivery/store.js';
import { UnreadableArticleError } from '../../intake/errors.js';
import { acceptPost, changePost, channelSource } from '../../intake/people/channels.js';
import { retellArticle } from '../../stories/retell.js';
import type { BotContext, BotServices } from '../context.js';
import { postOf } from '../sent.js';

type PostContext = Filter<BotContext, 'channel_post' | 'edited_channel_post'>;

/**
 * Posts of channels: articles, where the channel is a source. Nothing else hears of them: a command in a channel is
 * said to its readers and not to the bot.
 */
export function postsFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on(['channel_post', 'edited_channel_post'], (ctx) => takePost(ctx, services));
  return feature;
}

async function takePost(ctx: PostContext, services: BotServices): Promise<void> {
  const { db, now, log } = services;
  const { chat, text, caption, message_id, date } = ctx.msg;
  const said = text ?? caption ?? '';
  // What a private channel says is for its subscribers.
  if (said === '' || chat.username === undefined || !isOwnWord(ctx)) return;
  const source = await channelSource(db, chat.id);
  if (source === null || source.pausedAt !== null || (await isDigest(ctx, services))) return;
  const post = postOf({ chat: { title: chat.title, username: chat.username }, text: said, message_id, date });
  try {
    if (ctx.channelPost) return await acceptPost(db, { source, post, now: now() });
    await db.transaction(async (tx) => {
      const changed = await changePost(tx, { source, post });
      if (changed) await retellArticle(tx, changed);
    });
  } catch (error) {
    if (!(error instanceof UnreadableArticleError)) throw error;
    log.debug({ source: source.id, err: error }, 'a post is no article');
  }
}

/** Written by the channel itself: not forwarded, and not brought by a bot. */
function isOwnWord({ msg }: PostContext): boolean {
  return msg.forward_origin === undefined && msg.via_bot === undefined;
}

/** An admin may edit what the bot posted, and Telegram tells of that. */
async function isDigest({ msg }: PostContext, { db }: BotServices): Promise<boolean> {
  const chat = await findChat(db, { telegramId: msg.chat.id });
  return chat !== null && isDelivery(db, { chatId: chat.id, messageId: msg.message_id });
}
