import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentences } from '../../src/language/sentences.js';

/** Each text is written with «¦» where a sentence ends. */
const CASES: Record<string, string[]> = {
  'a place or a street named after its abbreviation': [
    'У м. Полтава та с. Мала Виска на вул. Т. Шевченка горів склад. ¦ Вогонь згасили.',
    'Зустріч — на пл. Ринок, буд. 7, кв. 12. ¦ Вхід вільний.',
    'Пожежа на просп. Науки. ¦ Рух перекрито.',
    'Стадіон ім. Банникова закрили. ¦ Ремонт триватиме рік.',
    'У Київській обл. Савченко виграв суд.',
  ],
  'titles and ranks before a name': [
    'На форумі виступили проф. Гнатюк та акад. Бойко. ¦ Зала аплодувала.',
    'За словами ген. Марченка і полк. Петренка, наступ зупинено.',
    'Нагороду отримали серж. О. Коваль і солд. П. Мороз.',
  ],
  'initials before and after a surname': [
    'Наказ підписав О. І. Ткаченко. ¦ Він набув чинності.',
    'Комісію очолив В.М. Кучер. ¦ До неї увійшли п’ятеро.',
    'Роман Дж. Р. Р. Толкіна перевидали. ¦ Наклад розкупили.',
    'Звіт склали Бондар І. П. та Лисенко О. В. за два дні.',
  ],
  'a letter that names a thing ends a sentence': [
    'Потрібен вітамін С. ¦ Його багато в шипшині.',
    'Дорога веде між точками А та Б. ¦ Третьої немає.',
    'Спрацював план Б. ¦ Тепер чекаємо.',
  ],
  'years, centuries and hours that open a sentence': [
    'У 2019 р. Львів прийняв форум. ¦ Гостей було багато.',
    'Наприкінці XIX ст. Одеса жила з порту.',
    'О 7 год. 15 хв. Гнатюк вийшов з дому.',
    'Засідання — 3 груд. 2024 року.',
  ],
  'years and hours that close a sentence': [
    'Вона народилася у 1991 р. ¦ Навчалася у Харкові.',
    'Він помер у 1861 р. ¦ Його поховали в Каневі.',
    'Бій тривав 40 хв. ¦ Противник відступив.',
  ],
  'money, measures and large numbers': [
    'Борг сягнув 2,7 млрд грн. ¦ Кредитори чекають.',
    'Квиток коштує 50 грн. 20 коп. ¦ Пільг немає.',
    'За тонну просять 5 тис. дол. США. ¦ Це дорого.',
    'На склад привезли 12 тис. БпЛА. ¦ Їх роздадуть бригадам.',
    'Зріст — 180 см. ¦ Вага — 75 кг. ¦ Очі сині.',
    'Ділянка має 12 кв. м. ¦ Її продали.',
  ],
  'references with a number': [
    'Його судять за ч. 2 ст. 115 КК України. ¦ Провини він не визнав.',
    'Дані наведено на с. 12 і в табл. 3. ¦ Висновки — далі.',
    'Телефон довідкової: тел. 044 200-00-00.',
  ],
  'ends of lists': [
    'Привезли воду, хліб, ковдри та ін. ¦ Люди дякували.',
    'Згоріли столи, стільці і т. д. ¦ Збитки рахують.',
    'Серед затриманих, у т. ч. Савчук, троє поліцейських.',
    'Слово взяли США, ЄС тощо. ¦ Рішення немає.',
  ],
  'a quotation stays with the words that it is quoted by': [
    '«Ми тут. Ми нікуди не підемо», — сказала вона. ¦ Потім замовкла.',
    '"Світло буде! Тепло теж!" - обіцяє мер. ¦ Люди сумніваються.',
    'Він написав: «Дякую всім. Далі буде.» ¦ Допис зібрав тисячу вподобань.',
    'Мер відповів: «Хто вам таке сказав?» ¦ Запала тиша.',
    'Хтось гукнув: «Чому? Навіщо?», але відповіді не було.',
    '— Ходімо! — гукнув дід. ¦ — Куди? — не зрозумів онук.',
  ],
  'a long quotation is cut at its own stops': [
    '«Торік ми відновили сорок сім шкіл у трьох районах області, і це лише початок великої роботи. ¦ Цьогоріч черга за лікарнями, бо без них люди не повернуться додому ніколи», — каже очільниця громади.',
  ],
  'a name in quotation marks ends nothing': [
    'Газета «Вперед!» Марії Кушнір святкує ювілей. ¦ Їй сто років.',
    'ТОВ «Степ Лтд.» збанкрутувало. ¦ Борги продадуть.',
    'Програма «Хто? Чому? Коли?» повертається в ефір.',
  ],
  'an unclosed quotation mark spoils nothing after it': [
    'Фільм "Тіні вийшов у прокат. ¦ Критики його хвалять. ¦ Зали повні.',
  ],
  'brackets stay whole': ['Свідки (їх було троє. Усі місцеві) мовчать. ¦ Слідство триває.'],
  'question marks, exclamation marks and dots': [
    'Невже?! ¦ Не може бути... ¦ А втім, може.',
    'Чи буде світло?.. ¦ Ніхто не знає.',
    'Він подумав… і погодився. ¦ Угоду підписали.',
  ],
  'decimals, versions, sites and hours are whole': [
    'Версія 3.1 вийшла о 13.20. ¦ Про це пише example.com.ua. ¦ Завантажень — 1.5 млн.',
  ],
  'a number ends a sentence, and numbers one only at its head': [
    'Рахунок 2:1. ¦ Київ у півфіналі.',
    'Розділ 2. ¦ Права громадян. ¦ Розділ 3. ¦ Обов’язки.',
    '1. Закрити кран. ¦ 2. Викликати майстра.',
  ],
  'a stop that lost its space': ['Поліція приїхала за годину.¦Нападника затримали.'],
  'small-lettered names, emoji and tags': [
    'Він купив iPhone. ¦ iPad лишився в крамниці.',
    'Увага! ¦ 🔴 Тривога в області. ¦ 🟢 Відбій.',
    'Деталі згодом. ¦ #новини',
  ],
};

