import type { Chat } from '../chats/store.js';
import { text } from '../texts/texts.js';
import { mayChange } from './access.js';
import type { BotContext, BotServices } from './context.js';
import { type Panel, type PanelPlace, showPanel } from './panels/panel.js';
import { chatHere, ownerOf } from './place.js';
import { deskRefusal } from './presses.js';

/** Opens a panel of the chat in which a command was said, if whoever said it may change the chat's settings. */
export async function openPanel(
  ctx: BotContext,
  services: BotServices,
  make: (place: PanelPlace) => Promise<Panel>,
): Promise<void> {
  const chat = await chatHere(ctx, services);
  if (!(await mayChange(ctx, chat))) {
    await ctx.reply(text(chat.language, 'group-admins-only'));
    return;
  }
  const refusal = await deskRefusal(services, chat);
  if (refusal === null) await showPanel(ctx, await make(placeOf(ctx, chat)));
  else await ctx.reply(text(chat.language, refusal));
}

/** The place of a panel that is opened for whoever spoke. */
function placeOf(ctx: BotContext, chat: Chat): PanelPlace {
  return { chat, owner: ownerOf(ctx) };
}
