import { escapeHtml } from '../texts/html.js';
import type { Place } from '../texts/message.js';
import { text } from '../texts/texts.js';
import type { DigestContent, DigestItem, DigestSource } from './compose.js';
import { measure, NOTHING, plus, type Size } from './html.js';
import { type MomentInWords, momentIn } from './moments.js';

/** Publishers named under a story; the others are counted. */
const NAMED_SOURCES = 3;
const HALF_DAY_MINUTES = 12 * 60;
/** Longer addresses are not linked: all links of a message may take 9.5 KB together. */
const LONGEST_LINK_BYTES = 1_000;

/** A piece of a digest that one message holds whole: Telegram HTML that closes its own tags. */
export interface Block {
  html: string;
  /** The stories that it tells. */
  storyIds: readonly number[];
  /** Where each of them stands in it. */
  places: readonly Place[];
  /** What it counts against a message's limits. */
  size: Size;
}

/**
 * A digest as Telegram HTML, in blocks that may stand in different messages: the opening, then a story each, the first
 * of a section with the section's title; in the compact form a section each, a line a story. All outside text is escaped.
 */
export function renderHtml(content: DigestContent): Block[] {
  const name = `<b>${escapeHtml(content.name)}</b>`;
  const note = content.isAllOld ? `\n<i>${escapeHtml(text(content.language, 'digest-all-old'))}</i>` : '';
  const opening = content.isBrief ? name : `${name}\n${escapeHtml(content.details)}${note}`;
  const sections = content.sections.flatMap(({ title, items }): Block[] => {
    const heading = `<b>${escapeHtml(title.toUpperCase())}</b>`;
    if (content.form === 'compact') {
      const lines = items.map((item) => blockOf(lineHtml(item, content), [item.storyId]));
      return [joined([blockOf(heading), ...lines], '\n')];
    }
    return items.map((item, index) => {
      const story = storyBlock(item, content);
      return index === 0 && !content.isBrief ? joined([blockOf(heading), story], '\n\n') : story;
    });
  });
  return [blockOf(opening), ...sections];
}

/** A piece that tells these stories as a whole. */
export function blockOf(html: string, storyIds: readonly number[] = []): Block {
  return { html, storyIds, places: storyIds.map((): Place => [0, html.length]), size: measure(html) };
}

/** Several blocks as one, with this between them: plain text, and no part of a tag or of a character reference. */
export function joined(blocks: readonly Block[], between: string): Block {
  let start = 0;
  let size: Size = { ...NOTHING, units: Math.max(0, blocks.length - 1) * between.length };
  const places: Place[] = [];
  for (const block of blocks) {
    const at = start;
    places.push(...block.places.map(([from, to]): Place => [at + from, at + to]));
    start += block.html.length + between.length;
    size = plus(size, block.size);
  }
  return {
    html: blocks.map(({ html }) => html).join(between),
    storyIds: blocks.flatMap(({ storyIds }) => storyIds),
    places,
    size,
  };
}

/** The one line of a slot that has nothing to say, in a chat that wants to hear so, as Telegram HTML. */
export function renderQuiet(
  content: Pick<DigestContent, 'name' | 'language'>,
  because: 'nothing-new' | 'too-few',
): Block {
  const said = text(content.language, because === 'too-few' ? 'digest-too-few' : 'digest-quiet');
  return blockOf(`<b>${escapeHtml(content.name)}</b>\n${escapeHtml(said)}`);
}

/** The digest for programs: instants in ISO 8601, UTC. */
export interface DigestJson {
  items: {
    headline: string;
    summary: string;
    topic: string;
    sources: { name: string; url: string | null; published_at: string | null }[];
  }[];
}

/** A digest as data. */
export function renderJson(content: DigestContent): DigestJson {
  return {
    items: content.sections.flatMap(({ items }) =>
      items.map(({ headline, summary, topic, sources }) => ({
        headline,
        summary,
        topic,
        sources: sources.map(({ name, url, publishedAt }) => ({
          name,
          url,
          published_at: publishedAt?.toISOString() ?? null,
        })),
      })),
    ),
  };
}

/**
 * A digest for a terminal.
 * @param options.width columns; text is wrapped at the last word that fits.
 */
export function renderText(content: DigestContent, options: { width: number }): string {
  const width = Math.max(20, Math.min(options.width, 100));
  const whole = { width, first: '', next: '' };
  const lines = [...wrap(content.name, whole), ...wrap(content.details, whole), '═'.repeat(width)];
  for (const { title, items } of content.sections) {
    const upper = title.toUpperCase();
    lines.push('', `${upper} ${'─'.repeat(Math.max(0, width - upper.length - 1))}`);
    for (const item of items) lines.push('', ...storyLines(item, content, width));
  }
  return `${lines.join('\n')}\n`;
}

