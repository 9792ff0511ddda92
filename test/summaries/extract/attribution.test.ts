import { describe, expect, it } from 'vitest';
import { onlyAttribution, saidBySubject, unwrap } from '../../../src/summaries/extract/attribution.js';

describe('onlyAttribution', () => {
  it('knows who said the sentence before', () => {
    const found = onlyAttribution('Про це заявив начальник порту Максим Гринь під час брифінгу.');
    expect(found).toMatchObject({
      verb: 'заявив',
      speaker: { name: 'Максим Гринь', phrase: 'начальник порту Максим Гринь' },
    });
  });

  it('reads «таку думку висловив» as «вважає»', () => {
    const found = onlyAttribution('Таку думку висловила економістка Лідія Ромашко в ефірі радіо.');
    expect(found).toMatchObject({ verb: 'вважає', speaker: { name: 'Лідія Ромашко' } });
  });

  it.each([
    'Про це повідомляє Укрінформ.',
    'Про це йдеться на сайті міської ради.',
    'Відповідну заяву він зробив у середу.',
    "Ролик з'явився на офіційному каналі гурту.",
    'Розповів він про це у своєму блозі.',
  ])('finds no matter in: %s', (sentence) => {
    expect(onlyAttribution(sentence)).not.toBeNull();
  });

  it.each([
    'Про дощі синоптики попереджали ще в понеділок.',
    'На цьому мосту рух відновлять у травні.',
    'Про це рішення депутати сперечалися, що воно коштуватиме місту мільйон.',
  ])('leaves a sentence with matter of its own: %s', (sentence) => {
    expect(onlyAttribution(sentence)).toBeNull();
  });
});

describe('unwrap', () => {
  it.each([
    ['за його словами, вода прибуватиме до вечора', 'вода прибуватиме до вечора'],
    ['як повідомила речниця лікарні Оксана Бойчук, стан дитини задовільний', 'стан дитини задовільний'],
    ['він також додав, що міст відкриють у липні', 'міст відкриють у липні'],
    [
      'дорогу перекрили через обвал каміння на схилі, повідомляє Гірська служба',
      'дорогу перекрили через обвал каміння на схилі',
    ],
    ['ремонт, за його словами, завершать восени', 'ремонт завершать восени'],
    ['причина, за його словами, є сумніви в опорах', 'причина — сумніви в опорах'],
    ['за даними 15 метеостанцій, квітень був найтеплішим за 40 років', 'квітень був найтеплішим за 40 років'],
  ])('takes the attribution off: %s', (sentence, core) => {
    expect(unwrap(sentence)?.core).toBe(core);
  });

  it('leaves a main clause its verb', () => {
    const sentence = 'Рибалки, які знайшли стару карту лиману, поширили в мережі її знімки';
    expect(unwrap(sentence)?.core ?? sentence).toBe(sentence);
  });

  it('keeps the comma of a clause that an attribution interrupts', () => {
    expect(unwrap('якщо річка розіллється, каже мер Іван Гук, місто евакуюють')?.core).toBe(
      'якщо річка розіллється, місто евакуюють',
    );
  });

  it('says whose an opinion is', () => {
    expect(unwrap('на його думку, ціни впадуть восени')).toMatchObject({
      isView: true,
      attribution: { speaker: 'pronoun' },
    });
  });

  it('finds none where nobody is quoted', () => {
    expect(unwrap('вода в річці піднялася на два метри')).toBeNull();
  });
});

describe('saidBySubject', () => {
  it('parts what a named subject said from him', () => {
    const said = saidBySubject(
      'Лікар Петро Довгань уточнив, що операція тривала дев’ять годин',
      new Set(['Петро', 'Довгань']),
    );
    expect(said).toMatchObject({
      core: 'операція тривала дев’ять годин',
      verb: 'уточнив',
      speaker: { name: 'Петро Довгань' },
    });
  });

  it('does not take a role at the head of a sentence for a name', () => {
    const said = saidBySubject('Генсек уточнив, що саміт триватиме два дні', new Set());
    expect(said?.speaker).toMatchObject({ name: null, phrase: 'генсек' });
  });
});
