import type { EditionPlace } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { OFFERED_ZONES, zoneInWords } from '../zones.js';
import { type DeskView, deskPressButton } from './desk.js';
import { back, sideButton, titled } from './desk-side.js';
import { type Panel, rowsOf, toggleLabel } from './panel.js';

/** The hours that are offered; others are written by hand. */
const OFFERED_TIMES = ['07:00', '08:00', '09:00', '12:00', '13:00', '18:00', '19:00', '20:00', '21:00'] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The hours of an edition. */
export function timesSide(view: DeskView, { edition, schedule }: EditionPlace): Panel {
  const shown = [...new Set([...OFFERED_TIMES, ...schedule.times])].sort();
  const city = { city: zoneInWords(schedule.zone, view.language) };
  const zone = deskPressButton(view, text(view.language, 'desk-button-zone', city), 'zone', edition.id);
  const toggles = shown.map((time) => {
    const isOn = schedule.times.includes(time);
    return deskPressButton(view, toggleLabel(time, isOn), 'time', edition.id, time.replace(':', ''), isOn ? '0' : '1');
  });
  return {
    html: titled(view, edition.name, 'schedule-pick-times'),
    buttons: [
      ...rowsOf(toggles, 3),
      [sideButton(view, 'schedule-button-own', 'own-times', edition.id), zone],
      [back(view, edition.id)],
    ],
  };
}

/** Its weekdays. */
export function daysSide(view: DeskView, { edition, schedule }: EditionPlace): Panel {
  const toggles = WEEKDAYS.map((day) => {
    const isOn = schedule.weekdays.includes(day);
    const label = toggleLabel(text(view.language, `weekday-short-${day}`), isOn);
    return deskPressButton(view, label, 'day', edition.id, String(day), isOn ? '0' : '1');
  });
  return {
    html: titled(view, edition.name, 'schedule-pick-days'),
    buttons: [...rowsOf(toggles, 4), [back(view, edition.id)]],
  };
}

/** By which city's clock it comes. */
export function zoneSide(view: DeskView, { edition, schedule }: EditionPlace): Panel {
  const choices = [...new Set([...OFFERED_ZONES, schedule.zone])].map((zone) => {
    const label = toggleLabel(zoneInWords(zone, view.language), zone === schedule.zone);
    return deskPressButton(view, label, 'zone-set', edition.id, zone);
  });
  return {
    html: titled(view, edition.name, 'desk-zone'),
    buttons: [
      ...rowsOf(choices, 2),
      [sideButton(view, 'schedule-button-city', 'zone-own', edition.id)],
      [sideButton(view, 'button-back', 'times', edition.id)],
    ],
  };
}
