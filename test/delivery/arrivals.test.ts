import { expect, test } from 'vitest';
import { createArrivals } from '../../src/delivery/arrivals.js';

test('the first of all, which is long on its way, is not taken to have arrived before its answer', () => {
  const arrivals = createArrivals({ limit: 1, length: 1000 });
  const answered = arrivals.leave(0);
  expect(arrivals.wait(50)).toBe(Number.POSITIVE_INFINITY);
  answered(110);
  expect(arrivals.wait(1050)).toBe(60);
  expect(arrivals.wait(1110)).toBe(0);
});

test('once the way is known, a message that was held up counts from its answer less the quickest way', () => {
  const arrivals = createArrivals({ limit: 1, length: 1000 });
  for (let trip = 0; trip < 150; trip++) arrivals.leave(trip * 2000)(trip * 2000 + 80);
  const answered = arrivals.leave(1_000_000);
  answered(1_000_500);
  const wait = arrivals.wait(1_001_000);
  // It left 500 ms before its answer, and the quickest way takes 80 of them.
  expect(wait).toBeGreaterThanOrEqual(420);
  expect(wait).toBeLessThan(440);
});
