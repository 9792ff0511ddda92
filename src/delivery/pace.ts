import { createArrivals } from './arrivals.js';
import { createFloodWatch } from './flood.js';
import { createChatLimits, type PacedSend } from './limits.js';
import { type DrawSlots, localSlots } from './slots.js';

export type { PacedSend } from './limits.js';

/** The one budget of everything that the token sends. */
export interface Pace {
  /** Messages a second. */
  readonly rate: number;
  /**
   * Resolves in the moment in which the message may go. Urgent ones come first, however many others wait; where one must
   * wait for its chat, the others do not wait for it.
   * @returns what is to be called as soon as the call has ended, however it did: until then it may arrive at any moment.
   * @throws the signal's reason, when it is aborted before; LongPause where it would have to wait for longer than it
   * has patience, at once or as soon as that is known.
   */
  take(send: PacedSend, signal?: AbortSignal): Promise<() => void>;
  /** ms until the chat could take it and no pause of the token stood in the way; 0 for now. */
  waitOf(send: PacedSend): number;
  /** ms until the pause of the token ends; 0 where there is none. */
  pausedFor(): number;
  /**
   * Telegram refused a message to a chat for so long, ms (429). Pauses the chat; or the token, where several chats are
   * refused at about the same time, whichever process of the token asked.
   */
  refused(chatId: number, ms: number): 'chat' | 'token';
  /** A wait before the next message to a chat, ms, that another process was asked for so long ago, ms. */
  pauseChat(chatId: number, ms: number, ago?: number): void;
  /** A wait before the next message of any kind, ms. */
  pauseAll(ms: number): void;
}

/** A message may not go for longer than it would wait. */
export class LongPause extends Error {
  override name = 'LongPause';
  /** How long, from now. */
  readonly ms: number;
  constructor(ms: number) {
    super(`nothing may go there for ${Math.ceil(ms / 1000)} s`);
    this.ms = ms;
  }
}

interface Waiter {
  send: PacedSend;
  signal: AbortSignal | undefined;
  go(ended: () => void): void;
  reject(reason: unknown): void;
}

/** Slots are drawn for so many seconds at once, or two of them: a reply of another process waits behind no more. */
const BLOCK_SECONDS = 0.02;
const LEAST_BLOCK = 2;
/** The next slots are drawn this long before the last one comes, so that drawing costs no time; ms. */
const DRAW_AHEAD_MS = 10;
/**
 * A slot may be used this late, ms: a process that was busy for a while catches up, as far as the window allows.
 * A slot that nobody wanted is gone.
 */
const LATENESS_MS = 1_000;
/** A broadcast whose next message is being fetched has not ended: the slots of so short a break are still wanted, ms. */
const BREAK_MS = 250;
/**
 * However late, and however long they are on their way: in any second no more arrive than the rate and a thirtieth. At 29 a
 * second that is Telegram's 30. Telegram's clock may run a little apart from this one, ms.
 */
const SECOND_MS = 1_002;

/**
 * An even number of messages a second, one a second to a chat, twenty a minute to a group.
 * @param options.clock ms; it must not step when the time of day is set.
 * @param options.draw where slots come from; left out, from this process alone.
 */
