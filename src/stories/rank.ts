import type { Topic, TopicScore } from '../vocabulary.js';

/** What ranking reads of a story. */
export interface RankedStory {
  topics: readonly TopicScore[];
  /** Independent publishers that wrote about it. */
  publishers: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
}

/** What a story deserves, 0 to 1, for everybody: how many wrote, how fast, how fresh. */
export function rankOf(story: RankedStory, now: Date): number {
  const breadth = 1 - 1 / (1 + story.publishers / 2);
  const hours = Math.max(0, now.getTime() - story.lastSeenAt.getTime()) / 3_600_000;
  return breadth * 0.5 ** (hours / 12);
}

/** Does a story touch any of these topics? */
export function touches(story: { topics: readonly TopicScore[] }, topics: readonly Topic[]): boolean {
  return story.topics.some((score) => topics.includes(score.topic));
}
