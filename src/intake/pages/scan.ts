import { Parser } from 'htmlparser2';
import { BLOCKS, EMBEDDED } from '../markup.js';

/** What a page says of itself, and its body made safe and small enough to be read. */
export interface PageScan {
  /** The text of `<title>`. */
  title: string;
  /** `<meta>` by name, property or itemprop in lower case: the first that says something. */
  metas: Map<string, string>;
  /** `<link>` by relation in lower case. */
  links: Map<string, string>;
  /** JSON-LD blocks as written. */
  jsonLd: string[];
  headings: string[];
  /** The teaser under the headline, which stands outside the text on many sites. */
  lead: string;
  /** Dates in the markup: `<time>` and itemprop="datePublished", machine-readable first. */
  times: string[];
  language: string;
  /** The markup without code, forms, hidden parts and furniture, at most `DEEPEST` deep. */
  html: string;
  /** The same of the parts that the site itself calls the text of an article, the surest names first. */
  bodies: string[];
}

/** Deeper elements are unwrapped: their text stays. Readability's time grows with the square of the depth. */
const DEEPEST = 100;
/** Elements and characters that are kept; the longest reports have a tenth of that. */
const MOST_ELEMENTS = 15_000;
const MOST_TEXT = 1_500_000;
/** Open elements beyond which a page is nobody's work. */
const MOST_OPEN = 10_000;

/** Elements that are left out with everything in them. */
const SILENT = new Set(
  'script style noscript template iframe object embed svg math canvas audio video button select option textarea input label nav dialog map head figcaption'.split(
    ' ',
  ),
);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const KEPT_ATTRIBUTES = ['class', 'id', 'href', 'src', 'data-src', 'itemprop', 'itemtype', 'role', 'rel'];

/** Names that sites give to what stands around an article. */
const FURNITURE =
  /(?:^|[-_\s])(?:share|sharing|shares|social|socials|related|recommend\w*|read-?(?:also|more|too)|also-?read|see-?also|chytayte\w*|subscribe\w*|subscription|newsletter|comments?|disqus|cookies?|gdpr|consent|banner\w*|adv|ads?|adsbygoogle|advert\w*|sponsor\w*|promo|partner-?news|breadcrumbs?|tags?|tag-?list|popular|most-?read|latest|last-?news|news-?feed|sidebar|side-?bar|toolbar|author-?(?:box|info|block)|byline|caption|credits?|copyright|counter|views?-?count|views|rating|poll|donate|support-?us|telegram|pagination|pager|next-?(?:post|article)|prev(?:ious)?-?(?:post|article)|popup|modal|tooltip|skip-?link|print-?only|noprint|visually-?hidden|sr-?only|screen-?reader-text)(?:$|[-_\s])/i;
/** A part so named that holds more text than this is more than furniture, characters. */
const FURNITURE_TEXT = 700;
const LEAD =
  /(?:^|[-_\s])(?:lead|lede|lid|intro|standfirst|anons|announce|preamble|subtitle|sub-title|deck|excerpt)(?:$|[-_\s])/i;
/** What sites call the part that holds an article's text, the surest first. */
const BODIES: readonly RegExp[] = [
  /^articleBody$/i,
  /(?:^|[-_\s])(?:article|post|entry|news|story|publication|material)-?_*(?:body|text|txt|content|full-?text)(?:$|[-_\s])/i,
];
const MOST_BODIES = 20;
const TEXT_BLOCKS = new Set(['html', 'body', 'main', 'article']);

/** An element that is open. */
interface Open {
  name: string;
  shown: boolean;
  /** How much text and markup, and how many headings, stood before it. */
  textFrom: number;
  outFrom: number;
  headings: number;
  furniture: boolean;
  /** See `bodyRank`. */
  rank: number;
}

