import { badRequest } from './errors.js';
import type { ChatType, InlineButton, InlineKeyboard, KeyboardButton, ReplyMarkup } from './types.js';

const MAX_BUTTONS = 100;
const MAX_BUTTONS_IN_ROW = 8;
const MAX_CALLBACK_BYTES = 64;
const MAX_COPY_TEXT = 256;

/** What makes an inline button do something; exactly one of them must stand beside its text. */
const ACTIONS = [
  'callback_data',
  'url',
  'web_app',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'pay',
  'disabled',
];

/** Refuses a keyboard that Telegram would refuse in a chat of this type. Throws ApiError 400. */
export function checkMarkup(markup: ReplyMarkup | undefined, chat: ChatType): void {
  if (!markup) return;
  if ('inline_keyboard' in markup) checkInline(markup);
  // In a channel only inline keyboards are seen by its readers.
  else if (chat === 'channel') throw badRequest('inline keyboard expected');
  else if ('keyboard' in markup) {
    checkSize(markup.keyboard);
    for (const button of markup.keyboard.flat()) checkReplyButton(button, chat);
  }
}

/** The inline keyboard of a markup as it is stored with the message; an empty one is none. */
export function storedKeyboard(markup: ReplyMarkup | undefined): InlineKeyboard | undefined {
  if (!markup || !('inline_keyboard' in markup)) return undefined;
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  return rows.length > 0 ? { inline_keyboard: rows } : undefined;
}

function checkInline({ inline_keyboard }: InlineKeyboard): void {
  checkSize(inline_keyboard);
  for (const button of inline_keyboard.flat()) checkInlineButton(button);
}

function checkSize(rows: { text: string }[][]): void {
  const longest = Math.max(0, ...rows.map((row) => row.length));
  if (rows.flat().length > MAX_BUTTONS || longest > MAX_BUTTONS_IN_ROW) throw badRequest('reply markup is too long');
}

function checkInlineButton(button: InlineButton): void {
  const broken = (complaint: string) => badRequest(`can't parse inline keyboard button: ${complaint}`);
  if (button.text.trim() === '') throw broken('inline keyboard button text must be non-empty');
  const actions = ACTIONS.filter((action) => button[action] !== undefined);
  if (actions.length === 0) throw broken('Text buttons are unallowed in the inline keyboard');
  if (actions.length > 1)
    throw broken(`one of ${actions.join(', ')} expected (Telegram would take the first, the sandbox is strict)`);
  if (button.callback_data !== undefined) {
    const bytes = Buffer.byteLength(button.callback_data);
    if (bytes < 1 || bytes > MAX_CALLBACK_BYTES) throw badRequest('BUTTON_DATA_INVALID');
  }
  if (button.url !== undefined) checkUrl(button.url);
  const copied = (button.copy_text as { text?: string } | undefined)?.text;
  if (copied !== undefined && (copied.length < 1 || copied.length > MAX_COPY_TEXT))
    throw badRequest('BUTTON_COPY_TEXT_INVALID');
}

function checkUrl(url: string): void {
  const invalid = (why: string) => badRequest(`inline keyboard button URL '${url}' is invalid: ${why}`);
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#\s]+)\S*$/i.exec(url);
  if (!match) throw invalid('Wrong HTTP URL');
  const scheme = match[1]?.toLowerCase() ?? 'http';
  if (!['http', 'https', 'tg', 'ton', 'tonsite'].includes(scheme)) throw invalid('Unsupported URL protocol');
  if (scheme.startsWith('http') && !match[2]?.includes('.')) throw invalid('Wrong HTTP URL');
}

const PRIVATE_ONLY: readonly [field: string, complaint: string][] = [
  ['request_contact', 'phone number can be requested in private chats only'],
  ['request_location', 'location can be requested in private chats only'],
  ['request_poll', 'poll can be requested in private chats only'],
  ['request_users', 'users can be requested in private chats only'],
  ['request_chat', 'chats can be requested in private chats only'],
  ['web_app', 'Web App buttons can be used in private chats only'],
];

function checkReplyButton(button: KeyboardButton, chat: ChatType): void {
  if (button.text === '') throw badRequest('keyboard button text must be non-empty');
  if (chat !== 'private') {
    for (const [field, complaint] of PRIVATE_ONLY) if (button[field]) throw badRequest(complaint);
  }
  const request = button.request_chat;
  if (!request) return;
  const given = request.bot_administrator_rights ?? {};
  const own = request.user_administrator_rights ?? {};
  // The one who presses gives the bot his own rights, so he must be asked to have them.
  if (Object.keys(given).some((right) => given[right] && !own[right]))
    throw badRequest('BOT_ADMIN_RIGHTS_INVALID (user_administrator_rights must hold bot_administrator_rights)');
}
