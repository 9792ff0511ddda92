import { describe, expect, it } from 'vitest';
import { isSubjectless } from '../../../src/summaries/extract/subject.js';

describe('isSubjectless', () => {
  it.each([
    'Працює на маяку вже тридцять років.',
    'Після навчання пішов у море, а потім став лоцманом.',
    'Нові сіті купив за власні гроші, а згодом подарував музею сорок карт.',
    'Важку техніку спрямувала на східну околицю.',
  ])('hears that a deed is nobody’s: %s', (sentence) => {
    expect(isSubjectless(sentence)).toBe(true);
  });

  it.each([
    'Працює на маяку родина Гаїв.',
    'У неділю лоцман пішов у море.',
    'Загинули троє рибалок.',
    'Пішов у море сусід лоцмана.',
    'Пошкоджено шість човнів.',
    'Триває евакуація мешканців острова.',
    'За осінь РФ запустила по порту сорок ракет.',
    'Мати пояснила, що човен старий.',
    'Торік Handeo відкрила завод.',
    'Про стан води подбала «Чиста хвиля».',
  ])('finds the subject of: %s', (sentence) => {
    expect(isSubjectless(sentence)).toBe(false);
  });
});
