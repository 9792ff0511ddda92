import { isRecent } from '../intake/ingest.js';
import { TOPICS, type Topic, type TopicScore } from '../vocabulary.js';
import { daysOf, type Judgement, openWalk, orderByWorth, type Walk, type WorthOrder } from './order.js';
import { storiesMatching, storiesWithAny, type WordIndex, wordIndex } from './words.js';

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

/** A story of a digest, with what put it there. */
export interface ChosenStory {
  storyId: number;
  /** Under which it is shown: the best of its topics that the chat reads. */
  topic: Topic;
  /** The followed words that it matched. */
  words: string[];
  /** The chat has had it, and there are new facts since. */
  isUpdate: boolean;
  /** It was told days before the window began: an archive that was read in it. */
  isOld?: boolean;
}

/** When a chat was told of a story last, by which digest (`null`: one that is being planned) and under which id. */
export interface Told {
  at: Date;
  digestId: number | null;
  storyId: number;
}

/** Stories in the order of what they are worth to everybody, ready for being chosen from a hundred thousand times. */
export interface PreparedStories {
  /** Without their stems: the index has them once. */
  stories: readonly Omit<CandidateStory, 'terms'>[];
  /** What each is worth to everybody, 0 to 1, in a digest of a day. */
  worths: Float64Array;
  words: WordIndex;
  judgement: Judgement;
  /** A walk through them for chats with these topics and digests that cover so many days; each is begun once. */
  walk(topics: readonly Topic[], days: number): Walk;
}

/** What choosing reads of a chat's preferences. */
export interface Taste {
  topics: readonly Topic[];
  /** The most stories of a topic in one digest, where the chat set one. */
  topicCaps: Readonly<Partial<Record<Topic, number>>>;
  followedWords: readonly string[];
  mutedWords: readonly string[];
  mutedSourceIds: readonly number[];
  /** Only what one of these told of; `null`: whatever the source. */
  onlySourceIds: readonly number[] | null;
}

const NONE: ReadonlySet<number> = new Set();
/** Walks that are remembered: at some kilobytes each, 20 MB. */
const MOST_WALKS = 4_000;
/** A topic below this weight does not speak for a story that has a better one. */
const LEAST_TOPIC_SCORE = 0.25;

/** Puts stories in order, the worthiest first, and marks their topics and words. */
export function prepareStories(stories: readonly CandidateStory[], judgement: Judgement): PreparedStories {
  const { places, worths } = orderByWorth(stories, { ...judgement, days: 1 });
  const sorted = Array.from(places, (place) => stories[place]!);
  const withoutTerms = sorted.map(({ terms: _, ...story }) => story);
  const masks = Uint16Array.from(sorted, maskOf);
  const orders = new Map<number, WorthOrder>();
  const walks = new Map<string, Walk>();
  return {
    stories: withoutTerms,
    worths,
    words: wordIndex(sorted),
    judgement,
    walk(topics, days) {
      const key = `${days} ${topics.join()}`;
      const known = walks.get(key);
      if (known) return known;
      const order = orders.get(days) ?? orderByWorth(withoutTerms, { ...judgement, days });
      orders.set(days, order);
      const walk = openWalk({ stories: withoutTerms, masks, order, topics, wanted: maskOfTopics(topics) });
      if (walks.size >= MOST_WALKS) walks.clear();
      walks.set(key, walk);
      return walk;
    },
  };
}

/**
 * The stories of a digest, best first, those with a followed word before all others, and those that happened days ago
 * behind them: of the chat's topics or with its followed words, without its muted words and sources, not told before
 * unless there are new facts, no more of a topic than its cap, and no filler.
 * @param options.told the stories that the chat was told of, by id.
 * @param options.window only news accepted after `from` and not after `until`.
 * @param options.limit stories at most.
 * @param options.without stories that are not to be chosen, whatever they are worth.
 */
export function chooseStories(options: {
  from: PreparedStories;
  taste: Taste;
  told: ReadonlyMap<number, Told>;
  window: { from: Date; until: Date };
  limit: number;
  without?: ReadonlySet<number>;
}): ChosenStory[] {
  const { from, taste, told, limit, without = NONE } = options;
  const [after, until] = [options.window.from.getTime(), options.window.until.getTime()];
  const muted = storiesWithAny(from.words, taste.mutedWords);
  const followed = storiesWithAny(from.words, taste.followedWords);
  const mutedSources = new Set(taste.mutedSourceIds);
  const onlySources = taste.onlySourceIds && new Set(taste.onlySourceIds);
  const isOld = (story: Pick<CandidateStory, 'lastSeenAt'>) =>
    !isRecent({ publishedAt: story.lastSeenAt }, options.window.from);
  const counts = new Map<Topic, number>();
  const chosen: ChosenStory[] = [];

  const consider = (place: number, isFollowed: boolean): void => {
    const story = from.stories[place];
    if (!story) return;
    const newsAt = story.newsAt?.getTime() ?? 0;
    if (newsAt <= after || newsAt > until || muted.has(place) || isSilenced(story, mutedSources)) return;
    if (without.has(story.id)) return;
    if (onlySources && !story.sourceIds.some((id) => onlySources.has(id))) return;
    const toldAt = told.get(story.id)?.at;
    if (toldAt !== undefined && (story.updatedAt === null || story.updatedAt <= toldAt)) return;
    const topic = topicFor(story, taste.topics);
    if (topic === undefined) return;
    const count = counts.get(topic) ?? 0;
    if (count >= (taste.topicCaps[topic] ?? Number.POSITIVE_INFINITY)) return;
    counts.set(topic, count + 1);
    const words = isFollowed ? taste.followedWords.filter((word) => storiesMatching(from.words, word).has(place)) : [];
    chosen.push({ storyId: story.id, topic, words, isUpdate: toldAt !== undefined, isOld: isOld(story) });
  };
  for (const place of followed) {
    if (chosen.length >= limit) break;
    consider(place, true);
  }
  const walk = from.walk(taste.topics, daysOf(options.window));
  const last: number[] = [];
  for (let nth = 0; chosen.length < limit; nth += 1) {
    const place = walk(nth);
    if (place === undefined) break;
    if (followed.has(place)) continue;
    if (isOld(from.stories[place]!)) last.push(place);
    else consider(place, false);
  }
  for (const place of last) if (chosen.length < limit) consider(place, false);
  return chosen;
}

/** The best of a story's topics that the chat reads, else (a followed word brought it) its very best. */
export function topicFor(story: Pick<CandidateStory, 'topics'>, topics: readonly Topic[]): Topic | undefined {
  const read = story.topics.find((score, index) => speaks(score, index) && topics.includes(score.topic));
  return (read ?? story.topics[0])?.topic;
}

/** Did only sources that the chat muted tell of it? */
export function isSilenced(story: Pick<CandidateStory, 'sourceIds'>, muted: ReadonlySet<number>): boolean {
  return muted.size > 0 && story.sourceIds.length > 0 && story.sourceIds.every((id) => muted.has(id));
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
