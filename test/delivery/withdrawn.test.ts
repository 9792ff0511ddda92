import { expect, test } from 'vitest';
import { withoutStories } from '../../src/delivery/withdrawn.js';
import type { Message } from '../../src/texts/message.js';

const LINE = '<i>Новину знято.</i>';

const of = (html: string, stories: [id: number, told: string][]): Message => ({
  html,
  preview: 'https://homin.example/1',
  buttons: [[{ text: 'Ще', data: 'more' }]],
  storyIds: stories.map(([id]) => id),
  places: stories.map(([, told]) => [html.indexOf(told), html.indexOf(told) + told.length]),
});

test('the rest of a message stays as it is, and is found again', () => {
  const message = of('<b>Ранок</b>\n\nперша\n\nдруга\n\nтретя', [
    [1, 'перша'],
    [2, 'друга'],
    [3, 'третя'],
  ]);
  const once = withoutStories(message, new Set([1]))!;
  expect(once.html).toBe(`<b>Ранок</b>\n\n${LINE}\n\nдруга\n\nтретя`);
  expect(once.places!.map(([from, to]) => once.html.slice(from, to))).toEqual(['друга', 'третя']);
  expect(once).toMatchObject({ storyIds: [2, 3], preview: message.preview, buttons: message.buttons });
  expect(withoutStories(once, new Set([2]))?.html).toBe(`<b>Ранок</b>\n\n${LINE}\n\n${LINE}\n\nтретя`);
  expect(withoutStories(message, new Set([1, 2, 3]))).toMatchObject({ storyIds: [], preview: null, buttons: [] });
});

test('a piece that tells several stories goes whole', () => {
  const message = of('перша і друга\n\nтретя', [
    [1, 'перша і друга'],
    [2, 'перша і друга'],
    [3, 'третя'],
  ]);
  expect(withoutStories(message, new Set([2]))).toMatchObject({ html: `${LINE}\n\nтретя`, storyIds: [3] });
});

test('a message that tells none of the stories, or does not say where they stand, is left', () => {
  const message = of('перша', [[1, 'перша']]);
  expect(withoutStories(message, new Set([2]))).toBeNull();
  const { places: _, ...old } = message;
  expect(withoutStories(old, new Set([1]))).toBeNull();
});
