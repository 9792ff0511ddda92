import { isRecent } from '../intake/ingest.js';
import { inTurns, othersTurn } from '../turns.js';
import { TOPICS, type Topic, type TopicScore } from '../vocabulary.js';
import { daysOf, type Judgement, openWalk, orderByWorth, type Walk, type WorthOrder } from './order.js';
import { type WordIndex, wordIndex } from './words.js';

/** What choosing reads of a story. */
export interface CandidateStory {
  id: number;
  headline: string;
  /** Best first. */
  topics: readonly TopicScore[];
  /** 0 to 1, the same for everybody. */
  rank: number;
  /** When its newest article was accepted; `null`: not news. */
  newsAt: Date | null;
  /** When an article told new facts of it; `null`: none did after the first ones. */
  updatedAt: Date | null;
  lastSeenAt: Date;
  sourceCount: number;
  /** Stems that the story is found by. */
  terms: readonly string[];
  /** Where its articles came from: a story of muted sources alone is not shown. */
  sourceIds: readonly number[];
}

/** The same once its stems are in the index. */
export type Story = Omit<CandidateStory, 'terms'>;

/** A story of a digest, with what put it there. */
export interface ChosenStory {
  storyId: number;
  /** Under which it is shown: the best of its topics that the chat reads. */
  topic: Topic;
  /** The followed words that it matched. */
  words: readonly string[];
  /** The chat has had it, and there are new facts since. */
  isUpdate: boolean;
  /** It was told days before the window began: an archive that was read in it. */
  isOld?: boolean;
}

/** A story as it may be chosen, whoever gets it: one object for all, by place, topic and age. */
interface Offer {
  place: number;
  story: Story;
  topic: Topic;
  /** To those who have not had it. */
  fresh: ChosenStory;
  /** To those who are told new facts. */
  update: ChosenStory;
}

/** What may be chosen for chats with the same topics from one window, in order: the nth, if there are so many. */
type Offers = (nth: number) => Offer | undefined;

/** Stories in the order of what they are worth to everybody, ready for being chosen from a hundred thousand times. */
export interface PreparedStories {
  /** Without their stems: the index has them once. */
  stories: readonly Story[];
  /** What each is worth to everybody, 0 to 1, in a digest of a day. */
  worths: Float64Array;
  words: WordIndex;
  judgement: Judgement;
  /** What they offer to chats with these topics in a window: reckoned once for all who bring the same window object. */
  offers(topics: readonly Topic[], window: Window): Offers;
}

/** News accepted after `from` and not after `until`. */
export interface Window {
  from: Date;
  until: Date;
}

const NO_WORDS: readonly string[] = [];
/** Walks that are remembered, and offers of a window: at some kilobytes each, 20 MB. */
const MOST_WALKS = 4_000;
/** A topic below this weight does not speak for a story that has a better one. */
const LEAST_TOPIC_SCORE = 0.25;

/** Puts stories in order, the worthiest first, and marks their topics and words. */
export async function prepareStories(
  stories: readonly CandidateStory[],
  judgement: Judgement,
): Promise<PreparedStories> {
  const { places, worths } = orderByWorth(stories, { ...judgement, days: 1 });
  const sorted = Array.from(places, (place) => stories[place]!);
  await othersTurn();
  const words = await wordIndex(sorted);
  const withoutTerms = await inTurns(sorted, toChooseFrom);
  await othersTurn();
  const masks = Uint16Array.from(sorted, maskOf);
  const orders = new Map<number, WorthOrder>();
  const walks = new Map<string, Walk>();
  // By the window itself: what is offered in it is forgotten with it.
  const offered = new WeakMap<Window, Map<string, Offers>>();
  const offerOf = onceEach(withoutTerms);

  function walkFor(topics: readonly Topic[], days: number): Walk {
    const key = `${days} ${topics.join()}`;
    const known = walks.get(key);
    if (known) return known;
    const order = orders.get(days) ?? orderByWorth(withoutTerms, { ...judgement, days });
    orders.set(days, order);
    const walk = openWalk({ stories: withoutTerms, masks, order, topics, wanted: maskOfTopics(topics) });
    if (walks.size >= MOST_WALKS) walks.clear();
    walks.set(key, walk);
    return walk;
  }

  return {
    stories: withoutTerms,
    worths,
    words,
    judgement,
    offers(topics, window) {
      const byTopics = offered.get(window) ?? new Map<string, Offers>();
      const key = topics.join();
      const known = byTopics.get(key);
      if (known) return known;
      const walk = walkFor(topics, daysOf(window));
      const offers = asWanted(offersAlong({ walk, stories: withoutTerms, topics, window, offerOf }));
      if (byTopics.size >= MOST_WALKS) byTopics.clear();
      offered.set(window, byTopics.set(key, offers));
      return offers;
    },
  };
}

