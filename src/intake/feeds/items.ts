import { webAddress } from '../address.js';
import { type DateContext, readDate } from '../dates.js';
import { type Shown, shownLine, shownText } from '../markup.js';
import type { Element, ItemElement } from './elements.js';

/** One item of a feed, in plain text. */
export interface FeedItem {
  title: string | null;
  /** Absolute, as the feed gives it; the canonical form is made where the article is accepted. */
  url: string | null;
  /** The feed's own name of the item: guid, Atom or JSON id. */
  id: string | null;
  publishedAt: Date | null;
  summary: string | null;
  /** The whole text, where the feed carries it: paragraphs parted by an empty line. */
  text: string | null;
  categories: string[];
  /** The address of its picture. */
  image: string | null;
}

/** Where each fact of an item stands, the best place first: RSS, RDF and Atom of all ages, and the usual extensions. */
const TITLES = ['title', 'dc:title', 'media:title', 'atom:title'];
const SUMMARIES = [
  'description',
  'summary',
  'subtitle',
  'dc:description',
  'itunes:summary',
  'atom:summary',
  'media:description',
  'abstract',
];
const TEXTS = [
  'content:encoded',
  'yandex:full-text',
  'turbo:content',
  'full-text',
  'fulltext',
  'fullitem',
  'content',
  'atom:content',
  'xhtml:body',
  'body',
];
const PUBLISHED = [
  'pubdate',
  'published',
  'issued',
  'created',
  'atom:published',
  'dcterms:issued',
  'dcterms:created',
  'dc:date',
  'date',
  'dcterms:date',
];
const UPDATED = ['updated', 'modified', 'atom:updated', 'dcterms:modified', 'lastbuilddate'];
const IDS = ['guid', 'id', 'atom:id', 'dc:identifier'];

/**
 * Reads an item's elements. `base` is the address that relative ones are resolved against. Its texts and its picture are
 * read when they are first asked for, since most items that a poll meets are known by their addresses already.
 */
export function feedItem(item: ItemElement, context: DateContext & { base: string | null }): FeedItem {
  const base = item.base ?? context.base;
  let known: ReturnType<typeof bodyOf> | null = null;
  const body = () => {
    known ??= bodyOf(item, base);
    return known;
  };
  return {
    title: firstText(item.children, TITLES),
    url: linkOf(item, base),
    id: firstContent(item.children, IDS) ?? (item.attributes['rdf:about']?.trim() || null),
    publishedAt: firstDate(item.children, PUBLISHED, context) ?? firstDate(item.children, UPDATED, context),
    get summary() {
      return body().summary;
    },
    get text() {
      return body().text;
    },
    categories: categoriesOf(item.children),
    get image() {
      return body().image;
    },
  };
}

function bodyOf({ children }: ItemElement, base: string | null): Pick<FeedItem, 'summary' | 'text' | 'image'> {
  const texts = allNamed(children, TEXTS).map(shownOf);
  const grouped = children.flatMap((element) => (element.name === 'media:group' ? element.children : []));
  const summaries = allNamed([...children, ...grouped], SUMMARIES).map(shownOf);
  const longest = texts.reduce<Shown | null>((best, each) => (lengthOf(each) > lengthOf(best) ? each : best), null);
  const teaser = summaries.find((shown) => lengthOf(shown) > 0);
  return {
    summary: teaser?.paragraphs.join('\n\n') ?? null,
    text: lengthOf(longest) === 0 ? null : longest!.paragraphs.join('\n\n'),
    image: imageOf(children, [...texts, ...summaries], base),
  };
}

/** The first of the named elements that says something, in the order of the names, as one line of text. */
export function firstText(elements: readonly Element[], names: readonly string[]): string | null {
  for (const element of allNamed(elements, names)) {
    const line = shownLine(markupOf(element));
    if (line !== '') return line;
  }
  return null;
}

export function firstContent(elements: readonly Element[], names: readonly string[]): string | null {
  for (const element of allNamed(elements, names)) {
    const content = element.content.trim();
    if (content !== '') return content;
  }
  return null;
}

/** The page that a channel or an item leads to. */
export function linkOf(item: { children: readonly Element[] }, base: string | null): string | null {
  const original = firstContent(item.children, ['feedburner:origlink']);
  const links = item.children.filter((element) => element.name === 'link');
  const atomLinks = item.children.filter((element) => element.name === 'atom:link');
  const guid = item.children.find((element) => element.name === 'guid');
  const candidates = [
    original,
    ...alternates(links).map(hrefOf),
    // RSS allows one link; where there are more, the last one stands.
    ...links
      .filter((element) => element.attributes.rel === undefined)
      .map(hrefOf)
      .reverse(),
    ...alternates(atomLinks).map(hrefOf),
    guid?.attributes.ispermalink?.toLowerCase() === 'false' || !/^https?:\/\//i.test(guid?.content.trim() ?? '')
      ? null
      : guid!.content,
  ];
  for (const candidate of candidates) {
    const text = candidate?.trim() ?? '';
    const url = text === '' ? null : webAddress(text, base ?? undefined);
    // An absolute address stays letter for letter as it is served.
    if (url) return /^https?:\/\/[^\s]+$/i.test(text) ? text : url.href;
  }
  return null;
}

