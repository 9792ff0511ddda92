import { describe, expect, it } from 'vitest';
import { type ArticleReport, storyOf } from '../../src/stories/story.js';

const MORNING = Date.UTC(2026, 2, 2, 8);
const HOUR = 3_600_000;
const report = (articleId: number, more: Partial<ArticleReport> = {}): ArticleReport => ({
  articleId,
  sourceId: articleId,
  publisher: `p${articleId}`,
  weight: 1,
  title: `Міська рада ухвалила бюджет, стаття ${articleId}`,
  language: 'uk',
  topics: [{ topic: 'politics', score: 0.8 }],
  isNews: true,
  publishedAt: MORNING + articleId * HOUR,
  acceptedAt: MORNING + articleId * HOUR + 1000,
  isUpdate: false,
  isCopy: false,
  ...more,
});

describe('storyOf', () => {
  it('spans its articles and counts them and their sources', () => {
    const story = storyOf([report(3), report(1), report(2, { sourceId: 1 })]);
    expect(story).toMatchObject({
      firstSeenAt: new Date(MORNING + HOUR),
      lastSeenAt: new Date(MORNING + 3 * HOUR),
      newsAt: new Date(MORNING + 3 * HOUR + 1000),
      articleCount: 3,
      sourceCount: 2,
      sourceIds: [1, 3],
    });
  });

  it('is the same whatever order its articles come in', () => {
    const reports = [report(1), report(2, { weight: 2 }), report(3, { isUpdate: true })];
    expect(storyOf([...reports].reverse())).toEqual(storyOf(reports));
  });

  it('is no news while none of its articles is', () => {
    expect(storyOf([report(1, { isNews: false })]).newsAt).toBeNull();
    expect(storyOf([report(1), report(2, { isNews: false })]).newsAt).toEqual(new Date(MORNING + HOUR + 1000));
  });

  it('remembers when it was last brought up to date', () => {
    expect(storyOf([report(1), report(2)]).updatedAt).toBeNull();
    expect(storyOf([report(1), report(2, { isUpdate: true })]).updatedAt).toEqual(new Date(MORNING + 2 * HOUR + 1000));
  });

  it('takes the plainest headline, and a Ukrainian one before others', () => {
    const teasing = report(1, { title: 'Ось що сталося з міським бюджетом: подробиці' });
    const russian = report(2, { title: 'Городской совет Хмельницкого принял бюджет', language: 'ru', topics: [] });
    const plain = report(3, { title: 'Міська рада Хмельницького ухвалила бюджет на 2026 рік' });
    expect(storyOf([teasing, russian, plain]).headline).toBe(plain.title);
    expect(storyOf([russian]).headline).toBe(russian.title);
  });

  it('takes the headline of its newest update', () => {
    const update = report(9, { title: 'Міська рада скасувала бюджет, ухвалений у понеділок', isUpdate: true });
    expect(storyOf([report(1), update, report(2)]).headline).toBe(update.title);
  });

  it('has the topics that its Ukrainian articles share', () => {
    const story = storyOf([
      report(1),
      report(2, {
        topics: [
          { topic: 'politics', score: 0.6 },
          { topic: 'economy', score: 0.4 },
        ],
      }),
      report(3, { topics: [], language: 'ru' }),
    ]);
    expect(story.topics).toEqual([
      { topic: 'politics', score: 0.7 },
      { topic: 'economy', score: 0.2 },
    ]);
  });

  it('is Ukrainian where one of its articles is; another one has the topics of all of them, to be chosen by', () => {
    const topics = [{ topic: 'world' as const, score: 0.3 }];
    const english = report(1, { language: 'en', topics });
    expect(storyOf([english, report(2, { language: 'ru', topics: [] })])).toMatchObject({
      language: 'en',
      topics: [{ topic: 'world', score: 0.15 }],
    });
    expect(storyOf([english, report(2)]).language).toBe('uk');
  });

  it('refuses a story of nothing', () => {
    expect(() => storyOf([])).toThrow(/one article/);
  });
});
