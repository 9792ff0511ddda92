/**
 * Where the moments come from at which the token may send: gives the ms until the first of `count`, evenly apart. It lies
 * up to `back` ms in the past where nobody has taken those moments: they were wanted then, and nobody had time to ask.
 */
export type DrawSlots = (count: number, back: number) => Promise<number>;

/** Slots of this process alone. `clock`: ms, never stepping. */
export function localSlots({ rate, clock }: { rate: number; clock: () => number }): DrawSlots {
  const interval = 1000 / rate;
  let spentUntil = Number.NEGATIVE_INFINITY;
  return async (count, back) => {
    const now = clock();
    const first = Math.max(spentUntil, now - back);
    spentUntil = first + count * interval;
    return first - now;
  };
}

/** The database is given this long for a slot. Beyond it a person would notice, and one process alone is right so far. */
const DRAW_LIMIT_MS = 250;

/**
 * Slots of one budget for all processes, drawn from the database. While it does not answer, slots of this process
 * alone: a reply must go even then, and what has its row there stands still anyway.
 * @param options.draw takes slots, `interval` ms apart, and gives the ms until the first.
 */
export function sharedSlots(options: {
  rate: number;
  clock: () => number;
  draw: (wanted: { count: number; back: number; interval: number }) => Promise<number>;
  onFailure: (error: unknown) => void;
}): DrawSlots {
  const { rate, clock, draw, onFailure } = options;
  const alone = localSlots({ rate, clock });
  return async (count, back) => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      const error = new Error(`The database gave no slot within ${DRAW_LIMIT_MS} ms.`);
      timer = setTimeout(() => reject(error), DRAW_LIMIT_MS);
    });
    try {
      return await Promise.race([draw({ count, back, interval: 1000 / rate }), tooLate]);
    } catch (error) {
      onFailure(error);
      return await alone(count, back);
    } finally {
      clearTimeout(timer);
    }
  };
}
