import { canonicalAddress, webAddress } from '../address.js';
import { readDate } from '../dates.js';
import { isNameLike, same, splitPublisher, tidyHeadline } from '../normalise.js';
import { publisherOfHost } from '../publishers.js';
import type { PageScan } from './scan.js';

/** What a page says of its article in its head and its JSON-LD. */
export interface PageFacts {
  headline: string;
  publisher: string | null;
  url: string | null;
  publishedAt: Date | null;
  image: string | null;
  /** The text, where JSON-LD carries it; without its paragraphs as a rule. */
  body: string;
}

/** Weighs what a page's head, its JSON-LD and its headings say of the article. */
export function pageFacts(scan: PageScan, options: { url: string | null; zone: string; now?: Date }): PageFacts {
  const article = articleNode(scan.jsonLd);
  const url = canonicalOf(scan, options.url);
  const publisher = publisherOf(scan, { article, url });
  return {
    headline: headlineOf(scan, { article, publisher }),
    publisher,
    url,
    publishedAt: publishedAtOf(scan, { article, context: options }),
    image: imageOf(scan, { article, base: options.url ?? url }),
    body: textOf(article?.articleBody),
  };
}

type Node = Record<string, unknown>;

/** The article among the things that JSON-LD describes. */
function articleNode(blocks: readonly string[]): Node | null {
  const nodes = blocks.flatMap((block) => nodesOf(parsed(block), 0));
  const typed = (form: RegExp) => nodes.find((node) => form.test([node['@type']].flat().join(' ')));
  return (
    typed(/(?:News|Report|Opinion|Analysis|Blog|Background|Review)\w*Article|^Article$|BlogPosting|LiveBlogPosting/) ??
    typed(/Article|Posting/) ??
    null
  );
}

function nodesOf(value: unknown, depth: number): Node[] {
  if (depth > 5 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.slice(0, 100).flatMap((each) => nodesOf(each, depth + 1));
  const node = value as Node;
  return [node, ...nodesOf(node['@graph'], depth + 1), ...nodesOf(node.mainEntity, depth + 1)];
}

/** Sites write JSON-LD by hand: line breaks within its strings are the commonest slip. */
function parsed(block: string): unknown {
  const json = block.replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\]\]>)\s*$/g, '');
  for (const attempt of [json, json.replace(/\p{Cc}+/gu, ' ')]) {
    try {
      return JSON.parse(attempt);
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    }
  }
  return null;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value === 'object' && value !== null)
    return textOf((value as Node).name ?? (value as Node).url ?? (value as Node)['@value']);
  return '';
}

/**
 * The headline among its many copies. The page's own heading is what its readers see; but it may be the site's logo, and
 * the copies for machines may be cut short («Рютте») or written for search engines.
 */
function headlineOf(
  scan: PageScan,
  { article, publisher }: { article: Node | null; publisher: string | null },
): string {
  const tidy = (text: string) => tidyHeadline(text, publisher);
  const forMachines = [
    scan.metas.get('og:title') ?? '',
    textOf(article?.headline),
    scan.metas.get('twitter:title') ?? '',
    scan.title,
  ]
    .map(tidy)
    .filter((text) => text !== '' && !/(?:…|\.\.\.)$/.test(text) && (publisher === null || !same(text, publisher)));
  const headings = scan.headings
    .map(tidy)
    .filter((text) => text !== '' && (publisher === null || !same(text, publisher)));
  const shared = (text: string) => Math.max(0, ...forMachines.map((other) => overlap(text, other)));
  const heading = headings.sort((a, b) => shared(b) - shared(a) || b.length - a.length)[0];
  const longest = forMachines.find((text) => wordsIn(text) >= 3) ?? forMachines[0];
  if (heading !== undefined && longest !== undefined) {
    // A heading that shares nothing with the titles and is short is a logo or a section.
    if (wordsIn(heading) < 3 && wordsIn(longest) > wordsIn(heading)) return longest;
    if (shared(heading) === 0 && wordsIn(heading) < 5) return longest;
    return heading;
  }
  return heading ?? longest ?? tidy(scan.metas.get('og:title') ?? scan.title);
}

