import { describe, expect, it } from 'vitest';
import { topicsOf } from '../../src/stories/topics.js';
import type { Topic } from '../../src/vocabulary.js';

const NEWS: [Topic, string, string][] = [
  [
    'war',
    'Захисники збили вночі 14 ударних безпілотників',
    'Повітряні сили повідомили, що ворог запускав дрони з півдня. Постраждалих немає.',
  ],
  ['war', 'Бригада показала полон двох штурмовиків', 'Бійці взяли їх під час відбиття атаки на фронті.'],
  [
    'politics',
    'Парламент ухвалив у першому читанні зміни до виборчого кодексу',
    'За проголосували 251 народний депутат.',
  ],
  [
    'world',
    'Канцлер Австрії подав у відставку',
    'Уряд у Відні очолить віцеканцлер, президент Австрії прийняв відставку.',
  ],
  [
    'economy',
    'Нацбанк знизив облікову ставку до 13 %',
    'Інфляція сповільнилась, тож кредити бізнесу мають подешевшати.',
  ],
  [
    'economy',
    'Пшениця подорожчала на тлі посухи',
    'Експортери зерна підняли закупівельні ціни на 300 гривень за тонну.',
  ],
  [
    'society',
    'У гімназії відкрили клас для дітей з аутизмом',
    'Учні навчатимуться за інклюзивною програмою, вчителі пройшли курси.',
  ],
  [
    'incidents',
    'На трасі зіткнулися маршрутка і вантажівка',
    'У ДТП травмовано п’ятьох пасажирів, поліція з’ясовує обставини.',
  ],
  [
    'incidents',
    'Суд узяв під варту підозрюваного у вбивстві',
    'Прокуратура оголосила йому підозру, слідчий суддя обрав запобіжний захід.',
  ],
  ['science', 'Астрономи знайшли планету, вдвічі більшу за Землю', 'Учені спостерігали за зорею телескопом три роки.'],
  ['health', 'Лікарі радять робити щеплення від грипу у жовтні', 'Вакцина захищає від чотирьох штамів вірусу.'],
  [
    'culture',
    'Театр імені Лесі Українки покаже прем’єру вистави',
    'Режисерка поставила п’єсу сучасної драматургині, головну роль зіграє запрошена акторка.',
  ],
  ['sport', 'Збірна виграла матч відбору з рахунком 2:1', 'Обидва голи забив нападник, тренер похвалив команду.'],
  [
    'environment',
    'Синоптики обіцяють снігопад і пориви вітру',
    'Температура повітря вночі впаде до 12 градусів морозу.',
  ],
];

describe('topicsOf', () => {
  it.each(NEWS)('finds «%s» first in: %s', (topic, title, text) => {
    expect(topicsOf({ title, text })[0]?.topic).toBe(topic);
  });

  it('gives several topics with scores from 0 to 1, the best first', () => {
    const topics = topicsOf({
      title: 'Через обстріл зупинився металургійний завод',
      text: 'Ракетний удар пошкодив цех. Компанія втратить половину експорту сталі, збитки оцінюють у 400 мільйонів гривень.',
    });
    expect(topics.map(({ topic }) => topic)).toEqual(expect.arrayContaining(['war', 'economy']));
    const scores = topics.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
  });

  it.each([
    ['Гороскоп на 12 травня для всіх знаків зодіаку', 'Овни матимуть вдалий день, Терезам варто відпочити.'],
    [
      'Яблучний пиріг без дріжджів',
      'Інгредієнти: борошно, яйця, цукор. Збийте яйця, замісіть тісто, випікайте 40 хвилин у духовці.',
    ],
    ['Вікторина: чи знаєте ви українські прислів’я?', 'Пройдіть тест із десяти запитань.'],
    [
      'Новий смартфон зі знижкою',
      'На правах реклами. Промокод діє до кінця тижня, безкоштовна доставка, замовляйте за тел.',
    ],
  ])('gives none to what no digest shows: %s', (title, text) => {
    expect(topicsOf({ title, text })).toEqual([]);
  });

  it('tells a strike’s dead under war and not under accidents', () => {
    const topics = topicsOf({
      title: 'Унаслідок ракетного удару по Ізюму загинули троє людей',
      text: 'Ще сім мешканців поранено. Рятувальники розбирають завали, пожежу загасили.',
    });
    expect(topics[0]?.topic).toBe('war');
  });

  it('calls politics abroad world, and the same at home politics', () => {
    const story = (country: string, capital: string) =>
      topicsOf({
        title: `Вибори: в парламент ${country} проходять чотири партії`,
        text: `Коаліцію у ${capital} формуватиме лідер опозиції, повідомила виборча комісія ${country}.`,
      })[0]?.topic;
    expect(story('Норвегії', 'Осло')).toBe('world');
    expect(story('України', 'Києві')).toBe('politics');
  });

  it('leans on the rubric and on the source where the words say little', () => {
    const vague = { title: 'Підсумки тижня', text: 'Головне за сім днів в одному огляді.' };
    expect(topicsOf({ ...vague, categories: ['Економіка'] })[0]?.topic).toBe('economy');
    expect(topicsOf({ ...vague, sourceTopic: 'sport' })[0]?.topic).toBe('sport');
    expect(topicsOf({ ...vague, categories: ['Гороскоп'] })).toEqual([]);
  });

  it('is not overruled by a rubric where the words are plain', () => {
    const [, title, text] = NEWS.at(-2)!;
    expect(topicsOf({ title, text, categories: ['Суспільство'] })[0]?.topic).toBe('sport');
  });

  it('guesses society, with a low score, where nothing is known', () => {
    expect(topicsOf({ title: 'Отакої', text: '' })).toEqual([{ topic: 'society', score: 0.3 }]);
  });

  it('reads Russian too', () => {
    expect(
      topicsOf({
        title: 'Центробанк повысил ставку',
        text: 'Курс доллара вырос, банки подняли проценты по кредитам.',
      })[0]?.topic,
    ).toBe('economy');
  });
});
