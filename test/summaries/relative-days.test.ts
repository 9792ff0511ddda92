import { expect, test } from 'vitest';
import { withoutRelativeDays } from '../../src/summaries/extract/relative-days.js';

test.each([
  ['Сьогодні вранці делегація прибула до Києва.', 'Делегація прибула до Києва.'],
  ['Учора міст відкрили для руху.', 'Міст відкрили для руху.'],
  ['Він повідомив, що сьогодні вранці делегація прибула.', 'Він повідомив, що делегація прибула.'],
  ['Міст сьогодні відкрили для руху.', 'Міст відкрили для руху.'],
  ['Сьогодні, 29 листопада, у Полтаві відкрили міст.', '29 листопада у Полтаві відкрили міст.'],
])('a day that is another one when it is read goes out of «%s»', (before, after) => {
  expect(withoutRelativeDays(before)).toBe(after);
});

test.each([
  'До сьогодні міст був закритий.',
  'Не сьогодні, а завтра відкриють міст.',
  'Сьогодні і завтра міст закритий.',
  'Завтра міст відкриють.',
  'Міський голова заявив: «Сьогодні ми відкрили міст».',
  'Сьогоднішня нарада тривала годину.',
])('what would change its meaning, or was said so, stays: «%s»', (sentence) => {
  expect(withoutRelativeDays(sentence)).toBe(sentence);
});