describe('sentences', () => {
  for (const [behaviour, texts] of Object.entries(CASES)) {
    test.each(texts)(`${behaviour}: %s`, (text) => {
      expect(sentences(text.replaceAll('¦', ''))).toEqual(text.split('¦').map((sentence) => sentence.trim()));
    });
  }

  test('a line break ends a heading without a stop, a list item and a paragraph', () => {
    expect(sentences('Погода в Одесі\nУдень дощитиме.\n\n- парасоля;\n- плащ\nБережіться!')).toEqual([
      'Погода в Одесі',
      'Удень дощитиме.',
      '- парасоля;',
      '- плащ',
      'Бережіться!',
    ]);
  });

  test('a line broken for its width does not end a sentence', () => {
    const text = 'Рятувальники всю ніч розбирали завали на місці\nвлучання і врятували двох людей. Пошук триває.';
    expect(sentences(text)).toEqual([
      'Рятувальники всю ніч розбирали завали на місці\nвлучання і врятували двох людей.',
      'Пошук триває.',
    ]);
  });

  test('an unclosed straight quote is forgotten with its paragraph', () => {
    expect(sentences('"Ми почали. Ми не спинимося.\n"Ми разом. Ми сильні", - додав він. Зал підвівся.')).toEqual([
      '"Ми почали.',
      'Ми не спинимося.',
      '"Ми разом. Ми сильні", - додав він.',
      'Зал підвівся.',
    ]);
  });

  test('an empty text has none', () => {
    expect(sentences('')).toEqual([]);
    expect(sentences(' \n\t ')).toEqual([]);
  });

  test('are slices of any text, in order, and lose none of it but white space', () => {
    const piece = fc.constantFrom(
      'Слово',
      'слово',
      'м',
      'р',
      'В',
      '5',
      '.',
      '!',
      '…',
      '"',
      '«',
      '»',
      '(',
      ')',
      ' ',
      '\n',
      '—',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (any) => {
        let from = 0;
        for (const sentence of sentences(any)) {
          const at = any.indexOf(sentence, from);
          expect(at).toBeGreaterThanOrEqual(from);
          expect(any.slice(from, at)).toMatch(/^\s*$/);
          from = at + sentence.length;
        }
        expect(any.slice(from)).toMatch(/^\s*$/);
      }),
      { numRuns: 2000 },
    );
  });
});
