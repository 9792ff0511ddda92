import { escapeHtml } from '../texts/html.js';
import { text } from '../texts/texts.js';
import type { DigestSource } from './compose.js';
import { momentIn, type Place } from './moments.js';
import { canLink, linked } from './render.js';

/** Publishers named on a card; the others are counted. */
const NAMED_SOURCES = 8;

/** One story by itself, as Telegram HTML: headline, summary and its sources, each with its time and link. */
export function storyCard(
  story: { headline: string; summary: string; sources: readonly DigestSource[] },
  place: Place,
): string {
  const best = story.sources.find(({ url }) => canLink(url));
  const named = story.sources.slice(0, NAMED_SOURCES).map(({ name, url, publishedAt }) => {
    const when = publishedAt && momentIn(place, publishedAt);
    return `• ${linked(name, url)}${when ? `, ${escapeHtml(`${when.date}, ${when.hour}`)}` : ''}`;
  });
  const further = story.sources.length - named.length;
  if (further > 0) named.push(text(place.language, 'digest-further-sources', { count: further }));
  return [
    `<b>${linked(story.headline, best?.url ?? null)}</b>`,
    ...(story.summary === '' ? [] : [escapeHtml(story.summary)]),
    ...(named.length === 0 ? [] : [`<b>${text(place.language, 'story-sources')}</b>\n${named.join('\n')}`]),
  ].join('\n\n');
}
