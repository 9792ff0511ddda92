import { describe, expect, it } from 'vitest';
import { finished, isPresentable, mend } from '../../../src/summaries/extract/mend.js';

describe('mend', () => {
  it.each([
    ['Водночас рух трамваїв відновлять у п’ятницю.', 'Рух трамваїв відновлять у п’ятницю'],
    ['Крім того, також постраждали двоє перехожих.', 'Постраждали двоє перехожих'],
    ['Зазначається, що вартість ремонту зросла вдвічі.', 'Вартість ремонту зросла вдвічі'],
    ['Справа в тому, що опору підмила вода.', 'Опору підмила вода'],
    ['Так, на Волині випало 40 сантиметрів снігу.', 'На Волині випало 40 сантиметрів снігу'],
    ['На цьому тлі гривня здешевшала на 20 копійок.', 'Гривня здешевшала на 20 копійок'],
    ['Після зливи ж міст закрили для вантажівок.', 'Після зливи міст закрили для вантажівок'],
  ])('takes a connective off: %s', (sentence, core) => {
    expect(mend(sentence).core).toBe(core);
  });

  it.each([
    'Ще двоє робітників дістали опіки.',
    'Ще п’ять закладів зачинені.',
    'Ще дванадцять човнів шукають.',
    'Так званий «марафон» скасували.',
  ])('keeps a word that means more than a connective: %s', (sentence) => {
    expect(`${mend(sentence).core}.`).toBe(sentence);
  });

  it.each([
    'Він поїхав до Львова.',
    'Там чергують лікарі.',
    'Через це рух зупинили.',
    'Перші вирушили ще вдосвіта.',
    'За ним стежили двоє.',
    'Відповідне рішення ухвалили вчора.',
    'На розгляд заяви йому дають три дні.',
    'Фото її собаки побачили в сусідньому місті.',
    'Працює там уже тридцять років.',
    'Рибалкам не вдасться здійснити цей задум.',
    'Зазвичай рибалок змушує це робити вітер.',
  ])('sees that a sentence hangs on the one before: %s', (sentence) => {
    expect(mend(sentence).leans).toBe(true);
  });

  it.each([
    'Цього року врожай яблук утричі менший.',
    'Перша електричка вирушила вдосвіта.',
    'Урожай яблук цієї осені утричі менший.',
    'Головне завдання загону - це зробити річку чистою.',
    'Урожай яблук утричі менший, і ця різниця помітна.',
    'Міський голова сказав, що він підпише рішення.',
    'Олена Гук і її брат відкрили музей.',
  ])('sees that a sentence has its own antecedent: %s', (sentence) => {
    expect(mend(sentence).leans).toBe(false);
  });

  it('sees background', () => {
    expect(mend('Нагадаємо, торік міст уже закривали.')).toMatchObject({
      isBackground: true,
      core: 'Торік міст уже закривали',
    });
  });
});

describe('finished', () => {
  it('sets «ялинки», dashes and the full stop', () => {
    expect(finished('Гурт "Сова" - переможець конкурсу')).toBe('Гурт «Сова» — переможець конкурсу.');
  });

  it('leaves numbers as the article writes them', () => {
    expect(finished('Їх було 9-10 щодня')).toBe('Їх було 9-10 щодня.');
  });
});

describe('isPresentable', () => {
  it.each([
    ['Будинок на розі вулиць Лесі Українки.', 'no predicate'],
    ['Тому що річка розлилася до самого вокзалу.', 'a clause without its main one'],
    ['«Ми відкриємо міст у травні.', 'an open quotation'],
    ['The bridge will open in May, the mayor said.', 'another language'],
    ['Як працює новий міст через річку.', 'a question in disguise'],
    ['Хто заплатить за ремонт мосту?', 'a question'],
    ['Этот мост откроют в мае для всех жителей.', 'Russian letters'],
  ])('refuses «%s»: %s', (text) => {
    expect(isPresentable(text)).toBe(false);
  });

  it('accepts a plain sentence', () => {
    expect(isPresentable('Міст через річку відкриють у травні.')).toBe(true);
  });
});