function storyLines(item: DigestItem, content: DigestContent, width: number): string[] {
  const mark = item.isUpdate ? `${text(content.language, 'digest-update')} ` : '';
  const lines = wrap(mark + item.headline, { width, first: '● ', next: '  ' });
  if (content.form === 'full' && item.summary !== '') {
    lines.push(...wrap(item.summary, { width, first: '  ', next: '  ' }));
  }
  const sources = sourceLabels(item, content).map(({ label }) => label);
  if (sources.length > 0) lines.push(...wrap(sources.join(' · '), { width, first: '  — ', next: '    ' }));
  const link = item.sources.find(({ url }) => url !== null)?.url;
  if (link) lines.push(`    ${link}`);
  return lines;
}

function wrap(paragraph: string, layout: { width: number; first: string; next: string }): string[] {
  const lines: string[] = [];
  let line = layout.first;
  let empty = true;
  // A space that holds two words together (U+00A0) stays, and so does one inside a number («2 000»).
  for (const word of paragraph.split(/(?:[\t\n]| (?!(?<=\d )\d{3}(?!\d)))+/).filter((word) => word !== '')) {
    if (!empty && line.length + 1 + word.length > layout.width) {
      lines.push(line);
      line = layout.next;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return empty ? lines : [...lines, line];
}

/** By a story itself, and by how it is told. */
const told = new WeakMap<DigestItem, Map<string, Block>>();

/** A planner's lists have their stories in common: each is rendered once, whatever stands around it. */
function storyBlock(item: DigestItem, content: DigestContent): Block {
  const { language, zone, length, at } = content;
  const way = `${language} ${zone} ${length} ${momentIn(content, at).date}`;
  const ways = told.get(item) ?? new Map<string, Block>();
  const known = ways.get(way);
  if (known) return known;
  const block = blockOf(storyHtml(item, content), [item.storyId]);
  told.set(item, ways.set(way, block));
  return block;
}

function storyHtml(item: DigestItem, content: DigestContent): string {
  const best = bestSource(item);
  const parts = [`${updateMark(item, content)}<b>${linked(item.headline, best?.url ?? null)}</b>`];
  if (item.summary !== '') {
    const summary = escapeHtml(item.summary);
    parts.push(content.length === 'long' ? `<blockquote expandable>${summary}</blockquote>` : summary);
  }
  const sources = sourceLabels(item, content).map(({ label, source }) =>
    // The headline leads to the best source already.
    linked(label, source && source !== best ? source.url : null),
  );
  if (sources.length > 0) parts.push(`<i>${sources.join(' · ')}</i>`);
  return parts.join('\n');
}

/** «• Headline · Publisher»: the headline leads there. */
function lineHtml(item: DigestItem, content: DigestContent): string {
  const best = bestSource(item) ?? item.sources[0];
  const publisher = best ? ` · <i>${escapeHtml(best.name)}</i>` : '';
  return `• ${updateMark(item, content)}${linked(item.headline, best?.url ?? null)}${publisher}`;
}

/** The first source that can be opened. */
function bestSource(item: DigestItem): DigestSource | undefined {
  return item.sources.find((source) => canLink(source.url));
}

function updateMark(item: DigestItem, content: DigestContent): string {
  return item.isUpdate ? `<i>${escapeHtml(text(content.language, 'digest-update'))}</i> ` : '';
}

/** «Укрінформ, 13:20», and at the end «ще 2 джерела». */
function sourceLabels(item: DigestItem, content: DigestContent): { label: string; source: DigestSource | null }[] {
  const named = item.sources.slice(0, NAMED_SOURCES);
  const further = item.sources.length - named.length;
  const labels: { label: string; source: DigestSource | null }[] = named.map((source) => ({
    label: source.publishedAt ? `${source.name}, ${timeOf(source.publishedAt, content)}` : source.name,
    source,
  }));
  if (further > 0) {
    labels.push({ label: text(content.language, 'digest-further-sources', { count: further }), source: null });
  }
  return labels;
}

/** A label as a link where the address may be one. */
export function linked(label: string, url: string | null): string {
  return canLink(url) ? `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>` : escapeHtml(label);
}

/** May an address be linked in a message? */
export function canLink(url: string | null): url is string {
  return url !== null && /^https?:\/\//.test(url) && Buffer.byteLength(url) <= LONGEST_LINK_BYTES;
}

/** The hour of the day on which it is read, or of the day before; of another day its date too; of another year the date alone. */
export function timeOf(time: Date, content: Pick<DigestContent, 'zone' | 'language' | 'at'>): string {
  const [then, now] = [momentIn(content, time), momentIn(content, content.at)];
  if (then.date === now.date) return then.hour;
  if (then.date === dayBefore(content).date) return text(content.language, 'moment-yesterday', { time: then.hour });
  return then.year === now.year ? `${then.dayAndMonth}, ${then.hour}` : then.date;
}

/** A moment in the middle of the day before the one on which it is read: days are not all 24 hours long. */
function dayBefore(content: Pick<DigestContent, 'zone' | 'language' | 'at'>): MomentInWords {
  const [hours = 0, minutes = 0] = momentIn(content, content.at).hour.split(':').map(Number);
  return momentIn(content, new Date(content.at.getTime() - (hours * 60 + minutes + HALF_DAY_MINUTES) * 60_000));
}
