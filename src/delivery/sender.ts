import type { Database } from '../db/connect.js';
import { holdLease, type Lease, releaseLease } from '../db/lease.js';
import type { Log } from '../telemetry/log.js';
import { createAlarm } from './alarm.js';
import { senderLease } from './budget.js';
import { createFlights } from './flights.js';
import { dispatchNotices } from './notices.js';
import type { Pace } from './pace.js';
import { createQueue } from './queue.js';
import type { ReadyDelivery } from './ready.js';
import { record } from './record.js';
import { type Among, claimDeliveries, shiftWaits } from './store.js';
import { takeOver } from './takeover.js';
import { openTelegram } from './telegram.js';
import type { Decided } from './verdict.js';

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

/** A successor may take over this long after the last sign of life, seconds; with the successor's pause, under 30. */
const LEASE_SECONDS = 15;
const RENEW_MS = 4_000;
const STANDBY_MS = 3_000;
/** How often the outbox is asked for what other processes put there for waiting persons, and as a whole. */
const POLL_MS = 300;
const READ_MS = 2_000;
/**
 * A turn takes as long as three messages go out in, within these bounds, ms: outcomes and claims are written a few at a
 * time, for a statement each would cost more than the sending.
 */
const MESSAGES_A_TURN = 3;
const SHORTEST_TURN_MS = 10;
const LONGEST_TURN_MS = 100;
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
  const leaseName = senderLease(token);
  const alarm = createAlarm();
  // Rung where a person waits, or a stop does.
  const hurry = createAlarm();
  const turnMs = Math.min(LONGEST_TURN_MS, Math.max(SHORTEST_TURN_MS, (MESSAGES_A_TURN * 1000) / pace.rate));
  const telegram = openTelegram({ token, apiRoot: options.apiRoot, connections: inFlight });
  const flights = createFlights({ api: telegram.api, pace, alarm, paid: paidBroadcast });
  const queue = createQueue({ db, length: Math.max(100, 2 * pace.rate) });
  // Digests whose next part may go: it was not among what was read before.
  const continued = new Set<number>();
  // What came to an end and is not written down yet; and what the database refused to write down.
  let ended: Decided[] = [];
  const refused: Decided[] = [];
  let refusedAt = Number.NEGATIVE_INFINITY;
  // What a claim has taken at most of late, ms.
  let claimMs = 0;
  let lease: Lease | null = null;
  let leaseAskedAt = Number.NEGATIVE_INFINITY;
  let polledAt = Number.NEGATIVE_INFINITY;
  let readAt = Number.NEGATIVE_INFINITY;
  let clockAhead = now().getTime() - performance.now();
  let stopAt: number | null = null;

  const waitOf = ({ to, send }: ReadyDelivery) => (flights.holds(to.telegramId) ? RETRY_MS : pace.waitOf(send));
  const isLeaving = () => stopAt !== null || flights.halted !== null;

  async function run(): Promise<void> {
    for (;;) {
      const began = performance.now();
      let rest = RETRY_MS;
      try {
        rest = await turn(began);
      } catch (err) {
        // A claim whose answer was lost stands in the database: it is settled before the next one.
        askAnew();
        log.error({ err }, 'the sender cannot work with the database and tries again');
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
  async function turn(began: number): Promise<number> {
    await recordEnded();
    await followClock();
    await lookAfterLease(began);
    if (lease === null || isLeaving()) return RETRY_MS;
    const pause = Math.max(pace.pausedFor(), flights.rest());
    if (pause > 0) return Math.min(pause, RENEW_MS);
    await readOutbox(began);
    return Math.min(POLL_MS, await launch(lease));
  }

  async function recordEnded(): Promise<void> {
    ended.push(...flights.ended());
    if (performance.now() - refusedAt >= RETRY_MS) ended.push(...refused.splice(0));
    if (ended.length === 0) return;
    const failed = await record(db, { batch: ended, now: now(), log, operatorChatId });
    const recorded = ended.filter((decided) => !failed.includes(decided));
    ended = [];
    if (failed.length > 0) {
      refused.push(...failed);
      refusedAt = performance.now();
    }
    flights.landed(recorded);
    for (const { delivery } of recorded) {
      if (delivery.digestId !== null && delivery.part < delivery.parts) continued.add(delivery.digestId);
    }
  }

  /** Waits are kept by the time of day. Set back by an hour, it must not make seconds an hour. */
  async function followClock(): Promise<void> {
    const ahead = now().getTime() - performance.now();
    if (lease !== null && ahead < clockAhead - CLOCK_STEP_MS) await shiftWaits(db, ahead - clockAhead);
    clockAhead = ahead;
  }

  async function lookAfterLease(began: number): Promise<void> {
    if (isLeaving() || began - leaseAskedAt < (lease ? RENEW_MS : STANDBY_MS)) return;
    leaseAskedAt = began;
    const held: Lease | null = await holdLease(db, { name: leaseName, holder, seconds: LEASE_SECONDS });
    if (lease && !held) log.warn({ holder }, 'another process took the sending over');
    if (held && held.epoch !== lease?.epoch) log.info({ holder, epoch: held.epoch }, 'this process sends');
    if (held)
      await takeOver(db, {
        lease: held,
        mine: flights.ids(),
        pace,
        isNew: held.epoch !== lease?.epoch,
        now: now(),
        log,
      });
    lease = held;
  }

  async function readOutbox(began: number): Promise<void> {
    const whole = queue.state === 'drained' || began - readAt >= READ_MS;
    if (!whole && began - polledAt < POLL_MS) return;
    polledAt = began;
    if (whole) readAt = began;
    await dispatchNotices(db, { now: now(), log });
    const followed = [...continued];
    continued.clear();
    await read(whole ? 'all' : 'urgent');
    if (!whole && followed.length > 0) await read(followed);
  }

  async function read(among: Among): Promise<void> {
    const unsendable = await queue.read({ now: now(), among });
    await record(db, { batch: unsendable, now: now(), log, operatorChatId });
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
    leaseAskedAt = Number.NEGATIVE_INFINITY;
    readAt = Number.NEGATIVE_INFINITY;
  }

  async function leave(): Promise<void> {
    try {
      refusedAt = Number.NEGATIVE_INFINITY;
      await recordEnded();
      await record(db, { batch: flights.abandon(), now: now(), log, operatorChatId: null });
      if (lease) await releaseLease(db, lease);
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
      // In the middle of a broadcast only what a person waits for is worth a question at once.
      polledAt = Number.NEGATIVE_INFINITY;
      if (queue.state === 'empty') readAt = Number.NEGATIVE_INFINITY;
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
      return { kind: lease ? 'sending' : 'standby' };
    },
  };
}
