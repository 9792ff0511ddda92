import { describe, expect, it } from 'vitest';
import { compare } from '../../src/stories/compare.js';
import { decide } from '../../src/stories/decide.js';
import { type ArticleDescription, type DescribedArticle, describeArticle } from '../../src/stories/describe.js';
import { knownWords } from '../../src/stories/known-words.js';
import { packed, unpacked } from '../../src/stories/store/packed.js';

const tell = (publisher: string, hour: number, title: string, text: string): DescribedArticle =>
  describeArticle({
    id: `${publisher} ${hour}`,
    publisher,
    publishedAt: new Date(Date.UTC(2026, 2, 2, hour)),
    title,
    text,
  });

const SCHOOL = tell(
  'visnyk',
  8,
  'У Звягелі ліцей №4 перевели на дистанційне навчання через аварію на теплотрасі',
  'Ліцей №4 у Звягелі перейшов на дистанційне навчання: на вулиці Шевченка прорвало теплотрасу. Без опалення лишилися 920 учнів. Комунальники обіцяють полагодити трубу до четверга, сказала директорка Ірина Мазур.',
);
const SCHOOL_TOO = tell(
  'den',
  9,
  'Прорвало теплотрасу: 920 ліцеїстів Звягеля вчитимуться вдома',
  'Через прорив теплотраси на вулиці Шевченка у Звягелі 920 учнів ліцею №4 вчитимуться дистанційно. За словами директорки Ірини Мазур, трубу полагодять до четверга.',
);
const SCHOOL_AGAIN = tell(
  'oblast',
  10,
  'Ліцей №4 у Звягелі вчиться дистанційно: прорвало теплотрасу',
  'Ліцей №4 у Звягелі перейшов на дистанційне навчання, бо на вулиці Шевченка прорвало теплотрасу. 920 учнів лишилися без опалення, полагодити трубу мають до четверга, каже директорка Ірина Мазур.',
);
const FAIR = tell(
  'den',
  9,
  'У Звягелі пройде ярмарок меду',
  'У суботу на площі Лесі Українки у Звягелі торгуватимуть медом сорок пасічників із трьох областей.',
);

const story = (id: number, articles: ArticleDescription[], splitFrom: number | null = null) => ({
  id,
  articles,
  splitFrom,
});

describe('decide', () => {
  it('starts a story where there is no candidate, or none is like enough', () => {
    expect(decide(SCHOOL, [])).toEqual({ kind: 'start' });
    expect(decide(SCHOOL, [story(1, [FAIR])])).toEqual({ kind: 'start' });
  });

  it('joins the likest candidate and says by which words', () => {
    const decision = decide(SCHOOL_TOO, [story(1, [FAIR]), story(2, [SCHOOL])]);
    expect(decision).toMatchObject({ kind: 'join', story: 2, sameText: false, merges: [] });
    expect(decision.kind === 'join' && decision.shared).toEqual(expect.arrayContaining(['920', 'теплотрасу']));
  });

  it('merges two stories that an article shows to be one', () => {
    expect(decide(SCHOOL_AGAIN, [story(1, [SCHOOL]), story(2, [SCHOOL_TOO]), story(3, [FAIR])])).toMatchObject({
      merges: [expect.any(Number)],
    });
  });

  it('does not merge what a person parted', () => {
    expect(decide(SCHOOL_AGAIN, [story(1, [SCHOOL]), story(2, [SCHOOL_TOO], 1)])).toMatchObject({ merges: [] });
    expect(decide(SCHOOL_AGAIN, [story(1, [SCHOOL], 2), story(2, [SCHOOL_TOO])])).toMatchObject({ merges: [] });
  });

  it('does not merge by way of a third story what a person parted', () => {
    const decision = decide(SCHOOL_AGAIN, [story(1, [SCHOOL_AGAIN]), story(2, [SCHOOL]), story(3, [SCHOOL_TOO], 2)]);
    expect(decision).toMatchObject({ story: 1, merges: [expect.any(Number)] });
  });

  it('calls a later article with new facts an update, and one without them a join', () => {
    const late = { ...SCHOOL_TOO, publishedAt: SCHOOL_TOO.publishedAt! + 20 * 3_600_000 };
    expect(decide(late, [story(1, [SCHOOL])]).kind).toBe('join');
    const facts = [...late.facts, ...knownWords('38 Гнатюк Березово 1600').map(({ term }) => term)];
    expect(decide({ ...late, facts }, [story(1, [SCHOOL])]).kind).toBe('update');
    expect(decide({ ...SCHOOL_TOO, facts }, [story(1, [SCHOOL])]).kind).toBe('join');
  });

  it('decides the same by what was stored', () => {
    const late = { ...SCHOOL_TOO, publishedAt: SCHOOL_TOO.publishedAt! + 20 * 3_600_000 };
    for (const article of [SCHOOL_TOO, SCHOOL_AGAIN, FAIR, late]) {
      for (const known of [SCHOOL, FAIR]) {
        expect(decide(article, [story(1, [unpacked(packed(known))])])).toEqual(decide(article, [story(1, [known])]));
      }
    }
  });
});

describe('compare', () => {
  it('gives the same text 1, and an event the more the liker it is told', () => {
    const alike = (other: ArticleDescription) => compare(SCHOOL, story(1, [other])).score;
    expect(alike(SCHOOL)).toBeCloseTo(1, 6);
    expect(alike(SCHOOL_TOO)).toBeGreaterThan(alike(FAIR));
  });

  it('sees one wire text behind another headline', () => {
    const copy = { ...SCHOOL, terms: FAIR.terms };
    expect(compare(copy, story(1, [SCHOOL])).sameText).toBe(true);
    expect(compare(SCHOOL_TOO, story(1, [SCHOOL])).sameText).toBe(false);
  });
});
