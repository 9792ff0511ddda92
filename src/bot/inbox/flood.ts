/** So many things at once from one person are nothing unusual. */
const BURST = 30;
/** After them one a second is taken up, ms. */
const EACH_MS = 1_000;
/** People who are remembered before those are forgotten who have been quiet. */
const MOST_REMEMBERED = 10_000;

/**
 * How long the next thing of a person must wait, so that one who floods slows down himself alone: thirty at once, then
 * one a second.
 * @returns a function of the person and the moment, ms, that counts the thing and gives its wait, ms.
 */
export function createFloodGate(): (person: number, at: number) => number {
  /** When everything that a person did would have been taken up one a second, ms. */
  const caughtUpAt = new Map<number, number>();
  return (person, at) => {
    if (caughtUpAt.size >= MOST_REMEMBERED) {
      for (const [one, until] of caughtUpAt) if (until <= at) caughtUpAt.delete(one);
    }
    const until = Math.max(caughtUpAt.get(person) ?? 0, at) + EACH_MS;
    caughtUpAt.set(person, until);
    return Math.max(0, until - BURST * EACH_MS - at);
  };
}
