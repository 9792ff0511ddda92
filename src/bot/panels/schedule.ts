import type { Schedule } from '../../chats/store.js';
import { describeSchedule } from '../../digests/schedule.js';
import { momentInWords } from '../../texts/moments.js';
import { text } from '../../texts/texts.js';
import { zoneInWords } from '../zones.js';
import { type Panel, type PanelPlace, panelTitle, pressButton } from './panel.js';
import { daysView, pauseView, quietView, timesView, zoneView } from './schedule-views.js';

/** Which side of the schedule panel is shown. */
export type ScheduleView = 'open' | 'times' | 'days' | 'zone' | 'quiet' | 'pause';

/** Schedules that a chat may have. */
export const MOST_SCHEDULES = 5;

/** One schedule, or (`null`) the chat's first one, still to be made. */
export function schedulePanel(
  place: PanelPlace,
  { schedule, view, now, count }: { schedule: Schedule | null; view: ScheduleView; now: Date; count: number },
): Panel {
  const { html, buttons } = schedule === null ? timesView(place, null) : sideOf(place, { schedule, view, now, count });
  return { html: titled(place, html), buttons };
}

/** The choice where a chat has several schedules, each with its next digest. */
export function schedulesPanel(
  place: PanelPlace,
  { schedules, now }: { schedules: readonly Schedule[]; now: Date },
): Panel {
  const { language } = place.chat;
  const lines = schedules.map((schedule) => {
    const words = { schedule: describeSchedule(schedule, language) };
    const at = nextOf(schedule, now);
    if (at === null) return text(language, 'schedule-line-paused', words);
    return text(language, 'schedule-line', { ...words, next: momentOf(place, schedule, { at, now }) });
  });
  return {
    html: titled(place, [text(language, 'schedule-several'), ...lines.map((line) => `• ${line}`)].join('\n')),
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

function sideOf(
  place: PanelPlace,
  { schedule, view, now, count }: { schedule: Schedule; view: ScheduleView; now: Date; count: number },
): Panel {
  switch (view) {
    case 'open':
      return overview(place, { schedule, now, count });
    case 'times':
      return timesView(place, schedule);
    case 'days':
      return daysView(place, schedule);
    case 'zone':
      return zoneView(place, schedule);
    case 'quiet':
      return quietView(place, schedule);
    case 'pause':
      return pauseView(place, schedule);
  }
}

/** When the next digest comes; `null` while nobody knows. */
function nextOf(schedule: Schedule, now: Date): Date | null {
  return isPaused(schedule, now) && schedule.pausedUntil === null ? null : schedule.nextSlotAt;
}

function momentOf({ chat }: PanelPlace, { zone }: Schedule, { at, now }: { at: Date; now: Date }): string {
  return momentInWords(chat.language, { at, now, zone });
}

function overview(
  place: PanelPlace,
  { schedule, now, count }: { schedule: Schedule; now: Date; count: number },
): Panel {
  const { language } = place.chat;
  const button = (label: 'times' | 'days' | 'zone' | 'quiet' | 'pause' | 'resume' | 'preview' | 'remove') =>
    pressButton(text(language, `schedule-button-${label}`), place, 's', label, String(schedule.id));
  const words = {
    schedule: describeSchedule(schedule, language),
    zone: zoneInWords(schedule.zone, language),
  };
  const paused = isPaused(schedule, now);
  const next = nextOf(schedule, now);
  return {
    html:
      next === null
        ? text(language, 'schedule-paused', words)
        : text(language, paused ? 'schedule-rests' : 'schedule-on', {
            ...words,
            next: momentOf(place, schedule, { at: next, now }),
          }),
    buttons: [
      // A cron expression names its days itself.
      schedule.cron ? [button('times')] : [button('times'), button('days')],
      [button('zone'), button('quiet')],
      [button('preview'), button(paused || next === null ? 'resume' : 'pause')],
      ...(count > 1 ? [[button('remove')]] : [[addButton(place, count)]]),
      [count > 1 ? listButton(place) : homeButton(place)],
    ],
  };
}

function titled(place: PanelPlace, said: string): string {
  return `${panelTitle(text(place.chat.language, 'schedule-title'), place)}\n${said}`;
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