/** Atom's links to the page itself, HTML before other forms of it. */
function alternates(links: readonly Element[]): Element[] {
  const own = links.filter((element) => element.attributes.rel === 'alternate' && hrefOf(element) !== '');
  return [...own.filter((element) => /html/.test(element.attributes.type ?? 'html')), ...own];
}

function hrefOf(element: Element): string {
  return element.attributes.href ?? element.content;
}

function firstDate(elements: readonly Element[], names: readonly string[], context: DateContext): Date | null {
  for (const element of allNamed(elements, names)) {
    const date = readDate(element.content, context);
    if (date) return date;
  }
  return null;
}

/** At most this many labels are kept of an item: some feeds list every tag of the site. */
const MOST_CATEGORIES = 40;

function categoriesOf(elements: readonly Element[]): string[] {
  const labels: string[] = [];
  for (const element of elements) {
    if (element.name === 'itunes:keywords' || element.name === 'media:keywords')
      labels.push(...element.content.split(','));
  }
  for (const element of elements) {
    const { name, attributes, content } = element;
    if (name === 'category')
      labels.push(content.trim() === '' ? (attributes.label ?? attributes.term ?? attributes.text ?? '') : content);
    else if (name === 'dc:subject') labels.push(content);
    else if (name === 'atom:category') labels.push(attributes.label ?? attributes.term ?? '');
    else if (name === 'itunes:category') labels.push(attributes.text ?? '');
  }
  const clean = labels.map((label) => shownLine(label)).filter((label) => label !== '' && label.length <= 100);
  return [...new Set(clean)].slice(0, MOST_CATEGORIES);
}

function imageOf(elements: readonly Element[], texts: readonly Shown[], base: string | null): string | null {
  const media = elements.flatMap((element) => (element.name === 'media:group' ? element.children : [element]));
  const isImage = ({ attributes }: Element) =>
    attributes.medium === 'image' ||
    /^image\//i.test(attributes.type ?? '') ||
    (!attributes.type &&
      !attributes.medium &&
      /\.(?:jpe?g|png|webp|gif|avif)(?:\?|$)/i.test(attributes.url ?? attributes.href ?? ''));
  const width = ({ attributes }: Element) => Number(attributes.width ?? 0);
  const candidates = [
    ...media
      .filter((element) => element.name === 'media:content' && isImage(element))
      .sort((a, b) => width(b) - width(a)),
    ...media.filter((element) => element.name === 'enclosure' && isImage(element)),
    ...media.filter((element) => element.name === 'link' && element.attributes.rel === 'enclosure' && isImage(element)),
    ...media.filter((element) => element.name === 'media:thumbnail').sort((a, b) => width(b) - width(a)),
    ...media.filter((element) => element.name === 'itunes:image'),
  ].map((element) => element.attributes.url ?? element.attributes.href ?? '');
  const plain = elements.find((element) => element.name === 'image');
  if (plain)
    candidates.push(
      plain.children.find((child) => child.name === 'url')?.content ?? plain.attributes.href ?? plain.content,
    );
  for (const candidate of [...candidates, ...texts.flatMap((shown) => shown.images)]) {
    const url = webAddress(candidate, base ?? undefined);
    if (url) return /^https?:/i.test(candidate.trim()) ? candidate.trim() : url.href;
  }
  return null;
}

function allNamed(elements: readonly Element[], names: readonly string[]): Element[] {
  return names.flatMap((name) => elements.filter((element) => element.name === name));
}

function shownOf(element: Element): Shown {
  return shownText(markupOf(element));
}

/** What an element holds, as HTML. Markup that was taken as written may still hold CDATA's marks. */
function markupOf({ attributes, children, content }: Element): string {
  if (children.length > 0) return content.replace(/<!\[CDATA\[|\]\]>/g, '');
  if (!isBase64(attributes)) return content;
  const decoded = Buffer.from(content, 'base64').toString('utf8');
  return decoded.includes('\ufffd') ? content : decoded;
}

/** Atom 0.3 says it; Atom 1.0 means it by a type that is neither text nor XML (RFC 4287, 4.1.3.3). */
function isBase64({ mode, type = '' }: Record<string, string>): boolean {
  return mode === 'base64' || (/^application\/(?!.*xml)/i.test(type) && mode === undefined);
}

function lengthOf(shown: Shown | null): number {
  return shown === null ? 0 : shown.paragraphs.reduce((sum, text) => sum + text.length, 0);
}
