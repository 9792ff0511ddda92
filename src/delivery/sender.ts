import type { Database } from '../db/connect.js';
import type { Lease } from '../db/lease.js';
import type { Log } from '../telemetry/log.js';
import { createAlarm } from './alarm.js';
import { createBook } from './book.js';
import { createFlights } from './flights.js';
import type { Pace } from './pace.js';
import { createQueue } from './queue.js';
import { createReader, POLL_MS } from './reader.js';
import type { ReadyDelivery } from './ready.js';
import { claimDeliveries, shiftWaits } from './store.js';
import { openSending } from './telegram.js';
import { openWatch, RENEW_MS } from './watch.js';

export interface SenderOptions {
  db: Database;
  now: () => Date;
  token: string;
  /** http(s)://HOST:PORT of a Bot API server. */
  apiRoot: string;
  pace: Pace;
  log: Log;
  /** Sends under way at most, from the claim until the outcome is written; also the most that a crash leaves uncertain. */
  inFlight: number;
  /** Names this process among those that could send. */
  holder: string;
  /** Where the operator hears of digests that came too late; left out, in the log alone. */
  operatorChatId?: number | null;
  /** Sends beyond the free thirty a second are paid for. */
  paidBroadcast?: boolean;
}

/** What a sender does: `halted` where no send can succeed until somebody mends the cause. */
export type SenderState =
  | { kind: 'standby' }
  | { kind: 'sending' }
  | { kind: 'halted'; reason: string }
  | { kind: 'stopped' };

export interface Sender {
  /** Something new stands in the outbox. */
  wake(): void;
  /** Claims nothing more, gives what is under way 8 s to end, and gives the lease back. */
  stop(): Promise<void>;
  state(): SenderState;
}

/**
 * A turn takes as long as three messages go out in, within these bounds, ms: outcomes and claims are written a few at a
 * time, for a statement each would cost more than the sending.
 */
const MESSAGES_A_TURN = 3;
const SHORTEST_TURN_MS = 20;
const LONGEST_TURN_MS = 100;
/**
 * The head of the outbox is read for so many seconds at once, so many messages at least: a long reading would hold up the
 * claims, and what is claimed ahead lasts for some hundredths of a second.
 */
const READ_SECONDS = 0.4;
const LEAST_READ = 100;
const DRAIN_MS = 8_000;
const RETRY_MS = 1_000;
/** A clock that goes back by more was set. */
const CLOCK_STEP_MS = 2_000;

/**
 * Starts the one who sends. Of any number that run for a token, one holds the lease and sends; the others stand by and
 * one of them goes on within 30 s of his death.
 *
 * One loop does everything in order: it writes down what sends came to, looks after the lease, reads the outbox, and
 * commits what is to be sent as `sending` before it is sent.
 */
