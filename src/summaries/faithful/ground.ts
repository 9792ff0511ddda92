import { sentences } from '../../language/sentences.js';
import { stem } from '../../language/stem.js';
import { isStopWord } from '../../language/stopwords.js';
import { words } from '../../language/words.js';
import type { SummaryArticle } from '../article.js';

/** A sentence of an article with what a summary's words are held against. */
export interface GroundSentence {
  text: string;
  words: readonly string[];
  stems: readonly string[];
}

/** What a story's articles say, made ready for checking. */
export interface Ground {
  /** Titles and texts in small letters, with one apostrophe, one space, and no quotation marks. */
  plain: string;
  sentences: readonly GroundSentence[];
  stems: ReadonlySet<string>;
  words: ReadonlySet<string>;
}

/** Reads a story's articles for checking a summary against them. */
export function groundOf(articles: readonly SummaryArticle[]): Ground {
  const texts = articles.flatMap((article) => [article.title, article.text, article.publisher ?? '']);
  const all = texts.flatMap((text) => sentences(text)).map(groundSentence);
  return {
    plain: plain(texts.join('\n')),
    sentences: all,
    stems: new Set(all.flatMap((sentence) => sentence.stems)),
    words: new Set(all.flatMap((sentence) => sentence.words)),
  };
}

function groundSentence(text: string): GroundSentence {
  const found = words(text);
  return { text, words: found, stems: found.map((word) => (isStopWord(word) ? '' : stem(word))) };
}

/** Small letters, one apostrophe, single spaces, no quotation marks: two texts that read the same are the same. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’ʼ`]/gu, "'")
    .replace(/["«»„“”‟]/gu, '')
    .replace(/[—–−]/gu, '-')
    .replace(/…/gu, '...')
    .replace(/\s+/gu, ' ')
    .replace(/ ([,.;:!?])/gu, '$1');
}
