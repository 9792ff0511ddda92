import type { Schedule } from '../../chats/store.js';
import { describeSchedule } from '../../digests/schedule.js';
import { momentInWords } from '../../texts/moments.js';
import { text } from '../../texts/texts.js';
import { OFFERED_ZONES, zoneInWords } from '../zones.js';
import { type Panel, type PanelPlace, panelTitle, pressButton, rowsOf, toggleLabel } from './panel.js';

/** Which side of the schedule panel is shown. */
export type ScheduleView = 'open' | 'times' | 'days' | 'zone';

/** The hours that are offered; others are written by hand. */
const OFFERED_TIMES = ['07:00', '08:00', '09:00', '12:00', '13:00', '18:00', '19:00', '20:00', '21:00'] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** One schedule, or (`null`) the chat's first one, still to be made. */
export function schedulePanel(
  place: PanelPlace,
  { schedule, view, now }: { schedule: Schedule | null; view: ScheduleView; now: Date },
): Panel {
  if (schedule === null) return timesView(place, null);
  switch (view) {
    case 'open':
      return overview(place, schedule, now);
    case 'times':
      return timesView(place, schedule);
    case 'days':
      return daysView(place, schedule);
    case 'zone':
      return zoneView(place, schedule);
  }
}

/** The choice where a chat has several schedules. */
export function schedulesPanel(place: PanelPlace, schedules: readonly Schedule[]): Panel {
  const { language } = place.chat;
  return {
    html: titled(place, text(language, 'schedule-several')),
    buttons: [
      ...schedules.map((schedule) => [
        pressButton(describeSchedule(schedule, language), place, 's', 'open', String(schedule.id)),
      ]),
      [homeButton(place)],
    ],
  };
}

function overview(place: PanelPlace, schedule: Schedule, now: Date): Panel {
  const { language } = place.chat;
  const id = String(schedule.id);
  const button = (label: 'times' | 'days' | 'zone' | 'pause' | 'resume') =>
    pressButton(text(language, `schedule-button-${label}`), place, 's', label, id);
  const words = {
    schedule: describeSchedule(schedule, language),
    zone: zoneInWords(schedule.zone, language),
  };
  const next = schedule.pausedAt === null ? schedule.nextSlotAt : null;
  return {
    html: titled(
      place,
      next === null
        ? text(language, 'schedule-paused', words)
        : text(language, 'schedule-on', {
            ...words,
            next: momentInWords(language, { at: next, now, zone: schedule.zone }),
          }),
    ),
    buttons: [
      [button('times'), button('days')],
      [button('zone'), button(next === null ? 'resume' : 'pause')],
      [homeButton(place)],
    ],
  };
}

function timesView(place: PanelPlace, schedule: Schedule | null): Panel {
  const { language } = place.chat;
  const id = String(schedule?.id ?? 0);
  const chosen = schedule?.times ?? [];
  const times = [...new Set([...OFFERED_TIMES, ...chosen])].sort();
  const toggles = times.map((time) => {
    const isOn = chosen.includes(time);
    return pressButton(toggleLabel(time, isOn), place, 's', 'time', id, time.replace(':', ''), isOn ? '0' : '1');
  });
  return {
    html: titled(place, text(language, schedule === null ? 'schedule-none' : 'schedule-pick-times')),
    buttons: [
      ...rowsOf(toggles, 3),
      [pressButton(text(language, 'schedule-button-own'), place, 's', 'own', id)],
      [schedule === null ? homeButton(place) : backButton(place, schedule)],
    ],
  };
}

function daysView(place: PanelPlace, schedule: Schedule): Panel {
  const { language } = place.chat;
  const toggles = WEEKDAYS.map((day) => {
    const isOn = schedule.weekdays.includes(day);
    const label = toggleLabel(text(language, `weekday-short-${day}`), isOn);
    return pressButton(label, place, 's', 'day', String(schedule.id), String(day), isOn ? '0' : '1');
  });
  return {
    html: titled(place, text(language, 'schedule-pick-days')),
    buttons: [...rowsOf(toggles, 4), [backButton(place, schedule)]],
  };
}

function zoneView(place: PanelPlace, schedule: Schedule): Panel {
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
    html: titled(place, text(language, 'schedule-pick-zone')),
    buttons: [
      ...rowsOf(choices, 2),
      [pressButton(text(language, 'schedule-button-city'), place, 's', 'city', String(schedule.id))],
      [backButton(place, schedule)],
    ],
  };
}

function titled(place: PanelPlace, said: string): string {
  return `${panelTitle(text(place.chat.language, 'schedule-title'), place)}\n${said}`;
}

function backButton(place: PanelPlace, schedule: Schedule) {
  return pressButton(text(place.chat.language, 'button-back'), place, 's', 'open', String(schedule.id));
}

function homeButton(place: PanelPlace) {
  return pressButton(text(place.chat.language, 'button-back'), place, 'h', 'open');
}
