import { describe, expect, test } from 'vitest';
import { isStopWord } from '../../src/language/stopwords.js';
import { words } from '../../src/language/words.js';

describe('words', () => {
  test('are small-lettered, and the three apostrophes are one letter of a word', () => {
    expect(words("П'ять п’ять пʼять")).toEqual(["п'ять", "п'ять", "п'ять"]);
  });

  test('keep a hyphenated word whole and digits in place', () => {
    expect(words('Прем’єр-міністр прибув о 13-й на Су-27, 2024 року.')).toEqual([
      "прем'єр-міністр",
      'прибув',
      'о',
      '13-й',
      'на',
      'су-27',
      '2024',
      'року',
    ]);
  });

  test('leave quotation marks, dashes and lone apostrophes out', () => {
    expect(words("«Слово» — 'діло'… - так")).toEqual(['слово', 'діло', 'так']);
  });

  test('are none in a text without letters and digits', () => {
    expect(words(' … — !')).toEqual([]);
  });
});

describe('stop words', () => {
  test.each(['і', 'та', 'що', 'від', 'його', 'який', 'було', 'цього'])('%s carries no matter', (word) => {
    expect(isStopWord(word)).toBe(true);
  });

  test.each(['війна', 'уряд', 'рік', 'вода'])('%s does', (word) => {
    expect(isStopWord(word)).toBe(false);
  });
});
