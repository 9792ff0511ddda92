import type { Alarm } from './alarm.js';
import { type Outcome, outcomeOf } from './outcome.js';
import type { Pace } from './pace.js';
import type { ReadyDelivery } from './ready.js';
import { requestFor } from './request.js';
import type { SendMessage } from './telegram.js';
import { createTrouble } from './trouble.js';
import type { Decided, Verdict } from './verdict.js';

/** The sends under way: from the claim until what they came to is written down. */
export interface Flights {
  /** Sends a claimed delivery as soon as the pace lets it. */
  launch(delivery: ReadyDelivery, epoch: number): void;
  /** What came to an end since the last question. It stays under way until it is called landed. */
  ended(): Decided[];
  /** These are written down. */
  landed(batch: readonly Decided[]): void;
  /** Gives back whatever has not been sent yet: it ends as released. */
  release(): void;
  /** Calls uncertain whatever is still under way: nobody waits for its answer any more. */
  abandon(): Decided[];
  /** The ids under way. */
  ids(): number[];
  /** Is something under way to this chat (Telegram id)? */
  holds(telegramId: number): boolean;
  /** How many are under way, and how many of them wait for the pace. */
  readonly count: number;
  readonly waiting: number;
  /** ms to rest before the next is launched, because Telegram is in trouble. */
  rest(): number;
  /** One at a time may be tried. */
  readonly troubled: boolean;
  /** Why no send at all can succeed, once it is known. */
  readonly halted: string | null;
}

export function createFlights(options: { sendMessage: SendMessage; pace: Pace; alarm: Alarm; paid: boolean }): Flights {
  const { sendMessage, pace, alarm, paid } = options;
  const underWay = new Map<number, { delivery: ReadyDelivery; epoch: number }>();
  const chats = new Set<number>();
  const trouble = createTrouble();
  let ended: Decided[] = [];
  // What ends the waiting of all that have not been sent.
  let round = new AbortController();
  let waiting = 0;
  let halted: string | null = null;

  async function fly(delivery: ReadyDelivery, epoch: number): Promise<void> {
    waiting++;
    const land = await pace.take(delivery.send, round.signal).catch(() => null);
    waiting--;
    alarm.ring();
    const verdict = land ? judge(await send(delivery), delivery.to.telegramId) : ({ kind: 'released' } as const);
    land?.();
    ended.push({ delivery, epoch, verdict });
    alarm.ring();
  }

  async function send({ id, message, form, replyTo, to }: ReadyDelivery): Promise<Outcome> {
    try {
      return outcomeOf({
        message: await sendMessage(requestFor({ deliveryId: id, message, form, replyTo, to, paid })),
      });
    } catch (error) {
      return outcomeOf({ error });
    }
  }

  /** What an outcome means for the sends to come, at once: writing it down takes its time. */
  function judge(outcome: Outcome, telegramId: number): Verdict {
    const now = performance.now();
    trouble.note(outcome, now);
    if (outcome.kind === 'process') halted ??= outcome.reason;
    if (outcome.kind !== 'wait') {
      if (halted !== null || trouble.present) release();
      return outcome;
    }
    // Those that wait for their slot have no patience for such a pause, and end as released.
    return { ...outcome, scope: pace.refused(telegramId, outcome.seconds * 1000) };
  }

  function release(): void {
    round.abort();
    round = new AbortController();
  }

  return {
    launch(delivery, epoch) {
      underWay.set(delivery.id, { delivery, epoch });
      chats.add(delivery.to.telegramId);
      void fly(delivery, epoch);
    },
    ended() {
      const batch = ended;
      ended = [];
      return batch;
    },
    landed(batch) {
      for (const { delivery } of batch) {
        if (underWay.delete(delivery.id)) chats.delete(delivery.to.telegramId);
      }
    },
    release,
    abandon: () =>
      [...underWay.values()].map((flight) => ({
        ...flight,
        verdict: { kind: 'uncertain', reason: 'the program ended before the answer came' },
      })),
    ids: () => [...underWay.keys()],
    holds: (telegramId) => chats.has(telegramId),
    get count() {
      return underWay.size;
    },
    get waiting() {
      return waiting;
    },
    rest: () => trouble.rest(performance.now()),
    get troubled() {
      return trouble.present;
    },
    get halted() {
      return halted;
    },
  };
}
