import { sentences } from '../../language/sentences.js';
import type { SummaryArticle } from '../article.js';
import { DEBRIS, SPEECH_VERB } from './lexicon.js';
import { directQuotes, LOST_MARK, type QuoteSpan } from './quotes.js';
import { type Speaker, speechOf } from './speakers.js';
import { withoutSubhead } from './subheads.js';

/** One sentence of an article as a summary may use it: a plain one, or one out of somebody's speech, without its marks. */
export interface Passage {
  text: string;
  /** The place of its article in the story, and its own place in the article. */
  article: number;
  index: number;
  /** Whose words these are: `null` for the article's own, 'unknown' for a quotation that names nobody. */
  spoken: { verb: string; speaker: Speaker | 'pronoun' } | 'unknown' | null;
}

/** Long enough for any news; bounds the work on a pasted book (UTF-16 units). */
const MOST_READ = 20_000;
const DATELINE =
  /^(?:[\p{Lu}’' -]{4,30}(?:[.,]\s|\s[—–-]\s)(?:\d{1,2}\s\p{Ll}+\.?,?\s)?(?:[\p{Lu}-]{3,20}\.?\s)?(?:[—–-]\s)?|\p{Lu}\p{Ll}+,\s\d{1,2}\s\p{Ll}+\s?(?:\([^)]{2,30}\)\s?)?[.,]?\s[—–-]\s|\([\p{L} -]{3,30}\)\s[—–-]\s)(?=\p{Lu})/u;

/** The sentences of an article in order, its furniture and headings left out. */
export function passagesOf(article: SummaryArticle, place: number): Passage[] {
  const paragraphs = article.text
    .slice(0, MOST_READ)
    .replace(/[\u00A0\u2009\u202F ]+/gu, ' ')
    .replace(/ +([.,;:!?])(?=\s|$)/gu, '$1')
    .split(/\n+/u)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const found: Said[] = [];
  for (const [number, paragraph] of paragraphs.entries()) {
    if (paragraphs.length > 1 && isHeading(paragraph)) continue;
    const body = number === 0 ? paragraph.replace(DATELINE, '') : paragraph;
    found.push(...passagesOfParagraph(body));
  }
  const kept = found.filter((passage) => !DEBRIS.test(passage.text));
  const last = kept.at(-1);
  if (kept.length > 2 && last?.spoken === null && !/[.!?…»“)]$/u.test(last.text)) kept.pop();
  return kept.map((passage, index) => ({ ...passage, article: place, index }));
}

function isHeading(paragraph: string): boolean {
  return paragraph.length < 160 && !/[.!?…][»"”)]*$/u.test(paragraph) && sentences(paragraph).length === 1;
}

type Said = Pick<Passage, 'text' | 'spoken'>;

function passagesOfParagraph(paragraph: string): Said[] {
  const { text, spans } = directQuotes(paragraph);
  const found: Said[] = [];
  const plain = (from: number, to: number) => {
    for (const sentence of sentences(text.slice(from, to)))
      found.push({ text: withoutSubhead(sentence), spoken: null });
  };
  let cursor = 0;
  for (const span of spans) {
    if (span.depth > 0 || span.open < cursor) continue;
    const speech = speechAt(text, span, cursor);
    if (!speech) continue;
    const isInLostSpeech =
      text.slice(cursor, span.open).includes(LOST_MARK) && /:\s*$/u.test(text.slice(cursor, span.open));
    plain(cursor, span.open);
    const inner = text.slice(span.open + 1, span.close).replace(INNER_ATTRIBUTION, '. ');
    for (const sentence of sentences(levelUp(inner))) {
      found.push({ text: sentence, spoken: isInLostSpeech ? 'unknown' : speech.spoken });
      // After a lost mark inside a speech nobody can tell who is quoted: the rest of it is left out.
      if (isRagged(sentence)) break;
    }
    if (speech.more !== null) found.push({ text: speech.more, spoken: null });
    cursor = speech.end;
  }
  plain(cursor, text.length);
  return found;
}

const INNER_ATTRIBUTION = new RegExp(`,?\\s[—–-]\\s${SPEECH_VERB}\\s[^.»]{2,60}\\.\\s[—–-]\\s`, 'gu');

/** Inside the words of a speech the marks of the second level become those of the first. */
function levelUp(words: string): string {
  return words.replaceAll('„', '«').replaceAll('“', '»');
}

/**
 * Is the quotation at `span` somebody's speech that stands as a sentence of its own, and whose? Where its attribution
 * ends, and what more the speaker «додав, що…» in the same breath.
 */
function speechAt(
  text: string,
  span: QuoteSpan,
  from: number,
): { spoken: Exclude<Passage['spoken'], null>; end: number; more: string | null } | null {
  const inner = text.slice(span.open + 1, span.close);
  const before = text.slice(from, span.open).trimEnd();
  if (!/^[«„]?[\p{Lu}\p{N}…]/u.test(inner) || inner.split(' ').length < 3) return null;
  const isOpenEnded = before !== '' && !/[.!?…»:—–-]$/u.test(before);
  if (isOpenEnded && !/[.!?…] /u.test(inner)) return null;
  const after = text.slice(span.close + 1);
  const dash = /^\s*[.,!?…]*\s*[—–-]\s+/u.exec(after);
  if (dash) {
    const rest = sentences(after.slice(dash[0].length))[0] ?? '';
    const speech = speechOf(rest);
    if (!speech) return null;
    const end = text.indexOf(rest, span.close) + rest.length;
    return { spoken: spokenBy(speech), end, more: saidInAddition(rest) };
  }
  if (isOpenEnded) return null;
  const endsItself = /[.!?…]$/u.test(inner.trimEnd()) || /^\s*[.!?…]|^\s*$/u.test(after);
  if (!endsItself || before.endsWith(':') || /^\s*,?\s*\p{Ll}/u.test(after)) return null;
  return { spoken: 'unknown', end: span.close + 1 + (/^[.!?…]*/u.exec(after)?.[0].length ?? 0), more: null };
}

function spokenBy(speech: { verb: string; speaker: Speaker | 'pronoun' | null }): Exclude<Passage['spoken'], null> {
  return speech.speaker === null ? 'unknown' : { verb: speech.verb, speaker: speech.speaker };
}

const ADDITION = new RegExp(
  `^(?:${SPEECH_VERB})\\s(.{2,80}?)\\s(?:та|і|й)\\s((?:${SPEECH_VERB}),?\\sщо\\s.{20,})$`,
  'su',
);

function saidInAddition(attribution: string): string | null {
  const match = ADDITION.exec(attribution);
  return match ? `${match[1]![0]!.toUpperCase()}${match[1]!.slice(1)} ${match[2]}` : null;
}

/** Does a text hold a quotation mark whose other half is lost? */
export function isRagged(text: string): boolean {
  return text.includes(LOST_MARK);
}
