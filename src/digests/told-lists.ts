import type { Preferences } from '../chats/store.js';
import type { Topic } from '../vocabulary.js';
import type { ChosenStory } from './choose.js';
import { type DigestItem, inReadingOrder, withinMinutes } from './compose.js';
import { itemsOf, type Shelf } from './shelf.js';

/** Stories as a digest tells them, in reading order: the same array for all who were chosen the same ones. */
export type ToldList = readonly DigestItem[];

/** What was chosen, as it will be told: made once a distinct list, for thousands of chats share one. */
export interface ToldLists {
  /** @param options.shelf has read the stories: `readItems`. */
  listOf(options: { shelf: Shelf; chosen: readonly ChosenStory[]; preferences: Look }): ToldList;
}

/** What of a chat's preferences says how its stories are told. */
type Look = Pick<Preferences, 'length' | 'form' | 'maxMinutes' | 'topics'>;

/** Choices, and lists, that are remembered: at a kilobyte a list, 10 MB, and a fifth of that for a choice. */
const MOST_CHOICES = 30_000;
const MOST_LISTS = 10_000;
const NOTHING: ToldList = [];

export function createToldLists(): ToldLists {
  // What was chosen for other topics or minutes may come to the same list.
  const byChoice = new Map<string, ToldList>();
  const byStories = new Map<string, ToldList>();
  return {
    listOf({ shelf, chosen, preferences }) {
      if (chosen.length === 0) return NOTHING;
      const { length, form, maxMinutes: minutes, topics } = preferences;
      const choice = storiesKey(`${length} ${form} ${minutes} ${topics.join()}`, chosen);
      const known = byChoice.get(choice);
      if (known) return known;
      const items = inReadingOrder(withinMinutes(itemsOf(shelf, chosen, length), { minutes, form }), topics);
      const stories = storiesKey(length, items);
      const list = byStories.get(stories) ?? items;
      remember(byStories, { key: stories, list, most: MOST_LISTS });
      remember(byChoice, { key: choice, list, most: MOST_CHOICES });
      return list;
    },
  };
}

function storiesKey(start: string, stories: readonly { storyId: number; topic: Topic; isUpdate?: boolean }[]): string {
  let key = start;
  for (const { storyId, topic, isUpdate } of stories) key += ` ${storyId}${topic}${isUpdate ? '!' : ''}`;
  return key;
}

function remember(
  lists: Map<string, ToldList>,
  { key, list, most }: { key: string; list: ToldList; most: number },
): void {
  const [oldest] = lists.keys();
  if (lists.size >= most && oldest !== undefined) lists.delete(oldest);
  lists.set(key, list);
}
