import { describe, expect, it } from 'vitest';
import { backOff, idleInterval, intervalOf, nextPollAt } from '../../../src/intake/sources/interval.js';

const NOW = new Date('2026-03-10T12:00:00Z');
const hoursAgo = (...hours: number[]) => hours.map((each) => new Date(NOW.getTime() - each * 3_600_000));

describe('the interval of a source', () => {
  it('is half of what usually passes between two of its items', () => {
    expect(intervalOf(hoursAgo(0, 2, 4, 6), 900, NOW)).toBe(3600);
  });

  it('is five minutes at least, however much comes, and a day at most, however little', () => {
    expect(intervalOf(hoursAgo(0, 0.05, 0.1), 900, NOW)).toBe(300);
    expect(intervalOf(hoursAgo(24 * 90), 900, NOW)).toBe(86_400);
    expect(intervalOf(hoursAgo(24 * 6, 0), 900, NOW)).toBe(86_400);
  });

  it('grows with the silence of a source that used to say much', () => {
    expect(intervalOf(hoursAgo(40, 40.1, 40.2), 900, NOW)).toBe(18_000);
  });

  it('leaves dates of the future out, and stays as it was where no date is left', () => {
    expect(intervalOf(hoursAgo(-5), 1200, NOW)).toBe(1200);
    expect(intervalOf([], 1200, NOW)).toBe(1200);
  });

  it('grows slowly to an hour while nothing changes, and no further', () => {
    expect(idleInterval(300)).toBe(375);
    expect(idleInterval(3500)).toBe(3600);
    expect(idleInterval(20_000)).toBe(20_000);
  });

  it('doubles with every failure in a row up to a day', () => {
    expect([1, 2, 3, 8, 9, 10, 1000].map(backOff)).toEqual([300, 600, 1200, 38_400, 76_800, 86_400, 86_400]);
  });
});

describe('the next poll', () => {
  it('waits as long as the longest that the source asks for, at most a day', () => {
    const next = (asked: (number | null)[]) => nextPollAt(NOW, { sourceId: 0, interval: 600, asked }).toISOString();
    expect(next([null, 60])).toBe('2026-03-10T12:10:00.000Z');
    expect(next([1800, null])).toBe('2026-03-10T12:30:00.000Z');
    expect(next([10_000_000])).toBe('2026-03-11T12:00:00.000Z');
  });

  it('spreads sources that fall due together over the minute, never before their time', () => {
    const times = Array.from({ length: 60 }, (_, sourceId) =>
      nextPollAt(NOW, { sourceId, interval: 600, asked: [] }).getTime(),
    );
    expect(new Set(times).size).toBe(60);
    expect(Math.min(...times)).toBe(NOW.getTime() + 600_000);
    expect(Math.max(...times)).toBe(NOW.getTime() + 659_000);
  });
});
