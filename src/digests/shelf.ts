import type { Database } from '../db/connect.js';
import { canonicalIds, sourcesOfStories, storiesSince } from '../stories/store.js';
import { summariesFor, translatedStories } from '../summaries/store.js';
import type { SummaryLength, TextLanguage } from '../vocabulary.js';
import type { ToldStories } from './choose.js';
import { type DigestItem, eachPublisherOnce } from './compose.js';
import type { StoryUpdate } from './enqueue.js';
import { opinionsOnStories } from './opinions.js';
import { type CandidateStory, type ChosenStory, type PreparedStories, prepareStories } from './prepared.js';
import { isUntold } from './slot.js';
import type { EarlierDigest } from './store.js';

/** The stories that one run of the planner chooses from, with what it has read of them so far. */
export interface Shelf {
  /** Everybody's. */
  prepared: PreparedStories;
  /** What desks are told besides, by desk; only those whose own feeds brought something. */
  own: ReadonlyMap<number, OwnStories>;
  /** Ids under which chats may have seen stories, as far as it was asked what became of them. */
  asked: Set<number>;
  /** Those of which another story came, by id: the story that it turned out to be. */
  canonical: Map<number, number>;
  /** What was read of stories, by length and id. */
  items: Record<SummaryLength, Map<number, Read>>;
}

/** What is told of a story in one length, and the items that tell it, each way once. */
interface Read extends Pick<DigestItem, 'headline' | 'summary' | 'sources'> {
  told: DigestItem[];
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

/**
 * Loads the news accepted after `since`, up to now, that can be told in Ukrainian.
 * @param options.pool whose transaction `db` is, where it is one: what it has read already is not read again.
 */
export async function openShelf(db: Database, options: { since: Date; now: Date; pool?: Database }): Promise<Shelf> {
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
  return shelfWith(await prepareStories(stories, { now, opinions }));
}

function newsSince(db: Database, { since, now, pool = db }: { since: Date; now: Date; pool?: Database }) {
  return storiesSince(db, { after: since, until: now, limit: MOST_STORIES, pool });
}

/** A shelf to choose nothing from, for telling stories that were chosen otherwise. */
export async function emptyShelf(): Promise<Shelf> {
  return shelfWith(await prepareStories([], { now: new Date(0), opinions: new Map() }));
}

function shelfWith(prepared: PreparedStories): Shelf {
  const items = { short: new Map(), normal: new Map(), long: new Map() };
  return { prepared, own: new Map(), asked: new Set(), canonical: new Map(), items };
}

/** Looks up what stories that chats have seen turned out to be; each id is asked for once. */
export async function followMerges(db: Database, shelf: Shelf, storyIds: readonly number[]): Promise<void> {
  const unknown = [...new Set(storyIds.filter((id) => !shelf.asked.has(id)))];
  if (unknown.length === 0) return;
  for (const [id, present] of await canonicalIds(db, unknown)) if (present !== id) shelf.canonical.set(id, present);
  for (const id of unknown) shelf.asked.add(id);
}

/**
 * The stories that a chat was told of, under their present ids; `followMerges` comes first. Looked through and not
 * gathered: of what a chat had in a week, few are asked for.
 * @param deskId whose chat it is, where it is a desk's.
 */
export function toldIn(shelf: Shelf, earlier: readonly EarlierDigest[], deskId?: number): ToldStories {
  const twins = deskId === undefined ? undefined : shelf.own.get(deskId)?.twins;
  const { canonical } = shelf;
  const reached = earlier.filter((digest) => !isUntold(digest));
  const present = reached.map(({ storyIds }) =>
    canonical.size === 0 ? storyIds : storyIds.map((id) => canonical.get(id) ?? id),
  );
  return {
    get(storyId) {
      const twin = twins?.get(storyId);
      for (let last = reached.length - 1; last >= 0; last -= 1) {
        const ids = present[last]!;
        const place = Math.max(ids.indexOf(storyId), twin === undefined ? -1 : ids.indexOf(twin));
        const digest = reached[last]!;
        if (place >= 0) return { at: digest.createdAt, digestId: digest.id, storyId: digest.storyIds[place]! };
      }
      return undefined;
    },
  };
}

/** Those of chosen stories that are told again, each with the digest that told it last. */
export function updatesOf(chosen: readonly ChosenStory[], told: ToldStories): StoryUpdate[] {
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
  const read = shelf.items[length];
  const unread = [...new Set(options.storyIds.filter((id) => !read.has(id)))].sort((a, b) => a - b);
  if (unread.length === 0) return;
  const summaries = await summariesFor(db, { storyIds: unread, length, now });
  const sources = await sourcesOfStories(db, unread);
  for (const id of unread) {
    const summary = summaries.get(id);
    if (!summary) continue;
    read.set(id, {
      headline: summary.headline,
      summary: summary.text,
      sources: eachPublisherOnce(sources.get(id) ?? []),
      told: [],
    });
  }
}

/**
 * Chosen stories as a digest tells them; `readItems` comes first. One that cannot be told is left out: its articles were
 * removed meanwhile, or none is in Ukrainian. A story that is told in the same way is the same item in every list.
 */
export function itemsOf(shelf: Shelf, chosen: readonly ChosenStory[], length: SummaryLength): DigestItem[] {
  const items: DigestItem[] = [];
  for (const one of chosen) {
    const read = shelf.items[length].get(one.storyId);
    if (read) items.push(itemOf(read, one));
  }
  return items;
}

function itemOf(read: Read, { storyId, topic, isUpdate, isOld = false }: ChosenStory): DigestItem {
  const { told, headline, summary, sources } = read;
  const known = told.find((item) => item.topic === topic && item.isUpdate === isUpdate && item.isOld === isOld);
  if (known) return known;
  const item = { storyId, topic, isUpdate, isOld, headline, summary, sources };
  told.push(item);
  return item;
}
