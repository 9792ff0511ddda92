import { createClusterer } from '../../src/stories/cluster.js';
import { compareWeighted, sharedWords, tellingAmong, weigh } from '../../src/stories/compare.js';
import { type DescribedArticle, describeArticle } from '../../src/stories/describe.js';
import { type Judged, ratesOf, retrieval } from './judged.js';

interface Row {
  id: string | number;
  title: string;
  text: string;
  event: string;
  published_at?: string;
}

interface Placed extends Row {
  story: string | null;
  description: DescribedArticle;
}

/** Is each event told once, and each story of one event? Articles are placed in the order of the rows. */
export function judgeStories(rows: Row[]): Judged {
  const clusterer = createClusterer();
  const articles = rows.map(({ id, title, text, published_at }) => ({
    id: String(id),
    title,
    text,
    publisher: null,
    publishedAt: published_at === undefined ? null : new Date(published_at),
  }));
  for (const article of articles) clusterer.add(article);
  const placed = rows.map((row, place): Placed => {
    const article = articles[place]!;
    return { ...row, story: clusterer.storyOf(article.id), description: describeArticle(article) };
  });
  const judged = placed.map((one) => {
    const together = placed.filter(({ story }) => story === one.story);
    const ofEvent = placed.filter(({ event }) => event === one.event);
    const right = together.filter(({ event }) => event === one.event).length;
    return { one, together, ofEvent, right, precision: right / together.length, recall: right / ofEvent.length };
  });
  const mean = (shares: number[]) => shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return {
    figures: {
      bcubed: ratesOf(mean(judged.map(({ precision }) => precision)), mean(judged.map(({ recall }) => recall))),
      pairs: retrieval({
        found: sum(judged.map(({ right }) => right - 1)),
        missed: sum(judged.map(({ right, ofEvent }) => ofEvent.length - right)),
        wrong: sum(judged.map(({ right, together }) => together.length - right)),
      }),
    },
    cases: judged
      .filter(({ precision, recall }) => precision < 1 || recall < 1)
      .map(({ one, together, ofEvent, precision, recall }) => ({
        badness: 1 - Math.min(precision, recall),
        what: `${one.event}, precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}: ${one.title}`,
        why: [
          ...nearest(
            one,
            together.filter(({ event }) => event !== one.event),
            'joined with',
          ),
          ...nearest(
            one,
            ofEvent.filter(({ story }) => story !== one.story),
            'apart from',
          ),
        ].join('\n    '),
      })),
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** How like an article is to the likest of some others, and by which words. */
function nearest(one: Placed, others: readonly Placed[], relation: string): string[] {
  const candidates = others.map((other) => ({ other, id: other.id, articles: [other.description], splitFrom: null }));
  const telling = tellingAmong(candidates);
  const weighed = weigh(one.description, telling);
  const [best] = candidates
    .map((candidate) => ({ ...candidate, ...compareWeighted(weighed, candidate, telling) }))
    .sort((a, b) => b.score - a.score);
  if (best === undefined) return [];
  return [
    `${relation} (likeness ${best.score.toFixed(2)} of ${best.least.toFixed(2)}; ${sharedWords(weighed, best, telling).slice(0, 6).join(', ')}): ${best.other.title}`,
  ];
}
