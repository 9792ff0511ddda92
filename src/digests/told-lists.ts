import type { Preferences } from '../chats/store.js';
import { type DigestItem, inReadingOrder, withinMinutes } from './compose.js';
import type { ChosenStory } from './prepared.js';
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

/** Lists that are remembered, at a kilobyte each 10 MB. */
const MOST_LISTS = 10_000;
const NOTHING: ToldList = [];

export function createToldLists(): ToldLists {
  // By a number that few lists share; what two of them have in common is told by their items.
  const known = new Map<number, ToldList[]>();
  let count = 0;
  return {
    listOf({ shelf, chosen, preferences }) {
      if (chosen.length === 0) return NOTHING;
      const { length, form, maxMinutes: minutes, topics } = preferences;
      const items = inReadingOrder(withinMinutes(itemsOf(shelf, chosen, length), { minutes, form }), topics);
      const key = hashOf(items);
      const alike = known.get(key) ?? [];
      const list = alike.find((one) => isSame(one, items));
      if (list) return list;
      if (count >= MOST_LISTS) {
        known.clear();
        count = 0;
      }
      known.set(key, [...alike, items]);
      count += 1;
      return items;
    },
  };
}

function isSame(one: ToldList, other: ToldList): boolean {
  if (one.length !== other.length) return false;
  for (let place = 0; place < one.length; place += 1) if (one[place] !== other[place]) return false;
  return true;
}

/** Multiplied by the golden ratio of 32 bits (Knuth), which spreads small numbers. */
function hashOf(items: ToldList): number {
  let hash = 0;
  for (const { storyId } of items) hash = Math.imul(hash ^ storyId, 0x9e3779b1) >>> 0;
  return hash;
}
