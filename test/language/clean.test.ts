import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from '../../src/language/clean.js';

describe('cleanText', () => {
  test.each([
    ['one apostrophe', 'п\'ять пʼять п`ять об"єкт', 'п’ять п’ять п’ять об’єкт'],
    ['letters put together', 'и\u0306 і\u0308', 'й ї'],
    ['no soft hyphens and zero widths', 'сло\u00ADво\u200B і\uFEFF діло\u200E', 'слово і діло'],
    ['no control characters', 'a\u0000b\u0007c\u009F', 'abc'],
    ['single plain spaces', 'три\u00A0 \tслова\u2009тут', 'три слова тут'],
    ['one kind of line break, and one blank line between paragraphs', ' а \r\n\r\n\r\n б\rв\u2028г ', 'а\n\nб\nв\nг'],
    ['whole emoji', '👨\u200D👩\u200D👧 ❤\uFE0F', '👨\u200D👩\u200D👧 ❤\uFE0F'],
  ])('gives %s', (_what, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  test('keeps quotation marks, digits and hyphens', () => {
    expect(cleanText('"Слово" - 1,5 і 2-й «день»')).toBe('"Слово" - 1,5 і 2-й «день»');
  });

  test('of a clean text is the text itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(cleanText(cleanText(any))).toBe(cleanText(any));
      }),
    );
  });
});
