import { expect, test } from 'vitest';
import { createBreaker } from '../../../src/summaries/model/breaker.js';

const MINUTE = 60_000;

test('after five failures in a row nothing is let through for a minute, then one call decides', () => {
  const breaker = createBreaker();
  for (let n = 0; n < 4; n++) breaker.failed(0);
  expect(breaker.allows(0)).toBe(true);
  breaker.failed(0);
  expect(breaker.allows(MINUTE - 1)).toBe(false);
  expect([breaker.allows(MINUTE), breaker.allows(MINUTE)]).toEqual([true, false]);
  breaker.succeeded();
  expect([breaker.allows(MINUTE), breaker.allows(MINUTE)]).toEqual([true, true]);
});

test('each further failure doubles the rest, up to a quarter of an hour', () => {
  const breaker = createBreaker();
  let now = 0;
  breaker.failed(now, { atOnce: true });
  for (const minutes of [1, 2, 4, 8, 15, 15]) {
    expect(breaker.allows(now + minutes * MINUTE - 1), `${minutes}`).toBe(false);
    now += minutes * MINUTE;
    expect(breaker.allows(now), `${minutes}`).toBe(true);
    breaker.failed(now);
  }
});

test('an endpoint that asks for a longer rest has it', () => {
  const breaker = createBreaker();
  breaker.failed(0, { restMs: 10 * MINUTE });
  expect(breaker.allows(9 * MINUTE)).toBe(false);
  expect(breaker.allows(10 * MINUTE)).toBe(true);
});
