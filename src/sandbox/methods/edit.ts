import { roomToEdit } from '../access.js';
import { badRequest } from '../errors.js';
import { checkMarkup, storedKeyboard } from '../markup.js';
import { remove, replace } from '../messages.js';
import { hasRight, memberOf } from '../rooms.js';
import { CAPTION, MESSAGE_TEXT } from '../text.js';
import type { Entity, Message, ReplyMarkup } from '../types.js';
import { type Room, unixNow, type World } from '../world.js';
import { type CallContext, type Method, textOf } from './context.js';

/** After this long a message can't be deleted for others, seconds. */
const DELETABLE_FOR = 48 * 3600;

interface Edit {
  chat_id?: number | string;
  message_id?: number;
  inline_message_id?: string;
  text?: string;
  entities?: Entity[];
  caption?: string;
  caption_entities?: Entity[];
  parse_mode?: string;
  reply_markup?: ReplyMarkup;
  link_preview_options?: Record<string, unknown>;
}

function editMessageText(context: CallContext, params: Edit): Message | true {
  const { world } = context;
  const { room, message } = ownMessage(world, params);
  if (!params.text) throw badRequest('message text is empty');
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
  const { text, entities } = textOf(context, { ...params, text: params.text }, MESSAGE_TEXT);
  const { link_preview_options } = params;
  return edited(world, room, params, {
    ...message,
    text,
    entities,
    ...(link_preview_options ? { link_preview_options } : {}),
  });
}

function editMessageCaption(context: CallContext, params: Edit): Message | true {
  const { world } = context;
  const { room, message } = ownMessage(world, params);
  if (!message.photo && !message.document) throw badRequest('there is no caption in the message to edit');
  const source = { text: params.caption ?? '', parse_mode: params.parse_mode, entities: params.caption_entities };
  const { text, entities } = textOf(context, source, CAPTION);
  return edited(world, room, params, { ...message, caption: text, caption_entities: entities });
}

function editMessageReplyMarkup({ world }: CallContext, params: Edit): Message | true {
  const { room, message } = ownMessage(world, params);
  return edited(world, room, params, message);
}

/** The bot's own message in a chat that it still may write to. Throws ApiError. */
function ownMessage(world: World, { chat_id, message_id, inline_message_id }: Edit): { room: Room; message: Message } {
  if (inline_message_id !== undefined) return inlineMessage(world, inline_message_id);
  if (chat_id === undefined) throw badRequest('chat_id is empty');
  if (message_id === undefined) throw badRequest('message identifier is not specified');
  const room = roomToEdit(world, chat_id);
  const message = room.messages.get(message_id);
  if (!message) throw badRequest('message to edit not found');
  if (!mayEdit(world, room, message)) throw badRequest("message can't be edited");
  return { room, message };
}

function inlineMessage(world: World, id: string): { room: Room; message: Message } {
  const place = world.inlineMessages.get(id);
  const room = world.rooms.get(place?.chat_id ?? 0);
  const message = room?.messages.get(place?.message_id ?? 0);
  if (!room || !message) throw badRequest('MESSAGE_ID_INVALID');
  return { room, message };
}

/** Its own message; in a channel any post with the right to edit, its own with the right to post. */
function mayEdit(world: World, room: Room, message: Message): boolean {
  if (room.chat.type !== 'channel') return message.from?.id === world.bot.id;
  const member = memberOf(room, world.bot);
  const own = room.botPosts.has(message.message_id);
  return hasRight(member, 'can_edit_messages') || (own && hasRight(member, 'can_post_messages'));
}

/** An edit without `reply_markup` takes the keyboard away, as in Telegram; of an inline message only success is told. */
function edited(world: World, room: Room, params: Edit, next: Message): Message | true {
  checkMarkup(params.reply_markup, room.chat.type);
  if (params.reply_markup && !('inline_keyboard' in params.reply_markup)) throw badRequest('inline keyboard expected');
  const before = room.messages.get(next.message_id);
  const { reply_markup: _old, entities, caption_entities, ...rest } = next;
  const keyboard = storedKeyboard(params.reply_markup);
  const message: Message = {
    ...rest,
    ...(entities?.length ? { entities } : {}),
    ...(caption_entities?.length ? { caption_entities } : {}),
    ...(keyboard ? { reply_markup: keyboard } : {}),
  };
  if (before && contentKey(before) === contentKey(message)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  message.edit_date = unixNow(world);
  replace(world, room, message);
  return params.inline_message_id === undefined ? message : true;
}

function contentKey({
  text,
  entities,
  caption,
  caption_entities,
  reply_markup,
  link_preview_options,
}: Message): string {
  return JSON.stringify([text, entities, caption, caption_entities, reply_markup, link_preview_options]);
}

function deleteMessage(
  { world }: CallContext,
  { chat_id, message_id }: { chat_id: number | string; message_id: number },
): true {
  const room = roomToEdit(world, chat_id);
  const message = room.messages.get(message_id);
  if (!message) throw badRequest('message to delete not found');
  const refusal = whyNotDeletable(world, room, message);
  if (refusal) throw badRequest(refusal);
  remove(world, room, [message_id]);
  return true;
}

function deleteMessages(
  { world }: CallContext,
  { chat_id, message_ids }: { chat_id: number | string; message_ids: number[] },
): true {
  const room = roomToEdit(world, chat_id);
  if (message_ids.length === 0) throw badRequest('message identifiers are not specified');
  if (message_ids.length > 100) throw badRequest('too many message identifiers specified');
  const known = message_ids.map((id) => room.messages.get(id)).filter((message) => message !== undefined);
  for (const message of known) {
    const refusal = whyNotDeletable(world, room, message);
    if (refusal) throw badRequest(refusal);
  }
  if (known.length > 0)
    remove(
      world,
      room,
      known.map(({ message_id }) => message_id),
    );
  return true;
}

function whyNotDeletable(world: World, room: Room, message: Message): string | null {
  const member = memberOf(room, world.bot);
  const own = message.from?.id === world.bot.id;
  const mayAny = room.chat.type === 'private' || hasRight(member, 'can_delete_messages');
  const ownPost = room.botPosts.has(message.message_id) && hasRight(member, 'can_post_messages');
  if (!own && !mayAny && !ownPost) return "message can't be deleted";
  const old = unixNow(world) - message.date > DELETABLE_FOR;
  return old ? "message can't be deleted for everyone" : null;
}

export const editMethods: Record<string, Method> = {
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
};
