import { commandsShown } from './methods/profile.js';
import { offered } from './people/pick.js';
import { memberOf } from './rooms.js';
import type { Chat, ChatMember, Message, ReplyKeyboard, User } from './types.js';
import type { BotCommand, Room, World } from './world.js';

/** A chat as the page and tests see it. */
export interface ChatState {
  chat: Chat;
  /** What the bot is in it; null where it has never been. */
  bot: ChatMember | null;
  state: Room['state']['kind'];
  members: ChatMember[];
  topics: { message_thread_id: number; name: string; state: string }[];
  pinned: number[];
  keyboard: ReplyKeyboard | null;
  /** For each "pick a chat" button that is shown: the chats that the app would offer. */
  offers: { request_id: number; chats: Chat[] }[];
  commands: BotCommand[];
  last_message: Message | null;
}

export interface WorldState {
  bot: User & { description: string; short_description: string };
  users: User[];
  chats: ChatState[];
}

/** All that a person's app would show, without the messages themselves. */
export function stateOf(world: World): WorldState {
  const text = (texts: Map<string, string>) => texts.get('uk') ?? texts.get('') ?? '';
  const { descriptions, shortDescriptions, names } = world.profile;
  return {
    bot: {
      ...world.bot,
      first_name: text(names) || world.bot.first_name,
      description: text(descriptions),
      short_description: text(shortDescriptions),
    },
    users: [...world.users.values()].slice(0, MAX_LISTED),
    chats: [...world.rooms.values()].slice(0, MAX_LISTED).map((room) => chatState(world, room)),
  };
}

/** A bench makes a hundred thousand chats; nobody reads them in a list. */
const MAX_LISTED = 500;

export function chatState(world: World, room: Room): ChatState {
  const owner = room.chat.type === 'private' ? world.users.get(room.chat.id) : undefined;
  return {
    chat: room.chat,
    bot: room.members.has(world.bot.id) ? memberOf(room, world.bot) : null,
    state: room.state.kind,
    members: [...room.members.values()].filter(({ user }) => user.id !== world.bot.id).slice(0, MAX_LISTED),
    topics: [...room.topics.values()].map(({ message_thread_id, name, state }) => ({ message_thread_id, name, state })),
    pinned: room.pinned,
    keyboard: room.keyboard?.markup ?? null,
    offers: owner ? offersFor(world, room, owner) : [],
    commands: commandsShown(world, room.chat, owner?.language_code ?? 'uk'),
    last_message: lastOf(room),
  };
}

function offersFor(world: World, room: Room, person: User): ChatState['offers'] {
  return (room.keyboard?.markup.keyboard.flat() ?? [])
    .map(({ request_chat }) => request_chat)
    .filter((request) => request !== undefined)
    .map((request) => ({
      request_id: request.request_id,
      chats: offered(world, request, person).map(({ chat }) => chat),
    }));
}

function lastOf(room: Room): Message | null {
  let last: Message | null = null;
  for (const message of room.messages.values()) last = message;
  return last;
}
