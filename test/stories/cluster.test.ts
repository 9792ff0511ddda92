import { describe, expect, it } from 'vitest';
import { createClusterer } from '../../src/stories/cluster.js';
import type { ArticleToPlace } from '../../src/stories/describe.js';

const at = (time: string) => new Date(`${time}:00Z`);
const article = (publisher: string, time: string | null, title: string, text: string): ArticleToPlace => ({
  id: title,
  title,
  text,
  publisher,
  publishedAt: time === null ? null : at(time),
});

/** The number of the story of each article, counted from the first. */
function storiesOf(articles: readonly ArticleToPlace[]): number[] {
  const clusterer = createClusterer();
  for (const one of articles) clusterer.add(one);
  const seen: (string | null)[] = [];
  return articles.map(({ id }) => {
    const story = clusterer.storyOf(id);
    if (!seen.includes(story)) seen.push(story);
    return seen.indexOf(story);
  });
}

const BRIDGE = article(
  'Вісник',
  '2026-03-02T08:10',
  'У Кам’янському обвалилась опора пішохідного мосту через Коноплянку',
  'Сьогодні вранці в Кам’янському обвалилась опора пішохідного мосту через річку Коноплянку. Руху людей у цей час не було. Міський голова Андрій Лисенко доручив перекрити підходи й обстежити решту опор. Міст будували 1974 року, востаннє його ремонтували 2011-го.',
);
const BRIDGE_TOO = article(
  'Новий день',
  '2026-03-02T09:40',
  'Пішохідний міст у Кам’янському втратив опору: підходи перекрито',
  'Опора мосту через Коноплянку впала близько сьомої ранку, повідомили у мерії Кам’янського. Ніхто не постраждав. Мер Лисенко каже, що фахівці обстежать усі опори, а ремонту міст не бачив з 2011 року.',
);
const OTHER_BRIDGE = article(
  'Новий день',
  '2026-03-02T12:00',
  'В Ужгороді відкрили після ремонту пішохідний міст через Уж',
  'Пішохідний міст в Ужгороді знову приймає людей: ремонт тривав вісім місяців і коштував 46 мільйонів гривень. На мосту замінили освітлення та поруччя. Стрічку перерізав голова обласної ради.',
);

