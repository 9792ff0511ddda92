import type { Preferences } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { stems } from '../language/stem.js';
import { articlesOfStories } from '../stories/store.js';
import type { Shelf } from './shelf.js';
import { hasSideBySide, phraseOf, placesWithAll, storiesMatching, type WordIndex, wordIndex } from './words.js';

/** Stories whose texts are read for a phrase, the worthiest that have all its words; and of each text, UTF-16 units. */
const MOST_STORIES = 40;
const MOST_TEXT = 8_000;
/** Phrases whose texts are read for one set of stories; further ones are looked for in headlines alone. */
const MOST_PHRASES = 300;

/**
 * Looks for phrases in quotes in the texts of stories: what is chosen afterwards knows of them. Each is looked for once a
 * set of stories, everybody's and each desk's own, and only in those that have all its words.
 */
export async function readPhrases(
  db: Database,
  { prepared, own }: Pick<Shelf, 'prepared' | 'own'>,
  tastes: readonly Pick<Preferences, 'followedWords' | 'mutedWords'>[],
): Promise<void> {
  const words = new Set(tastes.flatMap(({ followedWords, mutedWords }) => [...followedWords, ...mutedWords]));
  for (const stories of [prepared, ...[...own.values()].map((desks) => desks.prepared)]) {
    await readPhrasesOf(db, stories, words);
  }
}

async function readPhrasesOf(
  db: Database,
  { stories, words: index }: { stories: readonly { id: number }[]; words: WordIndex },
  words: ReadonlySet<string>,
): Promise<void> {
  for (const word of words) {
    const phrase = phraseOf(word);
    if (phrase === null || index.inTexts.has(word) || index.inTexts.size >= MOST_PHRASES) continue;
    const wanted = stems(phrase);
    const places = placesWithAll(index, wanted).slice(0, MOST_STORIES);
    const told = await articlesOfStories(
      db,
      places.flatMap((place) => stories[place]?.id ?? []),
    );
    const having = places.filter((place) =>
      told
        .get(stories[place]?.id ?? 0)
        ?.some(({ title, text }) => hasSideBySide(`${title}\n${text}`.slice(0, MOST_TEXT), wanted)),
    );
    index.inTexts.set(word, having);
    index.found.delete(word);
  }
}

/** Where a reader finds the words that a story was told for; each once. */
export interface FoundWords {
  inHeadline: string[];
  inText: string[];
}

/**
 * Says which of some words, and phrases in quotes, a story has, and where: by the same rules as they are chosen by.
 * @param story.headline the one that the reader sees.
 */
export async function findWords(
  db: Database,
  story: { id: number; headline: string; terms: readonly string[] },
  words: readonly string[],
): Promise<FoundWords> {
  const whole = await wordIndex([story]);
  await readPhrasesOf(db, { stories: [story], words: whole }, new Set(words));
  const headline = await wordIndex([{ headline: story.headline, terms: [] }]);
  const found = words.filter((word) => storiesMatching(whole, word).has(0));
  const isInHeadline = (word: string) => storiesMatching(headline, word).has(0);
  return { inHeadline: found.filter(isInHeadline), inText: found.filter((word) => !isInHeadline(word)) };
}
