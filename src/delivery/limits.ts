import { createWindow, type Window } from './window.js';

/** A message about to be sent, as Telegram's limits see it. */
export interface PacedSend {
  /** Telegram id. */
  chatId: number;
  /** Groups have a limit of their own. */
  isGroup: boolean;
  /** A person waits for it: it goes before everything that is not urgent. */
  urgent: boolean;
  /** Where its chat or the token has to wait for longer than this, ms, it does not wait; left out, it always does. */
  patience?: number;
}

/** What may go to single chats, and when. All times are ms of one clock that never steps. */
export interface ChatLimits {
  /** ms until this may go, as far as its chat is concerned; 0 for now. */
  wait(send: PacedSend, now: number): number;
  /** Counts it as sent. */
  count(send: PacedSend, now: number): void;
  /** Nothing goes to the chat until then. */
  pause(chatId: number, until: number): void;
}

/** One message a second to a chat, with a little for the way: two may come nearer to each other than they left. */
const CHAT_INTERVAL = 1_050;
/** "Short bursts pass": so many answers to a person may follow at once. A broadcast does not use this. */
const URGENT_BURST = 3;
/** Twenty messages a minute to a group, the minute with a little for the way. */
const GROUP_MESSAGES = 20;
const GROUP_MINUTE = 61_000;

/** Keeps Telegram's limits of single chats: one message a second, twenty a minute to a group, and the pauses it asks for. */
export function createChatLimits(): ChatLimits {
  // By chat, the moment at which its next message would be in time; the least recently used first.
  const due = new Map<number, number>();
  // By group, its last minute; the least recently used first.
  const minutes = new Map<number, Window & { last: number }>();
  const pauses = new Map<number, number>();

  function wait({ chatId, isGroup, urgent }: PacedSend, now: number): number {
    const allowed = urgent ? CHAT_INTERVAL * (URGENT_BURST - 1) : 0;
    const second = (due.get(chatId) ?? now) - allowed - now;
    const minute = isGroup ? (minutes.get(chatId)?.wait(now) ?? 0) : 0;
    const pause = (pauses.get(chatId) ?? now) - now;
    return Math.max(0, second, minute, pause);
  }

  function count({ chatId, isGroup }: PacedSend, now: number): void {
    const next = Math.max(due.get(chatId) ?? now, now) + CHAT_INTERVAL;
    renew(due, chatId, next);
    if (isGroup) {
      const minute = minutes.get(chatId) ?? { ...createWindow(GROUP_MESSAGES, GROUP_MINUTE), last: now };
      minute.count(now);
      minute.last = now;
      renew(minutes, chatId, minute);
    }
    forget(due, (moment) => moment <= now);
    forget(minutes, ({ last }) => last + GROUP_MINUTE <= now);
    forget(pauses, (until) => until <= now);
  }

  function pause(chatId: number, until: number): void {
    pauses.set(chatId, Math.max(until, pauses.get(chatId) ?? until));
  }

  return { wait, count, pause };
}

function renew<T>(map: Map<number, T>, key: number, value: T): void {
  map.delete(key);
  map.set(key, value);
}

/** Drops what is over from the old end: a broadcast to a hundred thousand chats must not be kept whole. */
function forget<T>(map: Map<number, T>, isOver: (value: T) => boolean): void {
  for (const [key, value] of map) {
    if (!isOver(value)) return;
    map.delete(key);
  }
}
