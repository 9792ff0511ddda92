import { OrderError } from '../errors.js';
import { announce, post } from '../messages.js';
import {
  changeMember,
  createChat,
  createUser,
  isAdmin,
  memberOf,
  membership,
  type NewUser,
  userFor,
} from '../rooms.js';
import type { Chat, MemberStatus, Rights, User } from '../types.js';
import { type Room, tell, type World } from '../world.js';
import { actorOf, numberOf, type Order, optionalText, roomOf, textOf } from './order.js';

const KINDS = ['group', 'supergroup', 'forum', 'channel'] as const;
const STATUSES = ['creator', 'administrator', 'member', 'restricted', 'left', 'kicked'] as const;

/** Somebody new comes to this Telegram. */
export function addUser(world: World, order: Order): User {
  const about: NewUser = { first_name: textOf(order, 'first_name') };
  if (order.id !== undefined) about.id = numberOf(order, 'id');
  for (const field of ['last_name', 'username', 'language_code'] as const) {
    const value = optionalText(order, field);
    if (value !== undefined) about[field] = value;
  }
  return createUser(world, about);
}

/** A person makes a group, a forum or a channel; `bot: 'member' | 'administrator'` adds the bot at once. */
export function addChat(world: World, order: Order): Chat {
  const type = KINDS.find((kind) => kind === order.type);
  if (!type) throw new OrderError(`create_chat: type must be one of ${KINDS.join(', ')}`);
  const creator = actorOf(world, order);
  const username = optionalText(order, 'username');
  const room = createChat(world, { type, title: textOf(order, 'title'), creator, ...(username ? { username } : {}) });
  const status = order.bot;
  if (status !== undefined) setBot(world, { ...order, kind: 'bot_rights', chat_id: room.chat.id, status });
  return room.chat;
}

/** An admin adds the bot, changes its rights, or throws it out. Rights stand in the order by their Bot API names. */
export function setBot(world: World, order: Order): Chat {
  const room = roomOf(world, order);
  const by = actorOf(world, order);
  if (room.chat.type === 'private') throw new OrderError('bot_rights: use block and unblock in a private chat');
  if (!isAdmin(memberOf(room, by)))
    throw new OrderError(`bot_rights: ${by.first_name} is no admin of chat ${room.chat.id}`);
  const status = statusOf(order);
  const rights = Object.fromEntries(Object.entries(order).filter(([name]) => name.startsWith('can_'))) as Rights;
  const outside = ['left', 'kicked'].includes(memberOf(room, world.bot).status);
  changeMember(world, { room, user: world.bot, status, rights, by });
  if (outside && status !== 'left' && status !== 'kicked') welcome(world, room, world.bot, by);
  return room.chat;
}

/** Changes what a person is in a chat; the bot hears of it where it is an admin. */
export function setMember(world: World, order: Order): Chat {
  const room = roomOf(world, order);
  const user = userFor(world, numberOf(order, 'user'));
  const by = order.from === undefined ? user : actorOf(world, order);
  const rights = Object.fromEntries(Object.entries(order).filter(([name]) => name.startsWith('can_'))) as Rights;
  const outside = ['left', 'kicked'].includes(memberOf(room, user).status);
  const status = statusOf(order);
  changeMember(world, { room, user, status, rights, by });
  const gone = status === 'left' || status === 'kicked';
  if (outside && !gone) welcome(world, room, user, by);
  if (!outside && gone && room.chat.type !== 'channel')
    announce(world, room, post(world, room, { from: by, left_chat_member: user }));
  return room.chat;
}

function statusOf(order: Order): MemberStatus {
  const status = STATUSES.find((one) => one === order.status);
  if (!status) throw new OrderError(`${order.kind}: status must be one of ${STATUSES.join(', ')}`);
  return status;
}

/** The line in a group that somebody has come. */
function welcome(world: World, room: Room, user: User, by: User): void {
  if (room.chat.type === 'channel') return;
  announce(world, room, post(world, room, { from: by, new_chat_members: [user] }));
}