/** Goes once through a page's markup, without building a tree: time and memory grow with its length only. */
export function scanPage(html: string): PageScan {
  const scan: PageScan = {
    title: '',
    metas: new Map(),
    links: new Map(),
    jsonLd: [],
    headings: [],
    lead: '',
    times: [],
    language: '',
    html: '',
    bodies: [],
  };
  let bodies: { rank: number; from: number; to: number }[] = [];
  const out: string[] = [];
  const open: Open[] = [];
  let silentFrom = -1;
  let elements = 0;
  let shownDepth = 0;
  let textLength = 0;
  let collect: { kind: 'title' | 'heading' | 'lead' | 'json' | 'time'; depth: number; text: string } | null = null;

  const parser = new Parser({
    onopentag(name, attributes) {
      note(scan, name, attributes);
      const hidden =
        'hidden' in attributes ||
        attributes['aria-hidden'] === 'true' ||
        /display\s*:\s*none/i.test(attributes.style ?? '');
      if (!collect) {
        if (name === 'title' && scan.title === '') collect = { kind: 'title', depth: open.length, text: '' };
        else if (name === 'h1' && scan.headings.length < 5) collect = { kind: 'heading', depth: open.length, text: '' };
        else if (name === 'script' && /ld\+json/i.test(attributes.type ?? ''))
          collect = { kind: 'json', depth: open.length, text: '' };
        else if (
          scan.lead === '' &&
          scan.headings.length > 0 &&
          LEAD.test(`${attributes.class ?? ''} ${attributes.itemprop ?? ''}`)
        )
          collect = { kind: 'lead', depth: open.length, text: '' };
        else if (name === 'time' && scan.times.length < 10) collect = { kind: 'time', depth: open.length, text: '' };
      }
      const silent = SILENT.has(name) || (hidden && !TEXT_BLOCKS.has(name)) || EMBEDDED.test(attributes.class ?? '');
      if (silentFrom < 0 && silent) silentFrom = open.length;
      const shown = silentFrom < 0 && shownDepth < DEEPEST && !VOID.has(name);
      const label = `${attributes.class ?? ''} ${attributes.id ?? ''}`;
      // A form around the whole page, as ASP.NET makes it, holds the article too.
      const furniture =
        shown && (name === 'form' || (!TEXT_BLOCKS.has(name) && label.length < 500 && FURNITURE.test(label)));
      const rank = shown ? bodyRank(attributes, label) : -1;
      open.push({
        name,
        shown,
        textFrom: textLength,
        outFrom: out.length,
        furniture,
        rank,
        headings: scan.headings.length,
      });
      if (open.length > MOST_OPEN || elements > MOST_ELEMENTS) return parser.pause();
      if (silentFrom >= 0) return;
      if (shown) {
        elements++;
        shownDepth++;
        out.push(openTag(name, attributes));
      } else if (BLOCKS.has(name)) breakLine();
      else if (name === 'br' || name === 'img' || name === 'hr') out.push(openTag(name, attributes));
    },
    ontext(text) {
      if (collect && collect.text.length < 300_000) collect.text += text;
      if (silentFrom >= 0) return;
      textLength += text.length;
      out.push(text.replace(/&/g, '&amp;').replace(/</g, '&lt;'));
      if (textLength > MOST_TEXT) parser.pause();
    },
    onclosetag() {
      const closed = open.pop();
      if (!closed) return;
      if (collect && collect.depth === open.length) finish();
      if (silentFrom === open.length) silentFrom = -1;
      if (!closed.shown) {
        if (silentFrom < 0 && BLOCKS.has(closed.name)) breakLine();
        return;
      }
      shownDepth--;
      out.push(`</${closed.name}>`);
      if (closed.rank >= 0 && bodies.length < MOST_BODIES)
        bodies.push({ rank: closed.rank, from: closed.outFrom, to: out.length });
      const holdsHeading = scan.headings.length > closed.headings;
      if (closed.furniture && !holdsHeading && textLength - closed.textFrom < FURNITURE_TEXT) {
        out.length = closed.outFrom;
        bodies = bodies.filter(({ from }) => from < closed.outFrom);
      }
    },
  });
  parser.write(html);
  parser.end();
  for (let at = open.length - 1; at >= 0; at--) if (open[at]!.shown) out.push(`</${open[at]!.name}>`);
  scan.html = out.join('');
  bodies.sort((a, b) => a.rank - b.rank);
  scan.bodies = bodies.map(({ from, to }) => out.slice(from, to).join(''));
  return scan;

  /** Where a block is unwrapped, its edges still part paragraphs. */
  function breakLine(): void {
    if (out.at(-1) !== '<br><br>') out.push('<br><br>');
  }

  function finish(): void {
    const { kind, text } = collect!;
    const line = text.replace(/\s+/g, ' ').trim();
    collect = null;
    if (line === '') return;
    if (kind === 'title') scan.title = line.slice(0, 500);
    else if (kind === 'heading') scan.headings.push(line.slice(0, 500));
    else if (kind === 'lead') scan.lead = line.length >= 40 && line.length <= 800 ? line : '';
    else if (kind === 'time') scan.times.push(line.slice(0, 100));
    else if (scan.jsonLd.length < 20) scan.jsonLd.push(text);
  }
}

/** How sure it is that an element holds the text of an article: the place in `BODIES`; below 0 where nothing says so. */
function bodyRank(attributes: Record<string, string>, label: string): number {
  if (BODIES[0]!.test(attributes.itemprop ?? '')) return 0;
  return label.length < 500 && BODIES[1]!.test(label) ? 1 : -1;
}

function note(scan: PageScan, name: string, attributes: Record<string, string>): void {
  if (name === 'html') scan.language = attributes.lang ?? scan.language;
  if (name === 'meta') {
    const value = attributes.content?.trim() ?? '';
    for (const key of [attributes.property, attributes.name, attributes.itemprop, attributes['http-equiv']]) {
      const known = key?.trim().toLowerCase();
      if (known && value !== '' && !scan.metas.has(known) && scan.metas.size < 300) scan.metas.set(known, value);
    }
  }
  if (name === 'link' && attributes.rel && attributes.href) {
    for (const relation of attributes.rel.toLowerCase().split(/\s+/)) {
      if (!scan.links.has(relation) && scan.links.size < 100) scan.links.set(relation, attributes.href);
    }
  }
  const moment =
    attributes.datetime ?? (/datePublished/i.test(attributes.itemprop ?? '') ? attributes.content : undefined);
  if (moment && scan.times.length < 10) scan.times.push(moment);
}

function openTag(name: string, attributes: Record<string, string>): string {
  let tag = `<${name}`;
  for (const key of KEPT_ATTRIBUTES) {
    const value = attributes[key];
    if (value !== undefined && value.length < 2000)
      tag += ` ${key}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`;
  }
  return `${tag}>`;
}
