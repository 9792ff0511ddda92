import type { InlineKeyboardButton } from 'grammy/types';

/**
 * Things in their order, one under another: a press takes one up, the next press puts it into another's place.
 * @param options.picked what was taken up.
 * @param options.pick the button that takes a thing up, or (`null`) lets go of it.
 * @param options.put the button that puts what was taken up at a place, counted from 0.
 */
export function orderRows<Item>(
  items: readonly Item[],
  options: {
    picked: Item | null;
    labelOf(item: Item): string;
    pick(label: string, item: Item | null): InlineKeyboardButton;
    put(label: string, place: number): InlineKeyboardButton;
  },
): InlineKeyboardButton[][] {
  const { picked, labelOf, pick, put } = options;
  return items.map((item, place) => {
    const label = `${place + 1}. ${labelOf(item)}`;
    if (picked === null) return [pick(label, item)];
    return [item === picked ? pick(`↕ ${label}`, null) : put(label, place)];
  });
}

/** The items with one of them at a place, counted from 0; the others keep their order. What is no place changes nothing. */
export function putAt<Item>(items: readonly Item[], item: Item, place: number): Item[] {
  if (!items.includes(item) || items[place] === undefined) return [...items];
  return items.filter((one) => one !== item).toSpliced(place, 0, item);
}
