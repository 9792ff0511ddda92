import type { EditionPlace } from '../../chats/store.js';
import type { Source } from '../../intake/store.js';
import { text } from '../../texts/texts.js';
import { type DeskView, deskPressButton } from './desk.js';
import { sideButton, titled } from './desk-side.js';
import { type Panel, rowsOf, toggleLabel } from './panel.js';

/** Sources on one page. */
const SOURCES_A_PAGE = 12;

/** The sources as toggles: all but some, or only those that are marked. */
export function editionSourcesPanel(
  view: DeskView,
  { edition }: EditionPlace,
  { sources, page }: { sources: readonly Pick<Source, 'id' | 'title' | 'deskId'>[]; page: number },
): Panel {
  const { onlySourceIds, mutedSourceIds, id } = edition;
  const pages = Math.max(1, Math.ceil(sources.length / SOURCES_A_PAGE));
  const shown = Math.min(page, pages - 1);
  const isRead = (sourceId: number) =>
    onlySourceIds ? onlySourceIds.includes(sourceId) : !mutedSourceIds.includes(sourceId);
  const toggles = sources
    .slice(shown * SOURCES_A_PAGE, (shown + 1) * SOURCES_A_PAGE)
    .map((source) =>
      deskPressButton(
        view,
        toggleLabel(labelOf(view, source), isRead(source.id)),
        'source',
        id,
        source.id,
        isRead(source.id) ? '0' : '1',
        String(shown),
      ),
    );
  const turning = [
    ...(shown > 0 ? [deskPressButton(view, text(view.language, 'button-back'), 'sources', id, String(shown - 1))] : []),
    ...(shown < pages - 1
      ? [deskPressButton(view, text(view.language, 'sources-button-next'), 'sources', id, String(shown + 1))]
      : []),
  ];
  return {
    html: titled(view, edition.name, onlySourceIds ? 'desk-sources-only-explained' : 'desk-sources-explained'),
    buttons: [
      ...rowsOf(toggles, 2),
      ...(turning.length > 0 ? [turning] : []),
      [
        deskPressButton(
          view,
          toggleLabel(text(view.language, 'desk-sources-mode-all'), onlySourceIds === null),
          'sources-all',
          id,
        ),
        deskPressButton(
          view,
          toggleLabel(text(view.language, 'desk-sources-mode-only'), onlySourceIds !== null),
          'sources-only',
          id,
        ),
      ],
      [sideButton(view, 'desk-button-feeds', 'feeds', id)],
      [sideButton(view, 'desk-button-done', 'edition', id)],
    ],
  };
}

function labelOf({ language }: DeskView, { title, deskId }: Pick<Source, 'title' | 'deskId'>): string {
  return deskId === null ? title : text(language, 'desk-feed-label', { title });
}
