import type { FeedItem, FeedReading } from '../../src/intake/feeds/feed.js';
import { shownLine, shownText } from '../../src/intake/markup.js';

/** One thing that is expected of a reading. */
export interface Claim {
  fact: string;
  expected: unknown;
  of(reading: FeedReading): unknown;
  holds(got: unknown): boolean;
}

const isoOf = (date: Date | null) => date?.toISOString() ?? null;
const lineOf = (text: string) => shownLine(text).toLowerCase();
/** What a text shows, without a care for how its paragraphs are parted. */
const wordsOf = (text: string) => shownText(text).paragraphs.join(' ').replace(/\s+/g, ' ').trim();

function itemClaim(place: number, fact: string, expected: unknown, of: (item: FeedItem) => unknown): Claim {
  return {
    fact: `items[${place}].${fact}`,
    expected,
    of: ({ items }) => (items[place] === undefined ? 'no such item' : of(items[place])),
    holds: (got) => got === expected,
  };
}

/** The claims that several kinds of expectations make of an item. */
export const ofItem = {
  title: (place: number, expected: string): Claim => ({
    ...itemClaim(place, 'title', expected, ({ title }) => title),
    holds: (got) => lineOf(String(got ?? '')) === lineOf(expected),
  }),
  url: (place: number, expected: string) => itemClaim(place, 'url', expected, ({ url }) => url),
  id: (place: number, expected: string) => itemClaim(place, 'id', expected, ({ id }) => id),
  date: (place: number, expected: string) =>
    itemClaim(place, 'publishedAt', expected, ({ publishedAt }) => isoOf(publishedAt)),
  body: (place: number, expected: string): Claim => ({
    ...itemClaim(place, 'text', wordsOf(expected), ({ summary, text }) =>
      [summary, text].map((each) => each?.replace(/\s+/g, ' ') ?? ''),
    ),
    holds: (got) => Array.isArray(got) && got.some((each) => each === wordsOf(expected)),
  }),
  categories: (place: number, expected: readonly string[]): Claim => ({
    ...itemClaim(place, 'categories', expected, ({ categories }) => categories),
    holds: (got) => Array.isArray(got) && expected.every((each) => got.includes(shownLine(each))),
  }),
  image: (place: number, expected: string) => itemClaim(place, 'image', expected, ({ image }) => image),
};

/** The claims that several kinds of expectations make of a feed. */
export const ofFeed = {
  title: (expected: string): Claim => ({
    fact: 'title',
    expected,
    of: ({ title }) => title,
    holds: (got) => lineOf(String(got ?? '')) === lineOf(expected),
  }),
  siteUrl: (expected: string): Claim => ({
    fact: 'siteUrl',
    expected,
    of: ({ siteUrl }) => siteUrl,
    holds: (got) => String(got ?? '').replace(/\/$/, '') === expected.replace(/\/$/, ''),
  }),
  language: (expected: string): Claim => ({
    fact: 'language',
    expected,
    of: ({ language }) => language,
    holds: (got) => got === expected,
  }),
  count: (expected: number): Claim => ({
    fact: 'items',
    expected,
    of: ({ items }) => items.length,
    holds: (got) => got === expected,
  }),
};
