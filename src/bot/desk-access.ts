import { Composer, type MiddlewareFn } from 'grammy';
import { type DeskPress, deskButton, readDeskPress } from '../chats/desk-press.js';
import {
  type Chat,
  chatById,
  type Desk,
  type DeskRole,
  deskMembersOf,
  deskOfChat,
  unseatMember,
  writeJournal,
} from '../chats/store.js';
import { tellDesk } from '../chats/tell-desk.js';
import type { TextId } from '../texts/ids.js';
import { text } from '../texts/texts.js';
import type { InterfaceLanguage } from '../vocabulary.js';
import { mayRun, memberOf } from './access.js';
import type { BotContext, BotServices } from './context.js';
import { chatHere } from './place.js';

/** A person's place at a desk, as Telegram confirms it at this moment. */
export interface DeskSeat {
  desk: Desk;
  /** The channel or group for which the desk works. */
  chat: Chat;
  userId: number;
  role: DeskRole;
  /** In which the person reads. */
  language: InterfaceLanguage;
}

/** Why somebody may not do at a desk what he wants. */
export type DeskRefusal = Extract<TextId, `desk-no-${string}`>;

/**
 * A person's place at the desk of a chat. A role says nothing without the rights in Telegram behind it, so those are
 * asked for at each action: who lost them loses his role. Where the bot itself is shut out and cannot ask, nobody does.
 */
export async function deskSeat(
  ctx: BotContext,
  services: BotServices,
  { chatId, needs }: { chatId: number; needs: DeskRole },
): Promise<{ seat: DeskSeat } | { refusal: DeskRefusal }> {
  const { db } = services;
  const [desk, chat] = await Promise.all([deskOfChat(db, chatId), chatById(db, chatId)]);
  const userId = ctx.from?.id;
  if (!desk || !chat || userId === undefined || ctx.chat?.type !== 'private') return { refusal: 'desk-no-desk' };
  const seat = (await deskMembersOf(db, desk.id)).find((member) => member.userId === userId);
  if (!seat) return { refusal: 'desk-no-seat' };
  const member = await memberOf(ctx, { chatId: chat.telegramId, userId });
  if (member === null) return { refusal: 'desk-no-bot' };
  if (!mayRun(chat.kind, member)) {
    await endSeat(services, { desk, chat, userId, action: 'lost' });
    return { refusal: 'desk-no-rights' };
  }
  if (needs === 'owner' && seat.role !== 'owner') return { refusal: 'desk-no-owner' };
  const { language } = await chatHere(ctx, services);
  return { seat: { desk, chat, userId, role: seat.role, language } };
}

/** Ends the places of those owners of a desk who lost their rights in Telegram and have not pressed anything since. */
export async function unseatLostOwners(
  ctx: BotContext,
  services: BotServices,
  { desk, chat }: { desk: Desk; chat: Chat },
): Promise<void> {
  for (const { userId, role } of await deskMembersOf(services.db, desk.id)) {
    const member = role === 'owner' ? await memberOf(ctx, { chatId: chat.telegramId, userId }) : null;
    if (member !== null && !mayRun(chat.kind, member)) await endSeat(services, { desk, chat, userId, action: 'lost' });
  }
}

/** Ends a person's place at a desk, with a line in the journal; those who stay hear of it where nobody owns the desk any more. */
export async function endSeat(
  { db, now }: BotServices,
  { desk, chat, userId, action }: { desk: Desk; chat: Chat; userId: number; action: 'lost' | 'left' },
): Promise<void> {
  await db.transaction(async (tx) => {
    await unseatMember(tx, { deskId: desk.id, userId }, now());
    await writeJournal(tx, { deskId: desk.id, userId, action }, now());
    const after = await deskOfChat(tx, chat.id);
    if (after?.ownerlessSince === null || desk.ownerlessSince !== null) return;
    const notice = {
      chatId: chat.id,
      kind: 'desk-ownerless',
      key: `desk-ownerless:${desk.id}:${now().toISOString()}`,
      data: { chat: chat.title },
      buttons: [[deskButton('desk-button-claim', chat.id, 'claim')]],
    };
    await tellDesk(tx, notice, now());
  });
}

/** What a press at a desk does, and which role it takes. */
export interface DeskAction {
  needs: DeskRole;
  run(ctx: BotContext, seat: DeskSeat, args: readonly string[]): Promise<void>;
}

/** Hands presses at desks to what they stand for, once it is sure that the presser may do so; others are told why not. */
export function onDeskPresses(
  services: BotServices,
  actions: Readonly<Record<string, DeskAction>>,
): MiddlewareFn<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('callback_query:data', async (ctx, next) => {
    const press = readDeskPress(ctx.callbackQuery.data);
    const action = press && Object.hasOwn(actions, press.action) ? actions[press.action] : undefined;
    if (!press || !action) return next();
    const seat = await seatFor(ctx, services, press, action);
    if (seat) await action.run(ctx, seat, press.args);
  });
  return composer.middleware();
}

async function seatFor(
  ctx: BotContext,
  services: BotServices,
  { chatId }: DeskPress,
  { needs }: DeskAction,
): Promise<DeskSeat | null> {
  const found = await deskSeat(ctx, services, { chatId, needs });
  if ('seat' in found) return found.seat;
  await ctx.answerCallbackQuery({ text: await refusalText(ctx, services, { chatId, ...found }), show_alert: true });
  return null;
}

/** Why not, in the person's language, and what to do about it. */
export async function refusalText(
  ctx: BotContext,
  services: BotServices,
  { chatId, refusal }: { chatId: number; refusal: DeskRefusal },
): Promise<string> {
  const [chat, here] = await Promise.all([chatById(services.db, chatId), chatHere(ctx, services)]);
  return text(here.language, refusal, { chat: chat?.title ?? '' });
}
