import { describe, expect, it } from 'vitest';
import { LEAST_WORTH, type Report, rankOf, worthOf } from '../../src/stories/rank.js';
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

describe('worthOf', () => {
  const INTEREST = { topics: [], hasFollowedWord: false, likes: 0, dislikes: 0 };
  const STORY = { rank: 0.5, topics: POLITICS, lastSeenAt: MORNING };

  it('fades with the hours since the story was last told', () => {
    expect(worthOf(STORY, INTEREST, later(24))).toBeCloseTo(worthOf(STORY, INTEREST, MORNING) / 2, 6);
  });

  it('prefers the chat’s first topic, and gives nothing to a topic that it does not read', () => {
    const worth = (topics: TopicScore['topic'][]) => worthOf(STORY, { ...INTEREST, topics }, MORNING);
    expect(worth(['politics', 'sport'])).toBeGreaterThan(worth(['sport', 'politics']));
    expect(worth(['sport'])).toBe(0);
  });

  it('lifts a story with a followed word above the floor, whatever its topic', () => {
    const followed = worthOf(STORY, { ...INTEREST, topics: ['sport'], hasFollowedWord: true }, later(48));
    expect(followed).toBeGreaterThan(LEAST_WORTH);
  });

  it('heeds what readers said, the more of them the more', () => {
    const worth = (likes: number, dislikes: number) => worthOf(STORY, { ...INTEREST, likes, dislikes }, MORNING);
    expect(worth(1, 0)).toBeGreaterThan(worth(0, 0));
    expect(worth(20, 0)).toBeGreaterThan(worth(1, 0));
    expect(worth(0, 3)).toBeLessThan(worth(0, 0));
  });

  it('leaves yesterday’s story of one publisher on the shelf and drops filler below the floor', () => {
    const single = { ...STORY, rank: rank([report('a')]) };
    expect(worthOf(single, INTEREST, later(20))).toBeGreaterThan(LEAST_WORTH);
    const filler = {
      rank: rank([report('a', 0, { isCopy: true })], [{ topic: 'society', score: 0.3 }]),
      topics: POLITICS,
      lastSeenAt: MORNING,
    };
    expect(worthOf(filler, INTEREST, later(12))).toBeLessThan(LEAST_WORTH);
  });
});
