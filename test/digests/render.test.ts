import { expect, test } from 'vitest';
import { composeDigest, type DigestItem, type DigestSource } from '../../src/digests/compose.js';
import { renderHtml, renderJson, renderText } from '../../src/digests/render.js';
import { parseHtml } from '../../src/sandbox/html.js';

const AT = new Date('2026-01-05T06:00:00Z');
const source = (
  name: string,
  url: string | null = `https://${name.length}.example/1`,
  publishedAt: Date | null = AT,
): DigestSource => ({
  name,
  url,
  publishedAt,
});
const item = (more: Partial<DigestItem> = {}): DigestItem => ({
  storyId: 1,
  headline: 'Уряд ухвалив бюджет',
  summary: 'Видатки зростуть на 3 %.',
  topic: 'economy',
  sources: [source('Вісник')],
  ...more,
});
const compose = (items: DigestItem[], more: Partial<Parameters<typeof composeDigest>[0]> = {}) =>
  composeDigest({
    title: { kind: 'scheduled' },
    items,
    at: AT,
    zone: 'Europe/Kyiv',
    language: 'uk',
    length: 'normal',
    ...more,
  });
const blocksOf = (...args: Parameters<typeof compose>) => renderHtml(compose(...args)).map((block) => block.html);
const html = (...args: Parameters<typeof compose>) => blocksOf(...args).join('\n\n');

test('a digest opens with its name, the day in words, the number of stories and the minutes to read', () => {
  const [opening] = blocksOf([item(), item({ storyId: 2 })]);
  expect(opening).toBe('<b>Ранковий дайджест</b>\nпонеділок, 5 січня · 2 події · 1 хв');
});

test('Friday is spelled with the apostrophe of the other texts', () => {
  expect(compose([item()], { at: new Date('2026-01-09T06:00:00Z') }).date).toBe('п’ятниця, 9 січня');
});

test.each([
  ['2026-01-05T03:30:00Z', 'Ранковий дайджест'],
  ['2026-01-05T11:00:00Z', 'Денний дайджест'],
  ['2026-01-05T18:00:00Z', 'Вечірній дайджест'],
  ['2026-01-05T22:00:00Z', 'Нічний дайджест'],
])('a digest of %s is called by the time of day in the zone of its chat: %s', (at, name) => {
  expect(compose([item()], { at: new Date(at) }).name).toBe(name);
});

test('a late digest says which slot it is for', () => {
  expect(compose([item()], { title: { kind: 'late' } }).name).toContain('08:00');
});

test('an urgent story stands under that word alone', () => {
  const urgent = html([item()], { title: { kind: 'urgent' } });
  expect(parseHtml(urgent).text).toBe('Терміново\n\nУряд ухвалив бюджет\nВидатки зростуть на 3 %.\nВісник, 08:00');
});

test('a result of a search is called by what was searched for, and says how many were found, of whatever day', () => {
  const [opening] = blocksOf([item(), item({ storyId: 2 })], { title: { kind: 'found', words: 'бюджет' } });
  expect(opening).toBe('<b>Про «бюджет»</b>\n2 події');
});

test('a digest of old news alone says that there is nothing fresh; a search and a desk’s post do not', () => {
  const note = 'Свіжого за вашими темами поки немає, тож ось останнє, що знаю.';
  const old = [item({ isOld: true }), item({ storyId: 2, isOld: true })];
  for (const kind of ['first', 'asked', 'scheduled', 'late'] as const) {
    expect(parseHtml(html(old, { title: { kind } })).text).toContain(`\n${note}\n`);
    expect(html([...old, item({ storyId: 3 })], { title: { kind } })).not.toContain(note);
  }
  expect(html(old, { title: { kind: 'found', words: 'бюджет' } })).not.toContain(note);
  expect(html(old, { title: { kind: 'edition', name: 'Зведення', isLate: false } })).not.toContain(note);
});

