import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import { type Panel, type PanelPlace, panelTitle, pressButton, rowsOf, toggleLabel } from './panel.js';

/** Sources on one page of buttons. */
const SOURCES_A_PAGE = 12;
/** Silent sources that are named. */
const MOST_SILENT = 10;

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
    ].join('\n'),
    buttons: [
      ...rowsOf(toggles, 2),
      ...(turning.length > 0 ? [turning] : []),
      [pressButton(text(language, 'sources-button-settings'), place, 'h', 'open')],
    ],
  };
}
