import { Parser } from 'htmlparser2';
import { UnreadableFeedError } from './errors.js';

/** An element of a feed: of its channel, or of one of its items. */
export interface Element {
  /** Its name without a prefix for the feed's own vocabulary, and with the usual one for another («dc:date»). */
  name: string;
  attributes: Record<string, string>;
  /** What it holds: text with its entities read, or, where it holds elements, their markup as written. */
  content: string;
  /** Elements right below it. */
  children: Element[];
}

/** An item with everything in it, and the base that its relative addresses are resolved against. */
export interface ItemElement {
  attributes: Record<string, string>;
  children: Element[];
  base: string | null;
}

/** A feed as a document: its channel's elements and its items in order. */
export interface FeedElements {
  /** What its root says that it is: rss and rdf are read alike, Atom in its own way. */
  kind: 'rss' | 'atom';
  /** The `xml:lang` of its root or its channel. */
  language: string | null;
  channel: Element[];
  items: ItemElement[];
}

interface Open {
  raw: string;
  element: Element;
  base: string | null;
  /** Where its content begins in the document, UTF-16 units. */
  contentFrom: number;
  holdsElements: boolean;
}

/** Feeds nest ten deep; XHTML in them somewhat more. */
const DEEPEST = 128;
/** More items than any site serves at once; the rest is left out. */
const MOST_ITEMS = 2000;

/** Namespaces that feeds use, by a part of their address: addresses are misspelled more often than not. */
const NAMESPACES: readonly (readonly [RegExp, string])[] = [
  [/w3\.org\/2005\/atom|purl\.org\/atom\/ns/i, 'atom'],
  [/purl\.org\/rss\/1\.0\/modules\/content/i, 'content'],
  [/purl\.org\/rss\/1\.0\/modules\/syndication/i, 'sy'],
  [
    /purl\.org\/rss\/1\.0\/?$|my\.netscape\.com\/rdf|backend\.userland\.com|blogs\.law\.harvard\.edu|cyber\.(?:law\.)?harvard\.edu\/rss|channel\.netscape\.com/i,
    'rss',
  ],
  [/w3\.org\/1999\/02\/22-rdf/i, 'rdf'],
  [/purl\.org\/dc\/elements/i, 'dc'],
  [/purl\.org\/dc\/terms/i, 'dcterms'],
  [/search\.yahoo\.com\/mrss/i, 'media'],
  [/itunes\.com\/dtds/i, 'itunes'],
  [/news\.yandex\.ru|yandex\.(?:ru|net|com|ua)/i, 'yandex'],
  [/turbo\.yandex/i, 'turbo'],
  [/feedburner/i, 'feedburner'],
  [/w3\.org\/1999\/xhtml/i, 'xhtml'],
];

/**
 * Reads the XML of a feed, whole or broken: no entity of a document type is ever expanded and nothing outside is read,
 * unclosed elements end where their parent does, and of an item that the document breaks off in only finished elements
 * count. Throws `UnreadableFeedError` where there is no feed in it or it nests too deep.
 */
