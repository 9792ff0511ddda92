import type { Pool } from 'undici';
import { ApiError } from './errors.js';
import type { Update } from './types.js';

/** Updates that a bot gets without asking for them. */
const BY_DEFAULT = new Set([
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'my_chat_member',
]);
const KEPT_FOR_MS = 24 * 3600 * 1000;
const MAX_POLL_SECONDS = 50;

/** An update that the bot has not taken yet. */
export interface WaitingUpdate {
  update: Update;
  /** When it happened, ms. */
  at: number;
  /** The chat whose order it belongs to. */
  chat: number;
}

interface Poller {
  resolve(): void;
  reject(error: Error): void;
}

/** What waits for the bot, and how it wants to hear of it. */
export interface UpdateQueue {
  /** By update_id, oldest first. */
  waiting: Map<number, WaitingUpdate>;
  nextId: number;
  allowed: Set<string>;
  poller: Poller | null;
  /** Called for each new update while a webhook is set. */
  onUpdate: ((waiting: WaitingUpdate) => void) | null;
}

export interface WebhookOptions {
  url: string;
  /** Sent back as X-Telegram-Bot-Api-Secret-Token. */
  secret: string | null;
  /** At most this many requests at once. */
  connections: number;
}

/** A webhook at work: in order within a chat, side by side across chats. */
export interface Webhook extends WebhookOptions {
  /** What waits in each chat, in order; its first is the one under way. */
  lanes: Map<number, WaitingUpdate[]>;
  /** Chats whose first update is not under way yet. */
  ready: number[];
  underWay: number;
  stopped: AbortController;
  /** Of its address, with the query. */
  path: string;
  pool: Pool;
  lastError: { date: number; message: string } | null;
}

export function createUpdateQueue(): UpdateQueue {
  return { waiting: new Map(), nextId: 700_000_001, allowed: BY_DEFAULT, poller: null, onUpdate: null };
}

export interface NewUpdate {
  kind: string;
  payload: unknown;
  chat: number;
  now: number;
}

/** Puts an update in the queue if the bot wants its kind, and wakes whoever waits. Gives its id, or null. */
export function enqueue(queue: UpdateQueue, { kind, payload, chat, now }: NewUpdate): number | null {
  if (!queue.allowed.has(kind)) return null;
  const update: Update = { update_id: queue.nextId++, [kind]: payload };
  const waiting = { update, at: now, chat };
  queue.waiting.set(update.update_id, waiting);
  queue.poller?.resolve();
  queue.onUpdate?.(waiting);
  return update.update_id;
}

/** The list is kept until it is given anew; an empty one means the default. */
export function allowUpdates(queue: UpdateQueue, kinds: readonly string[] | undefined): void {
  if (kinds) queue.allowed = kinds.length === 0 ? BY_DEFAULT : new Set(kinds);
}

export interface PollOptions {
  offset?: number;
  limit?: number;
  /** Seconds. */
  timeout?: number;
  now: () => number;
  /** Aborted when the asking side has gone. */
  signal: AbortSignal;
}

/** getUpdates: forgets what is confirmed by `offset`, then gives what waits, or waits for it. A second poller ends the first with 409. */
export async function poll(
  queue: UpdateQueue,
  { offset, limit, timeout, now, signal }: PollOptions,
): Promise<Update[]> {
  queue.poller?.reject(
    new ApiError(
      409,
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    ),
  );
  confirm(queue, offset ?? 0);
  dropOld(queue, now());
  const seconds = Math.min(timeout ?? 0, MAX_POLL_SECONDS);
  if (queue.waiting.size === 0 && seconds > 0) await wait(queue, seconds * 1000, signal);
  return first(queue, Math.min(Math.max(limit ?? 100, 1), 100));
}

function first(queue: UpdateQueue, count: number): Update[] {
  const updates: Update[] = [];
  for (const { update } of queue.waiting.values()) {
    if (updates.push(update) === count) break;
  }
  return updates;
}

/** Forgets what the bot has seen: everything below `offset`, or all but the last `-offset`. */
function confirm(queue: UpdateQueue, offset: number): void {
  let surplus = offset < 0 ? queue.waiting.size + offset : 0;
  for (const id of queue.waiting.keys()) {
    if (id >= offset && surplus-- <= 0) break;
    queue.waiting.delete(id);
  }
}

function dropOld(queue: UpdateQueue, now: number): void {
  for (const [id, { at }] of queue.waiting) {
    if (at > now - KEPT_FOR_MS) break;
    queue.waiting.delete(id);
  }
}

function wait(queue: UpdateQueue, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const finish = (end: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', poller.resolve);
      if (queue.poller === poller) queue.poller = null;
      end();
    };
    const poller: Poller = { resolve: () => finish(resolve), reject: (error) => finish(() => reject(error)) };
    const timer = setTimeout(poller.resolve, ms);
    signal.addEventListener('abort', poller.resolve);
    queue.poller = poller;
  });
}
