import { tooManyRequests } from './errors.js';
import type { ChatType } from './types.js';

/** How many sends Telegram lets through; anything above is refused with 429. */
export interface FloodLimits {
  enabled: boolean;
  /** Sends of the token in any second, 30 by Telegram's word. */
  perSecond: number;
  /** Paid sends (allow_paid_broadcast) in any second, 1,000 by Telegram's word. */
  paidPerSecond: number;
  /** Sends to one chat a second, on average. */
  perChatPerSecond: number;
  /** Sends to one chat that may come at once before the average holds ("short bursts pass"). */
  perChatBurst: number;
  /** Sends to one group in any minute, 20 by Telegram's word. */
  perGroupPerMinute: number;
}

const TELEGRAM_LIMITS: FloodLimits = {
  enabled: false,
  perSecond: 30,
  paidPerSecond: 1000,
  perChatPerSecond: 1,
  perChatBurst: 3,
  perGroupPerMinute: 20,
};

/** One send as the limits see it. */
export interface LimitedSend {
  chatId: number;
  chatType: ChatType | null;
  paid: boolean;
  /** ms */
  now: number;
}

export interface FloodGuard {
  limits: FloodLimits;
  /** Counts a send, or throws ApiError 429 and counts nothing. */
  admit(send: LimitedSend): void;
  /** Changes the limits and forgets what was counted. */
  set(limits: Partial<FloodLimits>): void;
}

/** Keeps the limits by the instants of the last sends: a window never holds more than its limit, wherever it begins. */
export function createFloodGuard(initial: Partial<FloodLimits> = {}): FloodGuard {
  const guard: FloodGuard = { limits: { ...TELEGRAM_LIMITS, ...initial }, admit, set };
  let free = createWindow(guard.limits.perSecond, 1000);
  let paid = createWindow(guard.limits.paidPerSecond, 1000);
  let groups = new Map<number, Window>();
  // Of a chat only the instant is kept at which its next send would be in time.
  let chats = new Map<number, number>();

  function set(limits: Partial<FloodLimits>): void {
    guard.limits = { ...guard.limits, ...limits };
    free = createWindow(guard.limits.perSecond, 1000);
    paid = createWindow(guard.limits.paidPerSecond, 1000);
    groups = new Map();
    chats = new Map();
  }

  function admit({ chatId, chatType, paid: isPaid, now }: LimitedSend): void {
    const { limits } = guard;
    if (!limits.enabled) return;
    const token = isPaid ? paid : free;
    const interval = 1000 / limits.perChatPerSecond;
    const due = Math.max(chats.get(chatId) ?? 0, now);
    const early = due - now - interval * (limits.perChatBurst - 1);
    const group = chatType === 'group' || chatType === 'supergroup' ? groupWindow(chatId) : null;
    const wait = Math.max(early, token.wait(now), group?.wait(now) ?? 0);
    if (wait > 0) throw tooManyRequests(Math.ceil(wait / 1000));
    chats.set(chatId, due + interval);
    token.count(now);
    group?.count(now);
  }

  function groupWindow(chatId: number): Window {
    const known = groups.get(chatId);
    if (known) return known;
    const window = createWindow(guard.limits.perGroupPerMinute, 60_000);
    groups.set(chatId, window);
    return window;
  }

  return guard;
}

interface Window {
  /** ms until one more would be allowed; 0 or less when it is now. */
  wait(now: number): number;
  count(now: number): void;
}

/** At most `limit` events in any `length` ms: a ring of the last instants. */
function createWindow(limit: number, length: number): Window {
  const instants = new Array<number>(limit).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  return {
    wait: (now) => (instants[next] ?? 0) + length - now,
    count(now) {
      instants[next] = now;
      next = (next + 1) % limit;
    },
  };
}
