import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../src/delivery/plain.js';

test('tags go, entities are read once, and a link keeps its address', () => {
  expect(plainText('<b>Ціна</b> &lt;b&gt; &amp;lt; &#39;так&#39; &quot;ні&quot;')).toBe('Ціна <b> &lt; \'так\' "ні"');
  expect(plainText('<a href="https://example.org/?a=1&amp;b=2">Джерело</a>.')).toBe(
    'Джерело (https://example.org/?a=1&b=2).',
  );
  expect(plainText('<a href="https://example.org/">https://example.org/</a>')).toBe('https://example.org/');
  expect(plainText('<blockquote expandable>один\nдва</blockquote>')).toBe('один\nдва');
});

test('a text that was only formatting is still a message', () => {
  expect(plainText('<b></b>')).toBe('…');
});

test('whatever it is given, it gives from 1 to 4,096 units and no half of a pair', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 9000, size: 'max' }), (html) => {
      const text = plainText(html);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(4096);
      if (isWhole(html)) expect(isWhole(text)).toBe(true);
    }),
    { numRuns: 200 },
  );
  expect(isWhole(plainText('😀'.repeat(3000)))).toBe(true);
  expect(isWhole(plainText('&#xD83D;'))).toBe(true);
});

/** Has it no half of a surrogate pair? UTF-8 cannot say one. */
function isWhole(text: string): boolean {
  return Buffer.from(text).toString() === text;
}
