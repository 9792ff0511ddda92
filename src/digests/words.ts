import { stems } from '../language/stem.js';
import { inTurns } from '../turns.js';

/** Which of some stories have a word: looked up once a word, however many chats follow it. */
export interface WordIndex {
  /** By the story's place: the stems of its headline, in order. */
  headlines: readonly string[];
  /** The places, in order, of the stories that have a stem. */
  placesOf(stem: string): Uint16Array;
  /** Phrases that were looked for in texts, with the places of the stories whose texts have them. */
  inTexts: Map<string, readonly number[]>;
  /** What was looked up already. */
  found: Map<string, ReadonlySet<number>>;
}

/** Words looked up that are remembered. */
const MOST_FOUND = 20_000;
const PHRASE = /^["«“](.+)["»”]$/u;
const NOWHERE: ReadonlySet<number> = new Set();
const NO_PLACES = new Uint16Array();

/**
 * Makes the index of at most 65,536 stories by their stems. All places stand in one array, those of a stem side by side:
 * ten thousand stories have a million and a half of them, which as lists would weigh 20 MB.
 */
export async function wordIndex(
  stories: readonly { headline: string; terms: readonly string[] }[],
): Promise<WordIndex> {
  const numberOf = new Map<string, number>();
  const counts: number[] = [];
  const lastPlaces: number[] = [];
  const headlines: string[] = [];
  const numbers = await inTurns(stories.entries(), ([place, story]) => {
    const ofHeadline = stems(story.headline);
    headlines.push(` ${ofHeadline.join(' ')} `);
    const own: number[] = [];
    for (const list of [story.terms, ofHeadline]) {
      for (const stem of list) {
        const number = numberOf.get(stem) ?? numberOf.size;
        if (number === numberOf.size) numberOf.set(stem, number);
        if (lastPlaces[number] === place) continue;
        lastPlaces[number] = place;
        counts[number] = (counts[number] ?? 0) + 1;
        own.push(number);
      }
    }
    return Uint32Array.from(own);
  });
  const starts = new Uint32Array(counts.length + 1);
  for (const [number, count] of counts.entries()) starts[number + 1] = starts[number]! + count;
  const places = new Uint16Array(starts.at(-1)!);
  const next = starts.slice();
  for (const [place, own] of numbers.entries()) for (const number of own) places[next[number]!++] = place;
  return {
    headlines,
    placesOf(stem) {
      const number = numberOf.get(stem);
      return number === undefined ? NO_PLACES : places.subarray(starts[number], starts[number + 1]);
    },
    inTexts: new Map(),
    found: new Map(),
  };
}

/** The places, in order, of the stories that have any of some words. */
export function storiesWithAny(index: WordIndex, words: readonly string[]): ReadonlySet<number> {
  const [only] = words;
  if (only === undefined) return NOWHERE;
  if (words.length === 1) return storiesMatching(index, only);
  const places = words.flatMap((word) => [...storiesMatching(index, word)]);
  return new Set(places.sort((a, b) => a - b));
}

/**
 * The places, in order, of the stories that have a word in any of its forms. Several words must all be there; a phrase
 * in quotes has its words side by side in the headline, or in a text where it was looked for there.
 */
export function storiesMatching(index: WordIndex, word: string): ReadonlySet<number> {
  const known = index.found.get(word);
  if (known) return known;
  if (index.found.size >= MOST_FOUND) index.found.clear();
  const matching = lookUp(index, word.trim());
  index.found.set(word, matching);
  return matching;
}

/** The words of a phrase in quotes; `null` for what is none. */
export function phraseOf(word: string): string | null {
  return PHRASE.exec(word.trim())?.[1] ?? null;
}

/** The places, in order, of the stories that have all of some stems. */
export function placesWithAll(index: WordIndex, wanted: readonly string[]): number[] {
  const [first, ...others] = wanted.map(index.placesOf);
  if (!first) return [];
  const further = others.map((places) => new Set(places));
  return [...first].filter((place) => further.every((set) => set.has(place)));
}

/** UTF-16 units in which a word and what stands behind it have their place. */
const ROOM_OF_WORD = 30;

/** Does a text have these stems side by side? Only what begins as they do is taken to its stems: that is what costs. */
export function hasSideBySide(text: string, wanted: readonly string[]): boolean {
  const [first = ''] = wanted;
  const sought = ` ${wanted.join(' ')} `;
  const small = text.toLowerCase();
  for (const { index } of small.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])[${first.charAt(0)}]`, 'gu'))) {
    const words = stems(small.slice(index, index + ROOM_OF_WORD * (wanted.length + 1)));
    if (` ${words.join(' ')} `.startsWith(sought)) return true;
  }
  return false;
}

function lookUp(index: WordIndex, word: string): ReadonlySet<number> {
  const phrase = phraseOf(word);
  const wanted = stems(phrase ?? word);
  if (wanted.length === 0) return NOWHERE;
  const places = placesWithAll(index, wanted);
  if (phrase === null) return new Set(places);
  const sideBySide = ` ${wanted.join(' ')} `;
  const inTexts = new Set(index.inTexts.get(word));
  return new Set(places.filter((place) => inTexts.has(place) || index.headlines[place]?.includes(sideBySide)));
}
