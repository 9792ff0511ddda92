import { deskButton } from '../../chats/desk-press.js';
import { type Edition, type EditionPlace, editionsOfferingBreaking, lockChats } from '../../chats/store.js';
import { tellDesk } from '../../chats/tell-desk.js';
import type { Database } from '../../db/connect.js';
import { storiesByIds } from '../../stories/store.js';
import { momentInWords } from '../../texts/moments.js';
import { isSilenced } from '../choose.js';
import { withOwn } from '../own.js';
import { type CandidateStory, type PreparedStories, speaks } from '../prepared.js';
import { followMerges, type Shelf, toldIn } from '../shelf.js';
import { MEMORY_MS } from '../slot.js';
import { digestsSince } from '../store.js';
import { shelfOfToday } from '../today.js';
import { LEAST_PUBLISHERS, settledPairs, urgentSince } from '../urgency.js';
import { storiesWithAny } from '../words.js';
import { draftItemsOf, draftOfBreaking } from './ask.js';
import { type Draft, type DraftItem, offersSince } from './store.js';

const DAY_MS = 24 * 60 * 60_000;
/** Publishers that make a story loud by itself, within an hour of its first article: what two or three tell is any news. */
const LOUD_PUBLISHERS = 4;

/**
 * Offers to desks at once what breaks: a story with a word that the edition follows and that two publishers tell, or a
 * new one of its topics that four do. A desk is offered a story once, no more a day than an edition wants, and after its
 * quiet hours what came in them. Any number of processes may do it at once.
 * @returns stories offered.
 */
export async function offerBreaking(options: { db: Database; now: Date }): Promise<number> {
  const { db, now } = options;
  const sinceOf = urgentSince(now);
  const wanting = (await editionsOfferingBreaking(db, now)).flatMap((place) => {
    const since = sinceOf({ ...place.edition, zone: place.schedule.zone });
    return since === null ? [] : [{ place, since }];
  });
  if (wanting.length === 0) return 0;
  const since = new Date(Math.min(...wanting.map((one) => one.since.getTime())));
  const deskIds = wanting.map(({ place }) => place.desk.id);
  const shelf = await withOwn(db, await shelfOfToday(db, { since, now }), { deskIds, since, now });
  const settled = settledPairs(db, now);
  let offered = 0;
  for (const { place, since: own } of wanting) {
    const key = (storyId: number) => `edition ${place.edition.id} ${storyId}`;
    const stories = candidates(shelf, place, own).filter(({ id }) => !settled.has(key(id)));
    if (stories.length === 0) continue;
    const done = await db.transaction((tx) => offerToDesk(tx, { now, shelf, place, stories, since: own }));
    offered += done.offered;
    for (const storyId of done.settled) settled.add(key(storyId));
  }
  return offered;
}

/** A story that may break, and how many publishers it takes. */
interface Candidate extends Pick<CandidateStory, 'id'> {
  /** It has a word that the edition follows. */
  isFollowed: boolean;
}

/** What may break of an edition's topics and words since a moment: of the desk's own, and of everybody's, each the best ranked first. */
function candidates(shelf: Shelf, { edition }: EditionPlace, since: Date): Candidate[] {
  const own = shelf.own.get(edition.deskId);
  const common = candidatesAmong(shelf.prepared, edition, since);
  if (!own) return common;
  return [...candidatesAmong(own.prepared, edition, since), ...common.filter(({ id }) => !own.replaced.has(id))];
}

function candidatesAmong({ words, stories }: PreparedStories, edition: Edition, since: Date): Candidate[] {
  const muted = storiesWithAny(words, edition.mutedWords);
  const followed = storiesWithAny(words, edition.followedWords);
  const mutedSources = new Set(edition.mutedSourceIds);
  const only = edition.onlySourceIds && new Set(edition.onlySourceIds);
  return stories.flatMap((story, place) => {
    const isFollowed = followed.has(place);
    if (story.newsAt === null || story.newsAt <= since || story.sourceCount < leastOf(isFollowed)) return [];
    if (muted.has(place) || isSilenced(story, mutedSources)) return [];
    if (only && !story.sourceIds.some((id) => only.has(id))) return [];
    const isOfTopics = story.topics.some(
      (score, index) => speaks(score, index) && edition.topics.includes(score.topic),
    );
    return isFollowed || isOfTopics ? [{ id: story.id, isFollowed }] : [];
  });
}

