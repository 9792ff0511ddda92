import type { DeliveryFigures } from '../../delivery/store.js';
import type { Digest } from '../../digests/store.js';
import type { Story } from '../../stories/store.js';
import type { Topic } from '../../vocabulary.js';

/** What happened in a chat over some days. */
export interface Report {
  /** Every day of the period, also those on which nothing happened. */
  days: DayFigures[];
  digests: number;
  /** Different stories. */
  stories: number;
  reactions: number;
  /** Best first. */
  emoji: [emoji: string, count: number][];
  topics: [topic: Topic, stories: number][];
  sources: [name: string, stories: number][];
  /** The digest with the most reactions; `null` where there was none. */
  best: { headline: string; reactions: number } | null;
  troubles: { at: Date; state: 'failed' | 'expired' | 'uncertain' }[];
  /** A row a story of a digest, or a digest that has none. */
  rows: ReportRow[];
}

export interface DayFigures {
  /** «2026-06-12», in the chat's zone. */
  day: string;
  stories: number;
  reactions: number;
  topics: Partial<Record<Topic, number>>;
}

export interface ReportRow {
  at: Date;
  state: Digest['state'];
  topic: Topic | null;
  headline: string | null;
  sources: string[];
  /** Of the digest's messages, on its first row. */
  reactions: number | null;
  /** What Telegram or the planner said, on its first row. */
  reason: string | null;
}

/** What a report is made of. */
export interface ReportMaterial {
  digests: readonly Digest[];
  deliveries: readonly DeliveryFigures[];
  stories: ReadonlyMap<number, Pick<Story, 'headline' | 'topics'>>;
  /** Who told each story, each once. */
  publishers: ReadonlyMap<number, readonly string[]>;
}

const MOST_SOURCES = 6;

/** The days of a period that ends with the day of a moment, in a zone: «2026-06-12», the first first. */
export function lastDays(until: Date, { days, zone }: { days: number; zone: string }): string[] {
  const last = Date.parse(`${dayIn(zone, until)}T00:00:00Z`);
  return Array.from({ length: days }, (_, place) =>
    new Date(last - (days - 1 - place) * 86_400_000).toISOString().slice(0, 10),
  );
}

/** Reckons a report for the days of {@link lastDays}; digests of other days are left out. */
export function reportOf(material: ReportMaterial, { days, zone }: { days: readonly string[]; zone: string }): Report {
  const byDay = new Map(days.map((day): [string, DayFigures] => [day, { day, stories: 0, reactions: 0, topics: {} }]));
  const own = material.digests.filter(({ slotAt }) => byDay.has(dayIn(zone, slotAt)));
  const deliveries = new Map<number, DeliveryFigures[]>();
  for (const one of material.deliveries) deliveries.set(one.digestId, [...(deliveries.get(one.digestId) ?? []), one]);
  const told = new Set<number>();
  const emoji = new Map<string, number>();
  const topics = new Map<Topic, number>();
  const sources = new Map<string, number>();
  const rows: ReportRow[] = [];
  let best: Report['best'] = null;
  for (const digest of own) {
    const day = byDay.get(dayIn(zone, digest.slotAt))!;
    const messages = deliveries.get(digest.id) ?? [];
    const counts = messages.flatMap(({ reactions }) => Object.entries(reactions ?? {}));
    for (const [one, count] of counts) add(emoji, one, count);
    const reactions = counts.reduce((sum, [, count]) => sum + count, 0);
    day.reactions += reactions;
    const reason = messages.find(({ lastError }) => lastError !== null)?.lastError ?? digest.stateReason;
    rows.push(...rowsOf(digest, material, { reactions, reason }));
    if (!isOut(digest)) continue;
    const headline = material.stories.get(digest.storyIds[0] ?? 0)?.headline;
    if (headline !== undefined && reactions > (best?.reactions ?? 0)) best = { headline, reactions };
    for (const storyId of digest.storyIds) {
      const story = material.stories.get(storyId);
      const topic = story?.topics[0]?.topic;
      day.stories++;
      if (topic) day.topics[topic] = (day.topics[topic] ?? 0) + 1;
      if (told.has(storyId)) continue;
      told.add(storyId);
      if (topic) add(topics, topic, 1);
      for (const name of material.publishers.get(storyId) ?? []) add(sources, name, 1);
    }
  }
  return {
    days: [...byDay.values()],
    digests: own.filter(isOut).length,
    stories: told.size,
    reactions: [...emoji.values()].reduce((sum, count) => sum + count, 0),
    emoji: ranked(emoji),
    topics: ranked(topics),
    sources: ranked(sources).slice(0, MOST_SOURCES),
    best,
    troubles: own.flatMap(({ slotAt: at, state }) =>
      state === 'failed' || state === 'expired' || state === 'uncertain' ? [{ at, state }] : [],
    ),
    rows,
  };
}

/** Did it reach the chat, as far as anybody knows? */
function isOut({ state }: Digest): boolean {
  return state === 'sent' || state === 'uncertain';
}

function rowsOf(
  digest: Digest,
  { stories, publishers }: ReportMaterial,
  first: Pick<ReportRow, 'reactions' | 'reason'>,
): ReportRow[] {
  const bare = { at: digest.slotAt, state: digest.state };
  const rows = digest.storyIds.map((storyId): ReportRow => {
    const story = stories.get(storyId);
    return {
      ...bare,
      topic: story?.topics[0]?.topic ?? null,
      headline: story?.headline ?? null,
      sources: [...(publishers.get(storyId) ?? [])],
      reactions: null,
      reason: null,
    };
  });
  const [head = { ...bare, topic: null, headline: null, sources: [] }, ...others] = rows;
  return [{ ...head, ...first }, ...others];
}

function add<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function ranked<Key>(counts: ReadonlyMap<Key, number>): [Key, number][] {
  return [...counts].sort(([, one], [, other]) => other - one);
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** The day of a moment in a zone, «2026-06-12». */
function dayIn(zone: string, at: Date): string {
  const known = FORMATS.get(zone);
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  if (!known) FORMATS.set(zone, format);
  return format.format(at);
}
