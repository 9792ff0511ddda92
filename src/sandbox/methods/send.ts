import { roomToRead, roomToWrite } from '../access.js';
import { badRequest } from '../errors.js';
import { checkMarkup, storedKeyboard } from '../markup.js';
import { type Draft, post } from '../messages.js';
import { CAPTION, MESSAGE_TEXT } from '../text.js';
import type { Entity, Message, ReplyMarkup } from '../types.js';
import type { Room, World } from '../world.js';
import { type CallContext, type Method, textOf } from './context.js';
import { fileFor } from './files.js';

/** What every kind of sending takes. */
export interface SendOptions {
  chat_id: number | string;
  message_thread_id?: number;
  parse_mode?: string;
  protect_content?: boolean;
  disable_notification?: boolean;
  reply_markup?: ReplyMarkup;
  reply_parameters?: {
    message_id?: number;
    chat_id?: number | string;
    allow_sending_without_reply?: boolean;
    quote?: string;
  };
}

interface SendMessage extends SendOptions {
  text: string;
  entities?: Entity[];
  link_preview_options?: Record<string, unknown>;
}

interface SendMedia extends SendOptions {
  photo: string;
  document: string;
  caption?: string;
  caption_entities?: Entity[];
}

function sendMessage(context: CallContext, params: SendMessage): Message {
  const { world } = context;
  const room = roomToWrite(world, params.chat_id, params.message_thread_id);
  if (params.text === '') throw badRequest('message text is empty');
  const { text, entities } = textOf(context, params, MESSAGE_TEXT);
  return sent(world, room, params, {
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(params.link_preview_options ? { link_preview_options: params.link_preview_options } : {}),
  });
}

function sendPhoto(context: CallContext, params: SendMedia): Message {
  const room = roomToWrite(context.world, params.chat_id, params.message_thread_id, 'photos');
  const file = fileFor(context, params.photo);
  const size = { file_id: file.id, file_unique_id: file.id, width: 800, height: 450, file_size: file.bytes.length };
  return sent(context.world, room, params, { photo: [size], ...captioned(context, params) });
}

function sendDocument(context: CallContext, params: SendMedia): Message {
  const room = roomToWrite(context.world, params.chat_id, params.message_thread_id, 'documents');
  const file = fileFor(context, params.document);
  const document = {
    file_id: file.id,
    file_unique_id: file.id,
    file_name: file.name,
    mime_type: file.type,
    file_size: file.bytes.length,
  };
  return sent(context.world, room, params, { document, ...captioned(context, params) });
}

function captioned(
  context: CallContext,
  params: { caption?: string; parse_mode?: string; caption_entities?: Entity[] },
): Draft {
  if (!params.caption) return {};
  const source = { text: params.caption, parse_mode: params.parse_mode, entities: params.caption_entities };
  const { text, entities } = textOf(context, source, CAPTION);
  return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

interface CopyMessage extends SendOptions {
  from_chat_id: number | string;
  message_id: number;
  caption?: string;
  caption_entities?: Entity[];
}

const CONTENT = [
  'text',
  'entities',
  'caption',
  'caption_entities',
  'photo',
  'document',
  'location',
  'link_preview_options',
];

function copyMessage(context: CallContext, params: CopyMessage): { message_id: number } {
  const { world } = context;
  const original = messageToCopy(world, params, 'message to copy not found');
  const room = roomToWrite(world, params.chat_id, params.message_thread_id);
  const replaced = params.caption === undefined ? {} : captioned(context, params);
  const { message_id } = sent(world, room, params, { ...contentOf(original), ...replaced });
  return { message_id };
}

function forwardMessage({ world }: CallContext, params: CopyMessage): Message {
  const original = messageToCopy(world, params, 'message to forward not found');
  const room = roomToWrite(world, params.chat_id, params.message_thread_id);
  return sent(world, room, params, { ...contentOf(original), forward_origin: originOf(original) });
}

function messageToCopy(world: World, params: CopyMessage, missing: string): Message {
  const original = roomToRead(world, params.from_chat_id).messages.get(params.message_id);
  if (!original) throw badRequest(missing);
  if (original.has_protected_content) throw badRequest("message can't be forwarded");
  return original;
}

/** What a message says, without who said it and where. */
export function contentOf(message: Message): Draft {
  return Object.fromEntries(CONTENT.filter((field) => field in message).map((field) => [field, message[field]]));
}

/** Where a forwarded message came from. */
export function originOf({ date, from, sender_chat, message_id }: Message): Record<string, unknown> {
  if (sender_chat?.type === 'channel') return { type: 'channel', chat: sender_chat, message_id, date };
  if (sender_chat) return { type: 'chat', sender_chat, date };
  return { type: 'user', sender_user: from, date };
}

/** Posts what the bot sends, with the fields that every kind of message shares. */
function sent(world: World, room: Room, options: SendOptions, content: Draft): Message {
  checkMarkup(options.reply_markup, room.chat.type);
  const keyboard = storedKeyboard(options.reply_markup);
  const reply = repliedTo(world, room, options);
  const message = post(
    world,
    room,
    {
      ...(room.chat.type === 'channel' ? { sender_chat: room.chat } : { from: world.bot }),
      ...(options.message_thread_id
        ? { message_thread_id: options.message_thread_id, is_topic_message: true as const }
        : {}),
      ...(reply ? { reply_to_message: reply } : {}),
      ...content,
      ...(options.protect_content ? { has_protected_content: true } : {}),
      ...(keyboard ? { reply_markup: keyboard } : {}),
    },
    options.reply_markup,
  );
  if (room.chat.type === 'channel') room.botPosts.add(message.message_id);
  return message;
}

function repliedTo(world: World, room: Room, { reply_parameters: reply }: SendOptions): Message | undefined {
  if (!reply?.message_id) return undefined;
  const from = reply.chat_id === undefined ? room : roomToRead(world, reply.chat_id);
  const message = from.messages.get(reply.message_id);
  if (!message && !reply.allow_sending_without_reply) throw badRequest('message to be replied not found');
  if (reply.quote && !(message?.text ?? message?.caption ?? '').includes(reply.quote))
    throw badRequest('QUOTE_TEXT_INVALID');
  if (!message) return undefined;
  // One step back only: Telegram does not nest replies.
  const { reply_to_message: _earlier, ...shallow } = message;
  return shallow as Message;
}

export const sendMethods: Record<string, Method> = {
  sendMessage,
  sendPhoto,
  sendDocument,
  copyMessage,
  forwardMessage,
};