export function startSender(options: SenderOptions): Sender {
  const { db, now, token, pace, log, inFlight, holder, operatorChatId = null, paidBroadcast = false } = options;
  const alarm = createAlarm();
  // Rung where a person waits, or a stop does.
  const hurry = createAlarm();
  const turnMs = Math.min(LONGEST_TURN_MS, Math.max(SHORTEST_TURN_MS, (MESSAGES_A_TURN * 1000) / pace.rate));
  const telegram = openSending({ token, apiRoot: options.apiRoot, connections: inFlight });
  const flights = createFlights({ sendMessage: telegram.sendMessage, pace, alarm, paid: paidBroadcast });
  const book = createBook({ db, now, log, operatorChatId });
  const queue = createQueue({ db, length: Math.max(LEAST_READ, Math.ceil(pace.rate * READ_SECONDS)) });
  const reader = createReader({ db, queue, book, now, log });
  const watch = openWatch({ db, token, holder, pace, log, underWay: () => flights.ids() });
  // What a claim has taken at most of late, ms.
  let claimMs = 0;
  let clockAhead = now().getTime() - performance.now();
  let stopAt: number | null = null;
  let isCutOff = false;

  const waitOf = ({ to, send }: ReadyDelivery) => (flights.holds(to.telegramId) ? RETRY_MS : pace.waitOf(send));
  const isLeaving = () => stopAt !== null || flights.halted !== null;

  async function run(): Promise<void> {
    for (;;) {
      const began = performance.now();
      let rest = RETRY_MS;
      try {
        rest = await turn();
        if (isCutOff) log.info('the sender works with the database again');
        isCutOff = false;
      } catch (err) {
        // A claim whose answer was lost stands in the database: it is settled before the next one.
        askAnew();
        // Said once, and not every second of an outage.
        if (!isCutOff) log.error({ err }, 'the sender cannot work with the database and tries again every second');
        isCutOff = true;
      }
      if (isLeaving()) {
        flights.release();
        if (flights.count === 0 || (stopAt !== null && performance.now() >= stopAt)) break;
      }
      await alarm.rest(rest);
      const left = turnMs - (performance.now() - began);
      if (left > 0) await hurry.rest(left);
    }
    await leave();
  }

  /** Gives the ms that the loop may rest. */
  async function turn(): Promise<number> {
    await recordEnded();
    await followClock();
    if (!isLeaving()) await watch.look(now());
    const { lease } = watch;
    if (lease === null || isLeaving()) return RETRY_MS;
    const pause = Math.max(pace.pausedFor(), flights.rest());
    if (pause > 0) return Math.min(pause, RENEW_MS);
    await reader.read();
    return Math.min(POLL_MS, await launch(lease));
  }

  async function recordEnded(): Promise<void> {
    const recorded = await book.write(flights.ended());
    flights.landed(recorded);
    reader.follow(
      recorded.flatMap(({ delivery: { digestId, part, parts } }) =>
        digestId !== null && part < parts ? [digestId] : [],
      ),
    );
  }

  /** Waits are kept by the time of day. Set back by an hour, it must not make seconds an hour. */
  async function followClock(): Promise<void> {
    const ahead = now().getTime() - performance.now();
    if (watch.lease !== null && ahead < clockAhead - CLOCK_STEP_MS) await shiftWaits(db, ahead - clockAhead);
    clockAhead = ahead;
  }

  /** Claims and launches what may go now. Gives the ms until more could; a flight that takes off or ends rings by itself. */
  async function launch(held: Lease): Promise<number> {
    const places = flights.troubled ? 1 - flights.count : inFlight - flights.count;
    const count = Math.min(places, claimedAhead() - flights.waiting);
    if (count <= 0) return POLL_MS;
    const picked = queue.pick(count, waitOf);
    if (picked.length > 0) {
      const ids = picked.map(({ id }) => id);
      const began = performance.now();
      const claimed = await claimDeliveries(db, ids, held);
      claimMs = Math.max(performance.now() - began, claimMs * 0.95);
      // Where a story was taken out meanwhile, what was read is not what is to be sent: that one goes back.
      const launched = picked.filter(({ id, payloadHash }) => claimed.get(id) === payloadHash);
      for (const delivery of launched) flights.launch(delivery, held.epoch);
      // Somebody else may hold the lease by now, or may have closed what stood here.
      if (launched.length < ids.length) askAnew();
    }
    return picked.length === count ? POLL_MS : queue.soonest(waitOf);
  }

  /**
   * How many may be claimed that still wait for their slot: as many as go out while the next ones are claimed, and no
   * more, for a crash makes uncertain what was never sent.
   */
  function claimedAhead(): number {
    const wanted = Math.ceil((pace.rate * (3 * claimMs + 2 * turnMs)) / 1000);
    return Math.min(wanted, Math.ceil(inFlight / 2));
  }

  /** What is known of the lease and of the outbox no longer counts. */
  function askAnew(): void {
    watch.askAnew();
    reader.askAnew();
  }

  async function leave(): Promise<void> {
    try {
      book.hurry();
      await recordEnded();
      await book.write(flights.abandon());
      await watch.end();
    } catch (err) {
      log.error({ err }, 'the sender could not write down how it ended; its successor will');
    }
    telegram.close();
    if (flights.halted !== null)
      log.fatal({ reason: flights.halted }, 'Telegram refuses every send: the sender has stopped');
  }

  const running = run();
  return {
    wake() {
      reader.wake();
      alarm.ring();
      hurry.ring();
    },
    stop() {
      stopAt ??= performance.now() + DRAIN_MS;
      alarm.ring();
      hurry.ring();
      return running;
    },
    state() {
      if (flights.halted !== null) return { kind: 'halted', reason: flights.halted };
      if (stopAt !== null) return { kind: 'stopped' };
      return { kind: watch.lease ? 'sending' : 'standby' };
    },
  };
}