/** A person blocks the bot in their private chat, or takes the block back. */
export function setBlocked(world: World, order: Order, blocked: boolean): Chat {
  const person = actorOf(world, order);
  const room = roomOf(world, { chat_id: person.id, ...order });
  if (room.chat.type !== 'private') throw new OrderError(`${order.kind}: chat ${room.chat.id} is not private`);
  const owner = userFor(world, room.chat.id);
  changeMember(world, { room, user: world.bot, status: blocked ? 'kicked' : 'member', by: owner });
  return room.chat;
}

/** A group becomes a supergroup: a new id, everyone taken along, a service message in each. */
export function migrate(world: World, order: Order): Chat {
  const room = roomOf(world, order);
  if (room.chat.type !== 'group') throw new OrderError(`migrate: chat ${room.chat.id} is no basic group`);
  const by = actorOf(world, order);
  const next = createChat(world, { type: 'supergroup', title: room.chat.title ?? '', creator: by });
  for (const [id, { status, user }] of room.members) next.members.set(id, membership(next.chat, user, status));
  announce(world, room, post(world, room, { from: by, migrate_to_chat_id: next.chat.id }));
  room.state = { kind: 'migrated', to: next.chat.id };
  // The old group is left by all, and the bot hears it as if it had been taken out.
  changeMember(world, { room, user: world.bot, status: 'left', by });
  announce(world, next, post(world, next, { from: by, migrate_from_chat_id: room.chat.id }));
  tell(world, { type: 'chat', chat_id: room.chat.id });
  return next.chat;
}

/** An admin gives a group or channel another name; the bot that is in it sees the line about it. */
export function rename(world: World, order: Order): Chat {
  const room = roomOf(world, order);
  const by = actorOf(world, order);
  if (!isAdmin(memberOf(room, by)))
    throw new OrderError(`rename_chat: ${by.first_name} is no admin of chat ${room.chat.id}`);
  room.chat = { ...room.chat, title: textOf(order, 'title') };
  const author = room.chat.type === 'channel' ? { sender_chat: room.chat } : { from: by };
  announce(world, room, post(world, room, { ...author, new_chat_title: room.chat.title }));
  tell(world, { type: 'chat', chat_id: room.chat.id });
  return room.chat;
}

/** A chat is deleted, or a person's account. The bot is not told: it learns by its next send. */
export function deleteChat(world: World, order: Order): true {
  const room = roomOf(world, order);
  room.state = { kind: 'deleted' };
  tell(world, { type: 'chat', chat_id: room.chat.id });
  return true;
}

/** May members who are no admins write in this group? */
export function setMembersMayWrite(world: World, order: Order): Chat {
  const room = roomOf(world, order);
  room.membersMayWrite = order.allowed === true;
  return room.chat;
}

/** A person opens a topic of a forum, or closes, reopens or deletes one (`state`). */
export function setTopic(world: World, order: Order): { message_thread_id: number } {
  const room = roomOf(world, order);
  if (!room.chat.is_forum) throw new OrderError(`topic: chat ${room.chat.id} is no forum`);
  const from = actorOf(world, order);
  if (order.thread_id === undefined) {
    const about = { name: textOf(order, 'name'), icon_color: 7_322_096 };
    const message = post(world, room, { from, forum_topic_created: about, is_topic_message: true });
    room.topics.set(message.message_id, { message_thread_id: message.message_id, ...about, state: 'open' });
    announce(world, room, message);
    tell(world, { type: 'chat', chat_id: room.chat.id });
    return { message_thread_id: message.message_id };
  }
  const topic = room.topics.get(numberOf(order, 'thread_id'));
  const state = (['open', 'closed', 'deleted'] as const).find((one) => one === order.state);
  if (!topic || !state) throw new OrderError('topic: thread_id must name a topic and state be open, closed or deleted');
  topic.state = state;
  const service = { open: 'forum_topic_reopened', closed: 'forum_topic_closed', deleted: null }[state];
  const place = { message_thread_id: topic.message_thread_id, is_topic_message: true as const };
  if (service) announce(world, room, post(world, room, { from, ...place, [service]: {} }));
  tell(world, { type: 'chat', chat_id: room.chat.id });
  return { message_thread_id: topic.message_thread_id };
}
