import { expect, test } from 'vitest';
import { CAPTION, checkedText, MESSAGE_TEXT } from '../../src/sandbox/text.js';

const html = (text: string) => checkedText({ text, parse_mode: 'HTML' }, MESSAGE_TEXT);

test('a text is trimmed at both ends, and its entities move with it', () => {
  expect(html(' \n <b>Зведення</b> дня \n')).toMatchObject({
    text: 'Зведення дня',
    entities: [{ type: 'bold', offset: 0, length: 8 }],
  });
});

test('an entity that reached into the trimmed end is cut with it', () => {
  expect(html('Зведення <i>дня  </i>').entities).toEqual([{ type: 'italic', offset: 9, length: 3 }]);
});

test('carriage returns and direction overrides are taken out, entities behind them move', () => {
  expect(html('а\r\nб\u202e <b>в</b>')).toMatchObject({ text: 'а\nб в', entities: [{ offset: 4, length: 1 }] });
});

test('4096 UTF-16 units after parsing pass, one more does not', () => {
  expect(html(`<b>${'а'.repeat(4096)}</b>`).text).toHaveLength(4096);
  expect(() => html(`<b>${'а'.repeat(4097)}</b>`)).toThrow('Bad Request: message is too long');
  expect(() => html('😀'.repeat(2049))).toThrow('Bad Request: message is too long');
});

test('a caption holds 1024 units and may be empty', () => {
  expect(checkedText({ text: '' }, CAPTION).text).toBe('');
  expect(checkedText({ text: 'а'.repeat(1024) }, CAPTION).text).toHaveLength(1024);
  expect(() => checkedText({ text: 'а'.repeat(1025) }, CAPTION)).toThrow('Bad Request: message caption is too long');
});

test('a text of spaces or of empty tags is empty', () => {
  expect(() => html('  \n ')).toThrow('Bad Request: text must be non-empty');
  expect(() => html('<b> </b>')).toThrow('Bad Request: text must be non-empty');
});

test('of more than a hundred entities the first hundred are kept, and how many went is told', () => {
  const { entities, dropped } = html('<b>а</b> '.repeat(103));
  expect(entities).toHaveLength(100);
  expect(dropped).toBe(3);
});

test('entities with long links are refused from about 9.5 KB on', () => {
  const links = (count: number) => `<a href="https://example.ua/${'x'.repeat(473)}">а</a> `.repeat(count);
  expect(html(links(18)).entities).toHaveLength(18);
  expect(() => html(links(20))).toThrow('Bad Request: ENTITIES_TOO_LONG');
});

test('commands, links, mentions and hashtags are found in plain text, not inside of words, links or code', () => {
  const found = checkedText({ text: '/start@Bot_bot https://a.ua/x, @olena_k #Київ 1/2 a@b' }, MESSAGE_TEXT).entities;
  expect(found.map(({ type, offset, length }) => [type, offset, length])).toEqual([
    ['bot_command', 0, 14],
    ['url', 15, 14],
    ['mention', 31, 8],
    ['hashtag', 40, 5],
  ]);
  expect(html('<code>/start</code> <a href="https://a.ua">#тег</a>').entities.map(({ type }) => type)).toEqual([
    'code',
    'text_link',
  ]);
});

test('entities given apart must lie within the text', () => {
  const given = (offset: number, length: number) =>
    checkedText({ text: 'абв', entities: [{ type: 'bold', offset, length }] }, MESSAGE_TEXT);
  expect(given(1, 2).entities).toEqual([{ type: 'bold', offset: 1, length: 2 }]);
  expect(() => given(2, 2)).toThrow(/outside of the text/);
});

test('parse modes that are not played are refused', () => {
  expect(() => checkedText({ text: '*а*', parse_mode: 'MarkdownV2' }, MESSAGE_TEXT)).toThrow(/unsupported parse_mode/);
});
