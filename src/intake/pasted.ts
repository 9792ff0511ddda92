import { detectLanguage } from '../language/detect.js';
import { sentences } from '../language/sentences.js';
import { HOME_ZONE } from '../vocabulary.js';
import { canonicalAddress } from './address.js';
import type { Article } from './article.js';
import { momentOf } from './dates.js';
import { UnreadableArticleError } from './errors.js';
import { same, tidyHeadline } from './normalise.js';
import { isPersonLike, type PastedHeader, pastedHeader } from './pasted-header.js';
import { isFinished, isProse, type PastedLine, pastedLines } from './pasted-lines.js';
import { publisherOfHost } from './publishers.js';

/** The longest text that is taken for an article, in bytes of UTF-8: 1 MB. */
export const LONGEST_TEXT = 1_048_576;

/**
 * Reads a page that a person copied out of a browser: finds the headline, the publisher and the date in whatever order
 * the page has them, keeps the article's paragraphs, and leaves the page's furniture and other headlines behind.
 * Dates are wall times of `zone` (by default Kyiv's); «сьогодні» and a date without its year give no instant.
 *
 * Throws `UnreadableArticleError` for an empty, binary or too long text, one without an article in it, and one that is
 * dated with a day that does not exist.
 */
export function parsePasted(text: string, options: { zone?: string } = {}): Article {
  checkText(text);
  const lines = pastedLines(text);
  const header = pastedHeader(lines);
  const paragraphs = bodyOf(lines, header);
  if (paragraphs.length === 0) {
    throw new UnreadableArticleError(
      'no-text',
      'No article was found in the text: there is no sentence in it beside the headline and the page’s furniture. Paste the article’s own text.',
    );
  }
  const url = addressIn(lines, header);
  const headline = header.headline ?? firstSentence(paragraphs[0]!);
  // A first paragraph of one short sentence is the headline itself, only with a full stop.
  const isFirstParagraph = header.headline === null && headline === paragraphs[0] && paragraphs.length > 1;
  const title = tidyHeadline(headline, header.publisher);
  const body = paragraphs.slice(isFirstParagraph ? 1 : 0).join('\n\n');
  return {
    title,
    text: body,
    publisher: header.publisher ?? (url === null ? null : publisherOfHost(new URL(url).hostname)),
    url,
    publishedAt: instantOf(lines, header, options.zone ?? HOME_ZONE),
    language: detectLanguage(`${title}\n${body}`),
  };
}

function checkText(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > LONGEST_TEXT) {
    throw new UnreadableArticleError(
      'too-long',
      `The text is ${bytes} bytes; an article has at most ${LONGEST_TEXT}. Give one article at a time.`,
    );
  }
  if (text.trim() === '')
    throw new UnreadableArticleError('empty', 'The text is empty. Paste the article with its headline.');
  // A lone replacement character is a slip of some editor; many of them, or one NUL, are another kind of file.
  const strange = text.match(/[\p{Cc}\ufffd]/gu)?.filter((character) => !/\s/.test(character)).length ?? 0;
  if (text.includes('\0') || strange > 8 + text.length / 100) {
    throw new UnreadableArticleError(
      'binary',
      'This is not a text: it holds bytes that no text has. Give a .txt or .html file, or paste the article itself.',
    );
  }
}

/** The paragraphs of the article: from the headline to where the page goes over to other things. */
function bodyOf(lines: readonly PastedLine[], header: PastedHeader): string[] {
  const kept: PastedLine[] = [];
  let skipping = false;
  const dateAt = header.dated ? lines.indexOf(header.dated) : -1;
  for (const [index, line] of lines.entries()) {
    if (index < header.bodyStart) continue;
    if (line.kind === 'end' && kept.some((each) => isProse(each))) break;
    if (line.kind === 'end' || line.kind === 'related') skipping = true;
    // Other headlines under «Читайте також» do not end as sentences do; the article that goes on behind them does.
    else if (skipping && isProse(line) && line.text.length >= 60) skipping = false;
    const foreign = line.kind !== null || line.dated !== null || skipping;
    // A teaser may stand above the date; a name or a label there is the author's or the page's.
    const label = index < dateAt && kept.length <= 1 && !isProse(line) && line.text.split(' ').length < 6;
    const repeated = header.headline !== null && same(line.text, header.headline);
    const credited = header.publisher !== null && same(line.text, header.publisher);
    if (!foreign && !label && !repeated && !credited) kept.push(line);
  }
  const prose = kept.findIndex((line) => isProse(line));
  const body = prose < 0 ? kept.filter((line) => line.text.split(' ').length >= 4) : withoutEdges(kept, prose);
  return withoutRepeats(body.map((line) => line.text));
}

