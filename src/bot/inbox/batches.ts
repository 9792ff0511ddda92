/**
 * Does together what is asked for while the last batch is under way: a hundred at once cost two statements, not a
 * hundred, and one alone does not wait.
 * @returns a function that settles when its items are done, with the error of their batch.
 */
export function inBatches<Item>(run: (items: Item[]) => Promise<void>): (items: readonly Item[]) => Promise<void> {
  let next: Item[] = [];
  let done: Promise<void> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return (items) => {
    next.push(...items);
    done ??= last.then(() => {
      const batch = next;
      next = [];
      done = null;
      const running = run(batch);
      last = running.catch(() => {});
      return running;
    });
    return done;
  };
}
