/** Work that holds the event loop for longer keeps answers to people waiting, ms. */
const LONGEST_MS = 10;

/** When whoever works now got the turn. */
let began = 0;
/** Those who wait for theirs: one goes on in each round of the event loop. */
let waiting: Promise<unknown> = Promise.resolve();

/**
 * To be called, and waited for, between pieces of long work: where this turn has lasted long enough, whatever else is
 * ready (a press, an answer of Telegram) goes first. Works of which each takes its turns share one between them.
 */
export async function othersTurn(): Promise<void> {
  if (!isOver()) return;
  const mine = waiting.then(() => new Promise(setImmediate));
  waiting = mine;
  await mine;
  began = performance.now();
}

/** Does pieces of work in their order, and lets others have their turns in between. */
export async function inTurns<Item, Result>(items: Iterable<Item>, work: (item: Item) => Result): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    // Most pieces are too small to wait for anything.
    if (isOver()) await othersTurn();
    results.push(work(item));
  }
  return results;
}

function isOver(): boolean {
  return performance.now() - began >= LONGEST_MS;
}
