import { text } from '../texts/texts.js';
import type { InterfaceLanguage, SummaryLength, Topic } from '../vocabulary.js';
import { momentIn, type Place } from './moments.js';

/** Where a story was read. */
export interface DigestSource {
  name: string;
  /** `null`: pasted text, nothing to link to. */
  url: string | null;
  publishedAt: Date | null;
}

/** One story as a digest tells it. */
export interface DigestItem {
  storyId: number;
  headline: string;
  /** May be empty in a short digest. */
  summary: string;
  /** The chat has had this story, and there are new facts since. */
  isUpdate?: boolean;
  /** It was told days before the digest's window began, and came to the bot only in it. */
  isOld?: boolean;
  topic: Topic;
  /** Best first, each publisher once. */
  sources: DigestSource[];
}

/** What a digest is called by. */
export type DigestTitle =
  | { kind: 'scheduled' | 'first' | 'asked' | 'urgent' | 'resent' }
  /** Asked for where nothing is new: what was told before. */
  | { kind: 'again' }
  /** A scheduled one that comes after its time, and says so. */
  | { kind: 'late' }
  /** What a desk calls it. */
  | { kind: 'edition'; name: string; isLate: boolean }
  /** What was searched for. */
  | { kind: 'found'; words: string };

/** A digest ready to be rendered, in any form. */
export interface DigestContent {
  language: InterfaceLanguage;
  zone: string;
  /** The digest's moment: its slot, or when it was asked for. */
  at: Date;
  /** «Ранковий дайджест». */
  name: string;
  /** «п’ятниця, 22 листопада», in the chat's zone. */
  date: string;
  storyCount: number;
  /** Whole minutes that reading takes, at least 1. */
  minutes: number;
  length: SummaryLength;
  form: 'full' | 'compact';
  /** Its name is all that stands before its story: what is urgent needs no date, no count and no section. */
  isBrief: boolean;
  /** What stands under its name: «п’ятниця, 22 листопада · 8 подій · 2 хв»; of a search, how many were found. */
  details: string;
  /** Nothing in it is fresh, though fresh news is what was meant. */
  isAllOld: boolean;
  sections: { topic: Topic; title: string; items: DigestItem[] }[];
}

/** Digests that people take for what is new. A desk sees what it posts, and who searches is shown dates. */
const OF_FRESH_NEWS: ReadonlySet<DigestTitle['kind']> = new Set(['scheduled', 'late', 'first', 'asked']);

/** Words a minute, silent reading: the mean of 17 languages, Slavic ones beside it (Trauzettel-Klosinski and Dietz, 2012). */
const WORDS_PER_MINUTE = 184;

/**
 * A digest of stories: named, dated, counted and put into sections.
 * @param options.items best first.
 * @param options.order of the sections; those of other topics come behind, in the order of their best story, and those
 * of old stories behind all others.
 */
export function composeDigest(options: {
  title: DigestTitle;
  items: readonly DigestItem[];
  order?: readonly Topic[];
  at: Date;
  zone: string;
  language: InterfaceLanguage;
  length: SummaryLength;
  form?: 'full' | 'compact';
}): DigestContent {
  const { title, order = [], at, zone, language, length, form = 'full' } = options;
  const items = options.items.map(withPublishersOnce);
  const date = momentIn({ zone, language }, at).day;
  const minutes = minutesToRead(items, form);
  const stories = text(language, 'stories-counted', { count: items.length });
  return {
    language,
    zone,
    at,
    name: nameOf(title, { at, zone, language }),
    date,
    storyCount: items.length,
    minutes,
    length,
    form,
    isBrief: title.kind === 'urgent',
    details: title.kind === 'found' ? stories : text(language, 'digest-details', { date, stories, minutes }),
    isAllOld: OF_FRESH_NEWS.has(title.kind) && items.length > 0 && items.every(({ isOld }) => isOld),
    sections: [...byTopic(items, order)].map(([topic, own]) => ({
      topic,
      title: text(language, `topic-${topic}`),
      items: own,
    })),
  };
}

/** Whole minutes, at least 1. */
function minutesToRead(items: readonly DigestItem[], form: 'full' | 'compact'): number {
  const count = items.reduce((sum, item) => sum + wordsOf(item, form), 0);
  return Math.max(1, Math.round(count / WORDS_PER_MINUTE));
}

