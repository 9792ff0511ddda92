import { typography } from '../language/purity.js';
import { sentences } from '../language/sentences.js';
import type { SummaryLength } from '../vocabulary.js';

/** What a summary is made from: an article of the story, cleaned, its paragraphs parted by line breaks where they are known. */
export interface SummaryArticle {
  title: string;
  text: string;
  publisher: string | null;
  publishedAt: Date | null;
}

/** A story's summary: `text` may be empty only for `short`; `headline` is the one to show above it. */
export interface Summary {
  text: string;
  engine: 'extract';
  headline: string;
}

/** The most UTF-16 units that a summary's text takes in each length. */
export const LIMITS: Record<SummaryLength, number> = { short: 140, normal: 280, long: 700 };

/** The summary of a story in a length, made of its articles' own sentences. */
export function summarise(
  story: { headline: string; articles: readonly SummaryArticle[] },
  options: { length: SummaryLength },
): Summary {
  let text = '';
  for (const sentence of sentences(typography(story.articles[0]?.text ?? ''))) {
    const longer = text === '' ? sentence : `${text} ${sentence}`;
    if (longer.length > LIMITS[options.length]) break;
    text = longer;
  }
  return { text, engine: 'extract', headline: typography(story.headline).replace(/\.$/, '') };
}
