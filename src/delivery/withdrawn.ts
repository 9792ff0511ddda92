import type { Message, Place } from '../texts/message.js';
import { text } from '../texts/texts.js';

/**
 * A message without some of its stories: a line stands in the place of each, so that nobody wonders where it went. With
 * the last of them its buttons and its preview go.
 * @returns `null` where it does not say where its stories stand, or tells none of these.
 */
export function withoutStories(message: Message, storyIds: ReadonlySet<number>): Message | null {
  const { html, storyIds: told = [], places = [] } = message;
  if (places.length < told.length || !told.some((id) => storyIds.has(id))) return null;
  const stories = told.map((id, index) => ({ id, place: places[index] as Place }));
  const gone = merged(stories.filter(({ id }) => storyIds.has(id)).map(({ place }) => place));
  const line = `<i>${text(message.language ?? 'uk', 'digest-story-withdrawn')}</i>`;
  let words = '';
  let end = 0;
  for (const [from, to] of gone) {
    words += html.slice(end, from) + line;
    end = to;
  }
  const shifted = (at: number) =>
    gone.reduce((moved, [from, to]) => (to <= at ? moved + line.length - (to - from) : moved), at);
  // A piece of a long list may tell several stories, none of which has a place of its own: they go together.
  const left = stories.filter(({ place: [from, to] }) => gone.every((hole) => to <= hole[0] || hole[1] <= from));
  const rest: Message = {
    ...message,
    html: words + html.slice(end),
    storyIds: left.map(({ id }) => id),
    places: left.map(({ place: [from, to] }): Place => [shifted(from), shifted(to)]),
  };
  return left.length > 0 ? rest : { ...rest, buttons: [], preview: null };
}

/** Places as few as cover them, in order. */
function merged(places: readonly Place[]): Place[] {
  const covered: [number, number][] = [];
  for (const [from, to] of [...places].sort((one, other) => one[0] - other[0])) {
    const last = covered.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else covered.push([from, to]);
  }
  return covered;
}
