import type { SummaryArticle } from '../../src/summaries/article.js';
import { summarise } from '../../src/summaries/summarise.js';
import { SUMMARY_LENGTHS } from '../../src/vocabulary.js';
import { GUARD_ARTICLES, type GuardArticle, type GuardKind } from './articles.js';
import { LIFE_NEWS } from './life-news.js';
import { MORE_GUARD_ARTICLES } from './more-articles.js';
import { withAnotherDay, withAnotherNumber } from './operations.js';
import { STATE_NEWS } from './state-news.js';

/** A summary made false in one way, or a true one. */
export interface GuardCase {
  summary: string;
  articles: readonly SummaryArticle[];
  kind: 'faithful' | GuardKind;
}

/** The invented articles whose length and make are those of news. */
export const INVENTED: readonly GuardArticle[] = [
  ...GUARD_ARTICLES,
  ...MORE_GUARD_ARTICLES,
  ...STATE_NEWS,
  ...LIFE_NEWS,
];

/** True and false summaries of the invented articles, always the same: over 400 of each. */
export function guardCases(articles: readonly GuardArticle[] = INVENTED): GuardCase[] {
  return articles.flatMap(casesOf);
}

/** The articles of one invented story, the first first. */
export function articlesOf(invented: GuardArticle): SummaryArticle[] {
  const at = (hour: number) => new Date(Date.UTC(2026, 1, 4, hour));
  const { title, text, publisher = 'Вісник', hour = 8, also = [] } = invented;
  return [
    { title, text, publisher, publishedAt: at(hour) },
    ...also.map((one) => ({ title, text: one.text, publisher: one.publisher, publishedAt: at(one.hour) })),
  ];
}

function casesOf(invented: GuardArticle): GuardCase[] {
  const articles = articlesOf(invented);
  const made = SUMMARY_LENGTHS.map((length) => summarise({ headline: invented.title, articles }, { length }).text);
  const { faithful } = invented;
  const pairs = faithful.map((one, place) => `${one} ${faithful[(place + 2) % faithful.length]!}`);
  const truths = [...faithful, ...made.filter((text) => text !== ''), ...pairs];
  const first = faithful[0]!;
  const changed = (pairsOfForms: GuardArticle['names']) =>
    pairsOfForms.flatMap(([from, to]) =>
      faithful
        .filter((text) => text.includes(from))
        .slice(0, 1)
        .map((text) => text.replace(from, to)),
    );
  const speaker =
    /«[^»]+», — (\p{L}+ \p{L}+ \p{L}+)\./u.exec(faithful.find((text) => text.includes('», — ')) ?? '')?.[1] ??
    'сказали в місті';
  const falsehoods: [GuardKind, string[]][] = [
    [
      'number',
      faithful
        .map(withAnotherNumber)
        .filter((text) => text !== null)
        .slice(0, 2),
    ],
    ['roles', [...invented.swapped]],
    ['name', changed(invented.names)],
    ['place', changed(invented.places)],
    [
      'date',
      faithful
        .map(withAnotherDay)
        .filter((text) => text !== null)
        .slice(0, 1),
    ],
    ['quotation', invented.quotations.map((words) => `${first} «${words}», — ${speaker}.`)],
    ['verdict', invented.verdicts.map((verdict) => `${first} ${verdict}`)],
    ...(invented.false ?? []).map(([kind, text]): [GuardKind, string[]] => [kind, [text]]),
  ];
  return [
    ...truths.map((summary): GuardCase => ({ summary, articles, kind: 'faithful' })),
    ...falsehoods.flatMap(([kind, texts]) => texts.map((summary): GuardCase => ({ summary, articles, kind }))),
  ];
}
