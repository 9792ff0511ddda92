import { describe, expect, it } from 'vitest';
import { rankOf } from '../../src/stories/rank.js';
import { dearness, LEAST_WORTH, type Opinion, topicShares, worthToAll } from '../../src/stories/worth.js';
import { TOPICS, type Topic, type TopicScore } from '../../src/vocabulary.js';

const HOUR_MS = 3_600_000;
const MORNING = new Date('2026-03-02T08:00:00Z');
const later = (hours: number) => new Date(MORNING.getTime() + hours * HOUR_MS);
const STORY = { rank: 0.5, newsAt: MORNING };
const DAILY = { now: MORNING, halfLifeMs: 24 * HOUR_MS };

describe('worthToAll', () => {
  it('is halved in the time that the digest covers', () => {
    expect(worthToAll(STORY, { ...DAILY, now: later(24) })).toBeCloseTo(worthToAll(STORY, DAILY) / 2, 6);
    const weekly = { now: later(24), halfLifeMs: 7 * 24 * HOUR_MS };
    expect(worthToAll(STORY, weekly)).toBeGreaterThan(0.9 * worthToAll(STORY, { ...weekly, now: MORNING }));
  });

  it('heeds what readers said, the more of them the more', () => {
    const worth = (opinion: Opinion) => worthToAll({ ...STORY, opinion }, DAILY);
    expect(worth({ likes: 1, dislikes: 0 })).toBeGreaterThan(worth({ likes: 0, dislikes: 0 }));
    expect(worth({ likes: 20, dislikes: 0 })).toBeGreaterThan(worth({ likes: 1, dislikes: 0 }));
    expect(worth({ likes: 0, dislikes: 3 })).toBeLessThan(worth({ likes: 0, dislikes: 0 }));
    expect(worth({ likes: 0, dislikes: 1000 })).toBeGreaterThan(0);
  });

  it('leaves yesterday’s clear story of one publisher above the floor, and an unclear one below it', () => {
    const worthYesterday = (topics: TopicScore[]) => {
      const rank = rankOf({ reports: [{ publisher: 'a', at: MORNING, weight: 1, isCopy: false }], topics });
      return worthToAll({ rank, newsAt: MORNING }, { ...DAILY, now: later(23) });
    };
    expect(worthYesterday([{ topic: 'politics', score: 0.8 }])).toBeGreaterThan(LEAST_WORTH);
    const unclear =
      worthYesterday([{ topic: 'society', score: 0.3 }]) *
      dearnessTo(['war', 'society'], [{ topic: 'society', score: 0.3 }]);
    expect(unclear).toBeLessThan(LEAST_WORTH);
  });
});

function dearnessTo(dear: Topic[], topics: TopicScore[]): number {
  return dearness(topics, topicShares(dear));
}

describe('dearness', () => {
  const POLITICS: TopicScore[] = [
    { topic: 'politics', score: 0.8 },
    { topic: 'economy', score: 0.4 },
  ];

  it('is whole for the first of topics that a chat put in order, less for a later one, nothing for one that it does not read', () => {
    expect(dearnessTo(['sport', 'politics', 'war'], [{ topic: 'sport', score: 0.8 }])).toBe(1);
    const second = dearnessTo(['sport', 'politics', 'war'], POLITICS);
    expect(second).toBeLessThan(1);
    expect(dearnessTo(['sport', 'war', 'politics'], POLITICS)).toBeLessThan(second);
    expect(dearnessTo(['sport', 'war'], POLITICS)).toBe(0);
  });

  it('is the same for all topics of a chat that has not put them in order', () => {
    const topics: Topic[] = ['war', 'economy', 'sport', 'environment'];
    for (const topic of topics) expect(dearnessTo(topics, [{ topic, score: 0.4 }])).toBe(1);
    for (const topic of TOPICS) expect(dearnessTo([...TOPICS], [{ topic, score: 0.4 }])).toBe(1);
  });

  it('is less where the story only touches the topic', () => {
    expect(dearnessTo(['economy'], POLITICS)).toBeLessThan(dearnessTo(['politics'], POLITICS));
    expect(dearnessTo(['economy'], POLITICS)).toBeGreaterThan(0);
  });
});
