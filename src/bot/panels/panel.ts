import { type Context, GrammyError } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Chat } from '../../chats/store.js';
import { escapeHtml } from '../../texts/html.js';
import { type PanelCode, type Press, pressData } from '../press.js';

/** A message that changes in place: what it says and the buttons under it. */
export interface Panel {
  html: string;
  buttons: InlineKeyboardButton[][];
}

/** Whose panel it is: the chat that it sets up, and who may press in a group (0: any admin). */
export interface PanelPlace {
  chat: Chat;
  owner: number;
}

/** A button that calls a panel back. */
export function pressButton(
  label: string,
  place: PanelPlace,
  panel: PanelCode,
  action: string,
  ...args: readonly string[]
): InlineKeyboardButton {
  const press: Press = { panel, chatId: place.chat.id, owner: place.owner, action, args };
  return { text: label, callback_data: pressData(press) };
}

/** A toggle's label: chosen ones are marked. */
export function toggleLabel(label: string, isOn: boolean): string {
  return isOn ? `✓ ${label}` : label;
}

/** A panel's bold title. One that sets up a channel from a private chat names it. */
export function panelTitle(title: string, { chat }: PanelPlace): string {
  return chat.kind === 'channel' ? `<b>${title}</b> · ${escapeHtml(chat.title)}` : `<b>${title}</b>`;
}

/** Items in rows of a width. */
export function rowsOf<Item>(items: readonly Item[], width: number): Item[][] {
  const rows: Item[][] = [];
  for (let start = 0; start < items.length; start += width) rows.push(items.slice(start, start + width));
  return rows;
}

/**
 * Shows a panel: in place of the message whose button was pressed, else as a new message. A pressed message that shows
 * this already is left alone; one that cannot be changed any more is followed by a new one.
 */
export async function showPanel(ctx: Context, { html, buttons }: Panel): Promise<void> {
  const options = panelOptions(buttons);
  if (ctx.callbackQuery?.message === undefined) {
    await ctx.reply(html, options);
    return;
  }
  try {
    await ctx.editMessageText(html, options);
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (/not modified/i.test(error.description)) return;
    if (!/message to edit not found|message can't be edited/i.test(error.description)) throw error;
    await ctx.reply(html, options);
  }
}

/** Opens a panel under the message that was written, or whose button was pressed, which stays as it is. */
export async function openBelow(ctx: Context, { html, buttons }: Panel): Promise<void> {
  const above = ctx.message ?? ctx.callbackQuery?.message;
  await ctx.reply(html, {
    ...panelOptions(buttons),
    ...(above ? { reply_parameters: { message_id: above.message_id, allow_sending_without_reply: true } } : {}),
  });
}

/** How a panel is sent: as HTML, with its buttons, without a preview of its links. */
export function panelOptions(buttons: InlineKeyboardButton[][]) {
  return {
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: buttons },
    link_preview_options: { is_disabled: true },
  } as const;
}
