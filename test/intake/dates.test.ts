import { describe, expect, it } from 'vitest';
import { readDate } from '../../src/intake/dates.js';
import { instantOfWallTime } from '../../src/intake/wall-time.js';

const NOON = '2024-10-28T10:00:00.000Z';
const context = { zone: 'Europe/Kyiv', now: new Date('2024-10-29T08:00:00Z') };
const read = (text: string) => readDate(text, context)?.toISOString() ?? null;

describe('dates of feeds and pages', () => {
  it.each([
    'Mon, 28 Oct 2024 12:00:00 +0200',
    'Mon, 28 Oct 2024 10:00 GMT',
    '28 Oct 2024 05:00:00 EST',
    'Monday, 28-Oct-24 10:00:00 UTC',
    'Mon Oct 28 10:00:00 GMT 2024',
    'Mon, 28 Oct 2024 12:00:00 GMT+2',
    'Mon, 28 October 2024 13:00:00 EEST',
    'October 28, 2024 12:00 PM',
    '2024-10-28T10:00:00Z',
    '2024-10-28T10:00:00.000Z',
    '2024-10-28T12:00:00+02:00',
    '20241028T100000Z',
    '2024-10-28 12:00:00 +0200',
    '2024-10-28T12:00',
    '2024-10-28 12:00:00',
    '28.10.2024 12:00',
    '12:00 28.10.2024',
    '28.10.24, 12:00',
    '28/10/2024 - 12:00',
    '10/28/2024 12:00',
    'Пн, 28 жов 2024 12:00:00 +0200',
    'Понеділок, 28 жовтня 2024, 12:00',
    '28 жовтня 2024 року о 12:00',
    '12:00, понеділок, 28 жовтня 2024 року',
    '28 октября 2024 года в 12:00',
    'Учора, 12:00',
    '28 жовтня, 12:00',
    '28 жовтня 2024, понеділок, 12:00',
    'Жовтень 28, 2024 12:00',
    'Пнд, 28 Жов 2024 12:00:00 +0200',
    'Mon,28 Oct 2024 12:00:00 +0200',
    'Mon, 28 Oct 2024 11:00:00 MET',
    '1730109600',
    '1730109600000',
  ])('reads «%s» as noon of 28 October in Kyiv', (text) => {
    expect(read(text)).toBe(NOON);
  });

  it.each([
    ['2024', '2023-12-31T22:00:00.000Z'],
    ['2024-10', '2024-09-30T21:00:00.000Z'],
    ['28.10.2024', '2024-10-27T22:00:00.000Z'],
    ['2 години тому', '2024-10-29T06:00:00.000Z'],
    ['30 грудня, 12:00', '2023-12-30T10:00:00.000Z'],
  ])('reads «%s», which names less than a minute', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '31.02.2024 13:20',
    'Fri, 30 Feb 2024 10:00:00 GMT',
    '2024-13-01T00:00:00Z',
    '28.10.2024 25:70',
    'скоро',
    '',
  ])('reads no date in «%s»', (text) => {
    expect(read(text)).toBeNull();
  });

  it('reads nothing in a date that counts from now, when it is not told what now is', () => {
    expect(readDate('Сьогодні, 13:20', { zone: 'Europe/Kyiv' })).toBeNull();
    expect(readDate('28 жовтня, 13:20', { zone: 'Europe/Kyiv' })).toBeNull();
  });
});

describe('wall times about the clock changes of Kyiv', () => {
  const at = (month: number, day: number, hour: number, minute: number) =>
    instantOfWallTime({ year: 2026, month, day, hour, minute, second: 0, millisecond: 0 }, 'Europe/Kyiv').toISOString();

  it('moves a time that the clocks jumped over to after the jump', () => {
    expect(at(3, 29, 2, 59)).toBe('2026-03-29T00:59:00.000Z');
    expect(at(3, 29, 3, 30)).toBe('2026-03-29T01:30:00.000Z');
    expect(at(3, 29, 4, 0)).toBe('2026-03-29T01:00:00.000Z');
  });

  it('takes the first of the two that the clocks show twice', () => {
    expect(at(10, 25, 3, 30)).toBe('2026-10-25T00:30:00.000Z');
    expect(at(10, 25, 4, 0)).toBe('2026-10-25T02:00:00.000Z');
  });
});
