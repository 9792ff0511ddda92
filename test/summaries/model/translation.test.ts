import { describe, expect, test } from 'vitest';
import { withUkrainianNumbers } from '../../../src/summaries/model/foreign-numbers.js';
import { soundAlike } from '../../../src/summaries/model/sound.js';
import { mistranslations } from '../../../src/summaries/model/translation.js';

const article = (title: string, text: string) => [{ title, text, publisher: null, publishedAt: null }];
const RUSSIAN = article(
  'В Германии вступил в силу закон',
  'С 1 января в Германии вступил в силу закон о минимальной зарплате, сообщил министр труда Хубертус Хайль. Она вырастет до 12,82 евро в час, и это коснётся шести миллионов работников. Канцлер Олаф Шольц обсудил его в Киеве с Дмитрием Кулебой.',
);
const ENGLISH = article(
  'Senate approves the bridge programme',
  'The Senate on Tuesday passed a $61 billion programme, Reuters reported; twenty-five senators voted against. Speaker Mike Johnson will meet Jens Stoltenberg and Ursula von der Leyen in Brussels on October 28 at 3:30 p.m. Officials in Beijing reportedly disagreed.',
);

describe('mistranslations', () => {
  test.each([
    [RUSSIAN, 'У Німеччині з 1 січня діє закон, повідомив міністр праці Губертус Гайль.'],
    [RUSSIAN, 'Зарплата зросте до 12,82 євро на годину для шести мільйонів працівників, сказав канцлер Олаф Шольц.'],
    [RUSSIAN, 'Закон обговорили у Києві з Дмитром Кулебою.'],
    [ENGLISH, 'Сенат у вівторок схвалив програму на 61 млрд доларів, повідомляє Reuters; проти були 25 сенаторів.'],
    [ENGLISH, 'Спікер Майк Джонсон зустріне Єнса Столтенберга й Урсулу фон дер Ляєн у Брюсселі 28 жовтня о 15:30.'],
    [ENGLISH, 'Чиновники в Пекіні нібито не згодні.'],
  ])('finds nothing in a true translation (%#)', (articles, text) => {
    expect(mistranslations(text, articles)).toEqual([]);
  });

  test.each([
    [RUSSIAN, 'Зарплата зросте до 13,82 євро на годину.', 'number', '13,82'],
    [RUSSIAN, 'У Франції з 1 січня діє закон.', 'place', 'Франції'],
    [RUSSIAN, 'Про це сказав міністр Петер Мюллер.', 'name', 'Мюллер'],
    [RUSSIAN, 'Закон діє з 2 січня.', 'date', '2 січня'],
    [ENGLISH, 'Проти були 35 сенаторів.', 'number', '35'],
    [ENGLISH, 'Програму скандально схвалили.', 'verdict', 'скандально'],
    [ENGLISH, 'Він сказав: «Ми цього ніколи не забудемо».', 'quotation', '«Ми цього ніколи не забудемо»'],
  ])('finds what the articles do not say (%#)', (articles, text, kind, said) => {
    expect(mistranslations(text, articles)).toContainEqual({ kind, text: said });
  });
});

test('numbers, days and hours of other languages are read as their readers read them', () => {
  expect(withUkrainianNumbers('On Oct. 28, twenty-five percent; 1,500 at 3:30 p.m., 2.4 billion')).toBe(
    'On 28 жовтня, 25 %; 1 500 at 15:30, 2.4 мільярдів',
  );
  expect(withUkrainianNumbers('двадцать пять человек, шесть миллионов, двадцать второго мая')).toBe(
    '25 человек, 6 мільйонів, 22 травня',
  );
});

test.each([
  ['Джонсоном', 'Johnson', true],
  ['Гайль', 'Хайль', true],
  ['Руй', 'Rui', true],
  ['Макрона', 'Macron', true],
  ['Мюллер', 'Merkel', false],
  ['Байден', 'Borrell', false],
  ['Джо', 'Jill', false],
])('%s and %s sound alike: %s', (one, other, alike) => {
  expect(soundAlike(one, other)).toBe(alike);
});
