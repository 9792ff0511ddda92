import { describe, expect, test } from 'vitest';
import { chartOf } from '../../../src/bot/report/chart.js';
import { lastDays, reportOf } from '../../../src/bot/report/figures.js';
import { drawPng } from '../../../src/bot/report/picture.js';
import { sheetOf } from '../../../src/bot/report/sheet.js';
import type { Digest } from '../../../src/digests/store.js';
import type { Topic } from '../../../src/vocabulary.js';

const zone = 'Europe/Kyiv';
const days = lastDays(new Date('2026-06-12T06:30:00Z'), { days: 7, zone });

const digest = (id: number, slot: string, storyIds: number[], state: Digest['state'] = 'sent'): Digest => ({
  id,
  chatId: 1,
  scheduleId: 1,
  kind: 'scheduled',
  key: String(id),
  slotAt: new Date(slot),
  windowFrom: new Date(slot),
  windowUntil: new Date(slot),
  storyIds,
  state,
  stateReason: null,
  createdAt: new Date(slot),
  expiresAt: new Date(slot),
});
const story = (headline: string, topic: Topic) => ({ headline, topics: [{ topic, score: 1 }] });

const MATERIAL = {
  digests: [
    digest(1, '2026-06-05T20:00:00Z', [1]),
    // Half past midnight in Kyiv: the first day of the seven.
    digest(2, '2026-06-05T21:30:00Z', [1, 2]),
    digest(3, '2026-06-10T06:00:00Z', [2, 3]),
    digest(4, '2026-06-11T06:00:00Z', [4], 'failed'),
    digest(5, '2026-06-12T06:00:00Z', [], 'empty'),
  ],
  deliveries: [
    { digestId: 1, lastError: null, reactions: { '👍': 99 } },
    { digestId: 2, lastError: null, reactions: { '👍': 3 } },
    { digestId: 3, lastError: null, reactions: { '👍': 4, '🔥': 1 } },
    { digestId: 3, lastError: null, reactions: { '🔥': 2 } },
    { digestId: 4, lastError: 'Bad Request: not enough rights', reactions: null },
  ],
  stories: new Map([
    [1, story('Міст відкрили', 'society')],
    [2, story('Гривня зміцніла', 'economy')],
    [3, story('=HYPERLINK("http://evil.example")', 'economy')],
    [4, story('Динамо; перемогло', 'sport')],
  ]),
  publishers: new Map([
    [1, ['Вісник']],
    [2, ['Вісник', 'Кур’єр']],
    [3, ['Кур’єр']],
    [4, ['Кур’єр']],
  ]),
};
const report = reportOf(MATERIAL, { days, zone });

describe('a report', () => {
  test('is of the chat’s own days, the last of them today', () => {
    expect(days[0]).toBe('2026-06-06');
    expect(days.at(-1)).toBe('2026-06-12');
    expect(lastDays(new Date('2026-06-12T21:30:00Z'), { days: 1, zone })).toEqual(['2026-06-13']);
    // The night in which the clocks go forward has 23 hours.
    expect(lastDays(new Date('2026-03-30T21:30:00Z'), { days: 3, zone })).toEqual([
      '2026-03-29',
      '2026-03-30',
      '2026-03-31',
    ]);
  });

  test('counts what went out: digests, different stories, topics, sources and reactions', () => {
    expect(report).toMatchObject({
      digests: 2,
      stories: 3,
      reactions: 10,
      emoji: [
        ['👍', 7],
        ['🔥', 3],
      ],
      topics: [
        ['economy', 2],
        ['society', 1],
      ],
      sources: [
        ['Вісник', 2],
        ['Кур’єр', 2],
      ],
      best: { headline: 'Гривня зміцніла', reactions: 7 },
    });
    expect(report.days[0]).toEqual({
      day: '2026-06-06',
      stories: 2,
      reactions: 3,
      topics: { society: 1, economy: 1 },
    });
  });

  test('says what failed, and not that there was nothing to tell', () => {
    expect(report.troubles).toEqual([{ at: new Date('2026-06-11T06:00:00Z'), state: 'failed' }]);
  });
});

describe('its table', () => {
  const lines = sheetOf(report, { zone, language: 'uk' }).split('\r\n');

  test('opens in Excel: the mark of UTF-8, semicolons, quoted where a cell holds one', () => {
    expect(lines[0]).toBe('\uFEFFДень;Година;Стан;Тема;Подія;Джерела;Реакції на дайджест;Причина');
    expect(lines[1]).toBe('2026-06-06;00:30;надіслано;Суспільство;Міст відкрили;Вісник;3;');
    expect(lines).toContain(
      '2026-06-11;09:00;не надіслано;Спорт;"Динамо; перемогло";Кур’єр;0;Bad Request: not enough rights',
    );
    expect(lines).toContain('2026-06-12;09:00;нема про що;;;;0;');
    expect(sheetOf(report, { zone, language: 'en' })).toContain('2026-06-06,00:30,sent,Society,');
  });

  test('lets no headline be a formula', () => {
    expect(lines.join()).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  });
});

describe('its picture', () => {
  const words = { title: '🌞 Ранок <b>', dates: '6 — 12 червня', language: 'uk', withReactions: true } as const;

  test('is a PNG with Ukrainian letters in it, 1,080 pixels wide', async () => {
    const png = await drawPng(chartOf(report, words));
    expect(png?.subarray(1, 4).toString()).toBe('PNG');
    expect(png?.readUInt32BE(16)).toBe(1080);
    const other = await drawPng(chartOf(report, { ...words, title: '🌞 Їжак <b>' }));
    expect(other?.equals(png!)).toBe(false);
  });

  test('has a title that is no markup, and no letter that the font lacks', () => {
    const svg = chartOf(report, words);
    expect(svg).toContain('>Ранок &lt;b&gt;<');
    expect(svg).not.toContain('🌞');
  });

  test('stands also where nothing went out, and where a day had thousands of reactions', async () => {
    const nothing = reportOf({ ...MATERIAL, digests: [] }, { days, zone });
    expect(await drawPng(chartOf(nothing, words))).not.toBeNull();
    const deliveries = [{ digestId: 2, lastError: null, reactions: { '👍': 123_456 } }];
    expect(chartOf(reportOf({ ...MATERIAL, deliveries }, { days, zone }), words)).toContain('>150 000<');
  });
});
