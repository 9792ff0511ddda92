import type { Entity } from './types.js';

const PATTERNS: readonly [type: string, sign: string, pattern: RegExp][] = [
  ['bot_command', '/', /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{5,32})?(?![\p{L}\p{N}_/])/giu],
  ['url', '://', /\bhttps?:\/\/[^\s<>«»"]*[^\s<>«»".,:;!?)\]]/giu],
  ['mention', '@', /(?<![\p{L}\p{N}_/@])@[a-z0-9_]{4,32}(?![\p{L}\p{N}_@])/giu],
  ['hashtag', '#', /(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/giu],
];

/** The given entities with those that Telegram finds by itself: commands, links, mentions and hashtags, where nothing stands yet. */
export function detected(text: string, given: Entity[]): Entity[] {
  const found: Entity[] = [];
  for (const [type, sign, pattern] of PATTERNS) {
    if (!text.includes(sign)) continue;
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (!overlapsAny(entity, given) && !overlapsAny(entity, found)) found.push(entity);
    }
  }
  if (found.length === 0) return given;
  return [...given, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/** Formatting may lie over a found entity; a link, a mention or code may not. */
const OVERLAID = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
]);

function overlapsAny(entity: Entity, others: Entity[]): boolean {
  return others.some(
    (other) =>
      !OVERLAID.has(other.type) &&
      other.offset < entity.offset + entity.length &&
      entity.offset < other.offset + other.length,
  );
}
