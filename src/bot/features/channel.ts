import { Composer } from 'grammy';
import { type Chat, chatsSetUpBy, registerChat, updateChat } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../../vocabulary.js';
import { mayPost, memberOf } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { pressButton, showPanel } from '../panels/panel.js';
import { chatHere } from '../place.js';
import { onPresses } from '../presses.js';
import { makeHome } from './home.js';

/** Names the one question that the «pick a channel» button answers. */
const REQUEST_ID = 1;
/** Buttons for so many channels; more are found by picking. */
const MOST_LISTED = 20;

/** /channel: connects a channel of which the person is an admin, and leads to its settings. */
export function channelFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const inPrivate = feature.chatType('private');

  inPrivate.command('channel', async (ctx) => {
    const chat = await chatHere(ctx, services);
    const channels = (await chatsSetUpBy(services.db, ctx.from.id)).filter(({ kind }) => kind === 'channel');
    if (channels.length === 0) return askToPick(ctx, chat.language);
    await showPanel(ctx, {
      html: text(chat.language, 'channel-known'),
      buttons: [
        ...channels
          .slice(0, MOST_LISTED)
          .map((channel) => [pressButton(channel.title, { chat: channel, owner: 0 }, 'h', 'open')]),
        [pressButton(text(chat.language, 'channel-another'), { chat, owner: 0 }, 'c', 'pick')],
      ],
    });
  });

  feature.chatType(['group', 'supergroup']).command('channel', async (ctx) => {
    const { language } = await chatHere(ctx, services);
    await ctx.reply(text(language, 'channel-private-only'));
  });

  feature.use(onPresses(services, ['c'], (ctx, { place }) => askToPick(ctx, place.chat.language)));

  inPrivate.on('message:chat_shared', async (ctx, next) => {
    const { request_id, chat_id, title } = ctx.message.chat_shared;
    if (request_id !== REQUEST_ID) return next();
    await connect(ctx, services, { telegramId: chat_id, title: title ?? '' });
  });

  inPrivate.on('message:text', async (ctx, next) => {
    const isDeclined = INTERFACE_LANGUAGES.some((language) => ctx.message.text === text(language, 'channel-decline'));
    if (!isDeclined) return next();
    const { language } = await chatHere(ctx, services);
    await ctx.reply(text(language, 'channel-declined'), { reply_markup: { remove_keyboard: true } });
  });

  return feature;
}

/** One tap picks a channel and makes the bot an admin who may post there and edit its posts. */
async function askToPick(ctx: BotContext, language: InterfaceLanguage): Promise<void> {
  const rights = {
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages: false,
    can_manage_video_chats: false,
    can_restrict_members: false,
    can_promote_members: false,
    can_change_info: false,
    can_invite_users: false,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_post_messages: true,
    can_edit_messages: true,
    can_send_welcome_messages: false,
  };
  await ctx.reply(text(language, 'channel-ask'), {
    parse_mode: 'HTML',
    reply_markup: {
      resize_keyboard: true,
      one_time_keyboard: true,
      keyboard: [
        [
          {
            text: text(language, 'channel-pick'),
            request_chat: {
              request_id: REQUEST_ID,
              chat_is_channel: true,
              request_title: true,
              user_administrator_rights: { ...rights, can_promote_members: true },
              bot_administrator_rights: rights,
            },
          },
        ],
        [{ text: text(language, 'channel-decline') }],
      ],
    },
  });
}

/** Checks the rights of both, whatever the app let through, and opens the channel's settings. */
async function connect(
  ctx: BotContext,
  services: BotServices,
  shared: { telegramId: number; title: string },
): Promise<void> {
  const here = await chatHere(ctx, services);
  const person = ctx.from;
  if (!person) throw new Error('A shared chat came from nobody.');
  const refusal = await whyNot(ctx, shared.telegramId, person.id);
  const title = { title: shared.title };
  if (refusal !== null) {
    await ctx.reply(text(here.language, refusal, title), { reply_markup: { remove_keyboard: true } });
    return;
  }
  const channel = await registerChat(
    services.db,
    {
      telegramId: shared.telegramId,
      kind: 'channel',
      title: shared.title,
      language: here.language,
      setUpBy: person.id,
    },
    services.now(),
  );
  await adopt(services, channel, person.id);
  await ctx.reply(text(here.language, 'channel-added', title), { reply_markup: { remove_keyboard: true } });
  await showPanel(ctx, await makeHome(services, { chat: channel, owner: 0 }));
}

async function whyNot(ctx: BotContext, channelId: number, personId: number) {
  const bot = await memberOf(ctx, { chatId: channelId, userId: ctx.me.id });
  if (bot === null || bot.status === 'left' || bot.status === 'kicked') return 'channel-unreachable';
  if (!mayPost(bot)) return 'channel-bot-not-admin';
  const member = await memberOf(ctx, { chatId: channelId, userId: personId });
  return member !== null && mayPost(member) ? null : 'channel-you-not-admin';
}

/** Notices about the channel go to whoever connected it last: the one before may be an admin no more. */
async function adopt({ db }: BotServices, channel: Chat, personId: number): Promise<void> {
  if (channel.setUpBy !== personId) await updateChat(db, channel.id, { setUpBy: personId });
}
