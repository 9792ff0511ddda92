import { readArticle } from '../../src/stories/read-article.js';
import { findEvidence, topicsOf } from '../../src/stories/topics.js';
import { type Judged, retrievalByClass, rounded } from './judged.js';

interface Row {
  title: string;
  text: string;
  primary: string;
  also?: string[];
  hard?: boolean;
}

/** Topics with fewer rows say little of the mean. */
const LEAST_ROWS = 10;

/** Is the first topic of an article the editor's? */
export function judgeTopics(rows: Row[]): Judged {
  const answers = rows.map((row) => {
    const topics = topicsOf(row);
    return { row, topics, label: row.primary, answer: topics[0]?.topic ?? 'none' };
  });
  const share = (list: typeof answers, isRight: (one: (typeof answers)[number]) => boolean) =>
    rounded(list.filter(isRight).length / (list.length || 1));
  const isFirst = ({ label, answer }: (typeof answers)[number]) => label === answer;
  const byClass = retrievalByClass(answers);
  const common = Object.values(byClass).filter(({ rows: count = 0 }) => count >= LEAST_ROWS);
  return {
    figures: {
      all: {
        rows: rows.length,
        first: share(answers, isFirst),
        easy: share(
          answers.filter(({ row }) => !row.hard),
          isFirst,
        ),
        'first or also': share(answers, (one) => isFirst(one) || (one.row.also ?? []).includes(one.answer)),
        [`f1 of topics with ${LEAST_ROWS} rows`]: rounded(
          common.reduce((sum, { f1 = 0 }) => sum + f1, 0) / (common.length || 1),
        ),
      },
      ...byClass,
    },
    cases: answers
      .filter((one) => !isFirst(one))
      .map(({ row, topics, label, answer }) => {
        const gap = (topics[0]?.score ?? 1) - (topics.find(({ topic }) => topic === label)?.score ?? 0);
        return {
          badness: gap + (row.hard ? 0 : 1) - ((row.also ?? []).includes(answer) ? 0.5 : 0),
          what: `${label}${row.hard ? ' (hard)' : ''} taken for ${answer}: ${row.title}`,
          why: `${told(row, answer)}; ${told(row, label)}`,
        };
      }),
  };
}

/** The strongest words that speak for a topic. */
function told(row: Row, topic: string): string {
  const terms = findEvidence(readArticle(row))
    .filter(({ list }) => list === topic)
    .sort((a, b) => b.strength - a.strength);
  const sum = terms.reduce((total, { strength }) => total + strength, 0);
  const strongest = terms.slice(0, 6).map(({ words, strength }) => `${words} ${strength.toFixed(0)}`);
  return `${topic} ${sum.toFixed(0)}: ${strongest.join(', ') || 'nothing'}`;
}
