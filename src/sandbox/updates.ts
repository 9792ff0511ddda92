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

interface Waiting {
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
  waiting: Waiting[];
  nextId: number;
  allowed: Set<string>;
  poller: Poller | null;
  /** Called for each new update while a webhook is set. */
  onUpdate: (() => void) | null;
}

export function createUpdateQueue(): UpdateQueue {
  return { waiting: [], nextId: 700_000_001, allowed: BY_DEFAULT, poller: null, onUpdate: null };
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
  queue.waiting.push({ update, at: now, chat });
  queue.poller?.resolve();
  queue.onUpdate?.();
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
  if (queue.waiting.length === 0 && seconds > 0) await wait(queue, seconds * 1000, signal);
  return queue.waiting.slice(0, Math.min(Math.max(limit ?? 100, 1), 100)).map(({ update }) => update);
}

/** Forgets what the bot has seen: everything below `offset`, or all but the last `-offset`. */
function confirm(queue: UpdateQueue, offset: number): void {
  const first = queue.waiting[0];
  if (!first) return;
  const seen =
    offset < 0 ? queue.waiting.length + offset : queue.waiting.findIndex(({ update }) => update.update_id >= offset);
  if (seen === -1 && offset > 0) queue.waiting = [];
  else if (seen > 0) queue.waiting.splice(0, seen);
}

function dropOld(queue: UpdateQueue, now: number): void {
  const fresh = queue.waiting.findIndex(({ at }) => at > now - KEPT_FOR_MS);
  if (fresh > 0) queue.waiting.splice(0, fresh);
  else if (fresh === -1) queue.waiting = [];
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
