import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeDigest, type DigestItem } from '../../src/digests/compose.js';
import { measure } from '../../src/digests/html.js';
import { type Block, blockOf, renderHtml } from '../../src/digests/render.js';
import { MESSAGE_LIMITS, splitMessages } from '../../src/digests/split.js';
import { parseHtml } from '../../src/sandbox/html.js';
import { checkedText, MESSAGE_TEXT } from '../../src/sandbox/text.js';
import { escapeHtml } from '../../src/texts/html.js';
import { TOPICS } from '../../src/vocabulary.js';

/** A message as the strict parser of the sandbox keeps it; throws what Telegram would answer. */
function shown(html: string) {
  return checkedText({ text: html, parse_mode: 'HTML' }, MESSAGE_TEXT);
}

const blocksOf = (...htmls: string[]): Block[] => htmls.map((html, index) => blockOf(html, [index]));

/** Most tests ask nothing of the language. */
const split = (blocks: readonly Block[]) => splitMessages(blocks, 'uk');

const NUMBER = /\n\n\d+\/\d+$/;

/** The texts of the parts without their numbers, whitespace aside: parts are broken at it. */
function joined(parts: readonly { html: string }[]): string {
  const texts = parts.map(({ html }) => (parts.length > 1 ? shown(html).text.replace(NUMBER, '') : shown(html).text));
  return texts.join('').replace(/\s/g, '');
}

test('what fits into one message is one message, without a number', () => {
  const parts = split(blocksOf('<b>Ранок</b>', 'Перша подія', 'Друга подія'));
  expect(parts.map((part) => part.html)).toEqual(['<b>Ранок</b>\n\nПерша подія\n\nДруга подія']);
});

test('stories are parted between messages, never inside, and the parts are numbered', () => {
  const stories = ['а', 'б', 'в'].map((letter) => letter.repeat(1_500));
  const parts = split(blocksOf(...stories));
  expect(parts.map((part) => part.html)).toEqual([
    `${stories[0]}\n\n${stories[1]}\n\n<i>1/2</i>`,
    `${stories[2]}\n\n<i>2/2</i>`,
  ]);
  expect(parts.map((part) => part.storyIds)).toEqual([[0, 1], [2]]);
});

test('a story that is too long alone is cut after a sentence, with its tags closed and opened again', () => {
  const sentence = 'Це речення середньої довжини про одну подію. ';
  const parts = split(blocksOf(`<blockquote expandable>${sentence.repeat(150)}</blockquote>`));
  expect(parts.length).toBe(2);
  for (const { html } of parts) {
    expect(html.startsWith('<blockquote expandable>Це речення')).toBe(true);
    expect(html).toMatch(/подію\. ?<\/blockquote>\n\n<i>\d\/2<\/i>$/);
  }
});

test('links count: addresses alone can fill a message', () => {
  const story = (n: number) => `<a href="https://example.com/${'x'.repeat(900)}/${n}">Подія ${n}</a>`;
  const parts = split(blocksOf(...Array.from({ length: 20 }, (_, n) => story(n))));
  expect(parts.length).toBeGreaterThan(1);
  for (const { html } of parts) expect(() => shown(html)).not.toThrow();
});

test('no message has so many entities that Telegram would drop some', () => {
  const parts = split(blocksOf(...Array.from({ length: 150 }, (_, n) => `<b>${n}</b> <i>подія</i>`)));
  for (const { html } of parts) expect(shown(html).dropped).toBe(0);
  expect(joined(parts)).toBe(Array.from({ length: 150 }, (_, n) => `${n}подія`).join(''));
});

test('nothing to say is no message', () => {
  expect(split([])).toEqual([]);
  expect(split(blocksOf('', '  '))).toEqual([]);
});

test('a character of two units or a reference is never cut in two', () => {
  for (const character of ['😀', '&amp;', '&lt;']) {
    const parts = split(blocksOf(`<b>${character.repeat(5_000)}</b>`));
    expect(joined(parts)).toBe(parseHtml(character).text.repeat(5_000));
  }
});

