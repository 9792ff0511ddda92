import { describe, expect, it } from 'vitest';
import { type Report, rankOf } from '../../src/stories/rank.js';
import type { TopicScore } from '../../src/vocabulary.js';

const MORNING = new Date('2026-03-02T08:00:00Z');
const later = (hours: number) => new Date(MORNING.getTime() + hours * 3_600_000);
const POLITICS: TopicScore[] = [{ topic: 'politics', score: 0.9 }];
const report = (publisher: string, hours = 0, more: Partial<Report> = {}): Report => ({
  publisher,
  at: later(hours),
  weight: 1,
  isCopy: false,
  ...more,
});
const rank = (reports: Report[], topics = POLITICS) => rankOf({ reports, topics });

describe('rankOf', () => {
  it('grows with every independent publisher and stays below 1', () => {
    const ranks = [1, 2, 3, 5, 20].map((count) =>
      rank(Array.from({ length: count }, (_, index) => report(`p${index}`, index * 4))),
    );
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
    expect(ranks.at(-1)).toBeLessThan(1);
  });

  it('counts a publisher once, however many of its articles tell the story', () => {
    expect(rank([report('a'), report('a', 1), report('a', 2)])).toBe(rank([report('a')]));
  });

  it('gives a reprint less than a report of one’s own', () => {
    const reprinted = rank([report('a'), report('b', 5, { isCopy: true })]);
    expect(reprinted).toBeGreaterThan(rank([report('a')]));
    expect(reprinted).toBeLessThan(rank([report('a'), report('b', 5)]));
  });

  it('gives more to what many hurried to tell', () => {
    expect(rank([report('a'), report('b', 1), report('c', 2)])).toBeGreaterThan(
      rank([report('a'), report('b', 10), report('c', 20)]),
    );
  });

  it('follows the weight of the sources', () => {
    expect(rank([report('a', 0, { weight: 2 })])).toBeGreaterThan(rank([report('a')]));
    expect(rank([report('a', 0, { weight: 0 })])).toBe(0);
  });

  it('puts a story of no clear topic below a clear one', () => {
    expect(rank([report('a')], [{ topic: 'society', score: 0.3 }])).toBeLessThan(rank([report('a')]));
  });
});