test.each([
  [1, '1 подія'],
  [2, '2 події'],
  [5, '5 подій'],
  [11, '11 подій'],
  [21, '21 подія'],
  [101, '101 подія'],
])('%i stories are counted in good Ukrainian: %s', (count, said) => {
  const [opening] = blocksOf(Array.from({ length: count }, (_, n) => item({ storyId: n })));
  expect(opening).toContain(` ${said} `);
});

test('an hour of reading is not promised as a minute', () => {
  const long = item({ summary: 'слово '.repeat(1_840).trim() });
  expect(compose([long]).minutes).toBe(10);
});

test('the headline leads to the first source that can be opened', () => {
  const sources = [source('Без адреси', null), source('Вісник', 'https://visnyk.example/1?a=1&b=2')];
  expect(html([item({ sources })])).toContain('<a href="https://visnyk.example/1?a=1&amp;b=2">Уряд ухвалив бюджет</a>');
});

test('an address that is none is not linked', () => {
  for (const url of ['javascript:alert(1)', 'ftp://example.com', 'щось', `https://example.com/${'x'.repeat(2_000)}`]) {
    expect(html([item({ sources: [source('Вісник', url)] })])).not.toContain('<a ');
  }
});

test('outside text is escaped everywhere', () => {
  const evil = '<b>&"</b>';
  const rendered = html([item({ headline: evil, summary: evil, sources: [source(evil)] })]);
  expect(rendered.split('&lt;b&gt;&amp;&quot;&lt;/b&gt;')).toHaveLength(4);
  expect(parseHtml(rendered).text.split(evil)).toHaveLength(4);
});

test('publishers are named once each with the time, of another day its date too, and of another year the date alone', () => {
  const sources = [
    source('Вісник', 'https://a.example', new Date('2026-01-05T05:20:00Z')),
    source('Вісник', 'https://a.example/2', new Date('2026-01-05T05:30:00Z')),
    source('Дзвін', null, new Date('2026-01-03T21:30:00Z')),
    source('Хроніка', null, new Date('2024-10-28T11:20:00Z')),
  ];
  const { text } = parseHtml(html([item({ sources })]));
  expect(text).toContain('Вісник, 07:20 · Дзвін, 3 січня, 23:30 · Хроніка, 28 жовтня 2024 р.');
});

test.each([
  // Kyiv puts its clocks back on 25 October 2026 at 04:00: that day has 25 hours.
  ['2026-10-25T21:30:00Z', '2026-10-24T05:00:00Z', 'учора о 08:00'],
  ['2026-10-25T22:30:00Z', '2026-10-24T20:59:00Z', '24 жовтня, 23:59'],
  ['2026-10-25T22:30:00Z', '2026-10-24T21:00:00Z', 'учора о 00:00'],
  // And forward on 29 March 2026: 23 hours.
  ['2026-03-29T20:30:00Z', '2026-03-28T09:00:00Z', 'учора об 11:00'],
  ['2026-03-29T21:10:00Z', '2026-03-28T22:10:00Z', 'учора о 00:10'],
  // The year changes at night, and the day before is still yesterday.
  ['2026-01-01T06:00:00Z', '2025-12-31T19:40:00Z', 'учора о 21:40'],
])('read at %s, what came out at %s came out «%s»', (at, publishedAt, said) => {
  const { text } = parseHtml(
    html([item({ sources: [source('Вісник', null, new Date(publishedAt))] })], { at: new Date(at) }),
  );
  expect(text).toContain(`Вісник, ${said}`);
});

test('sources beyond the third are counted', () => {
  const named = (count: number) =>
    html([item({ sources: Array.from({ length: count }, (_, n) => source(`Газета ${n}`)) })]);
  expect(named(3)).not.toContain('ще');
  expect(named(4)).toContain('ще 1 джерело');
  expect(named(5)).toContain('ще 2 джерела');
  expect(named(8)).toContain('ще 5 джерел');
});

