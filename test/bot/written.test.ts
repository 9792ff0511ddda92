import { describe, expect, it } from 'vitest';
import { daysUntil } from '../../src/bot/days.js';
import { parseHours } from '../../src/bot/hours.js';
import { askedAbout } from '../../src/bot/question.js';
import { topicNamed } from '../../src/bot/topic-names.js';

/** A Friday. */
const TODAY = '2026-06-12';

describe('a day that a person writes', () => {
  it.each([
    ['завтра', 1],
    ['післязавтра', 2],
    ['7', 7],
    ['на 2 тижні', 14],
    ['через 10 днів', 10],
    ['in 3 days', 3],
    ['у суботу', 1],
    ['п’ятниця', 7],
    ['Monday', 3],
    ['15 липня', 33],
    ['15.07', 33],
    ['2026-07-15', 33],
    ['15 липня 2026', 33],
    ['July 15', 33],
    ['1 січня', 203],
  ])('«%s» is so many days away', (written, days) => {
    expect(daysUntil(written, TODAY)).toBe(days);
  });

  it.each(['', 'колись', '31 лютого', '12 червня 2026', '01.01.2020', '15.07.2030', '0', '500', '32.13', '🙂'])(
    '«%s» is none',
    (written) => {
      expect(daysUntil(written, TODAY)).toBeNull();
    },
  );
});

describe('hours that a person writes', () => {
  it.each([
    ['22:30–07:00', '22:30', '07:00'],
    ['22-7', '22:00', '07:00'],
    ['з 22 до 7', '22:00', '07:00'],
    ['від 23:30 до 8 ранку', '23:30', '08:00'],
    ['from 11 pm to 7 am', '23:00', '07:00'],
  ])('«%s» are from %s until %s', (written, quietFrom, quietUntil) => {
    expect(parseHours(written)).toEqual({ quietFrom, quietUntil });
  });

  it.each(['', '22:00', '22:00–22:00', '22–7–9', '25:00–07:00', 'уночі'])('«%s» are none', (written) => {
    expect(parseHours(written)).toBeNull();
  });
});

describe('a question', () => {
  it.each([
    ['що нового про тарифи?', 'тарифи'],
    ['Розкажи про вибори в Польщі', 'вибори Польщі'],
    ['Привіт! Що там з «Дніпро-1»?', '«Дніпро-1»'],
    ['НАТО', 'НАТО'],
    ["What's new about NATO?", 'NATO'],
    ['що нового?', ''],
    ['новини', ''],
    ['???', ''],
  ])('«%s» is about «%s»', (said, about) => {
    expect(askedAbout(said)).toBe(about);
  });
});

describe('words that name a topic', () => {
  it.each([
    ['спорт', 'sport'],
    ['Погода', 'environment'],
    ["здоров'я", 'health'],
    ['technology', 'science'],
    ['надзвичайні події', 'incidents'],
  ])('«%s» are %s', (words, topic) => {
    expect(topicNamed(words)).toBe(topic);
  });

  it.each(['', 'і', 'спортзал'])('«%s» are none', (words) => {
    expect(topicNamed(words)).toBeNull();
  });
});
