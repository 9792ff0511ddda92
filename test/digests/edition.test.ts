import { describe, expect, test } from 'vitest';
import type { Template } from '../../src/chats/store.js';
import type { DigestItem } from '../../src/digests/compose.js';
import { type EditionDigest, editionMessages, USUAL_ORDER } from '../../src/digests/edition.js';
import { faultMarked, faultOf, LONGEST_PART } from '../../src/digests/template.js';

const item = (storyId: number, headline: string, topic: DigestItem['topic']): DigestItem => ({
  storyId,
  headline,
  summary: '',
  topic,
  sources: [{ name: 'Вісник', url: `https://visnyk.example/${storyId}`, publishedAt: null }],
});

const LOOK: EditionDigest['look'] = {
  name: 'Ранкове зведення',
  length: 'normal',
  form: 'full',
  posts: 'together',
  silent: false,
  preview: 'none',
  template: null,
};
const TEMPLATE: Template = {
  header: null,
  footer: null,
  signature: null,
  emoji: {},
  hashtags: false,
  order: USUAL_ORDER,
};

function messages(look: Partial<EditionDigest['look']> = {}, more: Partial<EditionDigest> = {}) {
  return editionMessages({
    look: { ...LOOK, ...look },
    items: [item(1, 'Бюджет ухвалено', 'economy'), item(2, 'Ліки дешевшають', 'science')],
    at: new Date('2026-01-05T07:00:00Z'),
    zone: 'Europe/Kyiv',
    language: 'uk',
    isLate: false,
    correctedAt: null,
    ...more,
  });
}
const withTemplate = (
  template: Partial<Template>,
  look: Partial<EditionDigest['look']> = {},
  more: Partial<EditionDigest> = {},
) => messages({ template: { ...TEMPLATE, ...template }, ...look }, more);

describe('an edition', () => {
  test('has its name, its date and its stories in one message', () => {
    const [message, ...others] = messages();
    expect(others).toEqual([]);
    expect(message?.html.split('\n').slice(0, 2)).toEqual([
      '<b>Ранкове зведення</b>',
      'понеділок, 5 січня · 2 події · 1 хв',
    ]);
    expect(message).toMatchObject({ storyIds: [1, 2], preview: null });
  });

  test('may be a post a story, each with what the desk puts under it', () => {
    const posts = withTemplate({ footer: 'Ваш <b>Ранок</b>', hashtags: true }, { posts: 'each' });
    expect(posts.map(({ html }) => html.split('\n\n'))).toMatchObject([
      [expect.stringContaining('ЕКОНОМІКА'), expect.stringContaining('Бюджет'), '#Економіка', 'Ваш <b>Ранок</b>'],
      [expect.stringContaining('НАУКА'), expect.stringContaining('Ліки'), '#НаукаІТехнології', 'Ваш <b>Ранок</b>'],
    ]);
    expect(posts.map(({ storyIds }) => storyIds)).toEqual([[1], [2]]);
  });

  test('has hashtags that do not end in the middle of a word', () => {
    const [message] = withTemplate({ hashtags: true }, {}, { items: [item(1, 'Ліки дешевшають', 'health')] });
    expect(message?.html).toMatch(/\n\n#Здоровя$/);
  });

  test('shows the preview of its first story, or in each post that of its own', () => {
    expect(messages({ preview: 'first' }).map(({ preview }) => preview)).toEqual(['https://visnyk.example/1']);
    expect(messages({ preview: 'first', posts: 'each' }).map(({ preview }) => preview)).toEqual([
      'https://visnyk.example/1',
      'https://visnyk.example/2',
    ]);
  });

  test('may come without a sound', () => {
    expect(messages({ silent: true })).toMatchObject([{ silent: true }]);
    expect(messages()[0]).not.toHaveProperty('silent');
  });

  test('says that it was corrected, where the desk wants that', () => {
    const [message] = messages({}, { correctedAt: new Date('2026-01-05T08:15:00Z') });
    expect(message?.html).toMatch(/\n\n<i>Оновлено о 10:15\.<\/i>$/);
  });
});

describe('a template', () => {
  test('puts the parts in the order that the desk wants, with what stands in their places', () => {
    const [message] = withTemplate({
      header: 'Новини за {дата}, {час}: {кількість}',
      signature: '— {Назва}',
      emoji: { economy: '💰' },
      order: ['signature', 'header', 'stories', 'hashtags', 'footer'],
    });
    const [signature, header, heading] = message?.html.split('\n\n') ?? [];
    expect([signature, header, heading]).toEqual([
      '— Ранкове зведення',
      'Новини за понеділок, 5 січня, 09:00: 2',
      '<b>💰 ЕКОНОМІКА</b>',
    ]);
  });

  test.each([
    ['Доброго ранку, <b>друзі</b>! {дата}', null],
    ['<a href="https://ranok.example/?a=1&amp;b=2">Ранок</a> &amp; друзі', null],
    ['Новини за {датта}', 'unknown-place'],
    ['Порожньо: {}', 'unknown-place'],
    ['<b>друзі', 'unclosed-tag'],
    ['друзі</b>', 'unopened-tag'],
    ['<b><i>друзі</b></i>', 'unopened-tag'],
    ['<h1>Ранок</h1>', 'unknown-tag'],
    ['<b onclick="x">Ранок</b>', 'unknown-tag'],
    ['<a href="javascript:x">Ранок</a>', 'unknown-tag'],
    ['5 < 6', 'bare-sign'],
    ['Ранок & Ко', 'bare-sign'],
    ['я'.repeat(LONGEST_PART), null],
    ['я'.repeat(LONGEST_PART + 1), 'too-long'],
    ['<b>я</b>'.repeat(21), 'too-many-tags'],
    [`<a href="https://chat.example/${'я'.repeat(800)}">чат</a>`, 'long-links'],
  ])('«%.40s» is refused where it would not parse or fit: %s', (html, kind) => {
    expect(faultOf(html)?.kind ?? null).toBe(kind);
  });

  test('shows the place of what is wrong', () => {
    const html = 'Доброго ранку! Усі новини за {датта} — для вас, з любов’ю від редакції';
    const fault = faultOf(html);
    expect(fault && faultMarked(html, fault)).toBe('…анку! Усі новини за →{датта}← — для вас, з любов’…');
  });
});
