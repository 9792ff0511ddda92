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
/** Schedules that a chat may have. */
export const MOST_SCHEDULES = 5;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** One schedule, or (`null`) the chat's first one, still to be made. */
export function schedulePanel(
  place: PanelPlace,
  { schedule, view, now, count }: { schedule: Schedule | null; view: ScheduleView; now: Date; count: number },
): Panel {
  if (schedule === null) return timesView(place, null);
  switch (view) {
    case 'open':
      return overview(place, { schedule, now, count });
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
      ...(schedules.length < MOST_SCHEDULES ? [[addButton(place, schedules.length)]] : []),
      [homeButton(place)],
    ],
  };
}

/** Does a schedule rest at this moment? A pause that has come to its end is none, though nobody took it away yet. */
export function isPaused({ pausedAt, pausedUntil }: Schedule, now: Date): boolean {
  return pausedAt !== null && (pausedUntil === null || pausedUntil > now);
}

function overview(
  place: PanelPlace,
  { schedule, now, count }: { schedule: Schedule; now: Date; count: number },
): Panel {
  const { language } = place.chat;
  const id = String(schedule.id);
  const button = (label: 'times' | 'days' | 'zone' | 'pause' | 'resume' | 'rest' | 'preview' | 'remove') =>
    pressButton(text(language, `schedule-button-${label}`), place, 's', label, id);
  const words = {
    schedule: describeSchedule(schedule, language),
    zone: zoneInWords(schedule.zone, language),
  };
  const paused = isPaused(schedule, now);
  const next = paused && schedule.pausedUntil === null ? null : schedule.nextSlotAt;
  const said =
    next === null
      ? text(language, 'schedule-paused', words)
      : text(language, paused ? 'schedule-rests' : 'schedule-on', {
          ...words,
          next: momentInWords(language, { at: next, now, zone: schedule.zone }),
        });
  const isOn = next !== null && !paused;
  return {
    html: titled(place, said),
    buttons: [
      [button('times'), button('days')],
      [button('zone'), button('preview')],
      isOn ? [button('pause'), button('rest')] : [button('resume')],
      ...(count > 1 ? [[button('remove')]] : [[addButton(place, count)]]),
      [count > 1 ? listButton(place) : homeButton(place)],
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

/** Carries how many there are: the second of two quick taps finds one more, and adds none. */
function addButton(place: PanelPlace, count: number) {
  return pressButton(text(place.chat.language, 'schedule-button-add'), place, 's', 'add', '0', String(count));
}

function listButton(place: PanelPlace) {
  return pressButton(text(place.chat.language, 'button-back'), place, 's', 'list');
}

function homeButton(place: PanelPlace) {
  return pressButton(text(place.chat.language, 'button-back'), place, 'h', 'open');
}
