import { expect, test } from 'vitest';
import { turnOf } from '../../src/delivery/turn.js';

const DAY = 86_400_000;
const READERS = Array.from({ length: 1000 }, (_, n) => n + 1);
const LAST = 2 ** 31 - 1;

test('over thirty days no reader is among the last tenth more often than seven times', () => {
  const late = new Map<number, number>();
  for (let day = 0; day < 30; day++) {
    const now = new Date(Date.UTC(2026, 2, 1) + day * DAY);
    for (const reader of READERS) {
      if (turnOf(reader, now) > LAST * 0.9) late.set(reader, (late.get(reader) ?? 0) + 1);
    }
  }
  expect(Math.max(...late.values())).toBeLessThanOrEqual(7);
});

test('readers are spread over the whole round, on any day', () => {
  for (const day of [0, 1, 365]) {
    const tenths = new Array<number>(10).fill(0);
    for (const reader of READERS) {
      const tenth = Math.floor((turnOf(reader, new Date(day * DAY)) / LAST) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(Math.min(...tenths)).toBeGreaterThan(80);
  }
});

test('within one day a reader keeps his turn', () => {
  expect(turnOf(7, new Date('2026-03-01T05:00:00Z'))).toBe(turnOf(7, new Date('2026-03-01T23:00:00Z')));
});
