import { dearness, LEAST_WORTH, type Opinion, topicShares, worthToAll } from '../stories/worth.js';
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
  const halfLifeMs = days * DAY_MS;
  const worthOf = ({ id, rank, newsAt }: Orderable) =>
    worthToAll({ rank, newsAt, opinion: opinions.get(id) }, { now, halfLifeMs });
  const worths = Float64Array.from(stories, worthOf);
  const seen = Float64Array.from(stories, ({ lastSeenAt }) => lastSeenAt.getTime());
  const places = Uint16Array.from(stories, (_, place) => place).sort(
    (a, b) => worths[b]! - worths[a]! || seen[b]! - seen[a]! || a - b,
  );
  return { places, worths: Float64Array.from(places, (place) => worths[place]!) };
}

/** The days that a digest's window covers, at least one. */
export function daysOf(window: { from: Date; until: Date }): number {
  return Math.max(1, Math.ceil((window.until.getTime() - window.from.getTime()) / DAY_MS));
}

/** Stories in the order of what they are worth to chats with the same topics: the place of the nth, if there are so many. */
export type Walk = (nth: number) => number | undefined;

/**
 * Opens a walk through the stories that chats with these topics may want, in the order of what they are worth to them,
 * without filler. No story is worth more to a chat than to everybody, so the order is known without reading to the end;
 * what was read is remembered for the next chat. Written for speed: it is the inner loop of planning for a hundred
 * thousand chats.
 * @param options.wanted the chats' topics as a mask; `options.masks` are those of the stories.
 */
export function openWalk(options: {
  stories: readonly Orderable[];
  masks: Uint16Array;
  order: WorthOrder;
  topics: readonly Topic[];
  wanted: number;
}): Walk {
  const { stories, masks, order, topics, wanted } = options;
  const { places, worths } = order;
  const shares = topicShares(topics);
  const found: number[] = [];
  // The worthiest last; two lists of numbers, for as objects those of some thousand walks would weigh 50 MB.
  const waitingPlaces: number[] = [];
  const waitingWorths: number[] = [];
  let next = 0;

  function findOne(): boolean {
    for (;;) {
      const most = worths[next] ?? 0;
      const isOver = most < LEAST_WORTH;
      const worthiest = waitingWorths.at(-1);
      if (worthiest !== undefined && (isOver || worthiest >= most)) {
        waitingWorths.pop();
        found.push(waitingPlaces.pop()!);
        return true;
      }
      if (isOver) return false;
      const place = places[next]!;
      next += 1;
      if ((masks[place]! & wanted) === 0) continue;
      const worth = most * dearness(stories[place]!.topics, shares);
      if (worth < LEAST_WORTH) continue;
      let index = waitingWorths.length;
      while (index > 0 && waitingWorths[index - 1]! >= worth) index -= 1;
      waitingPlaces.splice(index, 0, place);
      waitingWorths.splice(index, 0, worth);
    }
  }

  return (nth) => {
    while (found.length <= nth) if (!findOne()) return undefined;
    return found[nth];
  };
}
