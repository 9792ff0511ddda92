import type { Schedule } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { OFFERED_ZONES, zoneInWords } from '../zones.js';
import { type Panel, type PanelPlace, pressButton, rowsOf, toggleLabel } from './panel.js';

/** The hours that are offered; others are written by hand. */
const OFFERED_TIMES = ['07:00', '08:00', '09:00', '12:00', '13:00', '18:00', '19:00', '20:00', '21:00'] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** With how many stories a digest is worth sending. */
export const LEAST_STORIES = [1, 2, 3, 5] as const;
/** How long a pause may be that ends by itself, days from today. */
export const PAUSES = [1, 7] as const;

/** The hours of a schedule; `null`: of the first one, which the first tap makes. */
export function timesView(place: PanelPlace, schedule: Schedule | null): Panel {
  const { language } = place.chat;
  const id = String(schedule?.id ?? 0);
  // Times say nothing where there is a cron expression: a tap puts its hour in the place of it.
  const chosen = schedule === null || schedule.cron ? [] : schedule.times;
  const times = [...new Set([...OFFERED_TIMES, ...chosen])].sort();
  const toggles = times.map((time) => {
    const isOn = chosen.includes(time);
    return pressButton(toggleLabel(time, isOn), place, 's', 'time', id, time.replace(':', ''), isOn ? '0' : '1');
  });
  return {
    html: text(language, schedule === null ? 'schedule-none' : 'schedule-pick-times'),
    buttons: [
      ...rowsOf(toggles, 3),
      [pressButton(text(language, 'schedule-button-own'), place, 's', 'own', id)],
      [
        schedule === null
          ? pressButton(text(language, 'button-back'), place, 'h', 'open')
          : backButton(place, schedule),
      ],
    ],
  };
}

/** The weekdays of a schedule. */
export function daysView(place: PanelPlace, schedule: Schedule): Panel {
  const { language } = place.chat;
  const toggles = WEEKDAYS.map((day) => {
    const isOn = schedule.weekdays.includes(day);
    const label = toggleLabel(text(language, `weekday-short-${day}`), isOn);
    return pressButton(label, place, 's', 'day', String(schedule.id), String(day), isOn ? '0' : '1');
  });
  return {
    html: text(language, 'schedule-pick-days'),
    buttons: [...rowsOf(toggles, 4), [backButton(place, schedule)]],
  };
}

/** The zone of a schedule, by its cities. */
export function zoneView(place: PanelPlace, schedule: Schedule): Panel {
  const { language } = place.chat;
  const zones = [...new Set([...OFFERED_ZONES, schedule.zone])];
  const choices = zones.map((zone) =>
    pressButton(
      toggleLabel(zoneInWords(zone, language), zone === schedule.zone),
      place,
      's',
      'in',
      String(schedule.id),
      zone,
    ),
  );
  return {
    html: text(language, 'schedule-pick-zone'),
    buttons: [
      ...rowsOf(choices, 2),
      [pressButton(text(language, 'schedule-button-city'), place, 's', 'city', String(schedule.id))],
      [backButton(place, schedule)],
    ],
  };
}

/** From how many stories on a digest is sent, and what is done where there are fewer. */
export function quietView(place: PanelPlace, schedule: Schedule): Panel {
  const { language } = place.chat;
  const { id, minStories, whenQuiet } = schedule;
  const counts = LEAST_STORIES.map((count) => {
    const label = toggleLabel(text(language, 'quiet-slot-stories', { count }), count === minStories);
    return pressButton(label, place, 's', 'least', String(id), String(count));
  });
  const ways = (['skip', 'tell'] as const).map((way) =>
    pressButton(toggleLabel(text(language, `quiet-slot-${way}`), way === whenQuiet), place, 's', way, String(id)),
  );
  return {
    html: text(language, 'quiet-slot-explained'),
    buttons: [...rowsOf(counts, 2), ways, [backButton(place, schedule)]],
  };
}

/** Until when a schedule should rest. */
export function pauseView(place: PanelPlace, schedule: Schedule): Panel {
  const { language } = place.chat;
  const id = String(schedule.id);
  return {
    html: text(language, 'pause-until-when'),
    buttons: [
      PAUSES.map((days) => pressButton(text(language, `pause-${days}`), place, 's', 'rest', id, String(days))),
      [pressButton(text(language, 'pause-date'), place, 's', 'date', id)],
      [pressButton(text(language, 'pause-open'), place, 's', 'stop', id)],
      [backButton(place, schedule)],
    ],
  };
}

function backButton(place: PanelPlace, schedule: Schedule) {
  return pressButton(text(place.chat.language, 'button-back'), place, 's', 'open', String(schedule.id));
}
