import type { MessageEntity } from 'grammy/types';
import { escapeHtml } from '../texts/html.js';

/** What looks like a tag: who writes one means Telegram's HTML, and writes `&lt;` for the sign itself. */
const TAG = /<\/?[a-z][^<>]*>/i;

/**
 * What a person wrote as Telegram HTML: formatted by the app's own means, with tags typed in, or both. It is nothing to be
 * trusted: the tags are as he typed them.
 */
export function writtenHtml(written: string, entities: readonly MessageEntity[]): string {
  const inHtml = TAG.test(written) ? (piece: string) => piece : escapeHtml;
  const marks = entities.flatMap((entity) => {
    const tags = tagsOf(entity);
    return tags ? [{ ...tags, from: entity.offset, until: entity.offset + entity.length }] : [];
  });
  const places = [...new Set([0, ...marks.flatMap(({ from, until }) => [from, until])])].sort((a, b) => a - b);
  return places
    .map((place, index) => {
      // Of those that end here the last to begin ends first; of those that begin here the longest is the outermost.
      const ending = marks
        .toReversed()
        .filter(({ until }) => until === place)
        .sort((a, b) => b.from - a.from);
      const beginning = marks.filter(({ from }) => from === place).sort((a, b) => b.until - a.until);
      const piece = inHtml(written.slice(place, places[index + 1]));
      return [...ending.map(({ close }) => close), ...beginning.map(({ open }) => open), piece].join('');
    })
    .join('');
}

/** What a template has no tag for stays as plain words. */
function tagsOf(entity: MessageEntity): { open: string; close: string } | null {
  const tags = { bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code' } as const;
  if (entity.type === 'text_link') return { open: `<a href="${escapeHtml(entity.url)}">`, close: '</a>' };
  const tag = Object.entries(tags).find(([type]) => type === entity.type)?.[1];
  return tag === undefined ? null : { open: `<${tag}>`, close: `</${tag}>` };
}
