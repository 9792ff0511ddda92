import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import type { InterfaceLanguage } from '../../vocabulary.js';
import { deskPressButton } from './desk.js';
import { type Panel, type PanelPlace, pressButton } from './panel.js';

/** How things stand with one chat's digests; moments are in words. */
export interface ChatStatus {
  place: PanelPlace;
  last: string | null;
  next: string | null;
  /** `gone`, `rights` and `topic`: it cannot be written to. */
  standing: 'on' | 'paused' | 'unscheduled' | 'gone' | 'rights' | 'topic';
  /** What may not have arrived; of a desk's digest, with its draft. */
  doubts: { deliveryId: number; draftId: number | null; when: string }[];
}

/** The last digest and the next of each chat, what stands still and why, and what may be sent once more. */
export function statusPanel(
  language: InterfaceLanguage,
  {
    statuses,
    isHalted,
  }: {
    statuses: readonly ChatStatus[];
    /** The operator has stopped all digests. */
    isHalted: boolean;
  },
): Panel {
  const sections = statuses.map((status, index) => sectionOf(language, status, index === 0));
  const buttons = statuses.flatMap(({ place, doubts }) =>
    doubts.map(({ deliveryId, draftId, when }) => [
      draftId === null
        ? pressButton(text(language, 'status-button-again', { when }), place, 'u', 'again', deliveryId.toString(36))
        : deskPressButton(place, text(language, 'status-button-look', { when }), 'draft', draftId),
    ]),
  );
  const halted = isHalted ? [text(language, 'status-halted')] : [];
  return { html: [...halted, ...sections].join('\n\n'), buttons };
}

function sectionOf(language: InterfaceLanguage, status: ChatStatus, isHere: boolean): string {
  const { place, last, next, standing, doubts } = status;
  const title = isHere ? text(language, 'status-title') : escapeHtml(place.chat.title);
  return [
    `<b>${title}</b>`,
    last === null ? text(language, 'status-no-last') : text(language, 'status-last', { when: last }),
    ...(next === null ? [] : [text(language, 'status-next', { when: next })]),
    ...(standing === 'on' ? [] : [text(language, `status-${standing}`)]),
    ...doubts.map(({ when }) => text(language, 'status-doubt', { when })),
  ].join('\n');
}
