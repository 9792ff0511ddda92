import { dearness, LEAST_WORTH, type Opinion, worthToAll } from '../stories/worth.js';
import type { Topic, TopicScore } from '../vocabulary.js';

/** Places in a list of stories, the worthiest first, with what each story is worth to everybody. */
export interface WorthOrder {
  places: Uint16Array;
  worths: Float64Array;
}

/** What ordering reads of a story. */
interface Orderable {
  id: number;
  topics: readonly TopicScore[];
  rank: number;
  newsAt: Date | null;
  lastSeenAt: Date;
}

const DAY_MS = 24 * 3_600_000;

/** What readers said of stories, by their ids, and the moment at which the stories are as fresh as they are. */
export interface Judgement {
  now: Date;
  opinions: ReadonlyMap<number, Opinion>;
}

/** The order of stories for digests that cover so many days: in one of a week, Monday's news is not yet old. */
export function orderByWorth(
  stories: readonly Orderable[],
  { now, opinions, days }: Judgement & { days: number },
): WorthOrder {
  const judged = stories
    .map((story, place) => ({
      place,
      worth: worthToAll({ ...story, opinion: opinions.get(story.id) }, { now, halfLifeMs: days * DAY_MS }),
      seen: story.lastSeenAt.getTime(),
    }))
    .sort((a, b) => b.worth - a.worth || b.seen - a.seen);
  return {
    places: Uint16Array.from(judged, ({ place }) => place),
    worths: Float64Array.from(judged, ({ worth }) => worth),
  };
}

/** The days that a digest's window covers, at least one. */
export function daysOf(window: { from: Date; until: Date }): number {
  return Math.max(1, Math.ceil((window.until.getTime() - window.from.getTime()) / DAY_MS));
}

/**
 * Visits the stories that a chat with these topics may want, in the order of what they are worth to it, without filler,
 * until `visit` has had enough. No story is worth more to a chat than to everybody, so the order is known without
 * reading to the end. Written for speed: it is the inner loop of planning for a hundred thousand chats.
 * @param options.wanted the chat's topics as a mask; `options.masks` are those of the stories.
 * @param options.visit gets a story's place, and answers whether it wants another.
 */
export function visitWorthiest(options: {
  stories: readonly Orderable[];
  masks: Uint16Array;
  order: WorthOrder;
  topics: readonly Topic[];
  wanted: number;
  visit(place: number): boolean;
}): void {
  const { stories, masks, order, topics, wanted, visit } = options;
  const { places, worths } = order;
  const least = LEAST_WORTH;
  /** The worthiest last. */
  const waiting: { place: number; worth: number }[] = [];
  for (let nth = 0; nth < places.length; nth += 1) {
    const most = worths[nth]!;
    if (most < least) break;
    while (waiting.length > 0 && waiting[waiting.length - 1]!.worth >= most) {
      if (!visit(waiting.pop()!.place)) return;
    }
    const place = places[nth]!;
    if ((masks[place]! & wanted) === 0) continue;
    const worth = most * dearness(stories[place]!.topics, topics);
    if (worth < least) continue;
    let index = waiting.length;
    while (index > 0 && waiting[index - 1]!.worth >= worth) index -= 1;
    waiting.splice(index, 0, { place, worth });
  }
  while (waiting.length > 0 && visit(waiting.pop()!.place));
}
