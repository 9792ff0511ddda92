import { describe, expect, test } from 'vitest';
import { numbersIn } from '../../src/language/numbers.js';

/** The values of a text's numbers, in order. */
function values(text: string): string[] {
  return numbersIn(text).map((mention) => mention.value);
}

describe('a number has one value however it is written', () => {
  test.each([
    ['600000', '600 тис. | 600 000 | 600\u00A0000 | шістсот тисяч | 0,6 млн'],
    ['3500000000', '3,5 млрд | 3.5 млрд | три з половиною мільярди'],
    ['1300', '1 300 | 1300 | тисяча триста | 1,3 тисячі'],
    ['2', '2 | два | двоє | двох | обидві | вдвічі | другий | 2-га'],
    ['5', "п’ятеро | п'ять | пʼятьох | 5-й | п’ята"],
    ['42', '42 | сорок два | сорока двох | сорок другий'],
    ['10', '10-річний | десятирічна | десятого | X ст.'],
    ['2024', '2024 | дві тисячі двадцять чотири | дві тисячі двадцять четвертого'],
    ['1200000', '1 млн 200 тис. | 1,2 мільйона | 1 200 000'],
    ['1500000', 'півтора мільйона | 1,5 млн'],
    ['500000', 'пів мільйона | півмільйона | 500 тисяч'],
    ['123400000', 'сто двадцять три мільйони чотириста тисяч'],
    ['-5', '-5 | мінус 5'],
    ['5%', '5% | 5 % | 5 відсотків | п’ять відсотків | 5 процентів'],
    ['13:20', '13:20 | о 13.20 | 13.20 год.'],
    ['08:05', '8:05 | 08:05'],
    ['10-28', '28 жовтня | 28-го жовтня | двадцять восьмого жовтня | 28 жовт.'],
    ['2:1', '2:1'],
    ['су27', 'Су-27 | СУ-27'],
    ['т72', 'Т-72 | T-72'],
    ['21', 'XXI | двадцять перше'],
  ])('%s: %s', (value, texts) => {
    for (const text of texts.split(' | ')) expect([text, values(text)]).toEqual([text, [value]]);
  });
});

describe('several numbers', () => {
  test.each([
    ['28.10.2024', ['10-28', '2024']],
    ['2024-10-28', ['2024', '10-28']],
    ['28–29 жовтня 2024 року', ['10-28', '10-29', '2024']],
    ['28, 29 та 30 жовтня', ['10-28', '10-29', '10-30']],
    ['5–10 млн', ['5000000', '10000000']],
    ['від 5 до 10 тис.', ['5000', '10000']],
    ['5–10 %', ['5%', '10%']],
    ['троє загинули, п’ятеро поранені', ['3', '5']],
    ['три, чотири', ['3', '4']],
    ['двадцять тридцять', ['20', '30']],
    ['у 2024 році 300 осіб', ['2024', '300']],
    ['о 13:20 28 жовтня', ['13:20', '10-28']],
  ])('%s', (text, expected) => expect(values(text)).toEqual(expected));
});

describe('no number', () => {
  test.each([
    'один із них',
    'вони бачили один одного',
    'тисячі людей',
    'мільйони гривень',
    'його друга',
    'сім’я',
    'Стодола',
  ])('is in «%s»', (text) => expect(values(text)).toEqual([]));
});

test('a mention has its place, its text and its kind', () => {
  const text = 'Ціни зросли на 5,5 % до 600 тис. гривень.';
  const mentions = numbersIn(text);
  expect(mentions).toEqual([
    { start: 15, end: 20, text: '5,5 %', kind: 'percent', value: '5.5%' },
    { start: 24, end: 31, text: '600 тис', kind: 'number', value: '600000' },
  ]);
  for (const { start, end, text: shown } of mentions) expect(text.slice(start, end)).toBe(shown);
});

test('eleven is read in every form, a score before a colon, and percentage points as percent', () => {
  const values = (text: string) => numbersIn(text).map((mention) => mention.value);
  expect(values('одинадцять, одинадцяти, одинадцятьма, одинадцятий')).toEqual(['11', '11', '11', '11']);
  expect(values('виграли 3:2: вирішив гол')).toEqual(['3:2']);
  expect(values('на 0,5 в. п., на 0,5 відсоткового пункту')).toEqual(['0.5%', '0.5%']);
});

test('ordinals, codes and scores are told from quantities', () => {
  expect(numbersIn('перший F-16, 3:0').map((mention) => mention.kind)).toEqual(['ordinal', 'code', 'score']);
});
