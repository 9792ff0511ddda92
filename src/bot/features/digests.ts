import { Composer } from 'grammy';
import { type Chat, chatById, updateChat } from '../../chats/store.js';
import { confirmArrived, resendDoubtful } from '../../delivery/doubt.js';
import { deliveryById } from '../../delivery/store.js';
import {
  type DigestAction,
  type DigestPress,
  digestButtonData,
  digestButtonLabel,
  readDigestPress,
} from '../../digests/buttons.js';
import { dayPage, type Page, pageAfter, pageBefore } from '../../digests/pages/page.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { openBelow, type Panel, showPanel } from '../panels/panel.js';
import { ownerOf } from '../place.js';
import { storiesOfList } from '../reading.js';
import { makeStories } from './stories.js';

/** The buttons under a digest: its stories one by one, its pages, the whole day. */
export function digestsFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.on('callback_query:data', async (ctx, next) => {
    const press = readDigestPress(ctx.callbackQuery.data);
    if (press === null) return next();
    const digest = await pressedDigest(ctx, services, press);
    if (digest === null) {
      await ctx.answerCallbackQuery(text('uk', 'digest-forgotten'));
      return;
    }
    const { chat, digestId } = digest;
    if (press.action === 'more') {
      const list = digestId.toString(36);
      const storyIds = (await storiesOfList(services.db, chat, list)) ?? [];
      const origin = { list, storyIds, username: ctx.me.username };
      const panel = await makeStories(services, { chat, owner: ownerOf(ctx) }, origin);
      if (panel) await openBelow(ctx, panel);
      else await ctx.answerCallbackQuery(text(chat.language, 'digest-forgotten'));
      return;
    }
    if (press.action === 'again') {
      const sent = await resendDoubtful(services.db, chat.id, services.now());
      if (sent > 0) services.wake();
      await ctx.answerCallbackQuery(text(chat.language, sent > 0 ? 'status-sent-again' : 'status-nothing-in-doubt'));
      return;
    }
    const page = await turned(services, press.action, digest);
    if (page === null) await ctx.answerCallbackQuery(text(chat.language, 'digest-no-more'));
    else await showPanel(ctx, pagePanel(chat, page, press.deliveryId));
  });

  return feature;
}

interface PressedDigest {
  chat: Chat;
  digestId: number;
}

/** The digest under which a button was pressed: that it was shows that it arrived. `null` where it is kept no more. */
async function pressedDigest(
  ctx: BotContext,
  { db, now }: BotServices,
  { deliveryId, digestId }: DigestPress,
): Promise<PressedDigest | null> {
  const delivery = await deliveryById(db, deliveryId);
  const chat = delivery?.chatId ? await chatById(db, delivery.chatId) : null;
  // What a button's data says can be forged: a chat opens its own digests only.
  if (!delivery?.digestId || !chat || chat.telegramId !== ctx.chat?.id) return null;
  const messageId = ctx.callbackQuery?.message?.message_id ?? null;
  await confirmArrived(db, { deliveryId, telegramId: chat.telegramId, messageId }, now());
  return { chat, digestId: digestId ?? delivery.digestId };
}

async function turned(
  { db, now }: BotServices,
  action: Exclude<DigestAction, 'more' | 'again'>,
  { chat, digestId }: PressedDigest,
): Promise<Page | null> {
  const digest = { db, now: now(), digestId, chatId: chat.id };
  await updateChat(db, chat.id, { lastLookedAt: digest.now });
  switch (action) {
    case 'next':
      return pageAfter(digest);
    case 'back':
      return pageBefore(digest);
    case 'day':
      return dayPage(digest);
  }
}

function pagePanel({ language }: Chat, page: Page, deliveryId: number): Panel {
  const button = (action: DigestAction) => ({
    text: digestButtonLabel(language, action),
    callback_data: digestButtonData(action, { deliveryId, digestId: page.digestId }),
  });
  const turning = [...(page.hasPrevious ? [button('back')] : []), ...(page.hasNext ? [button('next')] : [])];
  return { html: page.html, buttons: [[button('more'), ...turning]] };
}
