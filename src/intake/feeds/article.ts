import { cleanText } from '../../language/clean.js';
import { detectLanguage } from '../../language/detect.js';
import type { TextLanguage } from '../../vocabulary.js';
import { canonicalAddress } from '../address.js';
import type { Article } from '../article.js';
import { articleParagraphs } from '../body.js';
import { readLine } from '../lines.js';
import { tidyHeadline } from '../normalise.js';
import { publisherOfHost } from '../publishers.js';
import type { FeedItem } from './items.js';

/** An item of a feed as an article, and how sure its date is. */
export interface ItemArticle {
  article: Article;
  /** The feed gives no date that can be: the moment of the fetch stands in. */
  publishedAtGuessed: boolean;
}

/** A feed's clock may run ahead of ours by this much, ms; what lies further in the future is a mistake. */
const CLOCK_SKEW = 15 * 60_000;
/** Longer texts are books, and longer titles texts, UTF-16 units. */
const LONGEST_TEXT = 100_000;
const LONGEST_TITLE = 500;
/** No site that is polled published before this. */
const EARLIEST = Date.UTC(1995, 0, 1);

/** Makes an article of a feed's item; `null` for one that says nothing. */
export function articleOfItem(
  item: FeedItem,
  source: { title: string; language: TextLanguage | null },
  now: Date,
): ItemArticle | null {
  const url = addressOf(item);
  // «Українська правда: Спорт» is a feed of «Українська правда».
  const publisher = (url === null ? null : publisherOfHost(new URL(url).hostname)) ?? source.title.split(': ')[0]!;
  const body = longer(item.text, item.summary)?.slice(0, LONGEST_TEXT) ?? null;
  const title = tidyHeadline(
    item.title?.slice(0, LONGEST_TITLE) ?? body?.split('\n')[0]?.slice(0, 200) ?? '',
    publisher,
  );
  if (title === '') return null;
  const lines = cleanText(body ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map(readLine);
  const paragraphs = articleParagraphs(lines, { headline: title, publisher, dateAt: -1, tail: 'own' });
  const text = paragraphs.join('\n\n');
  const dated = item.publishedAt !== null && isPossible(item.publishedAt, now);
  return {
    article: {
      title,
      text,
      publisher,
      url,
      publishedAt: dated ? item.publishedAt : now,
      language: detectLanguage(`${title}\n${text}`, source.language === null ? {} : { prior: source.language }),
    },
    publishedAtGuessed: !dated,
  };
}

/** The canonical address of a feed's item, by which its article is known; `null` where it names none. */
export function addressOf(item: FeedItem): string | null {
  return item.url === null ? null : canonicalAddress(item.url);
}

function isPossible(date: Date, now: Date): boolean {
  return date.getTime() <= now.getTime() + CLOCK_SKEW && date.getTime() >= EARLIEST;
}

/** Some feeds put the whole text where the teaser belongs. */
function longer(text: string | null, summary: string | null): string | null {
  return (summary?.length ?? 0) > (text?.length ?? 0) ? summary : text;
}
