import { roomToEdit, roomToRead } from '../access.js';
import { badRequest } from '../errors.js';
import { post, remove, setReactions } from '../messages.js';
import { ANONYMOUS_ADMIN, changeMember, hasRight, isAdmin, memberOf, TELEGRAM_SERVICE } from '../rooms.js';
import type { ChatMember } from '../types.js';
import { type EmojiReaction, tell, type World } from '../world.js';
import type { CallContext, Method } from './context.js';

interface OfChat {
  chat_id: number | string;
}

function getChat({ world }: CallContext, { chat_id }: OfChat): Record<string, unknown> {
  const room = roomToRead(world, chat_id);
  const { chat } = room;
  return {
    ...chat,
    ...(chat.username ? { active_usernames: [chat.username] } : {}),
    ...(room.description ? { description: room.description } : {}),
    ...(chat.type === 'private' ? {} : { permissions: { can_send_messages: room.membersMayWrite } }),
    ...(room.pinned.length > 0 ? { pinned_message: room.messages.get(room.pinned.at(-1) ?? 0) } : {}),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {},
  };
}

function getChatMember({ world }: CallContext, { chat_id, user_id }: OfChat & { user_id: number }): ChatMember {
  const room = roomToRead(world, chat_id);
  const user =
    [world.bot, ANONYMOUS_ADMIN, TELEGRAM_SERVICE].find(({ id }) => id === user_id) ?? world.users.get(user_id);
  if (!user) throw badRequest('user not found');
  // Of a channel's readers only its admins are told.
  if (room.chat.type === 'channel' && user !== world.bot && !isAdmin(memberOf(room, world.bot))) {
    throw badRequest('member list is inaccessible');
  }
  return memberOf(room, user);
}

function getChatAdministrators({ world }: CallContext, { chat_id }: OfChat): ChatMember[] {
  const room = roomToRead(world, chat_id);
  if (room.chat.type === 'private') throw badRequest('there are no administrators in the private chat');
  if (room.chat.type === 'channel' && !isAdmin(memberOf(room, world.bot)))
    throw badRequest('member list is inaccessible');
  // Other bots are left out by Telegram; here the bot itself is the only one.
  return [...room.members.values()].filter(isAdmin);
}

function getChatMemberCount({ world }: CallContext, { chat_id }: OfChat): number {
  const { members } = roomToRead(world, chat_id);
  return [...members.values()].filter(({ status }) => status !== 'left' && status !== 'kicked').length;
}

function leaveChat({ world }: CallContext, { chat_id }: OfChat): true {
  const room = roomToEdit(world, chat_id);
  if (room.chat.type === 'private') throw badRequest("chat can't be left");
  changeMember(world, { room, user: world.bot, status: 'left', by: world.bot });
  return true;
}

interface OfMessage extends OfChat {
  message_id: number;
}

function pinChatMessage({ world }: CallContext, { chat_id, message_id }: OfMessage): true {
  const room = pinnable(world, chat_id);
  const message = room.messages.get(message_id);
  if (!message) throw badRequest('message to pin not found');
  if (room.pinned.includes(message_id)) return true;
  room.pinned.push(message_id);
  const author = room.chat.type === 'channel' ? { sender_chat: room.chat } : { from: world.bot };
  post(world, room, { ...author, pinned_message: message });
  return true;
}

function unpinChatMessage({ world }: CallContext, { chat_id, message_id }: OfChat & { message_id?: number }): true {
  const room = pinnable(world, chat_id);
  const id = message_id ?? room.pinned.at(-1);
  if (id === undefined || !room.pinned.includes(id)) throw badRequest('message to unpin not found');
  room.pinned = room.pinned.filter((pinned) => pinned !== id);
  tell(world, { type: 'chat', chat_id: room.chat.id });
  return true;
}

function unpinAllChatMessages({ world }: CallContext, { chat_id }: OfChat): true {
  const room = pinnable(world, chat_id);
  room.pinned = [];
  tell(world, { type: 'chat', chat_id: room.chat.id });
  return true;
}

