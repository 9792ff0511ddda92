import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articlesOf, INVENTED } from '../../bench/guard/cases.js';
import type { SummaryArticle } from '../../src/summaries/article.js';
import { unfaithful } from '../../src/summaries/faithful.js';
import { LIMITS } from '../../src/summaries/lengths.js';
import { summarise, summariseOrQuote } from '../../src/summaries/summarise.js';
import { SUMMARY_LENGTHS } from '../../src/vocabulary.js';

const article = (title: string, text: string, rest: Partial<SummaryArticle> = {}): SummaryArticle => ({
  title,
  text,
  publisher: null,
  publishedAt: null,
  ...rest,
});
const summaryOf = (title: string, text: string, length: (typeof SUMMARY_LENGTHS)[number] = 'normal') =>
  summarise({ headline: title, articles: [article(title, text)] }, { length }).text;

describe('summarise', () => {
  it.each(INVENTED.map((one) => [one.title, one] as const))(
    'tells «%s» within each length, balanced, with a full stop, and truly',
    (_, invented) => {
      const articles = articlesOf(invented);
      for (const length of SUMMARY_LENGTHS) {
        const summary = summarise({ headline: invented.title, articles }, { length }).text;
        expect(summary.length).toBeLessThanOrEqual(LIMITS[length]);
        if (length !== 'short') expect(summary).toMatch(/[.!?…]»?$/);
        expect(summary.split('«').length).toBe(summary.split('»').length);
        expect(summary).not.toContain('"');
        expect(unfaithful(summary, articles)).toEqual([]);
      }
    },
  );

  it('gives an opinion to the one who holds it', () => {
    const summary = summaryOf(
      'Аграрії чекають дощу',
      'Урожай пшениці цього року має впасти на третину. Таку думку висловив агроном Кузьма Лановий. Посіви горять на площі 40 тисяч гектарів у трьох областях.',
    );
    expect(summary).toContain('вважає');
    expect(summary).toContain('Кузьма Лановий');
  });

  it('passes over words in the first person whose speaker is lost', () => {
    const summary = summaryOf(
      'Порт готують до зими',
      'Порт отримає два криголами до кінця грудня. Щодо третього криголама, ми просили уряд про 40 млн гривень. Лоцмани вчаться водити судна крізь лід на тренажері в Ізмаїлі.',
    );
    expect(summary).toBe(
      'Порт отримає два криголами до кінця грудня. Лоцмани вчаться водити судна крізь лід на тренажері в Ізмаїлі.',
    );
  });

  it('never opens with a word that hangs on what is not there', () => {
    const summary = summaryOf(
      'Нова бібліотека в Луцьку',
      'Він працював над проєктом шість років. Також архітектор Роман Зелений спроєктував театр. Бібліотеку на 90 тисяч книжок збудували за рік. Там є зала для дітей.',
    );
    expect(summary).not.toMatch(/^(?:Він|Також|Там|Вона|Це|Про це)(?!\p{L})/u);
    expect(summary).toContain('90 тисяч книжок');
  });

  it('leaves out the page’s furniture, appeals and old news', () => {
    const summary = summaryOf(
      'Злива в Рівному',
      'Злива затопила в Рівному дев’ять вулиць. Читайте також: прогноз погоди на тиждень. Рятувальники відкачали воду з 30 підвалів. Будьте обережні на дорогах. Рух тролейбусів відновили опівдні. Нагадаємо, торік у Рівному випав град завбільшки з горіх.',
      'long',
    );
    expect(summary).not.toMatch(/Читайте|обережні|град/);
    expect(summary).toContain('30 підвалів');
  });

  it('says no fact twice when two publishers tell it', () => {
    const story = {
      headline: 'Пожежа на елеваторі',
      articles: [
        article('Пожежа', 'На елеваторі в Умані згоріли 300 тонн ячменю. Вогонь гасили до ранку 40 пожежників.', {
          publisher: 'Вісник',
        }),
        article('Пожежа', 'На елеваторі в Умані згоріло 300 тонн ячменю. Збитки оцінили в 2 млн гривень.', {
          publisher: 'Степ',
        }),
      ],
    };
    const { text } = summarise(story, { length: 'long' });
    expect(text.match(/300 тонн/g)).toHaveLength(1);
    expect(text).toContain('40 пожежників');
    expect(text).toContain('2 млн гривень');
  });

  it('does not say the headline again in other forms of its words', () => {
    const summary = summaryOf(
      'Адмірал: Підтверджую, що кораблі флоту розгорнуті біля острова',
      'Адмірал підтверджує розгортання кораблів флоту біля острова. Екіпажі налічують 900 моряків. Навчання триватимуть до 12 травня.',
    );
    expect(summary).not.toContain('розгортання');
    expect(summary).toContain('900 моряків');
  });

  it('gives a view to the one who holds it though he is named in another case', () => {
    const summary = summaryOf(
      'Кава подорожчала',
      'Мелена кава за рік подорожчала на 38%. "Причина в посусі", - пояснила аналітикиня Стефанія Довгаль. На думку Довгаль, ціна не знизиться до літа.',
    );
    expect(summary).not.toContain('На думку Довгаль');
  });

  it('takes up nothing as known that it has not named', () => {
    const summary = summaryOf(
      'На ринку авіаперевезень з’явився новий гравець',
      'Аеропорти країни торік прийняли 22 млн пасажирів. Лоукостом себе називає «Синя чайка». Авіакомпанія має сім літаків.',
    );
    expect(summary).not.toMatch(/^Авіакомпанія|пасажирів\. Авіакомпанія/);
  });

  it('is empty only for `short`, where no sentence fits', () => {
    const text =
      'Комісія з перевірки готовності мостів Волинської та Рівненської областей до весняної повені на річках Стир, Горинь і Случ завершила роботу в понеділок';
    expect(summaryOf('Мости', `${text}.`, 'short')).toBe('');
    expect(summaryOf('Мости', `${text}.`, 'normal')).not.toBe('');
  });

  it('shows something even where no sentence may stand as it is', () => {
    expect(summaryOf('Головне', 'Головні новини: повінь на Стирі, ярмарок у Луцьку, новий міст')).toContain(
      'повінь на Стирі',
    );
    expect(summaryOf('Порожньо', '')).toBe('');
  });

  it('keeps its lengths and its quotation marks on any text', () => {
    const piece = fc.constantFrom(
      '"',
      '«',
      '»',
      ' - сказав ',
      'Іван Гай',
      ', ',
      '. ',
      '?! ',
      '\n',
      'він ',
      'Місто зросло на 5%',
      '(тут ',
      ')',
      'який ',
      'https://a.b ',
      '…',
      '„',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 12 })), { maxLength: 60 }), (pieces) => {
        for (const length of SUMMARY_LENGTHS) {
          const summary = summaryOf('Новини', pieces.join(''), length);
          expect(summary.length).toBeLessThanOrEqual(LIMITS[length]);
          expect(summary.split('«').length).toBe(summary.split('»').length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('quotes the first words of a story over which the engine fails: no other story waits for it', () => {
    const broken = (): never => {
      throw new Error('a pattern ran out of stack');
    };
    const one = article('Міст відкрили', 'У Черкасах відкрили міст через Дніпро. Рух почався о восьмій.');
    const story = { headline: one.title, articles: [one] };
    expect(summariseOrQuote(story, { length: 'normal' }, broken)).toEqual({
      headline: 'Міст відкрили',
      text: 'У Черкасах відкрили міст через Дніпро. Рух почався о восьмій.',
      engine: 'extract',
      refusals: ['error'],
    });
    expect(summariseOrQuote(story, { length: 'short' }, broken).text).toBe('');
  });
});
