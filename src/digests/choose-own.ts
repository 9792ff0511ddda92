import { dearness, topicShares, worthToAll } from '../stories/worth.js';
import type { Topic } from '../vocabulary.js';
import { chooseStories } from './choose.js';
import { daysOf } from './order.js';
import type { ChosenStory, PreparedStories } from './prepared.js';
import type { Shelf } from './shelf.js';

const DAY_MS = 24 * 3_600_000;

/** What is to be chosen, as {@link chooseStories} takes it. */
type Choosing = Omit<Parameters<typeof chooseStories>[0], 'from' | 'without'>;

/**
 * The stories of a digest, as {@link chooseStories} gives them: everybody's, and for a desk with feeds of its own what
 * those brought besides, an own story in the place of everybody's of the same event.
 */
export function chooseFrom(
  shelf: Shelf,
  { deskId, taste, told, window, limit }: Choosing & { deskId?: number | undefined },
): ChosenStory[] {
  const own = deskId === undefined ? undefined : shelf.own.get(deskId);
  // Written out, for a hundred thousand chats come by here: to spread an object costs more than choosing.
  if (!own) return chooseStories({ from: shelf.prepared, taste, told, window, limit });
  const choosing = { taste, told, window, limit };
  const sorted = [
    ...ranked(shelf.prepared, chooseStories({ ...choosing, from: shelf.prepared, without: own.replaced }), choosing),
    ...ranked(own.prepared, chooseStories({ ...choosing, from: own.prepared }), choosing),
  ].sort((one, other) => one.turn - other.turn || other.worth - one.worth);
  const counts = new Map<Topic, number>();
  const within = sorted.filter(({ chosen: { topic } }) => {
    const count = (counts.get(topic) ?? 0) + 1;
    counts.set(topic, count);
    return count <= (choosing.taste.topicCaps[topic] ?? Number.POSITIVE_INFINITY);
  });
  return within.slice(0, choosing.limit).map(({ chosen }) => chosen);
}

/** Chosen stories with what puts them in order beside others: followed ones first, old ones last, then by their worth. */
function ranked(
  { stories, judgement }: PreparedStories,
  chosen: readonly ChosenStory[],
  { taste, window }: Choosing,
): { chosen: ChosenStory; turn: number; worth: number }[] {
  const { now, opinions } = judgement;
  const wanted = new Set(chosen.map(({ storyId }) => storyId));
  const byId = new Map(stories.flatMap((story) => (wanted.has(story.id) ? [[story.id, story]] : [])));
  const shares = topicShares(taste.topics);
  const halfLifeMs = daysOf(window) * DAY_MS;
  return chosen.flatMap((one) => {
    const story = byId.get(one.storyId);
    if (!story) return [];
    const isFollowed = one.words.length > 0;
    const toAll = worthToAll({ ...story, opinion: opinions.get(story.id) }, { now, halfLifeMs });
    const worth = isFollowed ? toAll : toAll * dearness(story.topics, shares);
    return [{ chosen: one, turn: isFollowed ? 0 : one.isOld ? 2 : 1, worth }];
  });
}
