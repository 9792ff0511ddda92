import { typography } from '../language/purity.js';
import type { SummaryLength } from '../vocabulary.js';
import type { SummaryArticle } from './article.js';
import { withNewestFigures } from './extract/agreement.js';
import { type Candidate, candidatesOf } from './extract/candidates.js';
import { choose } from './extract/choose.js';
import { withNamesOnce } from './extract/naming.js';
import { purified } from './extract/pure.js';
import { directQuotes, isBalanced, LOST_MARK } from './extract/quotes.js';
import { withoutRelativeDays } from './extract/relative-days.js';
import { type Ground, groundOf } from './faithful/ground.js';
import type { Reason } from './faithful/reason.js';
import { reasonsAgainst } from './faithful.js';
import { headlineOf } from './headline.js';

import { LIMITS } from './lengths.js';

/** A story's summary: `text` may be empty only for `short`; `headline` is the one to show above it. */
export interface Summary {
  text: string;
  engine: 'extract';
  headline: string;
  /** What the guard held against earlier choices of sentences, each kind once; `error` where the engine itself failed. */
  refusals: (Reason['kind'] | 'error')[];
}

/** How often the choice is made anew without the sentences that may not be shown. */
const ATTEMPTS = 4;
const MOST_SENTENCES: Record<SummaryLength, number> = { short: 1, normal: 3, long: 7 };

/**
 * The summary of a story in a length; where an article is such that the engine fails over it, the articles' first
 * words: one story harms no other.
 * @param engine for tests.
 */
export function summariseOrQuote(
  story: { headline: string; articles: readonly SummaryArticle[] },
  options: { length: SummaryLength },
  engine: typeof summarise = summarise,
): Summary {
  try {
    return engine(story, options);
  } catch {
    const text = options.length === 'short' ? '' : firstWords(newest(story.articles), LIMITS[options.length]);
    return { text, engine: 'extract', headline: story.headline, refusals: ['error'] };
  }
}

/** The summary of a story in a length, made of its articles' own sentences. */
export function summarise(
  story: { headline: string; articles: readonly SummaryArticle[] },
  options: { length: SummaryLength },
): Summary {
  const articles = newest(story.articles);
  const candidates = withNewestFigures(
    articles.flatMap((article, place) => candidatesOf(article, place)),
    articles,
  );
  const headline = headlineOf(story.headline, candidates);
  const limit = LIMITS[options.length];
  const ground = groundOf(articles);
  const refusals = new Set<Reason['kind']>();
  const refused = new Set(candidates.filter((one) => isSameSentence(one, headline.madeOf)));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const chosen = choose(
      candidates.filter((one) => !refused.has(one)),
      { headline: headline.text, limit, most: MOST_SENTENCES[options.length], retells: options.length === 'long' },
    );
    const texts = withNamesOnce(chosen).map((text) => purified(withoutRelativeDays(text)));
    const text = texts.join(' ');
    const reasons = kindsAgainst(texts, text, { limit, ground, articles });
    if (reasons.length === 0 && (text !== '' || options.length === 'short'))
      return { text, engine: 'extract', headline: headline.text, refusals: [...refusals] };
    for (const reason of reasons) refusals.add(reason);
    for (const [place, one] of chosen.entries()) {
      const sentence = texts[place] ?? null;
      const isToBlame =
        sentence === null || sentence.length > one.text.length || reasonsAgainst(sentence, ground, articles).length > 0;
      if (isToBlame) for (const other of candidates) if (isSameSentence(other, one)) refused.add(other);
    }
  }
  return {
    text: options.length === 'short' ? '' : firstWords(articles, limit),
    engine: 'extract',
    headline: headline.text,
    refusals: [...refusals],
  };
}

/** What speaks against a choice of sentences; `null` is one that no mending made Ukrainian. */
function kindsAgainst(
  sentences: readonly (string | null)[],
  text: string,
  { limit, ground, articles }: { limit: number; ground: Ground; articles: readonly SummaryArticle[] },
): Reason['kind'][] {
  if (sentences.includes(null)) return ['purity'];
  if (text.length > limit) return ['length'];
  return reasonsAgainst(text, ground, articles).map(({ kind }) => kind);
}

/** More articles than these say nothing more, and each costs its time. */
const MOST_ARTICLES = 8;

/** The articles that a summary is made of, the newest first; those without a time last, as they came. */
export function newest<Article extends SummaryArticle>(articles: readonly Article[]): Article[] {
  const time = (article: SummaryArticle) => article.publishedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  return [...articles]
    .sort((one, other) => (time(one) === time(other) ? 0 : time(other) - time(one)))
    .slice(0, MOST_ARTICLES);
}

function isSameSentence(one: Candidate, other: Candidate | null): boolean {
  return other !== null && one.article === other.article && one.index === other.index;
}

/** Where no sentence may stand as it is, the articles' first words up to a word's border. */
function firstWords(articles: readonly SummaryArticle[], limit: number): string {
  const text = directQuotes(articles.find((article) => article.text.trim() !== '')?.text ?? '')
    .text.replaceAll(LOST_MARK, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const kept = text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\s,.;:—–-]*\S*$/u, '')}…`;
  return typography(isBalanced(kept) ? kept : kept.replace(/[«»„“()]/gu, ''));
}
