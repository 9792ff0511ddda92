import { detectLanguage } from '../language/detect.js';
import { HOME_ZONE } from '../vocabulary.js';
import { canonicalAddress } from './address.js';
import type { Article } from './article.js';
import { articleParagraphs } from './body.js';
import { momentOf } from './dates.js';
import { UnreadableArticleError } from './errors.js';
import { type Line, linesOf } from './lines.js';
import { headlineFrom, tidyHeadline } from './normalise.js';
import { type PastedHeader, pastedHeader } from './pasted-header.js';
import { publisherOfHost } from './publishers.js';

/** The longest text that is taken for an article, in bytes of UTF-8: 1 MB. */
export const LONGEST_TEXT = 1_048_576;

/** More lines than this are a dump of something. */
const MOST_LINES = 10_000;

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
  const breaks = text.match(/[\n\r]/g)?.length ?? 0;
  if (breaks > MOST_LINES) {
    throw new UnreadableArticleError(
      'too-long',
      `The text has ${breaks} lines; an article has at most ${MOST_LINES}. Give one article at a time.`,
    );
  }
  const lines = linesOf(text);
  const header = pastedHeader(lines);

  const dateAt = header.dated ? lines.indexOf(header.dated) - header.bodyStart : -1;
  const paragraphs = articleParagraphs(lines.slice(header.bodyStart), { ...header, dateAt, tail: 'foreign' });
  if (paragraphs.length === 0) {
    throw new UnreadableArticleError(
      'no-text',
      'No article was found in the text: there is no sentence in it beside the headline and the page’s furniture. Paste the article’s own text.',
    );
  }
  const url = addressIn(lines, header);
  const headline = header.headline ?? headlineFrom(paragraphs[0]!);
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

function instantOf(lines: readonly Line[], header: PastedHeader, zone: string): Date | null {
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
function addressIn(lines: readonly Line[], header: PastedHeader): string | null {
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
