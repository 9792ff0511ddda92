/**
 * Where the moments come from at which the token may send: gives the ms until the first of `count`, evenly apart. It lies
 * up to `back` ms in the past where nobody has taken those moments: they were wanted then, and nobody had time to ask.
 */
export type DrawSlots = (count: number, back: number) => Promise<number>;

/** Slots of this process alone. `clock`: ms, never stepping. */
export function localSlots(options: { rate: number; clock: () => number }): DrawSlots {
  return ownSlots(options).draw;
}

interface OwnSlots {
  draw: DrawSlots;
  /** Nothing is given before this moment of the clock any more: it is spent already. */
  spend(until: number): void;
}

function ownSlots({ rate, clock }: { rate: number; clock: () => number }): OwnSlots {
  const interval = 1000 / rate;
  let spentUntil = Number.NEGATIVE_INFINITY;
  return {
    async draw(count, back) {
      const now = clock();
      const first = Math.max(spentUntil, now - back);
      spentUntil = first + count * interval;
      return first - now;
    },
    spend(until) {
      spentUntil = Math.max(spentUntil, until);
    },
  };
}

/** The database is given this long for a slot. Beyond it a person would notice, and one process alone is right so far. */
const DRAW_LIMIT_MS = 250;

/**
 * Slots of one budget for all processes, drawn from the database. While it does not answer, slots of this process
 * alone, after those that it was given before: a reply must go even then, and what has its row there stands still anyway.
 * @param options.draw takes slots, `interval` ms apart, and gives the ms until the first.
 * @param options.onFailure hears of the first of several failures in a row.
 */
export function sharedSlots(options: {
  rate: number;
  clock: () => number;
  draw: (wanted: { count: number; back: number; interval: number }) => Promise<number>;
  onFailure: (error: unknown) => void;
}): DrawSlots {
  const { rate, clock, draw, onFailure } = options;
  const interval = 1000 / rate;
  const alone = ownSlots({ rate, clock });
  let isAlone = false;
  return async (count, back) => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      const error = new Error(`The database gave no slot within ${DRAW_LIMIT_MS} ms.`);
      timer = setTimeout(() => reject(error), DRAW_LIMIT_MS);
    });
    try {
      const first = await Promise.race([draw({ count, back, interval }), tooLate]);
      alone.spend(clock() + first + count * interval);
      isAlone = false;
      return first;
    } catch (error) {
      if (!isAlone) onFailure(error);
      isAlone = true;
      return await alone.draw(count, back);
    } finally {
      clearTimeout(timer);
    }
  };
}
