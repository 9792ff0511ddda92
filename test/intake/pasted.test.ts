import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UnreadableArticleError } from '../../src/intake/errors.js';
import { parsePasted } from '../../src/intake/pasted.js';

const paragraphs = (text: string) => parsePasted(text).text.split('\n\n');

describe('the seed article', () => {
  const page = readFileSync(new URL('../../seeds/articles/interfax-2024-10-28-rutte.txt', import.meta.url), 'utf8');
  const article = parsePasted(page);

  it('has its publisher, its headline once, and the instant that Kyiv’s clocks showed', () => {
    expect(article).toMatchObject({
      title: 'Рютте: Я можу підтвердити, що війська КНДР розгорнуті в Курській області',
      publisher: 'Інтерфакс-Україна',
      url: null,
      publishedAt: new Date('2024-10-28T11:20:00Z'),
      language: 'uk',
    });
    expect(article.text).not.toContain(article.title);
  });

  it('keeps every paragraph between the second headline and «ЩЕ ЗА ТЕМОЮ», and nothing else', () => {
    const own = page
      .slice(page.lastIndexOf('Курській області\n'), page.indexOf('ЩЕ ЗА ТЕМОЮ'))
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const straight = article.text.replaceAll('’', "'").split('\n\n');
    expect(straight).toEqual(own);
  });

  it('leaves a quote that is never closed as it is', () => {
    expect(article.text).toContain('так само як і "небезпечне розширення війни Росії". "НАТО закликає');
  });
});

/** Invented pages, each as another kind of site comes out of a browser. */
const FIRST = 'Міська рада Яворова ухвалила бюджет громади на наступний рік.';
const SECOND = 'За документ проголосували 24 депутати, повідомила секретарка ради Ірина Ткачик.';
const THIRD = '«Найбільше грошей піде на ремонт шкіл і лікарні», – сказала вона після засідання.';

const SHAPES: Record<
  string,
  { page: string; title: string; publisher: string | null; at: string | null; text: string[]; url?: string }
