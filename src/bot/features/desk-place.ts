import { Composer } from 'grammy';
import type { ChatMember } from 'grammy/types';
import { type DeskPress, deskPressData, readDeskPress } from '../../chats/desk-press.js';
import { regainPlace } from '../../chats/place.js';
import { type Chat, chatById, deskPeopleOfChat } from '../../chats/store.js';
import { escapeHtml } from '../../texts/html.js';
import type { TextId } from '../../texts/ids.js';
import { text } from '../../texts/texts.js';
import { mayPost, memberOf } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { deskSeat, refusalText } from '../desk-access.js';
import { makeDesk } from '../desk-shown.js';
import { openBelow, showPanel } from '../panels/panel.js';
import { chatHere } from '../place.js';
import { askToPick } from './channel.js';

/** What the buttons under the notices of a lost place do: look whether it is back, give the rights, take another place. */
export function deskPlaceFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const inPrivate = feature.chatType('private');
  inPrivate.on('callback_query:data', async (ctx, next) => {
    const press = readDeskPress(ctx.callbackQuery.data);
    if (press?.action === 'back') await lookAgain(ctx, services, press);
    else if (press?.action === 'elsewhere') {
      await askToPick(ctx, services, (await chatHere(ctx, services)).language);
    } else await next();
  });
  return feature;
}

/** Where the bot may write again, its digests go on; otherwise says what is missing, with the way to give it. */
async function lookAgain(ctx: BotContext, services: BotServices, { chatId }: DeskPress): Promise<void> {
  const { db, now } = services;
  const [chat, people] = await Promise.all([chatById(db, chatId), deskPeopleOfChat(db, chatId)]);
  const refuse = async (refusal: Parameters<typeof refusalText>[2]['refusal']) =>
    ctx.answerCallbackQuery({ text: await refusalText(ctx, services, { chatId, refusal }), show_alert: true });
  // His rights cannot be asked for where the bot is not: a place at the desk is enough to be told what is missing.
  if (!chat || !people.some(({ userId }) => userId === ctx.from?.id)) return void (await refuse('desk-no-seat'));
  const missing = missingOf(chat, await memberOf(ctx, { chatId: chat.telegramId, userId: ctx.me.id }));
  if (missing !== null) return sayMissing(ctx, services, { chat, missing });
  const found = await deskSeat(ctx, services, { chatId, needs: 'editor' });
  if ('refusal' in found) return void (await refuse(found.refusal));
  await db.transaction((tx) => regainPlace(tx, chat, now()));
  await ctx.answerCallbackQuery(text(found.seat.language, 'desk-place-back'));
  await showPanel(ctx, await makeDesk(services, { ...found.seat, chat: { ...chat, state: 'active' } }));
}

type Missing = Extract<TextId, `desk-missing-${string}`>;

function missingOf({ kind }: Chat, bot: ChatMember | null): Missing | null {
  if (bot === null || bot.status === 'left' || bot.status === 'kicked') return 'desk-missing-bot';
  if (kind === 'channel') return mayPost(bot) ? null : 'desk-missing-right';
  return bot.status === 'restricted' && !bot.can_send_messages ? 'desk-missing-voice' : null;
}

async function sayMissing(
  ctx: BotContext,
  services: BotServices,
  { chat, missing }: { chat: Chat; missing: Missing },
): Promise<void> {
  const { language } = await chatHere(ctx, services);
  // Telegram shows the rights that are asked for, ready to be given with one tap.
  const wish = chat.kind === 'channel' ? 'startchannel&admin=post_messages+edit_messages' : 'startgroup';
  const again = { text: text(language, 'desk-button-look-again'), callback_data: deskPressData(chat.id, 'back') };
  const give = { text: text(language, 'desk-button-give-now'), url: `https://t.me/${ctx.me.username}?${wish}` };
  await openBelow(ctx, {
    html: text(language, missing, { chat: escapeHtml(chat.title) }),
    // What a group forbids the bot to say is allowed in the group itself.
    buttons: missing === 'desk-missing-voice' ? [[again]] : [[give], [again]],
  });
}
