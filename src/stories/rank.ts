import type { Topic, TopicScore } from '../vocabulary.js';

/** That somebody told a story. */
export interface Report {
  /** One name a publisher, whichever of its feeds it came by. */
  publisher: string;
  at: Date;
  /** How much its source is trusted to tell news: 1 is usual. */
  weight: number;
  /** The same text came from another publisher before. */
  isCopy: boolean;
}

/** Publishers of one weight that make a story halfway important. */
const HALFWAY = 2;
/** Who reprints has not looked for himself. */
const COPY = 0.35;
/** What many hurry to tell is more: publishers of the first hours count for more. */
const HURRY = 1.5;
const FIRST_HOURS_MS = 3 * 3_600_000;
/** Without a clear topic a story is most often filler. */
const UNCLEAR = 0.6;

/**
 * How important a story is for everybody, 0 to 1: how many independent publishers told it, how fast they came, what
 * weight their sources have, and how clearly it speaks for a topic.
 */
export function rankOf(story: { reports: readonly Report[]; topics: readonly TopicScore[] }): number {
  const ordered = [...story.reports].sort((a, b) => a.at.getTime() - b.at.getTime());
  const told = new Map<string, Report>();
  for (const report of ordered) if (!told.has(report.publisher)) told.set(report.publisher, report);
  const first = ordered[0]?.at.getTime() ?? 0;
  let mass = 0;
  for (const { at, weight, isCopy } of told.values()) {
    const delay = at.getTime() - first;
    const hurry = mass > 0 && delay <= FIRST_HOURS_MS ? HURRY : 1;
    mass += Math.max(0, weight) * hurry * (isCopy ? COPY : 1);
  }
  const clarity = UNCLEAR + (1 - UNCLEAR) * Math.min(1, story.topics[0]?.score ?? 0);
  return (1 - 0.5 ** (mass / HALFWAY)) * clarity;
}

/** What a chat makes of a story. */
export interface Interest {
  /** The chat's topics, the dearest first; none: all are alike to it. */
  topics: readonly Topic[];
  /** Does the story hold a word that the chat follows? */
  hasFollowedWord: boolean;
  /** What readers said of the story. */
  likes: number;
  dislikes: number;
}

/** Below this a story is filler: better a short digest. 0 to 1. */
export const LEAST_WORTH = 0.08;

const HALF_LIFE_MS = 24 * 3_600_000;
const FOLLOWED = 0.5;
/** The last of a chat's topics is worth this share of the first. */
const LAST_TOPIC = 0.8;
/** Opinions that must come together before they count in full. */
const FEW_OPINIONS = 5;

/** What a story is worth to a chat at a moment, 0 to 1: its rank, how fresh it is, what the chat and readers make of it. */
export function worthOf(
  story: { rank: number; topics: readonly TopicScore[]; lastSeenAt: Date },
  interest: Interest,
  now: Date,
): number {
  const age = Math.max(0, now.getTime() - story.lastSeenAt.getTime());
  const opinion = (interest.likes - interest.dislikes) / (interest.likes + interest.dislikes + FEW_OPINIONS);
  const worth =
    story.rank * 0.5 ** (age / HALF_LIFE_MS) * dearness(story.topics, interest.topics) * (1 + 0.5 * opinion);
  return Math.min(1, interest.hasFollowedWord ? worth + FOLLOWED * (1 - worth) : worth);
}

function dearness(topics: readonly TopicScore[], dear: readonly Topic[]): number {
  if (dear.length === 0) return 1;
  const places = topics
    .map(({ topic, score }) => ({ score, place: dear.indexOf(topic) }))
    .filter(({ place }) => place >= 0);
  const step = dear.length > 1 ? (1 - LAST_TOPIC) / (dear.length - 1) : 0;
  const best = topics[0]?.score ?? 1;
  return Math.max(0, ...places.map(({ place, score }) => (1 - step * place) * (0.5 + (0.5 * score) / best)));
}
