import type { Outcome } from './outcome.js';

/** So many sends in a row without a clear answer are no accident. */
const ROW = 3;
/** The first rest, and the longest, ms. */
const FIRST_REST = 1_000;
const LONGEST_REST = 30_000;

/**
 * Keeps a broadcast from being poured into a Telegram that does not answer, or that refuses everything in words nobody
 * knows: each message lost that way would be a reader without his digest.
 */
export interface Trouble {
  /** What a send came to, at `now` (ms of a clock that never steps). */
  note(outcome: Outcome, now: number): void;
  /** ms until the next send may be tried; 0 for now. */
  rest(now: number): number;
  /** Is there trouble? Then one message at a time is tried, until one has a clear answer. */
  readonly present: boolean;
}

export function createTrouble(): Trouble {
  let inARow = 0;
  let until = Number.NEGATIVE_INFINITY;
  return {
    note(outcome, now) {
      if (outcome.kind !== 'uncertain' && outcome.kind !== 'unreachable' && outcome.kind !== 'failed') {
        inARow = 0;
        return;
      }
      inARow++;
      // What was under way when the rest began comes back in a bunch and must not lengthen it.
      if (inARow < ROW || until > now) return;
      until = now + Math.min(LONGEST_REST, FIRST_REST * 2 ** Math.min(inARow - ROW, 10));
    },
    rest: (now) => (inARow < ROW ? 0 : Math.max(0, until - now)),
    get present() {
      return inARow >= ROW;
    },
  };
}