/** Field by field: what else was read of a story is let go, and to spread ten thousand of them holds everybody up. */
function toChooseFrom(story: CandidateStory): Story {
  const { id, headline, topics, rank, newsAt, updatedAt, lastSeenAt, sourceCount, sourceIds } = story;
  return { id, headline, topics, rank, newsAt, updatedAt, lastSeenAt, sourceCount, sourceIds };
}

/** What a walk comes by that a window's digest may tell, and behind all of it what happened days ago. */
function* offersAlong(options: {
  walk: Walk;
  stories: PreparedStories['stories'];
  topics: readonly Topic[];
  window: Window;
  offerOf: (place: number, topic: Topic, isOld: boolean) => Offer;
}): Generator<Offer> {
  const { walk, stories, topics, window, offerOf } = options;
  const last: Offer[] = [];
  for (let nth = 0; ; nth += 1) {
    const place = walk(nth);
    if (place === undefined) break;
    const story = stories[place]!;
    const topic = topicFor(story, topics);
    if (topic === undefined || !isWithin(story, window)) continue;
    if (isOld(story, window)) last.push(offerOf(place, topic, true));
    else yield offerOf(place, topic, false);
  }
  yield* last;
}

/** Reads what is generated as far as it is asked for, once. */
function asWanted<Item>(items: Iterator<Item>): (nth: number) => Item | undefined {
  const read: Item[] = [];
  let isOver = false;
  return (nth) => {
    while (read.length <= nth && !isOver) {
      const { done, value } = items.next();
      if (done) isOver = true;
      else read.push(value);
    }
    return read[nth];
  };
}

/** The offers of stories without a followed word, each made once. */
function onceEach(stories: PreparedStories['stories']): (place: number, topic: Topic, isOld: boolean) => Offer {
  const made = stories.map((): Offer[] => []);
  return (place, topic, old) => {
    const own = made[place]!;
    const known = own.find(({ fresh }) => fresh.topic === topic && fresh.isOld === old);
    if (known) return known;
    const story = stories[place]!;
    const told = { storyId: story.id, topic, words: NO_WORDS, isOld: old };
    const offer = { place, story, topic, fresh: { ...told, isUpdate: false }, update: { ...told, isUpdate: true } };
    own.push(offer);
    return offer;
  };
}

/** Is it news of this window? */
export function isWithin(story: Pick<CandidateStory, 'newsAt'>, { from, until }: Window): boolean {
  const at = story.newsAt?.getTime();
  return at !== undefined && at > from.getTime() && at <= until.getTime();
}

/** Did it happen days before this window? */
export function isOld(story: Pick<CandidateStory, 'lastSeenAt'>, { from }: Window): boolean {
  return !isRecent({ publishedAt: story.lastSeenAt }, from);
}

/** The best of a story's topics that the chat reads, else (a followed word brought it) its very best. */
export function topicFor(story: Pick<CandidateStory, 'topics'>, topics: readonly Topic[]): Topic | undefined {
  const read = story.topics.find((score, index) => speaks(score, index) && topics.includes(score.topic));
  return (read ?? story.topics[0])?.topic;
}

function maskOf(story: Pick<CandidateStory, 'topics'>): number {
  return story.topics.reduce((mask, score, index) => (speaks(score, index) ? mask | bitOf(score.topic) : mask), 0);
}

/** Is this topic of a story, the best one first, one that it is told under? */
export function speaks(score: TopicScore, index: number): boolean {
  return index === 0 || score.score >= LEAST_TOPIC_SCORE;
}

function maskOfTopics(topics: readonly Topic[]): number {
  return topics.reduce((mask, topic) => mask | bitOf(topic), 0);
}

function bitOf(topic: Topic): number {
  return 1 << TOPICS.indexOf(topic);
}
