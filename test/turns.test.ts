import { expect, test } from 'vitest';
import { inTurns } from '../src/turns.js';

/** Longer than a turn may last, ms. */
const LONG = 12;

function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('what is ready goes first between pieces of long work', async () => {
  const done: string[] = [];
  setTimeout(() => done.push('press'));
  await inTurns([1, 2, 3], (piece) => {
    work(LONG);
    done.push(`piece ${piece}`);
  });
  expect(done.indexOf('press')).toBeLessThan(done.indexOf('piece 3'));
});

test('long works side by side take turns, one in each round of the event loop', async () => {
  const done: string[] = [];
  let round = 0;
  let isOver = false;
  const count = () => {
    round += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const longWork = (name: string) =>
    inTurns([1, 2, 3], (piece) => {
      work(LONG);
      done.push(`${name}${piece} ${round}`);
    });
  await Promise.all([longWork('a'), longWork('b')]);
  isOver = true;
  const rounds = done.slice(1).map((one) => one.split(' ')[1]);
  expect(new Set(rounds).size).toBe(rounds.length);
  expect(done.map((one) => one.split(' ')[0])).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
});

test('the results come in the order of the pieces', async () => {
  expect(await inTurns([3, 1, 2], (piece) => piece * 2)).toEqual([6, 2, 4]);
});
