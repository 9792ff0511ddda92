import { Composer, GrammyError } from 'grammy';
import type { ChatAdministratorRights, KeyboardButton } from 'grammy/types';
import { beginPicking, deskOfChat, desksOfPerson, findChat, isPicking, takeAwaiting } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../../vocabulary.js';
import { mayPost } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { type SetupAnswer, setUpDesk } from '../desk-setup.js';
import { deskPressButton } from '../panels/desk.js';
import { panelOptions, pressButton, showPanel } from '../panels/panel.js';
import { chatHere } from '../place.js';
import { onPresses } from '../presses.js';

/** Name the question that a «pick a chat» button answers. */
const CHANNEL_REQUEST = 1;
const GROUP_REQUEST = 2;
/** Buttons for so many desks; more are found by picking. */
const MOST_LISTED = 20;

const NO_RIGHTS: ChatAdministratorRights = {
  is_anonymous: false,
  can_manage_chat: false,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_send_welcome_messages: false,
};
/** To post there and to correct what was posted. */
const BOT_IN_CHANNEL = { ...NO_RIGHTS, can_manage_chat: true, can_post_messages: true, can_edit_messages: true };

/** /channel: connects a channel or a group of which the person is an admin, and leads to its desk. */
export function channelFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const inPrivate = feature.chatType('private');

  inPrivate.command('channel', async (ctx) => {
    const chat = await chatHere(ctx, services);
    const desks = await desksOfPerson(services.db, ctx.from.id);
    if (desks.length === 0) return askToPick(ctx, services, chat.language);
    await showPanel(ctx, {
      html: text(chat.language, 'channel-known'),
      buttons: [
        ...desks.slice(0, MOST_LISTED).map(({ chat: own }) => [deskPressButton({ chat: own }, own.title, 'open')]),
        [pressButton(text(chat.language, 'channel-another'), { chat, owner: 0 }, 'c', 'pick')],
      ],
    });
  });

  feature.chatType(['group', 'supergroup']).command('channel', async (ctx) => {
    const { language } = await chatHere(ctx, services);
    await ctx.reply(text(language, 'channel-private-only'));
  });

  feature.use(onPresses(services, ['c'], (ctx, { place }) => askToPick(ctx, services, place.chat.language)));

  inPrivate.on('message:chat_shared', async (ctx, next) => {
    const { request_id, chat_id } = ctx.message.chat_shared;
    if (request_id !== CHANNEL_REQUEST && request_id !== GROUP_REQUEST) return next();
    const { language, zone } = await chatHere(ctx, services);
    const answer = await setUpDesk(ctx, services, {
      telegramId: chat_id,
      person: { userId: ctx.from.id, language, zone },
    });
    await say(ctx, ctx.chat.id, answer);
  });

  inPrivate.on('message:text', async (ctx, next) => {
    const isDeclined = INTERFACE_LANGUAGES.some((language) => ctx.message.text === text(language, 'channel-decline'));
    if (!isDeclined) return next();
    const { language } = await chatHere(ctx, services);
    await ctx.reply(text(language, 'channel-declined'), { reply_markup: { remove_keyboard: true } });
  });

  feature.on('my_chat_member', async (ctx, next) => {
    await goOn(ctx, services);
    return next();
  });

  return feature;
}

/**
 * The bot's rights in a channel came: goes on with those who waited for them, and with whoever brought them by a link to
 * the bot, if nobody has a desk there and he is not just picking the channel, which says so by itself.
 */
async function goOn(ctx: BotContext, services: BotServices): Promise<void> {
  const { db, now } = services;
  const update = ctx.myChatMember;
  if (!update || update.chat.type === 'private') return;
  const { chat, from, new_chat_member: after } = update;
  const isIn = after.status !== 'left' && after.status !== 'kicked';
  if (!isIn || (chat.type === 'channel' && !mayPost(after))) return;
  const waiting = new Set(await takeAwaiting(db, chat.id, now()));
  const known = await findChat(db, { telegramId: chat.id });
  const hasDesk = known !== null && (await deskOfChat(db, known.id)) !== null;
  if (chat.type === 'channel' && !hasDesk && !(await isPicking(db, from.id, now()))) waiting.add(from.id);
  for (const userId of waiting) {
    const own = await findChat(db, { telegramId: userId });
    // Who never spoke to the bot cannot be written to.
    if (!own) continue;
    const { language, zone } = own;
    await say(ctx, userId, await setUpDesk(ctx, services, { telegramId: chat.id, person: { userId, language, zone } }));
  }
}

async function say(ctx: BotContext, telegramId: number, answer: SetupAnswer): Promise<void> {
  try {
    for (const { html, buttons } of answer) {
      const keyboard =
        buttons.length > 0
          ? panelOptions(buttons)
          : { ...panelOptions([]), reply_markup: { remove_keyboard: true as const } };
      await ctx.api.sendMessage(telegramId, html, keyboard);
    }
  } catch (error) {
    // He blocked the bot meanwhile: /channel shows him the same when he is back.
    if (!(error instanceof GrammyError) || error.error_code !== 403) throw error;
  }
}

/** One tap picks a channel and makes the bot an admin who may post there and edit its posts. */
export async function askToPick(ctx: BotContext, { db, now }: BotServices, language: InterfaceLanguage): Promise<void> {
  if (ctx.from) await beginPicking(db, ctx.from.id, now());
  const pick = (label: string, request: Omit<KeyboardButton.RequestChatButton['request_chat'], 'request_title'>) => [
    { text: label, request_chat: { ...request, request_title: true } },
  ];
  await ctx.reply(text(language, 'channel-ask'), {
    parse_mode: 'HTML',
    reply_markup: {
      resize_keyboard: true,
      one_time_keyboard: true,
      keyboard: [
        pick(text(language, 'channel-pick'), {
          request_id: CHANNEL_REQUEST,
          chat_is_channel: true,
          user_administrator_rights: { ...BOT_IN_CHANNEL, can_promote_members: true },
          bot_administrator_rights: BOT_IN_CHANNEL,
        }),
        pick(text(language, 'channel-pick-group'), {
          request_id: GROUP_REQUEST,
          chat_is_channel: false,
          user_administrator_rights: { ...NO_RIGHTS, can_manage_chat: true },
          bot_is_member: true,
        }),
        [{ text: text(language, 'channel-decline') }],
      ],
    },
  });
}
