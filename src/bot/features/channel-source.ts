import { Composer } from 'grammy';
import type { Chat } from '../../chats/store.js';
import { writeNotice } from '../../db/notices.js';
import { setChannelSource } from '../../intake/people/channels.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { deskSeat } from '../desk-access.js';
import { makeDesk } from '../desk-shown.js';
import { showPanel } from '../panels/panel.js';
import { chatHere } from '../place.js';
import { onPresses } from '../presses.js';
import { makeHome } from './home.js';

/** The toggle in a channel’s settings that makes its posts a source, or no longer one. */
export function channelSourceFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.use(
    onPresses(services, ['e'], async (ctx, { press, place }) => {
      const { chat } = place;
      // Said to whoever presses, in his language.
      const { language } = await chatHere(ctx, services);
      const isOn = press.action === 'on';
      const username = chat.kind === 'channel' ? await usernameOf(ctx, chat) : null;
      if (username === null) {
        await ctx.answerCallbackQuery({ text: text(language, 'channel-source-private'), show_alert: true });
        return;
      }
      const { db, now } = services;
      const channel = { telegramId: chat.telegramId, title: chat.title, username };
      if (!(await setChannelSource(db, { ...channel, isOn, now: now() }))) {
        await ctx.answerCallbackQuery({ text: text(language, 'channel-source-stopped'), show_alert: true });
        return;
      }
      if (isOn) await tellOperator(services, chat);
      await ctx.answerCallbackQuery(text(language, isOn ? 'channel-source-on' : 'channel-source-off'));
      const found = await deskSeat(ctx, services, { chatId: chat.id, needs: 'owner' });
      await showPanel(ctx, 'seat' in found ? await makeDesk(services, found.seat) : await makeHome(services, place));
    }),
  );

  return feature;
}

/** By which name everybody can open the channel; `null` for a private one. */
async function usernameOf(ctx: BotContext, chat: Chat): Promise<string | null> {
  const { username } = await ctx.api.getChat(chat.telegramId);
  return username ?? null;
}

/** Once a channel: it is he who answers for what readers read. */
async function tellOperator({ db, now, operatorChatId }: BotServices, chat: Chat): Promise<void> {
  if (operatorChatId === null) return;
  const key = `channel-source:${chat.telegramId}`;
  await writeNotice(db, { kind: 'channel-source', telegramId: operatorChatId, key, data: { chat: chat.title } }, now());
}
