import type { Source } from '../../intake/store.js';
import { escapeHtml } from '../../texts/html.js';
import { momentInWords } from '../../texts/moments.js';
import { text } from '../../texts/texts.js';
import type { InterfaceLanguage } from '../../vocabulary.js';
import { shareUrl, sourceLink } from '../links.js';
import { type Panel, type PanelPlace, panelTitle, pressButton, rowsOf, toggleLabel } from './panel.js';

/** Sources on one page of buttons. */
const SOURCES_A_PAGE = 12;
/** Silent sources that are named. */
const MOST_SILENT = 10;

/** In the place of a page: the toggle stands on a source's own card. */
export const CARD = 'c';

/** The sources as toggles: those that are marked are read. */
export function sourcesPanel(
  place: PanelPlace,
  options: {
    sources: readonly { id: number; title: string; failingSince: Date | null }[];
    mutedIds: ReadonlySet<number>;
    page: number;
  },
): Panel {
  const { language } = place.chat;
  const { sources, mutedIds } = options;
  const pages = Math.max(1, Math.ceil(sources.length / SOURCES_A_PAGE));
  const page = options.page % pages;
  const start = page * SOURCES_A_PAGE;
  const toggles = sources.slice(start, start + SOURCES_A_PAGE).map(({ id, title }) => {
    const isRead = !mutedIds.has(id);
    const label = toggleLabel(title, isRead);
    return pressButton(label, place, 'o', isRead ? 'mute' : 'read', String(page), id.toString(36));
  });
  const silent = sources.filter(({ failingSince }) => failingSince !== null).map(({ title }) => title);
  const turn = (id: 'button-back' | 'sources-button-next', to: number) =>
    pressButton(text(language, id), place, 'o', 'page', String(to));
  const turning = [
    ...(page > 0 ? [turn('button-back', page - 1)] : []),
    ...(page < pages - 1 ? [turn('sources-button-next', page + 1)] : []),
  ];
  return {
    html: [
      panelTitle(text(language, 'sources-title'), place),
      text(language, sources.length === 0 ? 'sources-none' : 'sources-explained', { count: sources.length }),
      ...(silent.length > 0
        ? [text(language, 'sources-silent', { names: escapeHtml(silent.slice(0, MOST_SILENT).join(', ')) })]
        : []),
      ...(sources.length > 0 ? [text(language, 'sources-more')] : []),
    ].join('\n'),
    buttons: [
      ...rowsOf(toggles, 2),
      ...(turning.length > 0 ? [turning] : []),
      [pressButton(text(language, 'sources-button-settings'), place, 'h', 'open')],
    ],
  };
}

/** One source: whether it answers, what it wrote last, and whether the chat reads it. */
export function sourcePanel(
  place: PanelPlace,
  options: {
    source: Source;
    articles: readonly { title: string; url: string | null }[];
    isMuted: boolean;
    now: Date;
    /** The bot's own, for a link to the card. */
    username: string;
  },
): Panel {
  const { language, zone } = place.chat;
  const { source, articles, isMuted, now, username } = options;
  const title = escapeHtml(source.title);
  const state = sourceState(source, { language, zone, now });
  const lines = articleLines(articles);
  const toggle = pressButton(
    text(language, isMuted ? 'source-button-read' : 'source-button-mute'),
    place,
    'o',
    isMuted ? 'read' : 'mute',
    CARD,
    source.id.toString(36),
  );
  return {
    html: [
      source.siteUrl === null ? `<b>${title}</b>` : `<b><a href="${escapeHtml(source.siteUrl)}">${title}</a></b>`,
      state,
      ...(isMuted ? [text(language, 'source-muted')] : []),
      ...(lines.length > 0 ? ['', ...lines] : []),
    ].join('\n'),
    buttons: [
      [toggle, { text: text(language, 'button-share'), url: shareUrl(sourceLink(username, source.id), source.title) }],
      [pressButton(text(language, 'source-button-all'), place, 'o', 'page', '0')],
    ],
  };
}

/** Whether a source answers, and since when. */
export function sourceState(
  { pausedAt, failingSince, lastSuccessAt }: Source,
  { language, zone, now }: { language: InterfaceLanguage; zone: string; now: Date },
): string {
  const said = (at: Date) => ({ when: momentInWords(language, { at, now, zone }) });
  if (pausedAt !== null) return text(language, 'source-paused');
  if (failingSince !== null) return text(language, 'source-silent', said(failingSince));
  return lastSuccessAt === null ? text(language, 'source-new') : text(language, 'source-works', said(lastSuccessAt));
}

/** Headlines in a list, as links where they have addresses. */
export function articleLines(articles: readonly { title: string; url: string | null }[]): string[] {
  return articles.map(({ title, url }) =>
    url === null ? `• ${escapeHtml(title)}` : `• <a href="${escapeHtml(url)}">${escapeHtml(title)}</a>`,
  );
}