/** Anything a feed may carry: markup, references, emoji, no spaces at all, lines, right-to-left marks. */
const outsideText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.stringMatching(/^[<>&"'a-zа-яіїєґ /=]{0,200}$/),
  fc.constantFrom('', '<b>', '</a>', '&amp;', '&nbsp;', '«Слово»', '😀'.repeat(50), 'x'.repeat(5_000)),
  fc.lorem({ maxCount: 120 }),
);

const item: fc.Arbitrary<DigestItem> = fc.record({
  storyId: fc.nat(),
  // What has no headline is no story.
  headline: outsideText.map((words) => `${words}.`),
  summary: outsideText,
  topic: fc.constantFrom(...TOPICS),
  sources: fc.array(
    fc.record({
      name: outsideText,
      url: fc.option(fc.oneof(fc.webUrl({ withQueryParameters: true }), outsideText)),
      publishedAt: fc.option(
        fc.date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') }),
      ),
    }),
    { maxLength: 6 },
  ),
});

test('any list of stories gives messages that Telegram accepts, whose joined text is the digest', () => {
  fc.assert(
    fc.property(
      // No digest tells a story twice.
      fc.uniqueArray(item, { maxLength: 25, selector: ({ storyId }) => storyId }),
      fc.constantFrom('short' as const, 'normal' as const, 'long' as const),
      fc.constantFrom('full' as const, 'compact' as const),
      (items, length, form) => {
        const place = { at: new Date('2026-01-05T06:00:00Z'), zone: 'Europe/Kyiv', language: 'uk' as const };
        const blocks = renderHtml(composeDigest({ title: { kind: 'scheduled' }, items, length, form, ...place }));
        const parts = split(blocks);
        const whole = blocks.map(({ html }) => shownWhole(html)).join('');
        expect(joined(parts)).toBe(whole.replace(/\s/g, ''));
        for (const { html } of parts) expect(shown(html).dropped).toBe(0);
        expect(new Set(parts.flatMap(({ storyIds = [] }) => storyIds))).toEqual(
          new Set(items.map(({ storyId }) => storyId)),
        );
        const headlines = new Map(items.map(({ storyId, headline }) => [storyId, escapeHtml(headline)]));
        for (const { html, storyIds = [], places = [] } of parts) {
          expect(places).toHaveLength(storyIds.length);
          // A story that was cut begins in one message and ends in another.
          for (const [index, id] of storyIds.entries()) {
            if (parts.filter((part) => part.storyIds?.includes(id)).length > 1) continue;
            const [from, to] = places[index]!;
            expect(html.slice(from, to)).toContain(headlines.get(id));
            expect(shown(html.slice(0, from) + html.slice(to) || '—').dropped).toBe(0);
          }
        }
      },
    ),
    { numRuns: 150 },
  );
});

/** The text of a block of any length, cleaned as Telegram cleans it. */
function shownWhole(html: string): string {
  return checkedText({ text: html, parse_mode: 'HTML' }, { ...MESSAGE_TEXT, max: 10_000_000, empty: '' }).text;
}

test('what is reckoned for a piece of HTML is what the strict parser counts', () => {
  fc.assert(
    fc.property(outsideText, fc.webUrl({ withQueryParameters: true }), (text, url) => {
      const html = `<b>${escapeHtml(text)}</b> <a href="${escapeHtml(url)}">джерело</a>`;
      const size = measure(html);
      const parsed = parseHtml(html);
      expect(size.units).toBe(parsed.text.length);
      expect(size.entities).toBeGreaterThanOrEqual(parsed.entities.length);
    }),
  );
});

test('the limits leave room below those of Telegram', () => {
  expect(MESSAGE_LIMITS.units).toBeLessThanOrEqual(4_096);
  expect(MESSAGE_LIMITS.entities).toBeLessThan(100);
  expect(MESSAGE_LIMITS.entityBytes).toBeLessThan(9_500);
});
