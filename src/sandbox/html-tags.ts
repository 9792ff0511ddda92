import { badRequest } from './errors.js';
import type { Entity } from './types.js';

/** A start tag that waits for its end. */
export interface OpenTag {
  name: string;
  attributes: Map<string, string>;
  /** Where its text begins, UTF-16 units. */
  offset: number;
}

const PLAIN: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
};

/** The attributes that a tag may carry. */
const ATTRIBUTES: Record<string, readonly string[]> = {
  a: ['href'],
  span: ['class'],
  code: ['class'],
  pre: [],
  blockquote: ['expandable'],
  'tg-emoji': ['emoji-id'],
  'tg-time': ['unix', 'format'],
};

/** Does Telegram's HTML know this tag? */
export function isTag(name: string): boolean {
  return name in PLAIN || name in ATTRIBUTES;
}

/** Stops at a tag inside another where Telegram would drop one of the two without a word. */
export function refuseNesting(open: OpenTag[], name: string, refuse: (complaint: string) => never): void {
  const alone = name === 'code' || name === 'pre';
  for (const outer of open) {
    if (outer.name === 'pre' && name === 'code' && outer === open.at(-1)) continue;
    const formatting = outer.name in PLAIN || outer.name === 'span' || outer.name === 'a';
    if (outer.name === 'code' || outer.name === 'pre' || (alone && formatting) || outer.name === name) {
      if (outer.name === name && name in PLAIN) continue;
      refuse(`Tag "${name}" can't be inside of the tag "${outer.name}" @ (strict sandbox)`);
    }
  }
}

/** The entity of a tag that has just been closed; null where it holds no text. A language of code goes to its `pre`. */
export function entityOf(tag: OpenTag, text: string, earlier: Entity[]): Entity | null {
  refuseUnknownAttributes(tag);
  const place = { offset: tag.offset, length: text.length - tag.offset };
  const inner = text.slice(tag.offset);
  if (place.length === 0) return null;
  const plain = PLAIN[tag.name];
  if (plain) return { type: plain, ...place };
  switch (tag.name) {
    case 'span':
      if (tag.attributes.get('class') !== 'tg-spoiler') throw unparsable('Tag "span" must have class "tg-spoiler"');
      return { type: 'spoiler', ...place };
    case 'a':
      return link(tag.attributes.get('href') ?? inner, place);
    case 'code':
      return { type: 'code', ...place, ...languageOf(tag) };
    case 'pre':
      return preformatted(place, earlier);
    case 'blockquote':
      return { type: tag.attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote', ...place };
    case 'tg-emoji': {
      const id = tag.attributes.get('emoji-id') ?? '';
      if (!/^\d+$/.test(id)) throw unparsable('Invalid custom emoji identifier specified');
      return { type: 'custom_emoji', ...place, custom_emoji_id: id };
    }
    default:
      return time(tag, place);
  }
}

type Place = Pick<Entity, 'offset' | 'length'>;

function unparsable(complaint: string): Error {
  return badRequest(`can't parse entities: ${complaint}`);
}

function refuseUnknownAttributes(tag: OpenTag): void {
  for (const name of tag.attributes.keys()) {
    if (ATTRIBUTES[tag.name]?.includes(name)) continue;
    throw unparsable(`Tag "${tag.name}" has no attribute "${name}" (Telegram would ignore it, the sandbox is strict)`);
  }
}

function languageOf(tag: OpenTag): { language?: string } {
  const name = tag.attributes.get('class');
  if (name === undefined) return {};
  if (!name.startsWith('language-')) throw unparsable('Tag "code" must have a class "language-…" or none');
  return { language: name.slice('language-'.length) };
}

function preformatted(place: Place, earlier: Entity[]): Entity {
  const code = earlier.at(-1);
  if (code?.type !== 'code' || code.offset < place.offset) return { type: 'pre', ...place };
  if (code.length !== place.length)
    throw unparsable('Tag "code" must hold the whole of the tag "pre" (strict sandbox)');
  earlier.pop();
  return { type: 'pre', ...place, ...(code.language ? { language: code.language } : {}) };
}

function link(address: string, place: Place): Entity {
  const person = /^tg:\/\/user\?id=(\d+)$/.exec(address);
  if (person) {
    return { type: 'text_mention', ...place, user: { id: Number(person[1]), is_bot: false, first_name: '' } };
  }
  return { type: 'text_link', ...place, url: checkedLink(address) };
}

/** The address as Telegram stores it: scheme and host in small letters, a path always. */
function checkedLink(address: string): string {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#\s]+)([^\s]*)$/i.exec(address.trim());
  const scheme = (match?.[1] ?? 'http').toLowerCase();
  const host = match?.[2] ?? '';
  const web = scheme === 'http' || scheme === 'https' || scheme === 'tonsite';
  if (
    !match ||
    (!web && scheme !== 'tg' && scheme !== 'ton') ||
    (web && !/^[^.]+(\.[^.]+)+$|^localhost(:\d+)?$/.test(host))
  ) {
    throw unparsable(`"${address}" is no link (Telegram would drop it, the sandbox is strict)`);
  }
  const rest = match[3] ?? '';
  return `${scheme}://${web ? host.toLowerCase() : host}${rest.startsWith('/') || !web ? rest : `/${rest}`}`;
}

function time(tag: OpenTag, place: Place): Entity {
  const unix = Number(tag.attributes.get('unix'));
  const format = tag.attributes.get('format') ?? '';
  if (!Number.isInteger(unix) || unix <= 0) throw unparsable('Invalid Unix time specified');
  if (!/^(r|w?[dD]?[tT]?)$/.test(format)) throw unparsable('Invalid date-time format specified');
  return { type: 'date_time', ...place, unix_time: unix, ...(format ? { date_time_format: format } : {}) };
}
