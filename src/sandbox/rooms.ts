import { OrderError } from './errors.js';
import type { Chat, ChatMember, MemberStatus, Rights, User } from './types.js';
import { enqueue } from './updates.js';
import { type Room, tell, unixNow, type World } from './world.js';

/** The one who writes for admins that stay anonymous, in every group of Telegram. */
export const ANONYMOUS_ADMIN: User = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

/** The one in whose name Telegram repeats a channel's posts in its group. */
export const TELEGRAM_SERVICE: User = { id: 777_000, is_bot: false, first_name: 'Telegram' };

export interface NewUser {
  id?: number;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

/** A new person, with a private chat where the bot may not write before he does. */
export function createUser(world: World, { id, ...about }: NewUser): User {
  const user: User = { id: id ?? world.counters.user++, is_bot: false, ...about };
  if (world.users.has(user.id)) throw new OrderError(`user ${user.id} exists already`);
  world.users.set(user.id, user);
  const { first_name, last_name, username } = user;
  const chat: Chat = { id: user.id, type: 'private', first_name };
  if (last_name) chat.last_name = last_name;
  if (username) chat.username = username;
  const room = openRoom(world, chat);
  room.members.set(user.id, { status: 'member', user });
  return user;
}

export interface NewChat {
  type: 'group' | 'supergroup' | 'channel' | 'forum';
  title: string;
  /** Who makes it and owns it. */
  creator: User;
  username?: string;
  description?: string;
  id?: number;
}

/** A new group, forum or channel. The bot is not in it yet. */
export function createChat(world: World, { type, title, creator, username, description, id }: NewChat): Room {
  const number = world.counters.chat++;
  const basic = type === 'group';
  const chat: Chat = {
    id: id ?? (basic ? -4_000_000_000 - number : -1_002_000_000_000 - number),
    type: type === 'forum' ? 'supergroup' : type,
    title,
  };
  if (world.rooms.has(chat.id)) throw new OrderError(`chat ${chat.id} exists already`);
  if (username) chat.username = username;
  if (type === 'forum') chat.is_forum = true;
  const room = openRoom(world, chat);
  if (description) room.description = description;
  room.members.set(creator.id, { status: 'creator', user: creator, is_anonymous: false });
  tell(world, { type: 'chat', chat_id: chat.id });
  return room;
}

function openRoom(world: World, chat: Chat): Room {
  const room: Room = {
    chat,
    members: new Map(),
    messages: new Map(),
    topics: new Map(),
    pinned: [],
    botPosts: new Set(),
    reactions: new Map(),
    membersMayWrite: true,
    state: { kind: 'open' },
    keyboard: null,
    lastMessageId: 0,
  };
  world.rooms.set(chat.id, room);
  return room;
}

/** The chat of this id, by number or `@username`; a private one is made on the spot where the world allows it. */
export function findRoom(world: World, id: number | string): Room | null {
  if (typeof id === 'string') {
    const name = id.replace(/^@/, '').toLowerCase();
    for (const room of world.rooms.values()) if (room.chat.username?.toLowerCase() === name) return room;
    return null;
  }
  const room = world.rooms.get(id);
  if (room) return room;
  if (world.autoCreateFrom === null || id < world.autoCreateFrom || id === world.bot.id) return null;
  createUser(world, { id, first_name: `Читач ${id}`, language_code: 'uk' });
  const created = world.rooms.get(id) ?? null;
  created?.members.set(world.bot.id, { status: 'member', user: world.bot });
  return created;
}

/** The chat of this id for a person's order. Throws OrderError. */
export function roomFor(world: World, id: number | string): Room {
  const room = findRoom(world, id);
  if (!room) throw new OrderError(`there is no chat ${id}`);
  return room;
}

/** The person of this id. Throws OrderError. */
export function userFor(world: World, id: number): User {
  const user = world.users.get(id);
  if (!user) throw new OrderError(`there is no person ${id}`);
  return user;
}

/** What a user is in a chat; `left` for a stranger. */
export function memberOf(room: Room, user: User): ChatMember {
  return room.members.get(user.id) ?? { status: 'left', user };
}

export function isAdmin(member: ChatMember): boolean {
  return member.status === 'creator' || member.status === 'administrator';
}

/** May this member do what the right names? The creator may everything. */
export function hasRight(member: ChatMember, right: string): boolean {
  return member.status === 'creator' || (member.status === 'administrator' && member[right] === true);
}

const RIGHTS_EVERYWHERE = [
  'is_anonymous',
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
];
const RIGHTS_OF_CHANNELS = ['can_post_messages', 'can_edit_messages', 'can_manage_direct_messages'];
const RIGHTS_OF_GROUPS = ['can_pin_messages', 'can_manage_topics'];

/** A membership in full, as getChatMember shows it. */
export function membership(chat: Chat, user: User, status: MemberStatus, rights: Rights = {}): ChatMember {
  if (status === 'administrator') {
    const names = [...RIGHTS_EVERYWHERE, ...(chat.type === 'channel' ? RIGHTS_OF_CHANNELS : RIGHTS_OF_GROUPS)];
    const given = Object.fromEntries(names.map((name) => [name, rights[name] ?? name === 'can_manage_chat']));
    return { status, user, can_be_edited: false, ...given };
  }
  if (status === 'restricted')
    return { status, user, is_member: true, can_send_messages: false, ...rights, until_date: 0 };
  if (status === 'kicked') return { status, user, until_date: 0 };
  if (status === 'creator') return { status, user, is_anonymous: false };
  return { status, user };
}

export interface MemberChange {
  room: Room;
  user: User;
  status: MemberStatus;
  rights?: Rights;
  by: User;
}

/** Changes what someone is in a chat, and tells the bot: `my_chat_member` about itself, `chat_member` about others. */
export function changeMember(world: World, { room, user, status, rights, by }: MemberChange): void {
  const before = memberOf(room, user);
  const after = membership(room.chat, user, status, rights);
  room.members.set(user.id, after);
  const self = user.id === world.bot.id;
  const mayKnow = self || isAdmin(memberOf(room, world.bot));
  if (mayKnow) {
    enqueue(world.updates, {
      kind: self ? 'my_chat_member' : 'chat_member',
      payload: { chat: room.chat, from: by, date: unixNow(world), old_chat_member: before, new_chat_member: after },
      chat: room.chat.id,
      now: world.now(),
    });
  }
  tell(world, { type: 'chat', chat_id: room.chat.id });
}
