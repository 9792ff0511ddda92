import { expect } from 'vitest';
import { createClusterer } from '../../src/stories/cluster.js';

/** An article: the event that it tells of, the day of March and the hour, its headline and its text. */
type Told = [event: string, at: string, title: string, text: string];
/** Articles that come one after another; what is expected of them, in words, stands first. */
export type EventCase = [name: string, ...told: Told[]];

/** The articles come together, and apart, as the events that they tell of. */
export function tellsTheseEvents(_: string, ...told: Told[]): void {
  const clusterer = createClusterer();
  for (const [place, [, at, title, text]] of told.entries()) {
    const publishedAt = new Date(`2026-03-${at.replace(' ', 'T')}:00Z`);
    clusterer.add({ id: String(place), title, text, publishedAt, publisher: `publisher ${place}` });
  }
  expect(partsOf(told.map((_, place) => clusterer.storyOf(String(place))))).toEqual(
    partsOf(told.map(([event]) => event)),
  );
}

/** Each as the number of the first that is the same. */
function partsOf(names: readonly (string | null)[]): number[] {
  return names.map((name) => names.indexOf(name));
}
