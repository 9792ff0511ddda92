import { Composer, type MiddlewareFn } from 'grammy';
import { type Chat, chatById, deskOfChat, findChat } from '../chats/store.js';
import { text } from '../texts/texts.js';
import { mayChange } from './access.js';
import type { BotContext, BotServices } from './context.js';
import type { PanelPlace } from './panels/panel.js';
import { threadOf } from './place.js';
import { type PanelCode, type Press, readPress } from './press.js';

/** A press that may be obeyed: what was pressed, and the place that the panel sets up. */
export type PressHandler = (ctx: BotContext, pressed: { press: Press; place: PanelPlace }) => Promise<void>;

/**
 * Hands the presses of some panels to a handler, once it is sure that the presser may do so. Everybody else is told
 * why not, in a toast.
 * @param isAllowed who may; whoever may change the chat, unless the panels only show something.
 */
export function onPresses(
  services: BotServices,
  panels: readonly PanelCode[],
  handle: PressHandler,
  isAllowed = mayChange,
): MiddlewareFn<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('callback_query:data', async (ctx, next) => {
    const press = readPress(ctx.callbackQuery.data);
    if (press === null || !panels.includes(press.panel)) return next();
    const chat = await chatById(services.db, press.chatId);
    const refusal =
      (await refusalOf(ctx, press, chat, isAllowed)) ??
      (SETTINGS.has(press.panel) ? await deskRefusal(services, chat) : null);
    if (chat === null || refusal !== null) {
      // Where it is pressed, which a panel of a channel is not in.
      const here = ctx.chat ? await findChat(services.db, { telegramId: ctx.chat.id, threadId: threadOf(ctx) }) : null;
      const { language } = here ?? chat ?? { language: 'uk' as const };
      await ctx.answerCallbackQuery(text(language, refusal ?? 'panel-chat-unknown'));
      return;
    }
    await handle(ctx, { press, place: { chat, owner: press.owner } });
  });
  return composer.middleware();
}

/** Panels of what a chat wants for itself: where it has a desk, its editions say that. */
const SETTINGS: ReadonlySet<PanelCode> = new Set(['h', 't', 's', 'k', 'o', 'v', 'x']);

/** What a desk publishes is set up at the desk. */
export async function deskRefusal({ db }: BotServices, chat: Chat | null): Promise<'desk-set-up-elsewhere' | null> {
  if (chat === null || chat.kind === 'private') return null;
  return (await deskOfChat(db, chat.id)) === null ? null : 'desk-set-up-elsewhere';
}

async function refusalOf(ctx: BotContext, press: Press, chat: Chat | null, isAllowed: typeof mayChange) {
  if (chat === null) return 'panel-chat-unknown';
  if (press.owner !== 0 && press.owner !== ctx.from?.id) return 'panel-of-another';
  if (await isAllowed(ctx, chat)) return null;
  if (chat.kind === 'channel') return 'channel-not-yours';
  return chat.kind === 'private' ? 'panel-of-another' : 'group-admins-only';
}
