import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../src/sandbox/errors.js';
import { parseHtml } from '../../src/sandbox/html.js';

describe('every tag of Telegram becomes its entity', () => {
  test.each([
    ['<b>так</b>', 'bold'],
    ['<strong>так</strong>', 'bold'],
    ['<i>так</i>', 'italic'],
    ['<em>так</em>', 'italic'],
    ['<u>так</u>', 'underline'],
    ['<ins>так</ins>', 'underline'],
    ['<s>так</s>', 'strikethrough'],
    ['<strike>так</strike>', 'strikethrough'],
    ['<del>так</del>', 'strikethrough'],
    ['<span class="tg-spoiler">так</span>', 'spoiler'],
    ['<tg-spoiler>так</tg-spoiler>', 'spoiler'],
    ['<code>так</code>', 'code'],
    ['<pre>так</pre>', 'pre'],
    ['<blockquote>так</blockquote>', 'blockquote'],
    ['<blockquote expandable>так</blockquote>', 'expandable_blockquote'],
  ])('%s', (html, type) => {
    expect(parseHtml(html)).toEqual({ text: 'так', entities: [{ type, offset: 0, length: 3 }] });
  });

  test('a link keeps its address, with the path that every address has', () => {
    expect(parseHtml('<a href="HTTPS://Example.UA?a=1&amp;b=2">тут</a>').entities).toEqual([
      { type: 'text_link', offset: 0, length: 3, url: 'https://example.ua/?a=1&b=2' },
    ]);
  });

  test('a link to a person is a mention of him', () => {
    expect(parseHtml('<a href="tg://user?id=7">Оля</a>').entities[0]).toMatchObject({
      type: 'text_mention',
      user: { id: 7 },
    });
  });

  test('code inside of pre names its language', () => {
    expect(parseHtml('<pre><code class="language-sql">select 1</code></pre>').entities).toEqual([
      { type: 'pre', offset: 0, length: 8, language: 'sql' },
    ]);
  });

  test('a custom emoji and a time carry what they stand for', () => {
    expect(parseHtml('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>').entities).toEqual([
      { type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' },
    ]);
    expect(parseHtml('<tg-time unix="1730114400" format="r">щойно</tg-time>').entities).toEqual([
      { type: 'date_time', offset: 0, length: 5, unix_time: 1730114400, date_time_format: 'r' },
    ]);
  });
});

test('offsets count UTF-16 units, and outer entities come before inner ones', () => {
  expect(parseHtml('🇺🇦 <b>Київ <i>та</i> Львів</b>')).toEqual({
    text: '🇺🇦 Київ та Львів',
    entities: [
      { type: 'bold', offset: 5, length: 13 },
      { type: 'italic', offset: 10, length: 2 },
    ],
  });
});

test('a tag without text is no entity', () => {
  expect(parseHtml('а<b></b>б')).toEqual({ text: 'аб', entities: [] });
});

test('the four names and all numbers of characters are decoded, a bare ampersand stays', () => {
  expect(parseHtml('&lt;b&gt; &amp;amp; &quot;&#171;&#xBB;&quot; AT&T &').text).toBe('<b> &amp; "«»" AT&T &');
});

describe('what does not parse is refused in Telegram’s words, with the place in bytes', () => {
  test.each([
    ['є <ab', 'Unclosed start tag at byte offset 3'],
    ['<h1>a</h1>', 'Unsupported start tag "h1" at byte offset 0'],
    ['a<br>b', 'Unsupported start tag "br" at byte offset 1'],
    ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>ї</i>', 'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'],
    ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['<a href="x>a</a>', 'Unclosed start tag at byte offset 0'],
    ['<a ="x">a</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<a href=x/y>a</a>', 'Unexpected end of name token at byte offset 8'],
    ['<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler"'],
    ['&#xD83D;', 'Text contains invalid Unicode characters after decoding HTML entities'],
  ])('%s', (html, words) => {
    expect(() => parseHtml(html)).toThrow(`Bad Request: can't parse entities: ${words}`);
  });
});

describe('what Telegram would drop without a word is refused too', () => {
  test.each([
    ['quotes in quotes', '<blockquote>а<blockquote>б</blockquote></blockquote>'],
    ['a link in a link', '<a href="https://a.ua">а<a href="https://b.ua">б</a></a>'],
    ['formatting in code', '<code><b>а</b></code>'],
    ['code in formatting', '<b><code>а</code></b>'],
    ['an unknown attribute', '<a href="https://a.ua" title="а">а</a>'],
    ['a script for a link', '<a href="javascript:alert(1)">а</a>'],
    ['a link to nowhere', '<a href="новина">а</a>'],
    ['an entity that Telegram does not know', 'а&nbsp;б'],
    ['a class of code that names no language', '<pre><code class="sql">а</code></pre>'],
    ['a time that is none', '<tg-time unix="завтра">а</tg-time>'],
  ])('%s', (_what, html) => {
    expect(() => parseHtml(html)).toThrow(/can't parse entities/);
  });
});

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

test('any escaped text comes back as it was, within any tags', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, (outside, inside) => {
      expect(parseHtml(`${escaped(outside)}<b>${escaped(inside)}</b>`).text).toBe(outside + inside);
    }),
  );
});

test('any text at all is parsed or refused, never crashed on, and entities stay within it', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '</',
    '<b>',
    '</b>',
    '<a href=',
    '"',
    '&',
    '&lt;',
    '&#1',
    ';',
    '<pre>',
    '<code class=',
    ' ',
    '=',
    'ї',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
      try {
        const { text, entities } = parseHtml(pieces.join(''));
        for (const { offset, length } of entities)
          expect(offset >= 0 && length > 0 && offset + length <= text.length).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(ApiError);
      }
    }),
  );
});