function pinnable(world: World, chatId: number | string) {
  const room = roomToEdit(world, chatId);
  const right = room.chat.type === 'channel' ? 'can_edit_messages' : 'can_pin_messages';
  if (room.chat.type !== 'private' && !hasRight(memberOf(room, world.bot), right)) {
    throw badRequest('not enough rights to manage pinned messages in the chat');
  }
  return room;
}

function setMessageReaction(
  { world }: CallContext,
  { chat_id, message_id, reaction = [] }: OfMessage & { reaction?: EmojiReaction[] },
): true {
  const room = roomToEdit(world, chat_id);
  if (!room.messages.has(message_id)) throw badRequest('message to react not found');
  if (reaction.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  setReactions(world, room, { messageId: message_id, userId: world.bot.id, reactions: reaction });
  return true;
}

function sendChatAction({ world }: CallContext, { chat_id, action }: OfChat & { action: string }): true {
  const room = roomToEdit(world, chat_id);
  tell(world, { type: 'typing', chat_id: room.chat.id, action });
  return true;
}

interface OfTopic extends OfChat {
  message_thread_id: number;
  name?: string;
  icon_color?: number;
  icon_custom_emoji_id?: string;
}

function forum(world: World, chatId: number | string) {
  const room = roomToEdit(world, chatId);
  if (!room.chat.is_forum) throw badRequest('the chat is not a forum');
  if (!hasRight(memberOf(room, world.bot), 'can_manage_topics'))
    throw badRequest('not enough rights to create a topic');
  return room;
}

function createForumTopic({ world }: CallContext, { chat_id, name, icon_color }: OfTopic): Record<string, unknown> {
  const room = forum(world, chat_id);
  if (!name || name.length > 128) throw badRequest('TOPIC_TITLE_INVALID');
  const colour = icon_color ?? 7_322_096;
  const message = post(world, room, {
    from: world.bot,
    forum_topic_created: { name, icon_color: colour },
    is_topic_message: true,
  });
  const topic = { message_thread_id: message.message_id, name, icon_color: colour };
  room.topics.set(message.message_id, { ...topic, state: 'open' });
  tell(world, { type: 'chat', chat_id: room.chat.id });
  return topic;
}

function editForumTopic({ world }: CallContext, { chat_id, message_thread_id, name }: OfTopic): true {
  const room = forum(world, chat_id);
  const topic = topicOf(room, message_thread_id);
  if (name === undefined || name === topic.name) throw badRequest('TOPIC_NOT_MODIFIED');
  topic.name = name;
  tell(world, { type: 'chat', chat_id: room.chat.id });
  return true;
}

function topicState(state: 'open' | 'closed' | 'deleted') {
  return ({ world }: CallContext, { chat_id, message_thread_id }: OfTopic): true => {
    const room = forum(world, chat_id);
    const topic = topicOf(room, message_thread_id);
    if (topic.state === state) throw badRequest('TOPIC_NOT_MODIFIED');
    topic.state = state;
    if (state === 'deleted') {
      const inside = [...room.messages.values()].filter((message) => message.message_thread_id === message_thread_id);
      remove(
        world,
        room,
        inside.map(({ message_id }) => message_id),
      );
    }
    tell(world, { type: 'chat', chat_id: room.chat.id });
    return true;
  };
}

function topicOf(room: ReturnType<typeof forum>, threadId: number) {
  const topic = room.topics.get(threadId);
  if (!topic || topic.state === 'deleted') throw badRequest('message thread not found');
  return topic;
}

export const chatMethods: Record<string, Method> = {
  getChat,
  getChatMember,
  getChatAdministrators,
  getChatMemberCount,
  leaveChat,
  pinChatMessage,
  unpinChatMessage,
  unpinAllChatMessages,
  setMessageReaction,
  sendChatAction,
};

export const topicMethods: Record<string, Method> = {
  createForumTopic,
  editForumTopic,
  closeForumTopic: topicState('closed'),
  reopenForumTopic: topicState('open'),
  deleteForumTopic: topicState('deleted'),
};
