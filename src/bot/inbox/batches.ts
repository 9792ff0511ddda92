import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does together what is asked for while the last batch is under way, or began less than `everyMs` ago: a hundred at once
 * cost two statements, not a hundred, and one alone does not wait.
 * @returns a function that settles when its items are done, with the error of their batch.
 */
export function inBatches<Item>(options: {
  run: (items: Item[]) => Promise<void>;
  everyMs: number;
}): (items: readonly Item[]) => Promise<void> {
  const { run, everyMs } = options;
  let next: Item[] = [];
  let done: Promise<void> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let beganAt = Number.NEGATIVE_INFINITY;
  return (items) => {
    next.push(...items);
    done ??= last.then(async () => {
      const wait = beganAt + everyMs - performance.now();
      if (wait > 0) await sleep(wait);
      beganAt = performance.now();
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