> = {
  'a headline, then date and publisher in one line, single line breaks': {
    page: `Яворів ухвалив бюджет на 2025 рік
Вісник Яворова — 28 жовтня 2024, 13:20
Фото: пресслужба міськради
${FIRST}
${SECOND}
Читайте також: У Яворові відкрили новий міст
${THIRD}
Підписуйтесь на наш Telegram
Теги: Яворів, бюджет`,
    title: 'Яворів ухвалив бюджет на 2025 рік',
    publisher: 'Вісник Яворова',
    at: '2024-10-28T11:20:00Z',
    text: [FIRST, SECOND, THIRD],
  },
  'a menu above, a breadcrumb, an author, counters, share buttons, a footer': {
    page: `Ми використовуємо файли cookie, щоб сайт працював краще. Продовжуючи, ви погоджуєтесь із політикою.
Прийняти
Головна
Новини
Політика
Економіка
Головна › Політика › Місцеве самоврядування

Яворів ухвалив бюджет на 2025 рік | Гомін Розточчя

Олена Петренко
Понеділок, 28 жовтня 2024, 13:20
1 024 перегляди
3 хв читати
Facebook Twitter Telegram Viber
Поділитися

${FIRST}

${SECOND}

Що далі

${THIRD}

Помітили помилку? Виділіть її та натисніть Ctrl+Enter.
Коментарі (12)
Останні новини
Синоптики обіцяють дощ
© 2024 Гомін Розточчя. Усі права захищені.`,
    title: 'Яворів ухвалив бюджет на 2025 рік',
    publisher: 'Гомін Розточчя',
    at: '2024-10-28T11:20:00Z',
    text: [FIRST, SECOND, 'Що далі', THIRD],
  },
  'no date, no publisher, a headline that comes once': {
    page: `Яворів ухвалив бюджет на 2025 рік\n\n${FIRST}\n\n${SECOND}\n`,
    title: 'Яворів ухвалив бюджет на 2025 рік',
    publisher: null,
    at: null,
    text: [FIRST, SECOND],
  },
  'a short date without a time, the publisher at the very end, advertisements between the paragraphs': {
    page: `28.10.24

Яворів ухвалив бюджет на 2025 рік.

${FIRST}

РЕКЛАМА

${SECOND}

Реклама
УНІАН`,
    title: 'Яворів ухвалив бюджет на 2025 рік',
    publisher: 'УНІАН',
    at: '2024-10-27T22:00:00Z',
    text: [FIRST, SECOND],
  },
  'an ISO instant without a zone, an address, tags as hashtags': {
    page: `https://gomin.example/news/17?utm_source=telegram
2024-10-28T13:20
ЯВОРІВ УХВАЛИВ БЮДЖЕТ НА 2025 РІК
${FIRST}
${SECOND}
#яворів #бюджет`,
    title: 'ЯВОРІВ УХВАЛИВ БЮДЖЕТ НА 2025 РІК',
    publisher: null,
    at: '2024-10-28T11:20:00Z',
    text: [FIRST, SECOND],
    url: 'https://gomin.example/news/17',
  },
  'the time of today, which names no day': {
    page: `Гомін Розточчя\nСьогодні, 13:20\nЯворів ухвалив бюджет на 2025 рік\n${FIRST}\n${SECOND}`,
    title: 'Яворів ухвалив бюджет на 2025 рік',
    publisher: 'Гомін Розточчя',
    at: null,
    text: [FIRST, SECOND],
  },
  'time and day on lines of their own, in summer, with a later change of the text': {
    page: `Яворів ухвалив бюджет на 2025 рік
Автор: Степан Гнатюк
13:20
1 липня 2024 року
Оновлено: 2 липня 2024, 09:00
${FIRST}
${SECOND}`,
    title: 'Яворів ухвалив бюджет на 2025 рік',
    publisher: null,
    at: '2024-07-01T10:20:00Z',
    text: [FIRST, SECOND],
  },
  'a Russian page': {
    page: `Вестник Полесья
28 октября 2024, 13:20
Горсовет принял бюджет на следующий год
Городской совет в понедельник принял бюджет общины на следующий год.
Больше всего денег пойдёт на ремонт школ и больницы, сообщила пресс-служба.
Читайте также: Какой будет погода на неделе
Подписывайтесь на наш канал в Telegram`,
    title: 'Горсовет принял бюджет на следующий год',
    publisher: 'Вестник Полесья',
    at: '2024-10-28T11:20:00Z',
    text: [
      'Городской совет в понедельник принял бюджет общины на следующий год.',
      'Больше всего денег пойдёт на ремонт школ и больницы, сообщила пресс-служба.',
    ],
  },
  'an English page': {
    page: `The Galician Post
October 28, 2024 1:20 PM
5 min read
Yavoriv adopts its budget for 2025
Share
The city council adopted the community’s budget for the next year on Monday.
Most of the money will go to schools and to the hospital, the secretary said.
Read more: A new bridge opens
Subscribe to our newsletter
Most read
Rain is coming`,
    title: 'Yavoriv adopts its budget for 2025',
    publisher: 'The Galician Post',
    at: '2024-10-28T11:20:00Z',
    text: [
      'The city council adopted the community’s budget for the next year on Monday.',
      'Most of the money will go to schools and to the hospital, the secretary said.',
    ],
  },
  'other headlines in a box in the middle, after which the article goes on': {
    page: `Яворів ухвалив бюджет на 2025 рік
13:20, 28 жовтня 2024
${FIRST}
Читайте також
У Яворові відкрили новий міст
Хто стане старостою Немирова?
${SECOND}
${THIRD}
Читайте також:
Ціни на дрова зросли вдвічі`,
    title: 'Яворів ухвалив бюджет на 2025 рік',
    publisher: null,
    at: '2024-10-28T11:20:00Z',
    text: [FIRST, SECOND, THIRD],
  },
  'headlines of others below the text without any heading': {
    page: `Яворів ухвалив бюджет на 2025 рік
28/10/2024 - 13:20
${FIRST}
${SECOND}
У Яворові відкрили новий міст
Ціни на дрова зросли вдвічі`,
    title: 'Яворів ухвалив бюджет на 2025 рік',
    publisher: null,
    at: '2024-10-28T11:20:00Z',
    text: [FIRST, SECOND],
  },
  'lines of a fixed width': {
    page: `Яворів ухвалив бюджет на 2025 рік

Міська рада Яворова ухвалила бюджет громади на наступний
рік після двох годин обговорення.

За документ проголосували 24 депутати, повідомила секретарка
ради Ірина Ткачик.`,
    title: 'Яворів ухвалив бюджет на 2025 рік',
    publisher: null,
    at: null,
    text: [
      'Міська рада Яворова ухвалила бюджет громади на наступний рік після двох годин обговорення.',
      'За документ проголосували 24 депутати, повідомила секретарка ради Ірина Ткачик.',
    ],
  },
  'a list that a colon opens at the end': {
    page: `Яворів ухвалив бюджет на 2025 рік
28 жовтня 2024
${FIRST}
Гроші підуть на:
– ремонт шкіл
– нову лікарню`,
    title: 'Яворів ухвалив бюджет на 2025 рік',
    publisher: null,
    at: '2024-10-27T22:00:00Z',
    text: [FIRST, 'Гроші підуть на:', '– ремонт шкіл', '– нову лікарню'],
  },
};

