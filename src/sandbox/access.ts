import { type ApiError, badRequest, forbidden } from './errors.js';
import { findRoom, hasRight, isAdmin, memberOf } from './rooms.js';
import type { Room, World } from './world.js';

const KIND = { private: 'private', group: 'group', supergroup: 'supergroup', channel: 'channel' } as const;

/** The chat that a call names, if the bot may look into it. Throws ApiError: 400 chat not found, 403 not a member. */
export function roomToRead(world: World, id: number | string): Room {
  if (id === '') throw badRequest('chat_id is empty');
  const room = findRoom(world, id);
  if (!room) throw badRequest('chat not found');
  const { type } = room.chat;
  if (type !== 'private') {
    const member = room.members.get(world.bot.id);
    if (!member) throw badRequest('chat not found');
    refuseOutsider(room, member.status, type === 'group');
  }
  return room;
}

/** The chat that a call wants to change something in. Throws ApiError with Telegram's words for each reason. */
export function roomToEdit(world: World, id: number | string): Room {
  const room = roomToRead(world, id);
  const status = room.members.get(world.bot.id)?.status;
  if (room.state.kind === 'migrated') {
    throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: room.state.to });
  }
  if (room.chat.type === 'private') {
    if (room.state.kind === 'deleted') throw forbidden('user is deactivated');
    if (status === 'kicked') throw forbidden('bot was blocked by the user');
    if (status === undefined) throw forbidden("bot can't initiate conversation with a user");
  } else {
    if (room.state.kind === 'deleted') throw groupDeleted(room);
    refuseOutsider(room, status ?? 'left', false);
  }
  return room;
}

/** The chat that a call wants to write to, and the thread in it. Throws ApiError. */
export function roomToWrite(world: World, id: number | string, threadId?: number, content = 'text messages'): Room {
  const room = roomToEdit(world, id);
  const member = memberOf(room, world.bot);
  if (room.chat.type === 'channel') {
    if (!isAdmin(member)) throw badRequest('need administrator rights in the channel chat');
    if (!hasRight(member, 'can_post_messages')) throw badRequest(`not enough rights to send ${content} to the chat`);
  } else if (room.chat.type !== 'private' && !isAdmin(member)) {
    const restricted = member.status === 'restricted' && member.can_send_messages !== true;
    if (restricted || !room.membersMayWrite) throw badRequest(`not enough rights to send ${content} to the chat`);
  }
  if (threadId !== undefined) refuseThread(world, room, threadId);
  return room;
}

function refuseOutsider(room: Room, status: string, mayRead: boolean): void {
  if (mayRead || room.chat.type === 'private') return;
  const kind = `${KIND[room.chat.type]} chat`;
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${kind}`);
  if (status === 'left') throw forbidden(`bot is not a member of the ${kind}`);
}

function groupDeleted(room: Room): ApiError {
  return room.chat.type === 'group' ? forbidden('the group chat was deleted') : badRequest('chat not found');
}

function refuseThread(world: World, room: Room, threadId: number): void {
  // The general topic of a forum has the number 1 and is never given with a send.
  const topic = room.topics.get(threadId);
  if (!room.chat.is_forum || !topic) throw badRequest('message thread not found');
  if (topic.state === 'deleted') throw badRequest('TOPIC_DELETED');
  if (topic.state === 'closed' && !hasRight(memberOf(room, world.bot), 'can_manage_topics'))
    throw badRequest('TOPIC_CLOSED');
}
