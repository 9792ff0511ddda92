import { type EditionPlace, editionById, editionsOf } from '../chats/store.js';
import { requestFor } from '../delivery/request.js';
import { channelSource } from '../intake/people/channels.js';
import type { TextId } from '../texts/ids.js';
import type { Message } from '../texts/message.js';
import { text } from '../texts/texts.js';
import type { BotContext, BotServices } from './context.js';
import type { DeskSeat } from './desk-access.js';
import { deskPanel, editionPanel } from './panels/desk.js';
import { type Panel, showPanel } from './panels/panel.js';

/** The desk's panel as things stand now. */
export async function makeDesk({ db, now }: BotServices, seat: DeskSeat): Promise<Panel> {
  const { desk, chat, role } = seat;
  const [editions, posts] = await Promise.all([
    editionsOf(db, desk.id),
    chat.kind === 'channel' ? channelSource(db, chat.telegramId) : null,
  ]);
  const isSource = posts !== null && posts.pausedAt === null;
  return deskPanel(seat, { editions, isSource, isOwner: role === 'owner', now: now() });
}

/** An edition's panel. */
export function makeEdition({ now }: BotServices, seat: DeskSeat, place: EditionPlace): Panel {
  return editionPanel(seat, place, { now: now(), isOwner: seat.role === 'owner' });
}

/** Shows an edition as it stands now; the desk, where it is no more. */
export async function showEdition(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  editionId: number,
): Promise<void> {
  const place = await editionById(services.db, editionId);
  await showPanel(ctx, place ? makeEdition(services, seat, place) : await makeDesk(services, seat));
}

/** Sends messages to a private chat exactly as they would be posted. */
export async function sendAsPosted(ctx: BotContext, userId: number, messages: readonly Message[]): Promise<void> {
  const to = { telegramId: userId, threadId: 0, silent: false };
  for (const message of messages) {
    await ctx.api.raw.sendMessage(requestFor({ deliveryId: 0, message, form: 'html', replyTo: null, to, paid: false }));
  }
}

/** Says something over the panel that was pressed, which stays as it is. */
export async function toast(ctx: BotContext, { language }: DeskSeat, id: TextId): Promise<void> {
  await ctx.answerCallbackQuery(text(language, id));
}

/** The same, to be read before anything else is pressed. */
export async function alarm(ctx: BotContext, { language }: DeskSeat, id: TextId): Promise<void> {
  await ctx.answerCallbackQuery({ text: text(language, id), show_alert: true });
}