describe('pages of every shape', () => {
  it.each(Object.entries(SHAPES))('reads a page with %s', (_, { page, title, publisher, at, text, url }) => {
    const article = parsePasted(page);
    expect({ ...article, text: article.text.split('\n\n') }).toMatchObject({
      title,
      publisher,
      publishedAt: at === null ? null : new Date(at),
      text,
      url: url ?? null,
    });
  });

  it('gives the same article with Windows line ends and a byte order mark', () => {
    const { page } = SHAPES['a headline, then date and publisher in one line, single line breaks']!;
    expect(parsePasted(`\uFEFF${page.replaceAll('\n', '\r\n')}`)).toEqual(parsePasted(page));
  });

  it('takes a date within a sentence for a part of the sentence', () => {
    const page = `Яворів ухвалив бюджет\n${FIRST}\n28 жовтня 2024 року рада збереться знову, щоб затвердити зміни.`;
    expect(parsePasted(page).publishedAt).toBeNull();
    expect(paragraphs(page)).toHaveLength(2);
  });

  it('takes a headline with a date in it for a headline', () => {
    const page = `Курс валют на 28 жовтня 2024\nФінансовий оглядач\n${FIRST}\n${SECOND}`;
    expect(parsePasted(page)).toMatchObject({ title: 'Курс валют на 28 жовтня 2024', publishedAt: null });
  });

  it('reads wall times in the zone that it is told', () => {
    const page = `Гомін\n28.10.2024 13:20\nЯворів ухвалив бюджет на рік\n${FIRST}`;
    expect(parsePasted(page, { zone: 'Europe/Lisbon' }).publishedAt).toEqual(new Date('2024-10-28T13:20:00Z'));
  });

  it('names an article that has no headline by its first sentence', () => {
    expect(parsePasted(`${FIRST} ${SECOND}\n\n${THIRD}`)).toMatchObject({
      title: FIRST.slice(0, -1),
      text: `${FIRST} ${SECOND}\n\n${THIRD}`,
    });
  });
});

describe('what is not an article', () => {
  const reasonOf = (text: string) => {
    try {
      parsePasted(text);
    } catch (error) {
      if (error instanceof UnreadableArticleError) return error.reason;
      throw error;
    }
    return 'an article';
  };

  it.each([
    ['an empty text', ' \n\t\n', 'empty'],
    ['a binary file', `PK\u0003\u0004\0\0${'\ufffd'.repeat(40)}`, 'binary'],
    ['a file in an unknown encoding', `${'\ufffd'.repeat(20)} ${FIRST}`, 'binary'],
    ['more than a megabyte', 'Слово за словом. '.repeat(70_000), 'too-long'],
    ['more than ten thousand lines', `${FIRST}\n`.repeat(10_001), 'too-long'],
    ['nothing but a menu', 'Головна\nНовини\nПолітика\nРЕКЛАМА', 'no-text'],
    ['nothing but a headline', 'Яворів ухвалив бюджет на 2025 рік', 'no-text'],
  ])('says what is wrong with %s', (_, text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it.each(['31.02.2024 13:20', '28.13.2024 13:20', '28.10.2024 25:70', '32 жовтня 2024'])(
    'names the line with the impossible date %s',
    (date) => {
      const page = `Гомін Розточчя\n\n${date}\nЯворів ухвалив бюджет на 2025 рік\n${FIRST}`;
      expect(() => parsePasted(page)).toThrow(new RegExp(`Line 3 .*«${date}»`));
    },
  );

  it('ignores an impossible date among the headlines of others', () => {
    const page = `Яворів ухвалив бюджет на 2025 рік\n${FIRST}\nОСТАННЄ\n31.02.2024 13:20\nМіст відкрили`;
    expect(parsePasted(page).publishedAt).toBeNull();
  });
});
