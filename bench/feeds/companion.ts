import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Claim, ofFeed, ofItem } from './claim.js';

/** A feed as gofeed writes it: the universal one, and in its dates and guids those of RSS and Atom. */
interface Companion {
  title?: string;
  link?: string;
  language?: string;
  items?: CompanionItem[];
  entries?: CompanionItem[];
}
interface CompanionItem {
  title?: string;
  link?: string;
  links?: (string | { href?: string; rel?: string })[];
  guid?: string | { value?: string };
  id?: string;
  description?: string;
  summary?: string;
  content?: string | { value?: string };
  publishedParsed?: string;
  pubDateParsed?: string;
  categories?: (string | { value?: string; term?: string; label?: string })[];
  image?: { url?: string };
}

/** What the file beside a feed expects of it; `companion` for such a file itself. */
export async function claimsBeside(file: string): Promise<Claim[] | 'companion'> {
  if (/_expected\.json$/.test(file)) return 'companion';
  if (file.endsWith('.json') && existsSync(file.replace(/\.json$/, '.xml'))) return 'companion';
  const base = file.replace(/\.\w+$/, '');
  const beside = [`${base}_expected.json`, ...(file.endsWith('.json') ? [] : [`${base}.json`])].find(existsSync);
  if (beside === undefined) return [];
  return claimsOf(JSON.parse(await readFile(beside, 'utf8')) as Companion);
}

function claimsOf(feed: Companion): Claim[] {
  const items = feed.items ?? feed.entries ?? [];
  return [
    ...(feed.title ? [ofFeed.title(feed.title)] : []),
    ...(isAddress(feed.link) ? [ofFeed.siteUrl(feed.link)] : []),
    ...(feed.language ? [ofFeed.language(feed.language)] : []),
    ofFeed.count(items.length),
    ...items.flatMap((item, place) => itemClaims(item, place)),
  ];
}

function itemClaims(item: CompanionItem, place: number): Claim[] {
  const id = typeof item.guid === 'object' ? item.guid.value : (item.guid ?? item.id);
  const content = typeof item.content === 'object' ? item.content.value : item.content;
  const date = item.publishedParsed ?? item.pubDateParsed;
  const labels = (item.categories ?? []).map((label) =>
    typeof label === 'string' ? label : (label.label ?? label.term ?? label.value ?? ''),
  );
  return [
    ...(item.title ? [ofItem.title(place, item.title)] : []),
    ...(isAddress(item.link) ? [ofItem.url(place, item.link)] : []),
    ...(id ? [ofItem.id(place, id.trim())] : []),
    ...(date ? [ofItem.date(place, new Date(date).toISOString())] : []),
    ...[item.description ?? item.summary, content].flatMap((text) => (text ? [ofItem.body(place, text)] : [])),
    ...(labels.length > 0 ? [ofItem.categories(place, labels)] : []),
    ...(item.image?.url ? [ofItem.image(place, item.image.url)] : []),
  ];
}

function isAddress(link: string | undefined): link is string {
  return link !== undefined && /^https?:\/\//.test(link);
}
