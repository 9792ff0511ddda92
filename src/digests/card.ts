import { escapeHtml } from '../texts/html.js';
import { text } from '../texts/texts.js';
import type { DigestSource } from './compose.js';
import type { Place } from './moments.js';
import { canLink, linked, timeOf } from './render.js';

/** Publishers named on a card; the others are counted. */
const NAMED_SOURCES = 8;

/**
 * One story by itself, as Telegram HTML: headline, summary and its sources, each with its time and link.
 * @param place.at when it is read.
 */
export function storyCard(
  story: { headline: string; summary: string; sources: readonly DigestSource[] },
  place: Place & { at: Date },
): string {
  const best = story.sources.find(({ url }) => canLink(url));
  const named = story.sources.slice(0, NAMED_SOURCES).map(({ name, url, publishedAt }) => {
    return `• ${linked(name, url)}${publishedAt ? `, ${escapeHtml(timeOf(publishedAt, place))}` : ''}`;
  });
  const further = story.sources.length - named.length;
  if (further > 0) named.push(text(place.language, 'digest-further-sources', { count: further }));
  return [
    `<b>${linked(story.headline, best?.url ?? null)}</b>`,
    ...(story.summary === '' ? [] : [escapeHtml(story.summary)]),
    ...(named.length === 0 ? [] : [`<b>${text(place.language, 'story-sources')}</b>\n${named.join('\n')}`]),
  ].join('\n\n');
}
