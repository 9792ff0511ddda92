import { Composer } from 'grammy';
import { readDeskPress } from '../../chats/desk-press.js';
import { chatById, deskOfChat, lockVacantDesk, seatMember, writeJournal } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { mayRun, memberOf } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import type { DeskSeat } from '../desk-access.js';
import { showPanel } from '../panels/panel.js';
import { chatHere } from '../place.js';
import { makeDesk } from './desk.js';

/** The people of a desk: who takes over one that has no owner. */
export function deskPeopleFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.on('callback_query:data', async (ctx, next) => {
    const press = readDeskPress(ctx.callbackQuery.data);
    if (press?.action !== 'claim' || ctx.chat?.type !== 'private') return next();
    const { language } = await chatHere(ctx, services);
    const seat = await claimed(ctx, services, { chatId: press.chatId, language });
    if (seat) await showPanel(ctx, await makeDesk(services, seat));
    else await ctx.answerCallbackQuery({ text: text(language, 'desk-not-claimed'), show_alert: true });
  });

  return feature;
}

/** Seats an admin of the channel as the owner of its desk, if nobody is; gives his place. */
async function claimed(
  ctx: BotContext,
  { db, now }: BotServices,
  { chatId, language }: { chatId: number; language: DeskSeat['language'] },
): Promise<DeskSeat | null> {
  const [desk, chat] = await Promise.all([deskOfChat(db, chatId), chatById(db, chatId)]);
  const userId = ctx.from?.id ?? 0;
  if (!desk || !chat) return null;
  const member = await memberOf(ctx, { chatId: chat.telegramId, userId });
  if (member === null || !mayRun(chat.kind, member)) return null;
  return db.transaction(async (tx) => {
    // Of two who take it at once one is the owner, and the other hears that there is one.
    const vacant = await lockVacantDesk(tx, desk.id);
    if (!vacant) return null;
    await seatMember(tx, { deskId: desk.id, userId, role: 'owner' }, now());
    await writeJournal(tx, { deskId: desk.id, userId, action: 'claimed' }, now());
    return { desk, chat, userId, role: 'owner', language };
  });
}
