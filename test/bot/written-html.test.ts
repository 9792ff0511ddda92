import type { MessageEntity } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { writtenHtml } from '../../src/bot/written-html.js';

const mark = (type: 'bold' | 'italic' | 'spoiler', offset: number, length: number): MessageEntity => ({
  type,
  offset,
  length,
});

describe('what a person wrote, as HTML', () => {
  test.each<[string, MessageEntity[], string]>([
    ['ціни < 5 & > 3', [], 'ціни &lt; 5 &amp; &gt; 3'],
    ['жирне й просте', [mark('bold', 0, 5)], '<b>жирне</b> й просте'],
    ['обоє разом', [mark('bold', 0, 4), mark('italic', 0, 4)], '<b><i>обоє</i></b> разом'],
    ['одне в другому', [mark('bold', 0, 14), mark('italic', 5, 1)], '<b>одне <i>в</i> другому</b>'],
    ['поруч', [mark('bold', 0, 2), mark('italic', 2, 3)], '<b>по</b><i>руч</i>'],
    ['таємне', [mark('spoiler', 0, 6)], 'таємне'],
    ['🌍 світ', [mark('bold', 3, 4)], '🌍 <b>світ</b>'],
    ['<b>сам</b> пишу &lt;', [], '<b>сам</b> пишу &lt;'],
  ])('«%s»', (written, entities, html) => {
    expect(writtenHtml(written, entities)).toBe(html);
  });

  test('an address cannot break out of its quotes', () => {
    const link: MessageEntity = { type: 'text_link', offset: 0, length: 3, url: 'https://chat.example/?"><b>&x' };
    expect(writtenHtml('чат', [link])).toBe('<a href="https://chat.example/?&quot;&gt;&lt;b&gt;&amp;x">чат</a>');
  });
});
