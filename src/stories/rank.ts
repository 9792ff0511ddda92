import type { TopicScore } from '../vocabulary.js';

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
const UNCLEAR = 0.4;

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
