import { describe, expect, test } from 'vitest';
import { dayInWords, monthNumber } from '../../src/language/dates.js';

describe('a day in words', () => {
  const lateSaturday = new Date('2026-11-21T22:30:00Z');

  test('is the day of the zone, in the language of the interface', () => {
    expect(dayInWords(lateSaturday, { zone: 'Europe/Kyiv', language: 'uk' })).toBe('неділя, 22 листопада');
    expect(dayInWords(lateSaturday, { zone: 'UTC', language: 'uk' })).toBe('субота, 21 листопада');
    expect(dayInWords(lateSaturday, { zone: 'Europe/Kyiv', language: 'en' })).toMatch(/^Sunday,? 22 November$/);
  });
});

describe('the number of a month', () => {
  test.each([
    [1, 'січень січня січні січ січ. янв января January jan'],
    [2, 'лютий лютого лютому лют. фев февраля Feb'],
    [3, 'березень березня бер берез. марта мар March'],
    [4, 'квітень квітня квіт. апреля апр Apr.'],
    [5, 'травень травня трав. мая май May'],
    [6, 'червень червня черв. июня June'],
    [7, 'липень липня лип. июля July'],
    [8, 'серпень серпня серп. сер августа авг Aug'],
    [9, 'вересень вересня верес. вер сентября Sept'],
    [10, 'жовтень жовтня жовт. жов октября Oct'],
    [11, 'листопад листопада листоп. ноября Nov'],
    [12, 'грудень грудня груд. декабря ДЕКАБРЬ Dec'],
  ])('%i is read from %s', (number, names) => {
    expect(names.split(' ').map(monthNumber)).toEqual(names.split(' ').map(() => number));
  });

  test.each(['червоний', 'липа', 'марш', 'листи', 'грудка', 'понеділок', '10', ''])(
    'none is read from «%s»',
    (word) => {
      expect(monthNumber(word)).toBeNull();
    },
  );
});