function leastOf(isFollowed: boolean): number {
  return isFollowed ? LEAST_PUBLISHERS : LOUD_PUBLISHERS;
}

/** Offers a desk what of the stories it has not had; gives how many, and those of which nothing more is to be asked. */
async function offerToDesk(
  tx: Database,
  options: { now: Date; shelf: Shelf; place: EditionPlace; stories: readonly Candidate[]; since: Date },
): Promise<{ offered: number; settled: number[] }> {
  const { now, shelf, place, stories, since } = options;
  const { chat, edition } = place;
  // Under the lock under which digests are planned: none tells meanwhile what is being offered.
  if (!(await lockChats(tx, [chat.id])).has(chat.id)) return { offered: 0, settled: [] };
  const memory = new Date(now.getTime() - MEMORY_MS);
  const earlier = await digestsSince(tx, { chatIds: [chat.id], since: memory });
  const offers = await offersSince(tx, { chatId: chat.id, since: memory });
  const offeredBefore = offers.flatMap(({ items }) => items.map(({ storyId }) => storyId));
  await followMerges(tx, shelf, [...offeredBefore, ...earlier.flatMap(({ storyIds }) => storyIds)]);
  const told = toldIn(shelf, earlier, edition.deskId);
  const twins = shelf.own.get(edition.deskId)?.twins;
  const offeredIds = offeredBefore.map((id) => shelf.canonical.get(id) ?? id);
  const offered = new Set([...offeredIds, ...offeredIds.flatMap((id) => twins?.get(id) ?? [])]);
  const isKnown = (id: number) => offered.has(id) || told.get(id) !== undefined;
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const today = offers.filter(({ editionId, createdAt }) => editionId === edition.id && createdAt > dayAgo).length;
  const fresh = stories.filter(({ id }) => !isKnown(id)).slice(0, Math.max(0, edition.urgentPerDay - today));
  const begun = new Map((await storiesByIds(tx, idsOf(fresh))).map((story) => [story.id, story.firstSeenAt]));
  const isNew = ({ id, isFollowed }: Candidate) => isFollowed || (begun.get(id) ?? since) > since;
  const untellable = new Set<number>();
  let brought = 0;
  for (const story of fresh.filter(isNew)) {
    const [item] = await draftItemsOf({ db: tx, now, place }, [story.id]);
    if (!item || publishersOf(item) < leastOf(story.isFollowed)) {
      // It may break yet, when another publisher tells it.
      untellable.add(story.id);
      continue;
    }
    const draft = await draftOfBreaking({ db: tx, now, place, item });
    if (!draft) continue;
    await bringToDesk(tx, { place, draft, item, now });
    brought++;
  }
  return { offered: brought, settled: idsOf(stories).filter((id) => !untellable.has(id)) };
}

async function bringToDesk(
  tx: Database,
  { place, draft, item, now }: { place: EditionPlace; draft: Draft; item: DraftItem; now: Date },
): Promise<void> {
  const { chat, schedule } = place;
  const at = [draft.id, draft.version];
  const notice = {
    chatId: chat.id,
    kind: 'draft-breaking',
    key: `draft:${draft.id}`,
    data: {
      chat: chat.title,
      headline: item.headline,
      summary: item.summary === '' ? '' : `\n${item.summary}`,
      sources: item.sources.map(({ name }) => name).join(', '),
      until: momentInWords(chat.language, { at: draft.slotAt, now, zone: schedule.zone }),
    },
    buttons: [
      [
        deskButton('desk-button-post', chat.id, 'now', ...at),
        deskButton('desk-button-no-need', chat.id, 'skip', ...at),
      ],
      [deskButton('desk-button-edit-first', chat.id, 'draft', draft.id)],
    ],
  };
  await tellDesk(tx, notice, now);
}

function publishersOf({ sources }: DraftItem): number {
  return new Set(sources.map(({ name }) => name)).size;
}

function idsOf(stories: readonly Pick<Candidate, 'id'>[]): number[] {
  return stories.map(({ id }) => id);
}
