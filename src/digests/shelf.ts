import type { Database } from '../db/connect.js';
import { canonicalIds, sourcesOfStories, storiesSince } from '../stories/store.js';
import { summariesFor, translatedStories } from '../summaries/store.js';
import type { SummaryLength, TextLanguage } from '../vocabulary.js';
import { type CandidateStory, type ChosenStory, type PreparedStories, prepareStories, type Told } from './choose.js';
import { type DigestItem, eachPublisherOnce } from './compose.js';
import type { StoryUpdate } from './enqueue.js';
import { opinionsOnStories } from './opinions.js';
import { isUntold } from './slot.js';
import type { EarlierDigest } from './store.js';

/** The stories that one run of the planner chooses from, with what it has read of them so far. */
export interface Shelf {
  /** Everybody's. */
  prepared: PreparedStories;
  /** What desks are told besides, by desk; only those whose own feeds brought something. */
  own: ReadonlyMap<number, OwnStories>;
  /** The stories that earlier ones turned out to be, by the id under which a chat may have seen them. */
  canonical: Map<number, number>;
  items: Map<string, Read>;
}

/** What is told of a story in one length, and the items that tell it, by how. */
interface Read extends Pick<DigestItem, 'headline' | 'summary' | 'sources'> {
  told: Map<string, DigestItem>;
}

/** The stories of a desk's own feeds, which it alone is told. */
export interface OwnStories {
  prepared: PreparedStories;
  /** Everybody's stories in whose places they stand. */
  replaced: ReadonlySet<number>;
  /** Of an own story and everybody's in whose place it stands, each by the other: who was told of one was told of both. */
  twins: ReadonlyMap<number, number>;
}

/** The most stories of one window, the newest; a week has about seven thousand. */
const MOST_STORIES = 10_000;

/** Loads the news accepted after `since`, up to now, that can be told in Ukrainian. */
export async function openShelf(db: Database, options: { since: Date; now: Date }): Promise<Shelf> {
  return shelfOf(db, await tellable(db, await newsSince(db, options)), options.now);
}

/** Those of some stories that can be told in Ukrainian, under the topics that their translation gives them. */
export async function tellable<Story extends CandidateStory & { language: TextLanguage }>(
  db: Database,
  stories: readonly Story[],
): Promise<Story[]> {
  const foreign = stories.filter(({ language }) => language !== 'uk').map(({ id }) => id);
  const translated = await translatedStories(db, foreign);
  return stories.flatMap((story) => {
    if (story.language === 'uk') return [story];
    const topic = translated.get(story.id);
    return topic ? [{ ...story, topics: [{ topic, score: 1 }] }] : [];
  });
}

/** The same with what only articles in other languages tell, and nobody has translated: to choose what is to be. */
export async function openShelfOfAll(db: Database, options: { since: Date; now: Date }): Promise<Shelf> {
  return shelfOf(db, await newsSince(db, options), options.now);
}

async function shelfOf(db: Database, stories: readonly CandidateStory[], now: Date): Promise<Shelf> {
  const opinions = await opinionsOnStories(
    db,
    stories.map(({ id }) => id),
  );
  return { ...emptyShelf(), prepared: prepareStories(stories, { now, opinions }) };
}

function newsSince(db: Database, { since, now }: { since: Date; now: Date }) {
  return storiesSince(db, { after: since, until: now, limit: MOST_STORIES });
}

/** A shelf to choose nothing from, for telling stories that were chosen otherwise. */
export function emptyShelf(): Shelf {
  const prepared = prepareStories([], { now: new Date(0), opinions: new Map() });
  return { prepared, own: new Map(), canonical: new Map(), items: new Map() };
}

/** Looks up what stories that chats have seen turned out to be; each id is asked for once. */
export async function followMerges(db: Database, shelf: Shelf, storyIds: readonly number[]): Promise<void> {
  const unknown = [...new Set(storyIds)].filter((id) => !shelf.canonical.has(id));
  if (unknown.length === 0) return;
  const found = await canonicalIds(db, unknown);
  for (const id of unknown) shelf.canonical.set(id, found.get(id) ?? id);
}

/**
 * The stories that a chat was told of, under their present ids; `followMerges` comes first.
 * @param deskId whose chat it is, where it is a desk's.
 */
export function toldIn(shelf: Shelf, earlier: readonly EarlierDigest[], deskId?: number): Map<number, Told> {
  const told = new Map<number, Told>();
  const twins = deskId === undefined ? undefined : shelf.own.get(deskId)?.twins;
  for (const digest of earlier) {
    if (isUntold(digest)) continue;
    for (const storyId of digest.storyIds) {
      const id = shelf.canonical.get(storyId) ?? storyId;
      const last = { at: digest.createdAt, digestId: digest.id, storyId };
      told.set(id, last);
      const twin = twins?.get(id);
      if (twin !== undefined) told.set(twin, last);
    }
  }
  return told;
}

/** Those of chosen stories that are told again, each with the digest that told it last. */
export function updatesOf(chosen: readonly ChosenStory[], told: ReadonlyMap<number, Told>): StoryUpdate[] {
  return chosen.flatMap(({ storyId, isUpdate }) => {
    const earlier = isUpdate ? told.get(storyId) : undefined;
    if (!earlier || earlier.digestId === null) return [];
    return [{ storyId, earlier: { digestId: earlier.digestId, storyId: earlier.storyId } }];
  });
}

/** Reads the summaries and sources of stories that were chosen, each once a length. */
export async function readItems(
  db: Database,
  shelf: Shelf,
  options: { storyIds: readonly number[]; length: SummaryLength; now: Date },
): Promise<void> {
  const { length, now } = options;
  const unread = [...new Set(options.storyIds)]
    .filter((id) => !shelf.items.has(keyOf(id, length)))
    .sort((a, b) => a - b);
  if (unread.length === 0) return;
  const summaries = await summariesFor(db, { storyIds: unread, length, now });
  const sources = await sourcesOfStories(db, unread);
  for (const id of unread) {
    const summary = summaries.get(id);
    if (!summary) continue;
    shelf.items.set(keyOf(id, length), {
      headline: summary.headline,
      summary: summary.text,
      sources: eachPublisherOnce(sources.get(id) ?? []),
      told: new Map(),
    });
  }
}

/**
 * Chosen stories as a digest tells them; `readItems` comes first. One that cannot be told is left out: its articles were
 * removed meanwhile, or none is in Ukrainian. A story that is told in the same way is the same item in every list.
 */
export function itemsOf(shelf: Shelf, chosen: readonly ChosenStory[], length: SummaryLength): DigestItem[] {
  return chosen.flatMap(({ storyId, topic, isUpdate, isOld = false }) => {
    const read = shelf.items.get(keyOf(storyId, length));
    if (!read) return [];
    const { told, headline, summary, sources } = read;
    const way = `${topic} ${isUpdate} ${isOld}`;
    const item = told.get(way) ?? { storyId, topic, isUpdate, isOld, headline, summary, sources };
    told.set(way, item);
    return [item];
  });
}

function keyOf(storyId: number, length: SummaryLength): string {
  return `${storyId} ${length}`;
}
