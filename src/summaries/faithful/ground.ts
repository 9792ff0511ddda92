import { type NumberMention, numbersIn } from '../../language/numbers.js';
import { sentences } from '../../language/sentences.js';
import { stem } from '../../language/stem.js';
import { isStopWord } from '../../language/stopwords.js';
import { words } from '../../language/words.js';
import type { SummaryArticle } from '../article.js';

/** A sentence of an article with what a summary's words are held against. */
export interface GroundSentence {
  text: string;
  /** The sentence before it; empty for the first of a title or a text. */
  before: string;
  words: readonly string[];
  stems: readonly string[];
  /** The numbers in it, read when first asked for. */
  numbers(): readonly NumberMention[];
}

/** What a story's articles say, made ready for checking. */
export interface Ground {
  /** Titles and texts in small letters, with one apostrophe, one space, and no quotation marks. */
  plain: string;
  readonly sentences: readonly GroundSentence[];
  readonly stems: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** Names written short, in small letters: «оае», «нацбанк». */
  readonly shortNames: readonly string[];
}

/** Two to six capitals, or a compound that begins with a clipped word. */
const SHORT_NAME =
  /(?<![\p{L}\p{N}])(?:\p{Lu}{2,6}|(?:Ген|Нац|Держ|Мін|Укр|Обл|Рай|Енерго)\p{Ll}{3,})(?![\p{L}\p{N}])/gu;

/**
 * Reads a story's articles for checking a summary against them. Its sentences and words are read when first asked for:
 * a summary that stands in an article word for word needs neither.
 */
export function groundOf(articles: readonly SummaryArticle[]): Ground {
  const texts = articles.flatMap((article) => [article.title, article.text, article.publisher ?? '']);
  const all = once(() => texts.flatMap((text) => sentences(text).map(groundSentence)));
  const stems = once(() => new Set(all().flatMap((sentence) => sentence.stems)));
  const found = once(() => new Set(all().flatMap((sentence) => sentence.words)));
  const shortNames = once(() =>
    [...new Set(texts.flatMap((text) => text.match(SHORT_NAME) ?? []))].map((name) => name.toLowerCase()),
  );
  return {
    plain: plain(texts.join('\n')),
    get sentences() {
      return all();
    },
    get stems() {
      return stems();
    },
    get words() {
      return found();
    },
    get shortNames() {
      return shortNames();
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function groundSentence(text: string, place: number, all: readonly string[]): GroundSentence {
  const found = words(text);
  return {
    text,
    before: all[place - 1] ?? '',
    words: found,
    stems: found.map((word) => (isStopWord(word) ? '' : stem(word))),
    numbers: once(() => numbersIn(text)),
  };
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
