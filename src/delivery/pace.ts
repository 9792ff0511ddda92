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
   * @throws the signal's reason, when it is aborted before.
   */
  take(send: PacedSend, signal?: AbortSignal): Promise<void>;
  /** ms until the chat could take it and no pause of the token stood in the way; 0 for now. */
  waitOf(send: PacedSend): number;
  /** ms until the pause of the token ends; 0 where there is none. */
  pausedFor(): number;
  /** Telegram asked for a wait (429) before the next message to a chat, ms. */
  pauseChat(chatId: number, ms: number): void;
  /** Telegram asked for a wait before the next message of any kind, ms. */
  pauseAll(ms: number): void;
}

interface Waiter {
  send: PacedSend;
  go(): void;
}

/** Slots are drawn for so many seconds at once: a reply of another process waits behind no more. */
const BLOCK_SECONDS = 0.02;
/** The next slots are drawn this long before the last one comes, so that drawing costs no time; ms. */
const DRAW_AHEAD_MS = 10;
/**
 * A slot may be used this late, ms. At 29 a second under a limit of 30, thirty intervals last 34 ms longer than the
 * second in which thirty are allowed: that is what lateness here and on the way may take together.
 */
const LATENESS_MS = 20;

/**
 * An even number of messages a second, one a second to a chat, twenty a minute to a group.
 * @param options.clock ms; it must not step when the time of day is set.
 * @param options.draw where slots come from; left out, from this process alone.
 */
export function createPace(options: { rate: number; clock?: () => number; draw?: DrawSlots }): Pace {
  const { rate, clock = () => performance.now() } = options;
  const draw = options.draw ?? localSlots({ rate, clock });
  const interval = 1000 / rate;
  const block = Math.max(1, Math.floor(rate * BLOCK_SECONDS));
  const limits = createChatLimits();
  const urgent: Waiter[] = [];
  const calm: Waiter[] = [];
  let slots: number[] = [];
  let drawing = false;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function take(send: PacedSend, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const queue = send.urgent ? urgent : calm;
      const leave = () => {
        queue.splice(queue.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        send,
        go() {
          signal?.removeEventListener('abort', leave);
          queue.splice(queue.indexOf(waiter), 1);
          resolve();
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiter);
      pump();
    });
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
    if (urgent.length + calm.length === 0) return null;
    if (pausedUntil > now) return pausedUntil - now;
    const next = firstReady(now);
    if (typeof next === 'number') return next;
    slots = slots.filter((slot) => slot >= now - LATENESS_MS);
    drawMore(now);
    const [slot] = slots;
    if (slot === undefined) return null;
    if (slot > now) return slot - now;
    slots.shift();
    limits.count(next.send, now);
    next.go();
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
    void draw(wanted).then((wait) => {
      drawing = false;
      const first = clock() + wait;
      for (let n = 0; n < wanted; n++) slots.push(first + n * interval);
      pump();
    });
  }

  return {
    rate,
    take,
    waitOf: (send) => Math.max(limits.wait(send, clock()), pausedUntil - clock(), 0),
    pausedFor: () => Math.max(pausedUntil - clock(), 0),
    pauseChat: (chatId, ms) => limits.pause(chatId, clock() + ms),
    pauseAll: (ms) => {
      pausedUntil = Math.max(pausedUntil, clock() + ms);
    },
  };
}
