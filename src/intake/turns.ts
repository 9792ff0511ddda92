/**
 * Gives others their turn between pieces of long work: to be called, and waited for, after each of them with how much was
 * done. `between`: how much may be done without a turn.
 */
export function turns(between: number): (done: number) => Promise<void> {
  let since = 0;
  return async (done) => {
    since += done;
    if (since < between) return;
    since = 0;
    await new Promise(setImmediate);
  };
}
