import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../src/language/detect.js';

const UKRAINIAN = [
  'У Львові відкрили новий музей',
  'Ворог атакував Одесу дронами',
  'Помер народний артист',
  'Усик побив суперника в третьому раунді',
  'Рада ухвалила закон про мобілізацію',
  'Названо найкраще місто світу',
  'Пожежа на складах у Броварах',
  'Вибух у центрі столиці',
  'Президентка прокоментувала скандал',
  'Погода на завтра',
  'Обов’язок',
];
const RUSSIAN = [
  'Пожар на складах в Броварах',
  'Назван лучший город мира',
  'Доллар дорожает',
  'Усик побил соперника в третьем раунде',
  'Рада приняла закон о мобилизации',
  'Спутник долетел до Марса',
  'Помогла бабушке и попала в больницу',
  'Скандал в парламенте',
  'Президент встретился с министром',
  'Взрыв в центре столицы',
];
const ENGLISH = [
  'Zelenskyy meets Macron in Paris',
  'Ukraine war: what we know on day 600',
  'Apple unveils new iPhone',
  'Café owner wins the prize',
];
const OTHER = [
  'Лукашэнка правёў нараду па пытаннях эканомікі',
  'Правителството ще увеличи заплатите от януари',
  'Председник Србије Вучић у Београду',
  'Қазақстан Президенті Тоқаев сөйледі',
  'Der Bundeskanzler ist nach Kiew gereist',
  'Prezydent Polski spotkał się z premierem',
  'Le président de la République est arrivé à Kiev',
  'Ελλάδα και Κύπρος',
  '12:30',
];

describe('the language of a headline', () => {
  test.each(UKRAINIAN)('is Ukrainian: %s', (text) => expect(detectLanguage(text)).toBe('uk'));
  test.each(RUSSIAN)('is Russian: %s', (text) => expect(detectLanguage(text)).toBe('ru'));
  test.each(ENGLISH)('is English: %s', (text) => expect(detectLanguage(text)).toBe('en'));
  test.each(OTHER)('is another: %s', (text) => expect(detectLanguage(text)).toBe('other'));

  test('is what its Cyrillic words are in, among Latin names', () => {
    expect(detectLanguage('Запуск Falcon Heavy: SpaceX перенесла старт')).toBe('uk');
  });
});

test('a short Ukrainian sentence without a letter of its own is not Bulgarian for its «ще»', () => {
  expect(detectLanguage('Ставка зросте ще на 2 %')).toBe('uk');
});

describe('the language of the source', () => {
  test('decides where the text says nothing', () => {
    expect(detectLanguage('Регина', { prior: 'ru' })).toBe('ru');
    expect(detectLanguage('Регина')).toBe('uk');
    expect(detectLanguage('2:1', { prior: 'uk' })).toBe('uk');
  });

  test('does not decide against the text', () => {
    expect(detectLanguage('Взрыв в центре столицы', { prior: 'uk' })).toBe('ru');
    expect(detectLanguage('Вибух у центрі столиці', { prior: 'ru' })).toBe('uk');
  });
});

test('a Ukrainian article with a Russian quotation is Ukrainian', () => {
  const text =
    'Депутат опублікував допис російською: «Это была моя ошибка, прошу прощения у всех». Пізніше він пояснив журналістам, що мав на увазі зовсім інше, і видалив допис зі своєї сторінки. Колеги вимагають розгляду на комітеті вже цього тижня.';
  expect(detectLanguage(text)).toBe('uk');
});