test('a long summary is folded, and a short digest may have none', () => {
  expect(html([item()], { length: 'long' })).toContain('<blockquote expandable>Видатки зростуть на 3 %.</blockquote>');
  expect(html([item({ summary: '' })], { length: 'short' })).not.toContain('\n\n\n');
});

test('a compact digest has a line a story: the headline and who tells it first', () => {
  const items = [
    item(),
    item({ storyId: 2, headline: 'Гривня зміцніла', isUpdate: true, sources: [source('Дзвін', null)] }),
  ];
  const [, section = ''] = blocksOf(items, { form: 'compact' });
  expect(parseHtml(section).text).toBe(
    'ЕКОНОМІКА\n• Уряд ухвалив бюджет · Вісник\n• Оновлено: Гривня зміцніла · Дзвін',
  );
});

test('sections stand in the order of their best story, each under its name once', () => {
  const items = [item({ topic: 'sport' }), item({ topic: 'war', storyId: 2 }), item({ topic: 'sport', storyId: 3 })];
  expect(compose(items).sections.map((section) => [section.title, section.items.length])).toEqual([
    ['Спорт', 2],
    ['Війна', 1],
  ]);
  expect(html(items).split('СПОРТ')).toHaveLength(2);
});

test('sections stand in the order of the chat’s topics, those that a followed word brought behind them', () => {
  const items = (['culture', 'economy', 'sport', 'culture'] as const).map((topic, n) => item({ storyId: n, topic }));
  const { sections } = compose(items, { order: ['sport', 'war', 'economy'] });
  expect(sections.map(({ topic, items: own }) => [topic, own.map(({ storyId }) => storyId)])).toEqual([
    ['sport', [2]],
    ['economy', [1]],
    ['culture', [0, 3]],
  ]);
});

test('a section of nothing but old stories stands behind those of fresh ones, wherever its topic stands', () => {
  const old = item({ topic: 'war', storyId: 1, isOld: true });
  const items = [item({ topic: 'sport', storyId: 2 }), old, item({ topic: 'war', storyId: 3 })];
  const order = ['war', 'sport'] as const;
  const told = (some: DigestItem[]) =>
    compose(some, { order }).sections.map(({ items: own }) => own.map((one) => one.storyId));
  expect(told(items.slice(0, 2))).toEqual([[2], [1]]);
  expect(told(items)).toEqual([[3, 1], [2]]);
});

test('as JSON a digest is items with sources, instants in UTC', () => {
  expect(
    renderJson(compose([item({ sources: [source('Вісник', 'https://a.example'), source('Дзвін', null, null)] })])),
  ).toEqual({
    items: [
      {
        headline: 'Уряд ухвалив бюджет',
        summary: 'Видатки зростуть на 3 %.',
        topic: 'economy',
        sources: [
          { name: 'Вісник', url: 'https://a.example', published_at: '2026-01-05T06:00:00.000Z' },
          { name: 'Дзвін', url: null, published_at: null },
        ],
      },
    ],
  });
});

test('in a terminal no line but an address is wider than asked', () => {
  const long = item({
    headline: 'Дуже довгий заголовок про бюджет '.repeat(4),
    summary: 'Речення за реченням. '.repeat(20),
  });
  for (const width of [40, 80]) {
    const lines = renderText(compose([long]), { width }).split('\n');
    expect(Math.max(...lines.filter((line) => !line.includes('://')).map((line) => line.length))).toBeLessThanOrEqual(
      width,
    );
  }
});

test('in a terminal no line breaks inside a number', () => {
  const long = item({ headline: 'Станції дали 12 345 678 кіловат-годин, а взимку ще 2 000 щодня', summary: '' });
  for (let width = 30; width < 70; width++) {
    const lines = renderText(compose([long]), { width }).split('\n');
    expect(lines.filter((line) => line.includes('12 345 678'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('2 000'))).toHaveLength(1);
  }
});