export function createPace(options: { rate: number; clock?: () => number; draw?: DrawSlots }): Pace {
  const { rate, clock = () => performance.now() } = options;
  const draw = options.draw ?? localSlots({ rate, clock });
  const interval = 1000 / rate;
  const block = Math.max(LEAST_BLOCK, Math.floor(rate * BLOCK_SECONDS));
  const limits = createChatLimits();
  const second = createArrivals({ limit: Math.floor(rate + Math.max(1, rate * 0.03)), length: SECOND_MS });
  const flood = createFloodWatch();
  const listened = new WeakSet<AbortSignal>();
  let urgent: Waiter[] = [];
  let calm: Waiter[] = [];
  // In the order of time.
  const slots: number[] = [];
  let drawing = false;
  // Since when slots have been wanted without a break, and when one was last.
  let wantedSince = Number.NEGATIVE_INFINITY;
  let wantedAt = Number.NEGATIVE_INFINITY;
  let lastSlotEnd = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function take(send: PacedSend, signal?: AbortSignal): Promise<() => void> {
    return new Promise((go, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const tooLong = longPauseOf(send);
      if (tooLong) {
        reject(tooLong);
        return;
      }
      if (signal) listenTo(signal);
      (send.urgent ? urgent : calm).push({ send, signal, go, reject });
      pump();
    });
  }

  /** Once a signal, however many wait under it: those of a sender share one. */
  function listenTo(signal: AbortSignal): void {
    if (listened.has(signal)) return;
    listened.add(signal);
    const leave = () => sendAway((waiter) => (waiter.signal === signal ? signal.reason : undefined));
    signal.addEventListener('abort', leave, { once: true });
  }

  /** Those for which there is a reason wait no more. */
  function sendAway(reasonOf: (waiter: Waiter) => unknown): void {
    const stays = (waiter: Waiter) => {
      const reason = reasonOf(waiter);
      if (reason !== undefined) waiter.reject(reason);
      return reason === undefined;
    };
    urgent = urgent.filter(stays);
    calm = calm.filter(stays);
  }

  function waitOf(send: PacedSend): number {
    return Math.max(limits.wait(send, clock()), pausedUntil - clock(), 0);
  }

  function longPauseOf(send: PacedSend): LongPause | undefined {
    if (send.patience === undefined) return undefined;
    const wait = waitOf(send);
    return wait > send.patience ? new LongPause(wait) : undefined;
  }

  function pauseChat(chatId: number, ms: number, ago?: number): void {
    limits.pause(chatId, clock() + ms);
    if (ago !== undefined) flood.note(chatId, clock() - ago);
    sendAway(({ send }) => longPauseOf(send));
  }

  function pauseAll(ms: number): void {
    pausedUntil = Math.max(pausedUntil, clock() + ms);
    sendAway(({ send }) => longPauseOf(send));
  }

  /** Lets go whoever may go now, and comes back when the next one may. */
  function pump(): void {
    clearTimeout(timer);
    for (let wait = letOne(clock()); wait !== null; wait = letOne(clock())) {
      if (wait > 0) {
        // Longer than a timer can count, it comes back early and waits on.
        timer = setTimeout(pump, Math.min(Math.ceil(wait), 3_600_000));
        return;
      }
    }
  }

  /** Lets one go: 0. Or the ms until one may; `null` where nobody waits, or where drawn slots will bring us back. */
  function letOne(now: number): number | null {
    const next = pausedUntil > now ? pausedUntil - now : firstReady(now);
    if (typeof next === 'number') return urgent.length + calm.length === 0 ? null : next;
    if (now - wantedAt > BREAK_MS) wantedSince = now;
    wantedAt = now;
    while (slots.length > 0 && slots[0]! < now - LATENESS_MS) slots.shift();
    drawMore(now);
    const slot = slots[0];
    if (slot === undefined) return null;
    const wait = Math.max(slot - now, second.wait(now));
    if (wait > 0) return wait;
    slots.shift();
    const queue = next.send.urgent ? urgent : calm;
    queue.splice(queue.indexOf(next), 1);
    limits.count(next.send, now);
    const arrived = second.leave(now);
    next.go(() => {
      arrived(clock());
      pump();
    });
    return 0;
  }

  /** The first whose chat is free, urgent ones before the others; where there is none, the ms until there is. */
  function firstReady(now: number): Waiter | number {
    let least = Number.POSITIVE_INFINITY;
    for (const queue of [urgent, calm]) {
      for (const waiter of queue) {
        const wait = limits.wait(waiter.send, now);
        if (wait <= 0) return waiter;
        least = Math.min(least, wait);
      }
    }
    return least;
  }

  function drawMore(now: number): void {
    const wanted = Math.min(block, urgent.length + calm.length - slots.length);
    const last = slots.at(-1);
    if (drawing || wanted < 1 || (last !== undefined && last - now > DRAW_AHEAD_MS)) return;
    drawing = true;
    const back = Math.min(LATENESS_MS, Math.max(0, now - Math.max(wantedSince, lastSlotEnd)));
    void draw(wanted, back).then((wait) => {
      drawing = false;
      const first = clock() + wait;
      for (let n = 0; n < wanted; n++) slots.push(first + n * interval);
      lastSlotEnd = first + wanted * interval;
      pump();
    });
  }

  return {
    rate,
    take,
    waitOf,
    pausedFor: () => Math.max(pausedUntil - clock(), 0),
    refused(chatId, ms) {
      const scope = flood.scopeOf(chatId, clock());
      if (scope === 'chat') pauseChat(chatId, ms);
      else pauseAll(ms);
      return scope;
    },
    pauseChat,
    pauseAll,
  };
}
