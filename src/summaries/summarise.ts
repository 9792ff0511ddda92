import { typography } from '../language/purity.js';
import type { SummaryLength } from '../vocabulary.js';
import type { SummaryArticle } from './article.js';
import { withNewestFigures } from './extract/agreement.js';
import { type Candidate, candidatesOf } from './extract/candidates.js';
import { choose } from './extract/choose.js';
import { purified } from './extract/pure.js';
import { directQuotes, isBalanced, LOST_MARK } from './extract/quotes.js';
import { withoutRelativeDays } from './extract/relative-days.js';
import { groundOf } from './faithful/ground.js';
import { reasonsAgainst } from './faithful.js';
import { headlineOf } from './headline.js';

import { LIMITS } from './lengths.js';

/** A story's summary: `text` may be empty only for `short`; `headline` is the one to show above it. */
export interface Summary {
  text: string;
  engine: 'extract';
  headline: string;
}

/** How often the choice is made anew without the sentences that may not be shown. */
const ATTEMPTS = 4;
const MOST_SENTENCES: Record<SummaryLength, number> = { short: 1, normal: 3, long: 7 };

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
  const refused = new Set(candidates.filter((one) => isSameSentence(one, headline.madeOf)));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const chosen = choose(
      candidates.filter((one) => !refused.has(one)),
      { headline: headline.text, limit, most: MOST_SENTENCES[options.length], retells: options.length === 'long' },
    );
    const texts = chosen.map((candidate) => purified(withoutRelativeDays(candidate.text)));
    const text = texts.join(' ');
    const isSound =
      !texts.includes(null) && text.length <= limit && reasonsAgainst(text, ground, articles).length === 0;
    if (isSound && (text !== '' || options.length === 'short'))
      return { text, engine: 'extract', headline: headline.text };
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
  };
}

/** More articles than these say nothing more, and each costs its time. */
const MOST_ARTICLES = 8;

/** The articles that a summary is made of, the newest first; those without a time last, as they came. */
function newest(articles: readonly SummaryArticle[]): SummaryArticle[] {
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
