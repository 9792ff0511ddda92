import type { Database } from '../db/connect.js';
import { metrics } from '../telemetry/metrics.js';
import { type Outcome, type Polling, pollSource } from './poll-source.js';
import { type ClaimedSource, claimDueSources } from './sources/store/polls.js';
import { type ItemNames, unknownItems } from './store/known.js';
import { type PollResult, storePolls } from './store-polls.js';
import { together } from './together.js';

/** What came of a round. */
export interface Round {
  polled: number;
  unchanged: number;
  failed: number;
  /** Articles that were not there before. */
  accepted: number;
}

/** A claim outlasts the slowest poll: a fetch, the pages of its items and the transaction. Seconds. */
const CLAIM = 600;
/**
 * Sources claimed at a time, and polled at once: ten thousand that answer within a second, and one of twenty of them not
 * within its 15 s, take 6 minutes. More at once would hold more documents in memory.
 */
const BATCH = 200;
const AT_ONCE = 48;
/** Polls that go to the database together, at most: a first round brings all items of each. */
const TOGETHER = 16;
/** How long a poll waits for others to go to the database with, ms. */
const WAIT_FOR_OTHERS = 40;

/**
 * Polls every source that is due, and ends when none is left or the fetcher is closed. Any number of processes may do so
 * at once. What goes wrong with one source stays with it.
 */
export async function pollDueSources(polling: Polling): Promise<Round> {
  const { db, now } = polling;
  const round: Round = { polled: 0, unchanged: 0, failed: 0, accepted: 0 };
  const grouped = { most: TOGETHER, within: WAIT_FOR_OTHERS };
  const desk = {
    ...polling,
    unknown: together({ ...grouped, work: (lists: readonly (readonly ItemNames[])[]) => unknownOfEach(db, lists) }),
    store: together({ ...grouped, work: (polls: readonly PollResult[]) => storePolls(db, polls, now()) }),
  };
  const waiting: ClaimedSource[] = [];
  let claiming: Promise<void> | null = null;
  let isOver = false;
  // A slow source keeps one place of many: the others go on to the next batch.
  const work = async () => {
    for (;;) {
      const source = waiting.shift();
      if (source) {
        const outcome = await pollSource(source, desk);
        count(round, outcome);
        isOver ||= outcome.kind === 'stopped';
      } else if (isOver) return;
      else {
        claiming ??= claim();
        await claiming;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return round;

  async function claim(): Promise<void> {
    const batch = await claimDueSources(db, { now: now(), limit: BATCH, claimSeconds: CLAIM });
    waiting.push(...batch);
    isOver ||= batch.length < BATCH;
    claiming = null;
  }
}

function count(round: Round, outcome: Outcome): void {
  if (outcome.kind === 'lost' || outcome.kind === 'stopped') return;
  round.polled++;
  metrics.polls.inc({ outcome: outcome.kind });
  if (outcome.kind === 'read') {
    round.accepted += outcome.accepted;
    metrics.articles.inc({ from: 'poll' }, outcome.accepted);
  } else round[outcome.kind]++;
}

/** Asks for the unknown items of several feeds at once: the places in each list. */
async function unknownOfEach(db: Database, lists: readonly (readonly ItemNames[])[]): Promise<Set<number>[]> {
  const unknown = await unknownItems(db, lists.flat());
  let before = 0;
  return lists.map((list) => {
    const from = before;
    before += list.length;
    return new Set([...list.keys()].filter((place) => unknown.has(from + place)));
  });
}
