import type { EditionPlace } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { type DeskView, deskPressButton } from './desk.js';
import { back, titled } from './desk-side.js';
import { type Panel, rowsOf, toggleLabel } from './panel.js';

/** How long before the slot the draft may come, minutes. */
export const LEADS = [15, 30, 60, 120] as const;

/** Does the desk see a draft first, how long before, and what if nobody answers? */
export function approvalSide(view: DeskView, { edition, schedule }: EditionPlace): Panel {
  const { language } = view;
  const isOn = schedule.mode === 'approval';
  const set = (label: string, field: string, value: string | number) =>
    deskPressButton(view, label, 'approve-set', edition.id, field, String(value));
  const leads = LEADS.map((minutes) =>
    set(toggleLabel(text(language, 'desk-lead', { minutes }), schedule.leadMinutes === minutes), 'lead', minutes),
  );
  const unanswered = (['publish', 'skip'] as const).map((what) =>
    set(toggleLabel(text(language, `desk-unanswered-${what}`), schedule.whenUnanswered === what), 'unanswered', what),
  );
  return {
    html: titled(view, edition.name, isOn ? 'desk-approval-explained' : 'desk-automatic-explained'),
    buttons: [
      [
        set(toggleLabel(text(language, 'desk-mode-automatic'), !isOn), 'mode', 'automatic'),
        set(toggleLabel(text(language, 'desk-mode-approval'), isOn), 'mode', 'approval'),
      ],
      ...(isOn ? [...rowsOf(leads, 2), ...unanswered.map((one) => [one])] : []),
      [back(view, edition.id)],
    ],
  };
}
