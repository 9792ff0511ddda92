import { TOPICS, type Topic, type TopicScore } from '../vocabulary.js';

/** What readers said of a story with 👍 and 👎. */
export interface Opinion {
  likes: number;
  dislikes: number;
}

/** Below this a story is filler, such as yesterday's of one publisher and no clear topic: better a short digest. 0 to 1. */
export const LEAST_WORTH = 0.09;

/** Opinions that must come together before they count in full. */
const FEW_OPINIONS = 5;
/** What opinions of one mind add to a story's worth, or take from it. */
const MOST_OPINION = 0.5;

/**
 * What a story is worth to everybody, 0 to 1: its rank, how fresh its news is, and what readers make of it.
 * @param options.halfLifeMs in which news loses half of its worth: the time that the digest covers.
 */
export function worthToAll(
  story: { rank: number; newsAt: Date | null; opinion?: Opinion | undefined },
  options: { now: Date; halfLifeMs: number },
): number {
  const age = Math.max(0, options.now.getTime() - (story.newsAt?.getTime() ?? 0));
  const { likes, dislikes } = story.opinion ?? { likes: 0, dislikes: 0 };
  const opinion = (likes - dislikes) / (likes + dislikes + FEW_OPINIONS);
  return Math.min(1, story.rank * 0.5 ** (age / options.halfLifeMs) * (1 + MOST_OPINION * opinion));
}

/** The last of topics that a chat put in an order of its own is worth this share of the first. */
const LAST_TOPIC = 0.8;
/** A topic that a story merely touches is worth at least this share of the one that it is about. */
const TOUCHED = 0.5;

/**
 * What part of a story's worth each of a chat's topics leaves, 0 to 1: less from the first to the last where the chat
 * put them in an order of its own, and the same for all that stand in the usual one, which says nothing of the chat.
 */
export function topicShares(dear: readonly Topic[]): ReadonlyMap<Topic, number> {
  const isUsual = dear.every((topic, place) => place === 0 || TOPICS.indexOf(dear[place - 1]!) < TOPICS.indexOf(topic));
  const step = isUsual ? 0 : (1 - LAST_TOPIC) / (dear.length - 1);
  return new Map(dear.map((topic, place) => [topic, 1 - step * place]));
}

/** The part of a story's worth that is left to a chat with such shares for its topics; 0 to 1. */
export function dearness(topics: readonly TopicScore[], shares: ReadonlyMap<Topic, number>): number {
  const clearest = topics[0]?.score ?? 1;
  let dearest = 0;
  for (const { topic, score } of topics) {
    const share = shares.get(topic) ?? 0;
    dearest = Math.max(dearest, share * (TOUCHED + ((1 - TOUCHED) * score) / clearest));
  }
  return dearest;
}
