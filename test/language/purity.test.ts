import { describe, expect, test } from 'vitest';
import { impurities } from '../../src/language/purity.js';

/** What is found, as «kind: text → suggestion». */
function found(text: string): string[] {
  return impurities(text).map((one) => `${one.kind}: ${one.text}${'suggestion' in one ? ` → ${one.suggestion}` : ''}`);
}

describe('a good Ukrainian text', () => {
  test.each([
    'Уряд виділив 1,5 млрд грн на ремонт шкіл у Києві та області. «Почнемо влітку», — сказав міністр.',
    'Компанія SpaceX запустила ракету Falcon Heavy; IT-фахівці стежили за стартом наживо.',
    'Виявилося, що препарат сприяє одужанню постраждалих людей, а найкращий засіб — сон.',
    'Їхній матч завершився внічию 1:1, гол забив А. Ярмоленко.',
    'Вітамін C та F-16 тут ні до чого.',
  ])('is pure: %s', (text) => expect(impurities(text)).toEqual([]));
});

describe('Russian', () => {
  test('a passage is found whole, from its first word to its last', () => {
    expect(found('Він написав: «Посмотрите эту публикацию сегодня» і вийшов.')).toEqual([
      'russian: Посмотрите эту публикацию сегодня',
    ]);
  });

  test('one word with a letter that Ukrainian does not have is found', () => {
    expect(found('Слово «крым» тут чуже, а «криміналу» — ні.')).toEqual(['russian: крым']);
  });

  test('a passage without such letters is found too', () => {
    expect(found('Зарплата выросла. Министр сообщил о повышении цен.')[0]).toMatch(/^russian: .*выросла/);
    expect(found('Як кажуть, «министр рассказал о ценах», і все.')).toEqual(['russian: министр рассказал']);
  });
});

describe('letters of two alphabets in one word', () => {
  test.each([
    ['У Kиєві тепло', 'mixedAlphabet: Kиєві → Києві'],
    ['iнформацiя для всіх', 'mixedAlphabet: iнформацiя → інформація'],
    ['вірус СOVID відступив', 'mixedAlphabet: СOVID → COVID'],
    ['мама i тато', 'mixedAlphabet: i → і'],
  ])('are found in «%s»', (text, what) => expect(found(text)).toEqual([what]));

  test('are no fault of a Latin name with a Ukrainian ending', () => {
    expect(found('за YouTubeом і з iPhoneами')).toEqual([]);
  });
});

describe('broken encoding', () => {
  test.each([
    ['втрачені літери \uFFFD\uFFFD тут', '\uFFFD\uFFFD'],
    ['Ð£ÐºÑ€Ð°Ñ—Ð½Ð° тут', 'Ð£ÐºÑ€Ð°Ñ—Ð½Ð°'],
    ['РЈРєСЂР°С—РЅР° тут', 'РЈРєСЂР°С—РЅР°'],
    ['Óêðà¿íà тут', 'Óêðà¿íà'],
  ])('is found in «%s»', (text, what) => {
    expect(impurities(text).find((one) => one.kind === 'brokenEncoding')?.text).toBe(what);
  });

  test('is not seen in capitals', () => {
    expect(impurities('СІРІ СЄВЄРОДОНЕЦЬК РІЧ').filter((one) => one.kind === 'brokenEncoding')).toEqual([]);
  });
});

test('tags and entities are found', () => {
  expect(found('Текст<br/> і&nbsp;ще <b>тут</b>').map((one) => one.split(': ')[1])).toEqual([
    '<br/>',
    '&nbsp;',
    '<b>',
    '</b>',
  ]);
});

describe('calques', () => {
  test.each([
    'Країна прийняла участь у саміті',
    'на протязі року',
    'сама краща команда',
    'на слідуючий день',
    'згідно чинного закону',
    'нанесли удар по місту',
    'по крайній мірі',
    'в залежності від погоди',
    'вступив в силу',
    'зустріч по вівторкам',
    'воєнне положення',
    'багаточисленні скарги',
    'солдат пропав без вісті',
    'сторони прийшли до згоди',
    'уряд рахує доцільним діалог',
    'виключення з правил',
  ])('«%s» is always wrong', (text) => {
    expect(impurities(text).map((one) => one.kind)).toEqual(['calque']);
  });

  test.each([
    'діючий закон',
    'на сьогоднішній день',
    'мало місце',
    'біля 100 осіб',
    'вірна відповідь',
    'відмінити закон',
    'більша половина',
    'загинули в результаті обстрілу',
    'збитки складають 5 мільйонів',
    'у два рази більше',
    'в любий момент',
    'самий великий завод',
  ])('«%s» is doubtful', (text) => {
    expect(impurities(text).map((one) => one.kind)).toEqual(['doubtful']);
  });

  test.each([
    'брала участь',
    'на самому березі',
    'згідно з чинним законом',
    'завдали удару',
    'протяг року',
    'з’являється на світ',
    'біля 5-го під’їзду',
    'саме важливі документи',
    'сама Велика Британія',
    'у результаті переговорів',
    'любий друже',
    'вірний друг',
    'команда складається з п’яти людей',
  ])('«%s» is right', (text) => expect(impurities(text)).toEqual([]));

  test('come with their place and a suggestion', () => {
    const text = 'Він приймав участь у бою.';
    expect(impurities(text)).toEqual([
      { kind: 'calque', start: 4, end: 18, text: 'приймав участь', suggestion: 'брати участь' },
    ]);
    expect(text.slice(4, 18)).toBe('приймав участь');
  });
});
