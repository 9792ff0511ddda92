import { isStopped } from '../../intake/own/feeds.js';
import type { Source } from '../../intake/store.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import { type DeskView, deskPressButton, deskTitle } from './desk.js';
import { sideButton } from './desk-side.js';
import { type Panel, rowsOf } from './panel.js';
import { articleLines, sourceState } from './sources.js';

/** What the panels of a desk's own feeds are shown with: the edition that leads back; `null`: the desk itself. */
interface Shown {
  editionId: number | null;
  now: Date;
}

/** A desk's own feeds, each a button that leads to it. */
export function ownFeedsPanel(
  view: DeskView,
  { feeds, most, editionId }: Omit<Shown, 'now'> & { feeds: readonly Source[]; most: number },
): Panel {
  const { language } = view;
  const silent = feeds.filter(({ failingSince }) => failingSince !== null).map(({ title }) => title);
  const isFull = feeds.length >= most;
  return {
    html: [
      deskTitle(view, text(language, 'desk-feeds-title')),
      text(language, feeds.length === 0 ? 'desk-feeds-none' : 'desk-feeds-explained'),
      ...(silent.length > 0 ? [text(language, 'sources-silent', { names: escapeHtml(silent.join(', ')) })] : []),
      ...(isFull ? [text(language, 'desk-feed-too-many', { most })] : []),
    ].join('\n'),
    buttons: [
      ...rowsOf(
        feeds.map(({ id, title }) => deskPressButton(view, title, 'feed', editionId ?? 0, id)),
        2,
      ),
      ...(isFull ? [] : [[sideButton(view, 'desk-button-feed-new', 'feed-new', editionId ?? 0)]]),
      [
        editionId === null
          ? sideButton(view, 'button-back', 'open')
          : sideButton(view, 'button-back', 'sources', editionId, '0'),
      ],
    ],
  };
}

/** One of a desk's own feeds: whether it answers, what it wrote last, and the way out of the list; one that died can be tried again. */
export function ownFeedPanel(
  view: DeskView,
  {
    source,
    articles,
    editionId,
    now,
  }: Shown & {
    source: Source;
    articles: readonly { title: string; url: string | null }[];
  },
): Panel {
  const { chat, language } = view;
  const lines = articleLines(articles);
  return {
    html: [
      deskTitle(view, source.title),
      escapeHtml(source.url),
      isStopped(source) ? text(language, 'desk-feed-stopped') : sourceState(source, { language, zone: chat.zone, now }),
      ...(lines.length > 0 ? ['', ...lines] : []),
    ].join('\n'),
    buttons: [
      ...(source.pausedAt === null || isStopped(source)
        ? []
        : [[sideButton(view, 'desk-button-feed-again', 'feed-again', editionId ?? 0, source.id)]]),
      [sideButton(view, 'desk-button-feed-drop', 'feed-drop', editionId ?? 0, source.id)],
      [sideButton(view, 'button-back', 'feeds', editionId ?? 0)],
    ],
  };
}

/** A feed that was found where a person said, to be added or not. */
export function foundFeedPanel(
  view: DeskView,
  { source, headlines, editionId }: { source: Source; headlines: readonly string[]; editionId: number | null },
): Panel {
  const { language } = view;
  return {
    html: [
      text(language, 'desk-feed-found', { title: escapeHtml(source.title) }),
      escapeHtml(source.url),
      ...(headlines.length === 0 ? [text(language, 'desk-feed-empty')] : []),
      ...headlines.map((headline) => `• ${escapeHtml(headline)}`),
      '',
      text(language, 'desk-feed-ask'),
    ].join('\n'),
    buttons: [
      [
        sideButton(view, 'desk-button-feed-add', 'feed-add', editionId ?? 0, source.id),
        sideButton(view, 'desk-button-no-need', 'feeds', editionId ?? 0),
      ],
    ],
  };
}