export function feedElements(xml: string): FeedElements {
  const channel: Element[] = [];
  const items: ItemElement[] = [];
  const prefixes = new Map<string, string>();
  const open: Open[] = [];
  let kind: 'rss' | 'atom' | null = null;
  let language: string | null = null;
  let item: { value: ItemElement; depth: number } | null = null;
  let channelDepth = 0;
  let broken = false;

  const parser = new Parser(
    {
      onopentag(raw, attributes) {
        if (open.length >= DEEPEST)
          throw new UnreadableFeedError('too-deep', `The feed nests its elements more than ${DEEPEST} deep.`);
        for (const [key, value] of Object.entries(attributes))
          if (key.startsWith('xmlns')) declare(key.slice(6), value);
        const name = nameOf(raw, attributes);
        kind ??= rootKind(name);
        if (items.length === 0 && open.length < 2) language ??= attributes['xml:lang'] ?? null;
        const parent = open.at(-1);
        const base = resolve(attributes['xml:base'], parent?.base ?? null);
        if (parent) parent.holdsElements = true;
        const element: Element = { name, attributes, content: '', children: [] };
        if (name === 'item' || name === 'entry') {
          // An item within an item: its neighbour was never closed, nor perhaps its neighbour's last elements.
          for (const depth = item?.depth ?? open.length; open.length > depth; ) close(open.pop()!, 'unclosed');
          item = { value: { attributes, children: [], base }, depth: open.length };
          items.push(item.value);
          if (items.length > MOST_ITEMS) {
            items.pop();
            parser.pause();
          }
        }
        if (kind !== null && channelDepth === 0 && (name === 'channel' || name === 'feed'))
          channelDepth = open.length + 1;
        open.push({ raw, element, base, contentFrom: parser.endIndex + 1, holdsElements: false });
      },
      ontext(text) {
        const last = open.at(-1);
        if (last) last.element.content += text;
      },
      onclosetag(name, implied) {
        // An element that another one's end closed before its own end came is not open any more.
        const closed = open.at(-1)?.raw === name ? open.pop() : undefined;
        // Where the document breaks off, everything open closes at once and says half of what it meant.
        if (closed && !broken) close(closed, implied ? 'unclosed' : 'closed');
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(xml);
  broken = true;
  parser.end();
  if (kind === null) throw new UnreadableFeedError('not-a-feed', notAFeed(xml));
  return { kind, language, channel, items };

  function close({ element, holdsElements, contentFrom }: Open, how: 'closed' | 'unclosed'): void {
    const parent = open.at(-1)?.element;
    // What stands in an element that was never closed is its neighbours; its own text is what came before them.
    const orphans = how === 'unclosed' && item && open.length > item.depth ? element.children : [];
    if (holdsElements && orphans.length === 0)
      element.content = xml.slice(contentFrom, Math.max(contentFrom, parser.startIndex));
    if (orphans.length > 0) element.children = [];
    parent?.children.push(element, ...orphans);
    if (item && open.length === item.depth + 1) item.value.children.push(element, ...orphans);
    else if (item && open.length === item.depth) item = null;
    else if (!item && open.length === channelDepth && element.name !== 'item' && element.name !== 'entry')
      channel.push(element);
  }

  function declare(prefix: string, address: string): void {
    const known = NAMESPACES.find(([form]) => form.test(address))?.[1];
    if (known !== undefined) prefixes.set(prefix, known);
  }

  /** One name for one meaning, whatever prefix the feed gives it. */
  function nameOf(raw: string, attributes: Record<string, string>): string {
    const colon = raw.indexOf(':');
    const prefix = colon < 0 ? '' : raw.slice(0, colon);
    const local = raw.slice(colon + 1);
    const own = attributes.xmlns;
    const space =
      colon < 0 && own !== undefined && open.length > 1
        ? (NAMESPACES.find(([form]) => form.test(own))?.[1] ?? '')
        : colon < 0
          ? ''
          : (prefixes.get(prefix) ?? prefix);
    if (space === '' || space === 'rss' || (space === 'rdf' && local === 'rdf')) return local;
    if (space === 'atom' && (kind === 'atom' || (kind === null && local === 'feed'))) return local;
    return `${space}:${local}`;
  }
}

function rootKind(name: string): 'rss' | 'atom' | null {
  if (name === 'feed') return 'atom';
  return name === 'rss' || name === 'rdf' || name === 'channel' ? 'rss' : null;
}

function resolve(address: string | undefined, base: string | null): string | null {
  if (address === undefined || !URL.canParse(address, base ?? undefined)) return base;
  return new URL(address, base ?? undefined).href;
}

function notAFeed(xml: string): string {
  if (xml.trim() === '') return 'The feed is empty.';
  return /<html[\s>]|<!doctype html/i.test(xml.slice(0, 2000))
    ? 'This is a web page, not a feed. Give the address of the feed, or add the site so that its feed is looked for.'
    : 'This is neither RSS, nor RDF, nor Atom, nor a JSON feed.';
}