const wordsIn = (text: string) => text.split(/\s+/).length;

/** How many words two titles share. */
function overlap(one: string, other: string): number {
  const words = new Set(other.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return one
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && words.has(word)).length;
}

function canonicalOf(scan: PageScan, url: string | null): string | null {
  const own = url === null ? null : canonicalAddress(url);
  for (const claim of [scan.links.get('canonical'), scan.metas.get('og:url')]) {
    const claimed = claim === undefined ? null : canonicalAddress(claim, url ?? undefined);
    if (claimed === null) continue;
    if (own === null) return claimed;
    // A page may name a better address of its own site, not another site's, and not the front page.
    const [to, from] = [new URL(claimed), new URL(own)];
    if (siteOf(to.hostname) === siteOf(from.hostname) && (to.pathname !== '/' || from.pathname === '/')) return claimed;
  }
  return own;
}

/** The last labels of a host, as many as make a site: «life.pravda.com.ua» to «pravda.com.ua». */
function siteOf(host: string): string {
  const labels = host.split('.');
  return labels.slice((labels.at(-2) ?? '').length <= 3 && labels.length > 2 ? -3 : -2).join('.');
}

function publisherOf(scan: PageScan, { article, url }: { article: Node | null; url: string | null }): string | null {
  const known = url === null ? null : publisherOfHost(new URL(url).hostname);
  if (known !== null) return known;
  const named = [
    scan.metas.get('og:site_name') ?? '',
    textOf(article?.publisher),
    scan.metas.get('application-name') ?? '',
  ]
    // «Вісник — новини громади»: the name comes before what it promises.
    .map((text) => text.split(/\s+[|•·—–:-]\s+|:\s/)[0]!.trim())
    .find((text) => text !== '' && text.length <= 60);
  if (named !== undefined) return named;
  // «Headline - Вісник», where the page's heading is the headline alone.
  const heading = scan.headings.find((text) => scan.title.startsWith(text));
  const tail = heading === undefined ? '' : scan.title.slice(heading.length).replace(/^[\s|•·—–-]+/, '');
  if (isNameLike(tail)) return tail;
  return splitPublisher(scan.title)[1] ?? (url === null ? null : new URL(url).hostname.replace(/^www\./, ''));
}

const DATE_METAS = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'publishdate',
  'publish-date',
  'publish_date',
  'pubdate',
  'published_at',
  'article.published',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'date',
  'og:pubdate',
];

function publishedAtOf(
  scan: PageScan,
  { article, context }: { article: Node | null; context: { zone: string; now?: Date } },
): Date | null {
  const claims = [
    textOf(article?.datePublished),
    ...DATE_METAS.map((name) => scan.metas.get(name) ?? ''),
    textOf(article?.dateCreated),
    ...scan.times,
    textOf(article?.dateModified),
    scan.metas.get('article:modified_time') ?? '',
  ];
  for (const claim of claims) {
    const date = claim === '' ? null : readDate(claim, context);
    if (date) return date;
  }
  return null;
}

function imageOf(scan: PageScan, { article, base }: { article: Node | null; base: string | null }): string | null {
  const image = article?.image;
  const first = Array.isArray(image) ? image[0] : image;
  const claims = [
    scan.metas.get('og:image:secure_url') ?? scan.metas.get('og:image') ?? '',
    scan.metas.get('twitter:image') ?? scan.metas.get('twitter:image:src') ?? '',
    typeof first === 'string' ? first : textOf((first as Node | undefined)?.url),
    scan.links.get('image_src') ?? '',
  ];
  for (const claim of claims) {
    const url = claim === '' ? null : webAddress(claim, base ?? undefined);
    if (url) return url.href;
  }
  return null;
}
