/**
 * The most that may arrive at the other end of a way within any stretch of a certain length. All times are ms of one clock
 * that never steps.
 */
export interface Arrivals {
  /** ms until one more may leave; infinite where an answer must come first. 0 for now. */
  wait(now: number): number;
  /** One left. Gives what is to be called when its answer has come, or nobody waits for it any more. */
  leave(now: number): (now: number) => void;
}

/** The quickest way is that of the last hundred, or two hundred, round trips. */
const TRIPS = 100;
/** A way may be so much quicker than the quickest that was seen, ms. */
const MARGIN_MS = 5;

/**
 * At most `limit` in any `length` ms. A message arrives somewhere between its leaving and its answer: until that comes it
 * counts as arriving at any moment, and then as having arrived as late as it can have, the quickest way there and back
 * before its answer. So what was held up on its way does not meet too many of those that left after it.
 */
export function createArrivals({ limit, length }: { limit: number; length: number }): Arrivals {
  let underWay = 0;
  // Of those whose answer has come, the latest moments at which they can have arrived, the oldest first.
  const arrived: number[] = [];
  let trips = 0;
  // Of the first hundred nobody knows yet how quick the way is: they may have arrived when their answers came.
  let quickestBefore = 0;
  let quickest = 0;

  function shortest(trip: number): number {
    if (trips++ % TRIPS === 0) {
      quickestBefore = quickest;
      quickest = trip;
    }
    quickest = Math.min(quickest, trip);
    return Math.max(0, Math.min(quickest, quickestBefore) - MARGIN_MS);
  }

  return {
    wait(now) {
      while (arrived.length > 0 && arrived[0]! + length <= now) arrived.shift();
      // So many of those that arrived may still lie within the stretch.
      const room = limit - underWay - 1;
      if (arrived.length <= room) return 0;
      return room < 0 ? Number.POSITIVE_INFINITY : arrived[arrived.length - room - 1]! + length - now;
    },
    leave(left) {
      underWay++;
      return (now) => {
        underWay--;
        arrived.push(now - shortest(now - left));
      };
    },
  };
}
