import { isAdmin, memberOf } from './rooms.js';
import type { Message, ReplyMarkup } from './types.js';
import { enqueue } from './updates.js';
import { type EmojiReaction, type Room, tell, unixNow, type World } from './world.js';

/** A message before Telegram has given it its number, time and chat. */
export type Draft = Omit<Message, 'message_id' | 'date' | 'chat'>;

/** Puts a message into a chat and shows it to all who watch. */
export function post(world: World, room: Room, draft: Draft, markup?: ReplyMarkup): Message {
  const message: Message = { message_id: nextMessageId(world, room), date: unixNow(world), chat: room.chat, ...draft };
  room.messages.set(message.message_id, message);
  if (room.messages.size > MAX_MESSAGES) letGo(room);
  const keyboard = changedKeyboard(room, message, markup);
  if (world.watchers.size > 0) {
    tell(world, {
      type: 'message',
      chat_id: room.chat.id,
      message,
      ...(keyboard === undefined ? {} : { keyboard }),
    });
  }
  return message;
}

/** A chat of a long run keeps this many of its latest messages. */
const MAX_MESSAGES = 20_000;

function letGo(room: Room): void {
  for (const id of room.messages.keys()) {
    if (room.messages.size <= MAX_MESSAGES) return;
    room.messages.delete(id);
    room.botPosts.delete(id);
    room.reactions.delete(id);
  }
}

/** Supergroups and channels count their messages each for itself; private chats and groups share the bot's numbers. */
function nextMessageId(world: World, room: Room): number {
  if (room.chat.type === 'supergroup' || room.chat.type === 'channel') return ++room.lastMessageId;
  return world.counters.message++;
}

function changedKeyboard(room: Room, message: Message, markup: ReplyMarkup | undefined) {
  if (!markup || 'inline_keyboard' in markup || 'force_reply' in markup) return undefined;
  room.keyboard = 'keyboard' in markup ? { markup, message_id: message.message_id } : null;
  return room.keyboard?.markup ?? null;
}

/** Replaces a message by its changed self: what was handed out before stays as it was. */
export function replace(world: World, room: Room, message: Message): void {
  room.messages.set(message.message_id, message);
  tell(world, { type: 'edit', chat_id: room.chat.id, message: asSeen(room, message) });
}

/** The message with the reactions under it, which people see and a bot does not. */
export function asSeen(room: Room, message: Message): Message {
  const reactions = room.reactions.get(message.message_id);
  return reactions ? { ...message, reactions: Object.fromEntries(reactions) } : message;
}

/** Notes what somebody's reactions to a message are now, and shows it. Gives those that he had before. */
export function setReactions(
  world: World,
  room: Room,
  { messageId, userId, reactions }: ReactionChange,
): EmojiReaction[] {
  const all = room.reactions.get(messageId) ?? new Map<number, EmojiReaction[]>();
  const before = all.get(userId) ?? [];
  room.reactions.set(messageId, all.set(userId, reactions));
  const message = room.messages.get(messageId);
  if (message) tell(world, { type: 'edit', chat_id: room.chat.id, message: asSeen(room, message) });
  return before;
}

export interface ReactionChange {
  messageId: number;
  userId: number;
  reactions: EmojiReaction[];
}

/** Takes messages out of a chat. */
export function remove(world: World, room: Room, ids: number[]): void {
  for (const id of ids) room.messages.delete(id);
  room.pinned = room.pinned.filter((id) => !ids.includes(id));
  tell(world, { type: 'delete', chat_id: room.chat.id, message_ids: ids });
}

/** Tells the bot of a message that somebody else wrote or edited, where it may hear it. */
export function announce(world: World, room: Room, message: Message, edited = false): void {
  const member = room.members.get(world.bot.id);
  if (!member || member.status === 'left' || member.status === 'kicked') return;
  if (!hears(world, room, message)) return;
  const kind = room.chat.type === 'channel' ? 'channel_post' : 'message';
  enqueue(world.updates, {
    kind: edited ? `edited_${kind}` : kind,
    payload: message,
    chat: room.chat.id,
    now: world.now(),
  });
}

const SERVICE = [
  'new_chat_members',
  'left_chat_member',
  'group_chat_created',
  'supergroup_chat_created',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'forum_topic_created',
  'forum_topic_closed',
  'forum_topic_reopened',
  'forum_topic_edited',
  'pinned_message',
  'new_chat_title',
  'chat_shared',
];

/** Privacy mode: of a group's talk a bot that is no admin hears commands to it, replies to it and service messages. */
function hears(world: World, room: Room, message: Message): boolean {
  if (room.chat.type === 'private' || room.chat.type === 'channel') return true;
  if (isAdmin(memberOf(room, world.bot)) || SERVICE.some((field) => field in message)) return true;
  if (message.reply_to_message?.from?.id === world.bot.id) return true;
  const text = message.text ?? message.caption ?? '';
  const command = (message.entities ?? message.caption_entities ?? []).find(({ type }) => type === 'bot_command');
  if (!command) return false;
  const [, addressee] = text.slice(command.offset, command.offset + command.length).split('@');
  return addressee === undefined || addressee.toLowerCase() === world.bot.username?.toLowerCase();
}
