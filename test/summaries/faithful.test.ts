import { describe, expect, it } from 'vitest';
import { guardCases } from '../../bench/guard.js';
import { unfaithful } from '../../src/summaries/faithful.js';

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

  it('finds a text longer than the longest length', () => {
    expect(kinds('Міст через Стир відкрив мер. '.repeat(30))).toContain('length');
  });

  it('catches 97 of a hundred false summaries and refuses at most 3 of a hundred true ones', () => {
    const cases = guardCases().map((one) => ({
      isTrue: one.kind === 'faithful',
      isRefused: unfaithful(one.summary, one.articles).length > 0,
    }));
    const share = (isTrue: boolean) => {
      const of = cases.filter((one) => one.isTrue === isTrue);
      return of.filter((one) => one.isRefused).length / of.length;
    };
    expect(cases).toHaveLength(400);
    expect(share(false)).toBeGreaterThanOrEqual(0.97);
    expect(share(true)).toBeLessThanOrEqual(0.03);
  });
});
