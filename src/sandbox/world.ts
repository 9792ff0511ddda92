import type { Chat, ChatMember, Message, ReplyKeyboard, Rights, Topic, Upload, User } from './types.js';
import { createUpdateQueue, type UpdateQueue, type Webhook } from './updates.js';

/** One chat with everything that Telegram knows of it. */
export interface Room {
  chat: Chat;
  description?: string;
  /** By user id; in a private chat the bot is `kicked` when blocked, and absent before the person's first word. */
  members: Map<number, ChatMember>;
  /** By message id, oldest first. */
  messages: Map<number, Message>;
  topics: Map<number, Topic & { state: 'open' | 'closed' | 'deleted' }>;
  pinned: number[];
  /** Posts of the bot in a channel, where a message names no author. */
  botPosts: Set<number>;
  /** By message id, then by the id of who reacted. */
  reactions: Map<number, Map<number, EmojiReaction[]>>;
  /** May members who are no admins write? */
  membersMayWrite: boolean;
  state: { kind: 'open' } | { kind: 'deleted' } | { kind: 'migrated'; to: number };
  /** The reply keyboard that is shown now, with the message that brought it. */
  keyboard: { markup: ReplyKeyboard; message_id: number } | null;
  /** The last id given in this chat, where the chat counts for itself (supergroups and channels). */
  lastMessageId: number;
}

export interface EmojiReaction {
  type: 'emoji';
  emoji: string;
}

/** A press that the bot has not answered yet. */
export interface PendingCallback {
  /** ms */
  at: number;
  resolve(answer: CallbackAnswer): void;
}

export interface CallbackAnswer {
  answered: boolean;
  text?: string;
  show_alert?: boolean;
  url?: string;
}

export interface PendingInlineQuery {
  at: number;
  resolve(answer: unknown): void;
}

export interface StoredFile extends Upload {
  id: string;
  path: string;
}

export interface BotCommand {
  command: string;
  description: string;
}

/** What the bot has said about itself. Keys are `scope|language`, or a language alone. */
export interface BotProfile {
  commands: Map<string, BotCommand[]>;
  names: Map<string, string>;
  descriptions: Map<string, string>;
  shortDescriptions: Map<string, string>;
  /** By chat id; 0 is the default. */
  menuButtons: Map<number, unknown>;
  defaultRights: { groups: Rights; channels: Rights };
}

/** What happens in the world, for the page and for tests. */
export type WorldEvent =
  | { type: 'message' | 'edit'; chat_id: number; message: Message; keyboard?: ReplyKeyboard | null }
  | { type: 'delete'; chat_id: number; message_ids: number[] }
  | { type: 'chat'; chat_id: number }
  | { type: 'typing'; chat_id: number; action: string }
  | { type: 'answer'; chat_id: number; user_id: number; answer: CallbackAnswer }
  | { type: 'bot' }
  | { type: 'reset' };

/** The state of this small Telegram. One bot lives in it. */
export interface World {
  now: () => number;
  bot: User;
  /** Private chats with ids from here on exist at their first use; null where only those made exist. */
  autoCreateFrom: number | null;
  users: Map<number, User>;
  rooms: Map<number, Room>;
  updates: UpdateQueue;
  webhook: Webhook | null;
  callbacks: Map<string, PendingCallback>;
  inlineQueries: Map<string, PendingInlineQuery>;
  /** Messages that people posted via the bot with its buttons under them, by inline_message_id. */
  inlineMessages: Map<string, { chat_id: number; message_id: number }>;
  files: Map<string, StoredFile>;
  profile: BotProfile;
  watchers: Set<(event: WorldEvent) => void>;
  /** Numbers that never go back, not even by a reset: a bot keeps them in its database. */
  counters: { user: number; chat: number; message: number; id: number };
}

export interface WorldOptions {
  now: () => number;
  bot: User;
  autoCreateFrom: number | null;
}

/** An empty world: the bot alone. */
export function createWorld({ now, bot, autoCreateFrom }: WorldOptions): World {
  return {
    now,
    bot,
    autoCreateFrom,
    users: new Map(),
    rooms: new Map(),
    updates: createUpdateQueue(),
    webhook: null,
    callbacks: new Map(),
    inlineQueries: new Map(),
    inlineMessages: new Map(),
    files: new Map(),
    profile: emptyProfile(),
    watchers: new Set(),
    counters: { user: 100, chat: 1000, message: 1, id: 1 },
  };
}

/** Forgets everyone and everything said. */
export function emptyWorld(world: World): void {
  for (const part of [
    world.users,
    world.rooms,
    world.callbacks,
    world.inlineQueries,
    world.inlineMessages,
    world.files,
  ])
    part.clear();
  world.updates.waiting.clear();
  world.webhook?.lanes.clear();
  world.webhook?.ready.splice(0);
  world.profile = emptyProfile();
}

function emptyProfile(): BotProfile {
  return {
    commands: new Map(),
    names: new Map(),
    descriptions: new Map(),
    shortDescriptions: new Map(),
    menuButtons: new Map(),
    defaultRights: { groups: {}, channels: {} },
  };
}

/** Tells all who watch. */
export function tell(world: World, event: WorldEvent): void {
  for (const watcher of world.watchers) watcher(event);
}

/** Unix time in seconds, as messages carry it. */
export function unixNow(world: World): number {
  return Math.floor(world.now() / 1000);
}

/** An identifier for callbacks, files and the like: unique, of digits. */
export function freshId(world: World): string {
  return String(5_000_000_000_000_000 + world.counters.id++);
}

/** How long a press or an inline query may be answered, ms. Telegram names no number; this is on its strict side. */
export const ANSWERABLE_FOR_MS = 60_000;

/** Lets go of what nobody can answer any more; called where something new begins to wait. */
export function forgetUnanswered(world: World): void {
  for (const waiting of [world.callbacks, world.inlineQueries]) {
    for (const [id, { at }] of waiting) {
      if (world.now() - at <= ANSWERABLE_FOR_MS) break;
      waiting.delete(id);
    }
  }
}
