import { describe, expect, it } from 'vitest';
import { articlesOf, guardCases, INVENTED } from '../../bench/guard/cases.js';
import { groundOf } from '../../src/summaries/faithful/ground.js';
import { reasonsAgainst, unfaithful } from '../../src/summaries/faithful.js';

const ARTICLES = [
  {
    title: 'У Луцьку відкрили міст',
    text: 'Мер Луцька Іван Поліщук 3 травня відкрив міст через Стир. Будівництво тривало два роки і коштувало 600 тис. євро. "Перші машини проїхали о шостій ранку", - сказав Поліщук. Інженерка Ольга Ґедзь запевнила, що опори витримають 40 тонн. Підрядник подякував інженерці за проєкт.',
    publisher: 'Вісник',
    publishedAt: null,
  },
];
const kinds = (summary: string) => unfaithful(summary, ARTICLES).map((reason) => reason.kind);

describe('unfaithful', () => {
  it.each([
    'Міст через Стир 3 травня відкрив мер Іван Поліщук.',
    'Міст коштував 600 000 євро, його будували 2 роки.',
    'Луцький мер Поліщук відкрив міст, який витримає сорок тонн.',
    'Іван Поліщук сказав: «Перші машини проїхали о шостій ранку».',
    'Інженерці Ользі Ґедзь подякував підрядник.',
  ])('finds nothing in the faithful «%s»', (summary) => {
    expect(unfaithful(summary, ARTICLES)).toEqual([]);
  });

  it.each([
    ['Міст коштував 700 тис. євро.', 'number'],
    ['Опори витримають 600 тонн.', 'number'],
    ['Мер відкрив міст 4 травня.', 'date'],
    ['Міст відкрили у вівторок.', 'date'],
    ['Міст відкрив мер Андрій Савченко.', 'name'],
    ['Мер відкрив міст у Ковелі.', 'place'],
    ['«Ми збудуємо ще один міст», — сказав Поліщук.', 'quotation'],
    ['«Перші машини проїхали о шостій ранку», — сказала Ольга Ґедзь.', 'quotation'],
    ['Інженерка подякувала підряднику за проєкт.', 'roles'],
    ['Мер відкрив чудовий міст через Стир.', 'verdict'],
    ['Мер открыл новый мост через Стир.', 'purity'],
  ])('sees in «%s» a wrong %s', (summary, kind) => {
    expect(kinds(summary)).toContain(kind);
  });

  const story = (text: string) => [{ title: 'Новини', text, publisher: 'Вісник', publishedAt: null }];

  it.each([
    ['Опубліковано 5 212 скарг мешканців.', 'Надійшло понад п’ять тисяч скарг мешканців.'],
    ['Ставку знизили на 0,5 відсоткового пункту.', 'Ставку знизили на 0,5 в. п.'],
    ['Набережну перекриють з 16:00.', 'Набережну перекриють о шістнадцятій годині.'],
    ['Порти ОАЕ приймають судна.', 'Судна приймають порти Об’єднаних Арабських Еміратів.'],
    ['Вищий антикорупційний суд розгляне справу.', 'Справу розгляне ВАКС.'],
    ['Гроші дало Держкіно.', 'Гроші дало Державне агентство з питань кіно.'],
    ['Звіт оприлюднив Генеральний штаб.', 'Звіт оприлюднив Генштаб.'],
    ['Вивезли 17 тонн гречки, проса - 28 тонн.', 'Проса вивезли 28 тонн, гречки — сімнадцять.'],
    ['Виставку привезли в Ірпінь.', 'Виставку побачать мешканці Ірпеня.'],
    ['Компанія Hanza будує завод.', 'Завод будує Ханза.'],
    ['Лікарку нагородив фонд.', 'Фонд нагородив лікарку.'],
  ])('takes «%s» and «%s» for the same', (text, summary) => {
    expect(unfaithful(summary, story(text))).toEqual([]);
  });

  it.each([
    ['Ставку знизили на 0,5 відсоткового пункту.', 'Ставку знизили на 0,5 %.', 'number'],
    ['За знімок платили 200 доларів.', 'За знімок платили 200 гривень.', 'number'],
    ['Експорт меду зріс на 12%.', 'Експорт меду впав на 12%.', 'number'],
    ['Вивезли 17 тонн гречки, проса - 28 тонн.', 'Гречки вивезли 28 тонн, проса — 17.', 'number'],
    ['Ворог утратив 1180 військових і скинув 118 бомб.', 'Ворог утратив 118 військових.', 'number'],
    ['Продажі зросли на чверть.', 'Продажі зросли на третину.', 'number'],
    ['Автобус № 8 возив туристів 12 років.', 'Автобус № 12 возив туристів.', 'number'],
    ['Тариф подорожчав до 18 000 гривень.', 'Тариф подорожчав до 19 000 гривень.', 'number'],
    ['Виставку відкрила Ярослава Кульчак.', 'Виставку відкрила Ярослава Кульчицька.', 'name'],
    ['Матч виграв Остап Гаврилишин.', 'Матч виграв Остап Гаврилюк.', 'name'],
    ['Вето зняв уряд Угорщини.', 'Варшава зняла вето.', 'place'],
    [
      '"Міст стоїть міцно", - сказав він. Відкрила його Леся Гай.',
      '«Міст стоїть міцно», — сказала Леся Гай.',
      'quotation',
    ],
    ['Батьки вимагають грошей від школи.', 'Школа вимагає грошей від батьків.', 'roles'],
    ['Удома "Верес" обіграв "Буг".', '«Буг» обіграв «Верес».', 'roles'],
    ['Журналістка вдарила депутата.', 'Депутат ударив журналістку.', 'roles'],
  ])('sees that of «%s» «%s» tells a wrong %s', (text, summary, kind) => {
    expect(unfaithful(summary, story(text)).map((reason) => reason.kind)).toContain(kind);
  });

  it('finds a text longer than the longest length', () => {
    expect(kinds('Міст через Стир відкрив мер. '.repeat(30))).toContain('length');
  });

  it('catches 97 of a hundred false summaries and refuses at most 3 of a hundred true ones', () => {
    const grounds = new Map(INVENTED.map((one) => [one.title, groundOf(articlesOf(one))]));
    const cases = guardCases().map(({ kind, summary, articles }) => ({
      isTrue: kind === 'faithful',
      isRefused: reasonsAgainst(summary, grounds.get(articles[0]!.title)!, articles).length > 0,
    }));
    const share = (isTrue: boolean) => {
      const of = cases.filter((one) => one.isTrue === isTrue);
      expect(of.length).toBeGreaterThanOrEqual(200);
      return of.filter((one) => one.isRefused).length / of.length;
    };
    expect(share(false)).toBeGreaterThanOrEqual(0.97);
    expect(share(true)).toBeLessThanOrEqual(0.03);
  });
});