describe('createClusterer', () => {
  it('joins two tellings of one event in different words', () => {
    expect(storiesOf([BRIDGE, BRIDGE_TOO])).toEqual([0, 0]);
  });

  it('parts events of one theme', () => {
    expect(storiesOf([BRIDGE, OTHER_BRIDGE, BRIDGE_TOO])).toEqual([0, 1, 0]);
  });

  it('gives the same stories without dates', () => {
    const undated = [BRIDGE, OTHER_BRIDGE, BRIDGE_TOO].map((one) => ({ ...one, publishedAt: null }));
    expect(storiesOf(undated)).toEqual([0, 1, 0]);
  });

  it('joins a wire text at another publisher, whatever its headline', () => {
    const copy = { ...BRIDGE, id: 'copy', publisher: 'Область', title: 'Лисенко доручив перекрити підходи' };
    expect(storiesOf([BRIDGE, copy])).toEqual([0, 0]);
  });

  it('leaves apart what lies further than 72 hours', () => {
    expect(storiesOf([BRIDGE, { ...BRIDGE_TOO, publishedAt: at('2026-03-05T20:00') }])).toEqual([0, 1]);
  });

  it('joins a follow-up of the next day with new facts', () => {
    const followUp = article(
      'Вісник',
      '2026-03-03T10:30',
      'Міст через Коноплянку в Кам’янському закрили до літа: експерти назвали причину обвалу',
      'Опора пішохідного мосту через Коноплянку в Кам’янському обвалилась через розмив ґрунту, дійшли висновку експерти інституту «Дніпромост». Міський голова Андрій Лисенко повідомив, що міст закрили до червня, а на ремонт опор потрібно 18 мільйонів гривень.',
    );
    expect(storiesOf([BRIDGE, BRIDGE_TOO, followUp])).toEqual([0, 0, 0]);
  });

  const shelling = (time: string, title: string, text: string) => article('Вісник', time, title, text);
  const FIRST_SHELLING = shelling(
    '2026-03-02T21:00',
    'Росіяни обстріляли Нікополь: поранено двох людей',
    'Увечері армія РФ обстріляла Нікополь з артилерії. Поранення дістали чоловік 45 років і жінка 61 року, обоє в лікарні. Пошкоджено шість будинків і лінію електропередач, повідомив голова області.',
  );
  const SECOND_SHELLING = shelling(
    '2026-03-03T20:30',
    'Росіяни знову обстріляли Нікополь: пошкоджено ліцей',
    'Армія РФ увечері вдарила по Нікополю з артилерії. Поранення дістав чоловік 33 років, він у лікарні. Пошкоджено ліцей, чотири будинки й газогін, повідомив голова області.',
  );

  it('makes two stories of two shellings of one city on two days', () => {
    expect(storiesOf([FIRST_SHELLING, SECOND_SHELLING])).toEqual([0, 1]);
  });

  it('keeps with the shelling what became of it', () => {
    const died = shelling(
      '2026-03-03T11:00',
      'Кількість загиблих унаслідок вечірнього обстрілу Нікополя зросла: у лікарні померла жінка',
      'У лікарні померла жінка 61 року, яку поранило під час обстрілу Нікополя з артилерії ввечері 2 березня. Лікарі борються за життя чоловіка 45 років. Тоді було пошкоджено шість будинків і лінію електропередач.',
    );
    expect(storiesOf([FIRST_SHELLING, died])).toEqual([0, 0]);
  });

  it('parts a denial from what is denied', () => {
    const claim = article(
      'Вісник',
      '2026-03-02T08:00',
      'Компанія «Степгаз» зупинила закачування газу до Більче-Волицького сховища',
      'Компанія «Степгаз» зупинила закачування газу до Більче-Волицького сховища через несправність двох компресорів, повідомила профспілка газовиків. Роботи відновлять не раніше п’ятниці.',
    );
    const same = article(
      'Новий день',
      '2026-03-02T09:00',
      'Закачування газу в Більче-Волицьке сховище зупинено — профспілка',
      'Через несправність двох компресорів «Степгаз» припинив закачувати газ до Більче-Волицького сховища. Про це розповіли у профспілці газовиків: відновити роботи планують не раніше п’ятниці.',
    );
    const denial = article(
      'Новий день',
      '2026-03-02T15:00',
      'У «Степгазі» спростували зупинку закачування газу до Більче-Волицького сховища',
      'Компанія «Степгаз» назвала неправдою заяву профспілки про зупинку закачування газу до Більче-Волицького сховища. Компресори працюють у плановому режимі, запевняє прессекретарка компанії. Нагадаємо, вранці профспілка газовиків повідомила про несправність двох компресорів.',
    );
    expect(storiesOf([claim, same, denial])).toEqual([0, 0, 1]);
  });

  it('does not join by what articles only remind of', () => {
    const reminder =
      ' Нагадаємо, 1 березня у Дніпрі стартував форум громад, на який приїхали делегати з двадцяти областей; його відкрила міністерка Оксана Гринь, а оргкомітет очолює Тарас Білик.';
    const road = article(
      'Вісник',
      '2026-03-02T08:00',
      'На Полтавщині відремонтують дорогу на Диканьку',
      `Служба відновлення обрала підрядника, який відремонтує 14 кілометрів дороги на Диканьку.${reminder}`,
    );
    const school = article(
      'Вісник',
      '2026-03-02T09:00',
      'У Самборі добудували укриття музичної школи',
      `Під музичною школою Самбора добудували укриття на 250 місць, заняття почнуться в понеділок.${reminder}`,
    );
    expect(storiesOf([road, school])).toEqual([0, 1]);
  });

  it('gives null for an article that it never saw', () => {
    expect(createClusterer().storyOf('unknown')).toBeNull();
  });
});
