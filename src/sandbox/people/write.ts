import { OrderError } from '../errors.js';
import { announce, type Draft, post, remove, replace } from '../messages.js';
import { contentOf, originOf } from '../methods/send.js';
import { ANONYMOUS_ADMIN, changeMember, isAdmin, memberOf, roomFor, TELEGRAM_SERVICE } from '../rooms.js';
import { checkedText, MESSAGE_TEXT } from '../text.js';
import type { Entity, Message, User } from '../types.js';
import { type Room, unixNow, type World } from '../world.js';
import { actorOf, messageOf, numberOf, type Order, optionalNumber, refuseStranger, roomOf, textOf } from './order.js';

/** A person writes. `as: 'anonymous'` hides an admin behind the group, `as: 'channel'` is the linked channel's copy. */
export function write(world: World, order: Order): Message {
  const room = roomOf(world, order);
  const entities = order.entities as Entity[] | undefined;
  const { text, entities: found } = checkedText({ text: textOf(order, 'text'), entities }, MESSAGE_TEXT);
  return say(world, room, order, { text, ...(found.length > 0 ? { entities: found } : {}) });
}

/** Puts what a person brings (text, file, place) into the chat in his name, and tells the bot. */
export function say(world: World, room: Room, order: Order, content: Draft): Message {
  if (room.chat.type === 'channel') throw new OrderError(`${order.kind}: in a channel use channel_post`);
  const author = authorOf(world, room, order);
  if (room.chat.type === 'private') begin(world, room, actorOf(world, order, room));
  const threadId = optionalNumber(order, 'thread_id');
  const replyTo = optionalNumber(order, 'reply_to');
  const earlier = replyTo === undefined ? undefined : room.messages.get(replyTo);
  if (threadId !== undefined && !room.topics.has(threadId))
    throw new OrderError(`${order.kind}: there is no topic ${threadId}`);
  if (replyTo !== undefined && !earlier)
    throw new OrderError(`${order.kind}: there is no message ${replyTo} to reply to`);
  const message = post(world, room, {
    ...author,
    ...(threadId === undefined ? {} : { message_thread_id: threadId, is_topic_message: true as const }),
    ...(earlier ? { reply_to_message: earlier } : {}),
    ...content,
  });
  announce(world, room, message);
  return message;
}

/** A first word opens the private chat to the bot; a word after blocking takes the block back, as the app does. */
function begin(world: World, room: Room, by: User): void {
  const status = room.members.get(world.bot.id)?.status;
  if (status === undefined) room.members.set(world.bot.id, { status: 'member', user: world.bot });
  else if (status === 'kicked') changeMember(world, { room, user: world.bot, status: 'member', by });
}

function authorOf(world: World, room: Room, order: Order): Draft {
  if (order.as === 'channel') {
    const channel = roomFor(world, numberOf(order, 'sender_chat_id')).chat;
    return { from: TELEGRAM_SERVICE, sender_chat: channel, is_automatic_forward: true };
  }
  const person = actorOf(world, order, room);
  refuseStranger(room, person, order.kind);
  if (order.as === 'anonymous') {
    if (!isAdmin(memberOf(room, person))) throw new OrderError(`${order.kind}: only an admin can stay anonymous`);
    return { from: ANONYMOUS_ADMIN, sender_chat: room.chat };
  }
  const member = memberOf(room, person);
  if (!room.membersMayWrite && !isAdmin(member)) throw new OrderError(`${order.kind}: members may not write here`);
  return { from: person };
}

/** A post by an admin of a channel. */
export function postToChannel(world: World, order: Order): Message {
  const room = roomOf(world, order);
  if (room.chat.type !== 'channel') throw new OrderError(`${order.kind}: chat ${room.chat.id} is no channel`);
  if (!isAdmin(memberOf(room, actorOf(world, order)))) throw new OrderError(`${order.kind}: only an admin posts`);
  const { text, entities } = checkedText({ text: textOf(order, 'text') }, MESSAGE_TEXT);
  const message = post(world, room, { sender_chat: room.chat, text, ...(entities.length > 0 ? { entities } : {}) });
  announce(world, room, message);
  return message;
}

/** A person forwards a message of any chat. */
export function forward(world: World, order: Order): Message {
  const room = roomOf(world, order);
  const original = messageOf(roomOf(world, order, 'from_chat_id'), order);
  return say(world, room, order, { ...contentOf(original), forward_origin: originOf(original) });
}

/** A person changes the words of his message, or an admin those of a post. */
export function edit(world: World, order: Order): Message {
  const room = roomOf(world, order);
  const before = messageOf(room, order);
  if (before.from?.id === world.bot.id) throw new OrderError(`${order.kind}: the message is the bot's`);
  const { text, entities } = checkedText({ text: textOf(order, 'text') }, MESSAGE_TEXT);
  const { entities: _old, ...rest } = before;
  const message: Message = { ...rest, text, ...(entities.length > 0 ? { entities } : {}), edit_date: unixNow(world) };
  replace(world, room, message);
  announce(world, room, message, true);
  return message;
}

/** A person takes a message away for everyone. The bot is not told: it learns when it wants to change the message. */
export function deleteMessage(world: World, order: Order): true {
  const room = roomOf(world, order);
  remove(world, room, [messageOf(room, order).message_id]);
  return true;
}
