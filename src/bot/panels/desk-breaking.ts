import type { EditionPlace } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { type DeskView, deskPressButton } from './desk.js';
import { back, sideButton, titled } from './desk-side.js';
import { type Panel, rowsOf, toggleLabel } from './panel.js';
import { DAILY_COUNTS, hoursOf, hoursToChoose } from './urgent.js';

/** Is what breaks offered to the desk at once, how often a day at most, and in which hours not? */
export function breakingSide(view: DeskView, { edition }: EditionPlace): Panel {
  const { language } = view;
  const { id, name, offersBreaking, urgentPerDay } = edition;
  const set = (label: string, field: string, value: string) =>
    deskPressButton(view, label, 'breaking-set', id, field, value);
  const hours = hoursOf(edition);
  const quiet =
    hours === null ? text(language, 'urgent-button-no-quiet') : text(language, 'urgent-button-quiet', { hours });
  const next = DAILY_COUNTS.find((count) => count > urgentPerDay) ?? DAILY_COUNTS[0];
  const daily = text(language, 'urgent-button-daily', { count: urgentPerDay });
  return {
    html: titled(view, name, 'desk-breaking-explained'),
    buttons: [
      [set(toggleLabel(text(language, 'desk-breaking-offer'), offersBreaking), 'offer', offersBreaking ? '0' : '1')],
      ...(offersBreaking
        ? [[set(daily, 'daily', String(next))], [deskPressButton(view, quiet, 'breaking-hours', id)]]
        : []),
      [back(view, id)],
    ],
  };
}

/** The hours in which nothing is offered. */
export function breakingHoursSide(view: DeskView, { edition }: EditionPlace): Panel {
  const { language } = view;
  const { id, name } = edition;
  const chosen = hoursOf(edition);
  const set = (label: string, value: string) => deskPressButton(view, label, 'hours-set', id, value);
  const choices = hoursToChoose(chosen).map((hours) =>
    set(toggleLabel(hours, hours === chosen), hours.replace(/\D/g, '')),
  );
  return {
    html: titled(view, name, 'desk-breaking-hours'),
    buttons: [
      [set(toggleLabel(text(language, 'quiet-button-none'), chosen === null), '0')],
      ...rowsOf(choices, 2),
      [sideButton(view, 'quiet-button-own', 'hours-own', id)],
      [sideButton(view, 'button-back', 'breaking', id)],
    ],
  };
}
