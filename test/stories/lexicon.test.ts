import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileLexicon, findTerms } from '../../src/stories/lexicon.js';

const found = (list: string, words: string) => findTerms(compileLexicon([list]), words.split(' ')).map(({ at }) => at);

describe('terms', () => {
  it('without a mark match a word whole', () => {
    expect(found('1: зсу', 'зсу зсув')).toEqual([0]);
  });

  it('with a plus match any ending of an inflected word, and no longer word', () => {
    expect(found('1: гол+', 'гол гола голами голова головний')).toEqual([0, 1, 2]);
  });

  it('with an asterisk match every continuation', () => {
    expect(found('1: обстріл*', 'обстріл обстріляли обстрілів постріл')).toEqual([0, 1, 2]);
  });

  it('of several words match only words that stand together', () => {
    expect(found('1: верховн+ рад*', 'верховна рада верховної влади рада')).toEqual([0]);
  });

  it('are told with the number of their list, their weight and their length', () => {
    const lexicon = compileLexicon(['2: гол+', '3.5: на фронті']);
    expect(findTerms(lexicon, ['гол', 'на', 'фронті'])).toMatchObject([
      { list: 0, weight: 2, at: 0, length: 1 },
      { list: 1, weight: 3.5, at: 1, length: 2 },
    ]);
  });

  it('that overlap are all found', () => {
    expect(found('1: ракетн+ удар*, удар*', 'ракетний удар')).toEqual([0, 1]);
  });

  it('in a line that names no weight are refused', () => {
    expect(() => compileLexicon(['обстріл, гол'])).toThrow(/weight: terms/);
  });
});

describe('the lists of topics', () => {
  const folder = new URL('../../src/stories/terms/', import.meta.url);
  const lists = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

  it.each(lists)('$name has no letter of another alphabet inside a word, and no empty term', ({ text }) => {
    const terms = [...text.matchAll(/^[\d.]+: (.+)$/gm)].flatMap(([, terms]) => terms!.split(','));
    expect(terms.length).toBeGreaterThan(30);
    const wrong = terms.filter((term) => term.trim() === '' || /[a-z][а-яіїєґ]|[а-яіїєґ][a-z]/.test(term));
    expect(wrong).toEqual([]);
  });
});
