import iconv from 'iconv-lite';
import { HOME_ZONE } from '../../vocabulary.js';
import { decode } from '../decode.js';
import { type FeedElements, feedElements } from './elements.js';
import { type FeedItem, feedItem, firstContent, firstText, linkOf } from './items.js';
import { isJson, readJsonFeed } from './json-feed.js';

export type { FeedItem } from './items.js';

/** What a feed says. */
export interface FeedReading {
  title: string | null;
  /** The site that it is the feed of. */
  siteUrl: string | null;
  /** As the feed names it («uk», «ru-RU»). */
  language: string | null;
  /** How long it asks not to be asked again, seconds, at most a day. */
  timeToLive: number | null;
  /** In the feed's own order, unless they are the newest of more. */
  items: FeedItem[];
}

/** What is known of a feed beside its document. */
export interface FeedOptions {
  /** Where it was fetched: relative addresses go by it. */
  url?: string;
  /** The clock of dates that name no zone: by default Kyiv's for a feed in Ukrainian or Russian, UTC for others. */
  zone?: string;
  /** The moment that «сьогодні» counts from. */
  now?: Date;
  /** The HTTP header. */
  contentType?: string | null;
  /** Items that are wanted: of more, the newest. */
  most?: number;
}

/**
 * Reads a feed of any kind: RSS 0.9x, 1.0 and 2.0, RDF, Atom 0.3 and 1.0, JSON Feed, whole or broken.
 * Throws `UnreadableFeedError` for what is no feed.
 */
export function readFeed(document: string | Uint8Array, options: FeedOptions = {}): FeedReading {
  const feed = readWhole(document, options);
  return options.most === undefined ? feed : { ...feed, items: newestOf(feed.items, options.most) };
}

/** Most feeds show their newest items first; of a long one that does not, its dates tell which they are. */
function newestOf(items: FeedItem[], most: number): FeedItem[] {
  if (items.length <= most) return items;
  const byDate = [...items].sort((a, b) => (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0));
  return byDate.slice(0, most);
}

function readWhole(document: string | Uint8Array, options: FeedOptions): FeedReading {
  const whole = typeof document === 'string' ? document : decode(document, options).text;
  const text = legible(whole);
  const zone = options.zone ?? (/[а-яіїєґ]{3}/i.test(text.slice(0, 20_000)) ? HOME_ZONE : 'UTC');
  const context = { zone, base: options.url ?? null, ...(options.now ? { now: options.now } : {}) };
  if (isJson(text)) {
    const feed = readJsonFeed(text);
    return {
      title: feed.title || null,
      siteUrl: feed.siteUrl,
      language: feed.language || null,
      timeToLive: null,
      items: feed.items(context),
    };
  }
  const feed = feedElements(text);
  const base = context.base ?? linkOf({ children: feed.channel }, null);
  return {
    title: firstText(feed.channel, ['title', 'dc:title', 'atom:title']),
    siteUrl: linkOf({ children: feed.channel }, context.base),
    language: firstContent(feed.channel, ['language', 'dc:language']) ?? feed.language,
    timeToLive: timeToLiveOf(feed),
    items: feed.items.map((item) => feedItem(item, { ...context, base })),
  };
}

/** windows-1252's quotes and dashes, where a document that is in it says that it is in another encoding. */
const MISTAKEN = /[\u0080-\u009f]|&#(?:1[2-5]\d|x[89][\da-f]);/gi;

/** Control characters are not allowed in XML or JSON; a byte order mark is none of the document's. */
function legible(text: string): string {
  return text
    .replace(MISTAKEN, (mistaken) => {
      const code = mistaken.length === 1 ? mistaken.charCodeAt(0) : Number(mistaken.slice(2, -1).replace(/^x/i, '0x'));
      return code < 128 || code > 159 ? mistaken : iconv.decode(Buffer.of(code), 'windows-1252');
    })
    .replace(/^\ufeff|[^\P{Cc}\t\n\r]/gu, '');
}

const PERIODS: Record<string, number> = {
  hourly: 3600,
  daily: 86_400,
  weekly: 604_800,
  monthly: 2_592_000,
  yearly: 31_536_000,
};

/** Some feeds name a year; none is left alone for longer than a day. Seconds. */
const LONGEST_REST = 86_400;

/** RSS's ttl is in minutes; the syndication module names a period and how many times in it. */
function timeToLiveOf({ channel }: FeedElements): number | null {
  const minutes = Number(firstContent(channel, ['ttl']) ?? Number.NaN);
  const period = PERIODS[firstContent(channel, ['sy:updateperiod'])?.toLowerCase() ?? ''];
  const times = Number(firstContent(channel, ['sy:updatefrequency']) ?? 1);
  const asked = [minutes * 60, period === undefined ? Number.NaN : period / Math.max(1, times || 1)].filter(
    (each) => each > 0,
  );
  return asked.length === 0 ? null : Math.min(LONGEST_REST, Math.round(Math.max(...asked)));
}