/** Drops labels and authors above the first paragraph, and the foreign headlines that trail behind the last. */
function withoutEdges(kept: readonly PastedLine[], prose: number): PastedLine[] {
  const lead = kept.slice(0, prose).filter((line) => line.text.split(' ').length >= 4 && !isPersonLike(line.text));
  const body = [...lead, ...kept.slice(prose)];
  let end = body.length;
  while (end > 1 && !isFinished(body[end - 1]!.text) && !isListItem(body, end - 1)) end--;
  // Where an article ends its paragraphs without full stops, last lines without one are its own.
  const finished = body.slice(0, end).filter((line) => isFinished(line.text)).length;
  return finished < end * 0.6 ? body : body.slice(0, end);
}

/** Is this line an item of a list that a colon opened or a mark begins? */
function isListItem(body: readonly PastedLine[], index: number): boolean {
  const marked = /^(?:[-–—•*·▪►✅✔‣●]|\d{1,2}[.)]\s|\p{Emoji_Presentation})/u;
  for (let at = index; at >= 0; at--) {
    const text = body[at]!.text;
    if (marked.test(text) && at === index) return true;
    if (at < index && text.endsWith(':')) return true;
    if (at < index && isProse(body[at]!)) return false;
  }
  return false;
}

/** A teaser that stands above the text again, word for word, is told once. */
function withoutRepeats(paragraphs: readonly string[]): string[] {
  return paragraphs.filter((text, index) => text.length < 40 || paragraphs.indexOf(text) === index);
}

function instantOf(lines: readonly PastedLine[], header: PastedHeader, zone: string): Date | null {
  const { dated } = header;
  if (!dated?.dated) return null;
  const { mention } = dated.dated;
  const at = lines.indexOf(dated);
  const time =
    mention.time ??
    lines
      .slice(Math.max(0, at - 1), at + 2)
      .map((line) => line.time)
      .find((each) => each !== null) ??
    null;
  const moment = momentOf({ ...mention, time }, { zone });
  if (moment === 'impossible') {
    throw new UnreadableArticleError(
      'impossible-date',
      `Line ${dated.number} gives a date that does not exist: «${dated.text}». Correct it or take the line out.`,
    );
  }
  return moment === 'unknown' ? null : moment;
}

/** The article's own address: a line above the text or the last one that is nothing else. */
function addressIn(lines: readonly PastedLine[], header: PastedHeader): string | null {
  const labelled =
    /^(?:джерело|посилання|оригінал|адреса|лінк|источник|ссылка|url|link|source|original)?\s*:?\s*(https?:\/\/\S+)$/iu;
  const own = [...lines.slice(0, header.bodyStart + 1), ...lines.slice(-1)];
  for (const line of own) {
    const match = labelled.exec(line.text);
    const address = match ? canonicalAddress(match[1]!) : null;
    if (
      address !== null &&
      !/^https?:\/\/(?:t\.me|x\.com|(?:\w+\.)?(?:twitter|facebook|youtube|instagram|tiktok)\.com)\//.test(address)
    )
      return address;
  }
  return null;
}

/** Stands in for a headline that the paste does not have: the first sentence, at most 120 characters. */
function firstSentence(paragraph: string): string {
  const sentence = sentences(paragraph)[0] ?? paragraph;
  if (sentence.length <= 120) return sentence;
  return `${sentence.slice(0, 120).replace(/\s+\S*$/, '')}…`;
}
