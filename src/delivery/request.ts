import { DELIVERY_ID, type Message, type MessageButton } from '../texts/message.js';
import { plainText } from './plain.js';

/** Where a message goes. */
export interface Destination {
  /** Telegram id. */
  telegramId: number;
  /** The forum topic, or 0. */
  threadId: number;
  /** Arrives without a sound. */
  silent: boolean;
}

/** The fields of sendMessage that are used here. */
export interface SendRequest {
  chat_id: number;
  message_thread_id?: number;
  text: string;
  parse_mode?: 'HTML';
  link_preview_options: { is_disabled: true } | { url: string; prefer_large_media?: true; show_above_text?: true };
  disable_notification?: true;
  reply_parameters?: { message_id: number; allow_sending_without_reply: true };
  allow_paid_broadcast?: true;
  reply_markup?: { inline_keyboard: InlineButton[][] };
}

type InlineButton = { text: string; callback_data: string } | { text: string; url: string };

/**
 * What Telegram is asked to send: always the same for the same delivery, whoever sends it and when.
 * @param options.form `plain`: the words alone, without formatting and buttons, where Telegram refused the rest.
 */
export function requestFor(options: {
  deliveryId: number;
  message: Message;
  form: 'html' | 'plain';
  /** Telegram's number of the message that it answers, if that is still there. */
  replyTo: number | null;
  to: Destination;
  paid: boolean;
}): SendRequest {
  const { deliveryId, message, form, replyTo, to, paid } = options;
  const where = {
    chat_id: to.telegramId,
    ...(to.threadId === 0 ? {} : { message_thread_id: to.threadId }),
    ...(to.silent ? ({ disable_notification: true } as const) : {}),
    ...(replyTo === null
      ? {}
      : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true as const } }),
    ...(paid ? ({ allow_paid_broadcast: true } as const) : {}),
  };
  if (form === 'plain') return { ...where, text: plainText(message.html), link_preview_options: { is_disabled: true } };
  return {
    ...where,
    text: message.html,
    parse_mode: 'HTML',
    link_preview_options: previewOf(message),
    ...(message.buttons.length === 0
      ? {}
      : {
          reply_markup: {
            inline_keyboard: message.buttons.map((row) => row.map((button) => inline(button, deliveryId))),
          },
        }),
  };
}

function previewOf({ preview, isPreviewLarge }: Message): SendRequest['link_preview_options'] {
  if (preview === null) return { is_disabled: true };
  return { url: preview, ...(isPreviewLarge ? { prefer_large_media: true, show_above_text: true } : {}) };
}

function inline(button: MessageButton, deliveryId: number): InlineButton {
  return 'url' in button
    ? { text: button.text, url: button.url }
    : { text: button.text, callback_data: button.data.replaceAll(DELIVERY_ID, String(deliveryId)) };
}
