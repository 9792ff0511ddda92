import { expect, test } from 'vitest';
import { withNamesOnce } from '../../../src/summaries/extract/naming.js';

const said = (text: string, ...names: string[]) => ({ text, names });

test('who was named in full goes by the surname afterwards, in any case and place', () => {
  expect(
    withNamesOnce([
      said('Міст відкрила інженерка Леся Коваль.', 'Коваль'),
      said('Леся Коваль подякувала майстрам.', 'Коваль'),
      said('Нагороду передали інженерці Лесі Коваль.', 'Коваль'),
    ]),
  ).toEqual([
    'Міст відкрила інженерка Леся Коваль.',
    'Коваль подякувала майстрам.',
    'Нагороду передали інженерці Коваль.',
  ]);
});

test('another person of the same surname keeps the first name', () => {
  const sentences = [said('Виграв Ігор Стах.', 'Стах'), said('Другою була Олена Стах.', 'Стах')];
  expect(withNamesOnce(sentences)[1]).toBe('Другою була Олена Стах.');
});

test('a word before the surname that is no first name stays', () => {
  const sentences = [said('Виграв Ігор Стах.', 'Стах'), said('Раніше Стах тричі програвав.', 'Стах')];
  expect(withNamesOnce(sentences)[1]).toBe('Раніше Стах тричі програвав.');
});
