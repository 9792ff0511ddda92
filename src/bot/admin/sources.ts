import { deskById } from '../../chats/store.js';
import { everySource, pauseSource, resumeSource, STOPPED_BY_OPERATOR, setPaused } from '../../intake/sources/store.js';
import { type Source, sourcesByIds } from '../../intake/store.js';
import { escapeHtml } from '../../texts/html.js';
import { momentInWords } from '../../texts/moments.js';
import { text } from '../../texts/texts.js';
import type { BotServices } from '../context.js';
import { type Panel, type PanelPlace, pressButton, rowsOf } from '../panels/panel.js';
import { backRow } from './home.js';

/** Sources on one page of buttons. */
const SOURCES_A_PAGE = 16;
/** UTF-16 units of a reason that is shown. */
const LONGEST_REASON = 300;

const MARKS = { working: '▶', failing: '!', paused: '⏸', unconfirmed: '?' } as const;
type Health = keyof typeof MARKS;

/** All sources, each a button that leads to it. */
export async function sourceList({ db }: BotServices, place: PanelPlace, page: number): Promise<Panel> {
  const { language } = place.chat;
  const sources = await everySource(db);
  const pages = Math.max(1, Math.ceil(sources.length / SOURCES_A_PAGE));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const buttons = sources
    .slice(shown * SOURCES_A_PAGE, (shown + 1) * SOURCES_A_PAGE)
    .map((source) =>
      pressButton(`${MARKS[healthOf(source)]} ${source.title}`, place, 'q', 'source', code(source), `${shown}`),
    );
  const turn = (label: string, to: number) => pressButton(label, place, 'q', 'sources', `${to}`);
  const turning = [...(shown > 0 ? [turn('←', shown - 1)] : []), ...(shown < pages - 1 ? [turn('→', shown + 1)] : [])];
  return {
    html: `<b>${text(language, 'admin-sources-title')}</b>\n${text(language, 'admin-sources-legend')}`,
    buttons: [...rowsOf(buttons, 2), ...(turning.length > 0 ? [turning] : []), backRow(place)],
  };
}

/** One source: how it does, and what can be done about it. */
export async function sourceCard(
  { db, now }: BotServices,
  place: PanelPlace,
  { source, page }: { source: Source; page: string },
): Promise<Panel> {
  const { language } = place.chat;
  const isPaused = source.pausedAt !== null;
  const act = (
    id: 'admin-source-button-pause' | 'admin-source-button-resume' | 'admin-source-button-bar',
    action: string,
  ) => pressButton(text(language, id), place, 'q', action, code(source), page);
  const desk = source.deskId === null ? null : await deskById(db, source.deskId);
  const address = source.kind === 'feed' ? source.url : source.siteUrl;
  return {
    html: [
      `<b>${escapeHtml(source.title)}</b>`,
      [
        text(language, `admin-source-kind-${source.kind === 'seed' ? 'person' : source.kind}`),
        ...(address === null ? [] : [escapeHtml(address)]),
      ].join(' · '),
      ...(desk ? [text(language, 'admin-source-own', { chat: escapeHtml(desk.chat.title) })] : []),
      standingOf(source, place, now()),
    ].join('\n'),
    buttons: [
      [isPaused ? act('admin-source-button-resume', 'resume') : act('admin-source-button-pause', 'pause')],
      [act('admin-source-button-bar', 'bar?')],
      backRow(place, 'sources', page),
    ],
  };
}

/** The source of a button; `null` where it is no more. */
export async function sourceOf({ db }: BotServices, id: string): Promise<Source | null> {
  const [source] = await sourcesByIds(db, [Number.parseInt(id, 36) || 0]);
  return source ?? null;
}

/** Stops a source, or lets it go on. Only the operator lets go on what he stopped. */
export async function switchSource(
  { db, now }: BotServices,
  { id, kind }: Pick<Source, 'id' | 'kind'>,
  action: 'pause' | 'resume',
): Promise<void> {
  if (action === 'pause') return pauseSource(db, id, { reason: STOPPED_BY_OPERATOR, now: now() });
  // What is not polled has no poll to be due.
  return kind === 'feed' ? resumeSource(db, id, now()) : setPaused(db, id, null);
}

function code({ id }: Source): string {
  return id.toString(36);
}

function healthOf(source: Source): Health {
  if (source.pausedAt !== null) return 'paused';
  if (!source.confirmed) return 'unconfirmed';
  return source.failures > 0 ? 'failing' : 'working';
}

function standingOf(source: Source, { chat }: PanelPlace, now: Date): string {
  const { language, zone } = chat;
  const when = (at: Date | null) => (at === null ? '' : momentInWords(language, { at, now, zone }));
  switch (healthOf(source)) {
    case 'paused':
      return text(language, 'admin-source-paused', { when: when(source.pausedAt) });
    case 'unconfirmed':
      return text(language, 'admin-source-unconfirmed');
    case 'failing': {
      const reason = escapeHtml((source.lastError ?? '').slice(0, LONGEST_REASON));
      return text(language, 'admin-source-failing', { when: when(source.failingSince), reason });
    }
    case 'working':
      if (source.kind !== 'feed') return text(language, 'admin-source-ready');
      return source.lastSuccessAt === null
        ? text(language, 'admin-source-never')
        : text(language, 'admin-source-working', { when: when(source.lastSuccessAt) });
  }
}
