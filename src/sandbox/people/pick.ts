import { OrderError } from '../errors.js';
import { announce, post } from '../messages.js';
import { changeMember, hasRight, isAdmin, memberOf } from '../rooms.js';
import type { KeyboardButton, Message, RequestChat, Rights, User } from '../types.js';
import type { Room, World } from '../world.js';
import { actorOf, numberOf, type Order, roomOf } from './order.js';

/**
 * A person answers a "pick a chat" button of the reply keyboard that is shown to him: the bot gets the rights that it
 * asked for (it hears of it by `my_chat_member`), then `chat_shared` arrives. Throws OrderError for a chat that the app
 * would not offer.
 */
export function pickChat(world: World, order: Order): Message {
  const room = roomOf(world, order);
  const person = actorOf(world, order, room);
  const requestId = numberOf(order, 'request_id');
  const request = buttonsShown(room).find((button) => button.request_chat?.request_id === requestId)?.request_chat;
  if (!request)
    throw new OrderError(`pick_chat: no button with request_id ${requestId} is shown in chat ${room.chat.id}`);
  const picked = roomOf(world, order, 'shared_chat_id');
  const refusal = whyNotOffered(world, request, picked, person);
  if (refusal) throw new OrderError(`pick_chat: ${refusal}`);
  giveRights(world, request, picked, person);
  const shown = room.keyboard;
  if (shown?.markup.one_time_keyboard) room.keyboard = null;
  const { id, title, username } = picked.chat;
  const message = post(world, room, {
    from: person,
    chat_shared: {
      request_id: requestId,
      chat_id: id,
      ...(request.request_title ? { title } : {}),
      ...(request.request_username && username ? { username } : {}),
    },
  });
  announce(world, room, message);
  return message;
}

/** The buttons of the reply keyboard that a private chat shows now. */
function buttonsShown(room: Room): KeyboardButton[] {
  return room.keyboard?.markup.keyboard.flat() ?? [];
}

/** The chats that the app would offer for a request. */
export function offered(world: World, request: RequestChat, person: User): Room[] {
  return [...world.rooms.values()].filter((room) => whyNotOffered(world, request, room, person) === null);
}

function whyNotOffered(world: World, request: RequestChat, picked: Room, person: User): string | null {
  const { chat } = picked;
  if (picked.state.kind !== 'open') return 'the chat is no more';
  if (chat.type === 'private') return 'a private chat cannot be picked';
  if (request.chat_is_channel !== (chat.type === 'channel'))
    return `a ${request.chat_is_channel ? 'channel' : 'group'} is asked for`;
  if (request.chat_is_forum !== undefined && request.chat_is_forum !== Boolean(chat.is_forum))
    return 'a forum or none is asked for';
  if (request.chat_has_username !== undefined && request.chat_has_username !== Boolean(chat.username))
    return 'a username or none is asked for';
  const member = memberOf(picked, person);
  if (request.chat_is_created && member.status !== 'creator') return 'a chat of one’s own is asked for';
  const missing = wanted(request.user_administrator_rights).find((right) => !hasRight(member, right));
  if (request.user_administrator_rights && !isAdmin(member)) return `${person.first_name} is no admin there`;
  if (missing) return `${person.first_name} has no right ${missing} there`;
  if (!['creator', 'administrator', 'member', 'restricted'].includes(member.status))
    return `${person.first_name} is not in it`;
  if (request.bot_is_member && !request.bot_administrator_rights && !picked.members.has(world.bot.id))
    return 'the bot is not in it';
  return null;
}

function wanted(rights: Rights | undefined): string[] {
  return Object.entries(rights ?? {})
    .filter(([, asked]) => asked)
    .map(([right]) => right);
}

/** Gives the bot what it asked for beside what it has; a bot that lacks nothing is left as it is. */
function giveRights(world: World, request: RequestChat, room: Room, by: User): void {
  const asked = wanted(request.bot_administrator_rights);
  const member = memberOf(room, world.bot);
  if (!request.bot_administrator_rights || (isAdmin(member) && asked.every((right) => hasRight(member, right)))) return;
  const held = Object.keys(member).filter((right) => right.startsWith('can_') && member[right] === true);
  const rights = Object.fromEntries([...held, ...asked].map((right) => [right, true]));
  changeMember(world, { room, user: world.bot, status: 'administrator', rights, by });
}
