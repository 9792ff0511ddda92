import type { Topic } from '../../vocabulary.js';
import { type DigestItem, inReadingOrder } from '../compose.js';
import type { StoryUpdate } from '../enqueue.js';
import type { DraftItem } from './store.js';

/** Stories as they were chosen, frozen for a draft; its posts answer those in which they were told before. */
export function draftItems(items: readonly DigestItem[], updates: readonly StoryUpdate[] = []): DraftItem[] {
  const earlier = new Map(updates.map((update) => [update.storyId, update.earlier]));
  return items.map((item) => {
    const before = earlier.get(item.storyId);
    return { ...draftItem(item), ...(before ? { earlier: before } : {}) };
  });
}

function draftItem(item: DigestItem): DraftItem {
  const { storyId, topic, isUpdate = false, headline, summary } = item;
  const sources = item.sources.map(({ publishedAt, ...source }) => ({
    ...source,
    publishedAt: publishedAt?.toISOString() ?? null,
  }));
  return { storyId, topic, isUpdate, headline, summary, sources, isOut: false, edited: [], overruled: [] };
}

/** The stories of a draft that are told, as a digest tells them. */
export function toldItems(items: readonly DraftItem[]): DigestItem[] {
  return items
    .filter(({ isOut }) => !isOut)
    .map(({ storyId, topic, isUpdate, headline, summary, sources }) => ({
      storyId,
      topic,
      isUpdate,
      headline,
      summary,
      sources: sources.map(({ publishedAt, ...source }) => ({
        ...source,
        publishedAt: publishedAt === null ? null : new Date(publishedAt),
      })),
    }));
}

/**
 * Moves a story one place up or down. Stories of a topic stand together, so the first of a topic takes all of the topic
 * up, past the topic above, and the last takes it down.
 */
export function moved(items: readonly DraftItem[], storyId: number, way: 'up' | 'down'): DraftItem[] {
  const index = items.findIndex((item) => item.storyId === storyId);
  const step = way === 'up' ? -1 : 1;
  const [item, neighbour] = [items[index], items[index + step]];
  if (!item || !neighbour) return [...items];
  if (item.topic === neighbour.topic) {
    const next = [...items];
    next[index] = neighbour;
    next[index + step] = item;
    return next;
  }
  const order = [...new Set(items.map(({ topic }) => topic))];
  return inReadingOrder(items, swapped(order, item.topic, neighbour.topic));
}

/** Takes a story out, or back in at its place. */
export function setOut(items: readonly DraftItem[], storyId: number, isOut: boolean): DraftItem[] {
  return items.map((item) => (item.storyId === storyId ? { ...item, isOut } : item));
}

/** Gives a story a person's words; `overruled` is what the guard says against them, and is kept as long as they are. */
export function reworded(
  items: readonly DraftItem[],
  storyId: number,
  words: { part: 'headline' | 'summary'; text: string; overruled: readonly { kind: string; text: string }[] },
): DraftItem[] {
  const { part, text, overruled } = words;
  return items.map((item) =>
    item.storyId === storyId
      ? {
          ...item,
          [part]: text,
          edited: [...new Set([...item.edited, part])],
          overruled: [
            ...item.overruled.filter((one) => one.part !== part),
            ...overruled.map((one) => ({ ...one, part })),
          ],
        }
      : item,
  );
}

/** A story of which articles were parted, in the words made of what is left; a person's own words stay. */
export function retold(item: DraftItem, left: DraftItem): DraftItem {
  const words = item.edited.map((part) => [part, item[part]]);
  return {
    ...item,
    headline: left.headline,
    summary: left.summary,
    sources: left.sources,
    ...Object.fromEntries(words),
  };
}

/** Adds a story behind those of its topic; one that is there already comes back in. */
export function added(items: readonly DraftItem[], item: DraftItem): DraftItem[] {
  if (items.some(({ storyId }) => storyId === item.storyId)) return setOut(items, item.storyId, false);
  return inReadingOrder([...items, item], []);
}

/** Puts other stories in the place of one. */
export function replaced(items: readonly DraftItem[], storyId: number, by: readonly DraftItem[]): DraftItem[] {
  return inReadingOrder(
    items.flatMap((item) => (item.storyId === storyId ? [...by] : [item])),
    [],
  );
}

function swapped(order: readonly Topic[], one: Topic, other: Topic): Topic[] {
  return order.map((topic) => (topic === one ? other : topic === other ? one : topic));
}
