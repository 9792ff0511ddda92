import { z } from 'zod';
import { webAddress } from '../address.js';
import { type DateContext, readDate } from '../dates.js';
import { shownLine, shownText } from '../markup.js';
import { UnreadableFeedError } from './errors.js';
import type { FeedItem } from './items.js';

/** JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1): what is used of it; anything else in an item does not spoil it. */
const text = z.string().catch('').default('');
const id = z
  .union([z.string(), z.number().transform(String)])
  .catch('')
  .default('');
const item = z.object({
  id,
  url: text,
  external_url: text,
  title: text,
  summary: text,
  content_text: text,
  content_html: text,
  image: text,
  banner_image: text,
  date_published: text,
  date_modified: text,
  tags: z.array(z.string()).catch([]).default([]),
});
const feed = z.object({
  title: text,
  home_page_url: text,
  language: text,
  items: z.array(item.nullable().catch(null)),
});

export interface JsonFeed {
  title: string;
  siteUrl: string | null;
  language: string;
  items: (context: DateContext & { base: string | null }) => FeedItem[];
}

/** Does a document look like JSON? */
export function isJson(document: string): boolean {
  return /^\s*\{/.test(document.slice(0, 200));
}

/** Reads a JSON feed. Throws `UnreadableFeedError` for JSON that is none. */
export function readJsonFeed(document: string): JsonFeed {
  let parsed: z.infer<typeof feed>;
  try {
    parsed = feed.parse(JSON.parse(document));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError || error instanceof RangeError)) throw error;
    throw new UnreadableFeedError('not-a-feed', 'This is JSON, but not a JSON feed: it has no list of items.', {
      cause: error,
    });
  }
  const items = parsed.items.filter((each) => each !== null);
  return {
    title: shownLine(parsed.title),
    siteUrl: webAddress(parsed.home_page_url)?.href ?? null,
    language: parsed.language,
    items: (context) => items.map((each) => jsonItem(each, context)),
  };
}

function jsonItem(each: z.infer<typeof item>, context: DateContext & { base: string | null }): FeedItem {
  const base = context.base ?? undefined;
  const body = each.content_html === '' ? null : shownText(each.content_html);
  const plain = each.content_text.trim() === '' ? null : each.content_text.trim();
  const image = [each.image, each.banner_image, ...(body?.images ?? [])]
    .map((address) => webAddress(address, base))
    .find((url) => url !== null);
  return {
    title: shownLine(each.title) || null,
    url: (webAddress(each.url, base) ?? webAddress(each.external_url, base))?.href ?? null,
    id: each.id || null,
    publishedAt: readDate(each.date_published, context) ?? readDate(each.date_modified, context),
    summary: shownText(each.summary).paragraphs.join('\n\n') || null,
    text: body?.paragraphs.join('\n\n') || plain,
    categories: [...new Set(each.tags.map(shownLine).filter((tag) => tag !== ''))],
    image: image?.href ?? null,
  };
}