/** As many of the items, best first, as can be read in some minutes (`null`: all); at least one. */
export function withinMinutes(
  items: readonly DigestItem[],
  { minutes, form }: { minutes: number | null; form: 'full' | 'compact' },
): DigestItem[] {
  if (minutes === null) return [...items];
  let left = minutes * WORDS_PER_MINUTE;
  return items.filter((item, index) => {
    left -= wordsOf(item, form);
    return index === 0 || left >= 0;
  });
}

function wordsOf(item: Pick<DigestItem, 'headline' | 'summary'>, form: 'full' | 'compact'): number {
  return spacesIn(item.headline) + 1 + (form === 'compact' || item.summary === '' ? 0 : spacesIn(item.summary) + 1);
}

function spacesIn(text: string): number {
  let spaces = 0;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) spaces++;
  return spaces;
}

/** Stories as they stand in a digest, section by section; see `composeDigest`. */
export function inReadingOrder<Item extends Sorted>(items: readonly Item[], order: readonly Topic[]): Item[] {
  const sorted: Item[] = [];
  for (const topic of sectionsOf(items, order)) sorted.push(...ofTopic(items, topic));
  return sorted;
}

type Sorted = Pick<DigestItem, 'topic' | 'isOld'>;

function byTopic<Item extends Sorted>(items: readonly Item[], order: readonly Topic[]): Map<Topic, Item[]> {
  return new Map(sectionsOf(items, order).map((topic) => [topic, ofTopic(items, topic)]));
}

/** The topics of items, those of fresh ones first, each time in the order asked for and then in that of the items. */
function sectionsOf(items: readonly Sorted[], order: readonly Topic[]): Topic[] {
  const sections: Topic[] = [];
  const fresh = freshOf(items);
  for (const own of fresh.length === items.length ? [items] : [fresh, items]) {
    for (const topic of order) if (!sections.includes(topic) && tells(own, topic)) sections.push(topic);
    for (const { topic } of own) if (!sections.includes(topic)) sections.push(topic);
  }
  return sections;
}

function tells(items: readonly Sorted[], topic: Topic): boolean {
  for (const item of items) if (item.topic === topic) return true;
  return false;
}

/** The fresh ones first. */
function ofTopic<Item extends Sorted>(items: readonly Item[], topic: Topic): Item[] {
  const own = items.filter((item) => item.topic === topic);
  const fresh = freshOf(own);
  return fresh.length === own.length ? own : [...fresh, ...own.filter(({ isOld }) => isOld)];
}

function freshOf<Item extends Sorted>(items: readonly Item[]): Item[] {
  return items.filter(({ isOld }) => !isOld);
}

function nameOf(title: DigestTitle, { at, ...place }: Place & { at: Date }): string {
  if (title.kind === 'found') return text(place.language, 'digest-found', { words: title.words });
  if (title.kind === 'edition') return title.isLate ? lateName(title.name, { at, ...place }) : title.name;
  if (title.kind !== 'scheduled' && title.kind !== 'late') return text(place.language, `digest-${title.kind}`);
  const { hour } = momentIn(place, at);
  const name = text(place.language, `digest-${partOfDay(Number(hour.slice(0, 2)))}`);
  return title.kind === 'late' ? lateName(name, { at, ...place }) : name;
}

function lateName(name: string, { at, ...place }: Place & { at: Date }): string {
  return text(place.language, 'digest-late', { name, time: momentIn(place, at).hour });
}

function partOfDay(hour: number): 'morning' | 'day' | 'evening' | 'night' {
  if (hour >= 5 && hour < 11) return 'morning';
  if (hour >= 11 && hour < 17) return 'day';
  return hour >= 17 && hour < 23 ? 'evening' : 'night';
}

/** The very item where each of its publishers stands once: what is known of it goes by it. */
function withPublishersOnce(item: DigestItem): DigestItem {
  const sources = eachPublisherOnce(item.sources);
  return sources.length === item.sources.length ? item : { ...item, sources };
}

/** The sources of a story, each publisher once: the first of its articles that can be opened, else the first. */
export function eachPublisherOnce(sources: readonly DigestSource[]): DigestSource[] {
  const seen = new Map<string, DigestSource>();
  for (const source of sources) {
    const known = seen.get(source.name);
    if (!known || (known.url === null && source.url !== null)) seen.set(source.name, source);
  }
  return [...seen.values()];
}
