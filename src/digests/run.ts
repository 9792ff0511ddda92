import { type KnownSettings, openKnownSettings } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import type { Enqueue } from './enqueue.js';
import { createRenderedLists, type RenderedLists } from './rendered.js';
import type { Shelf } from './shelf.js';
import { type DueCalendar, type SlotDecision, type SlotsOf, slotsAround } from './slot.js';
import { createToldLists, type ToldLists } from './told-lists.js';

/** What a run of the planner keeps from one batch to the next: everything is loaded, reckoned and rendered once. */
export interface PlannerRun {
  /** The pool whose transactions the batches are. */
  db: Database;
  now: Date;
  enqueue: Enqueue;
  /** Opened by the first batch that needs it, or needs more of it, for those at work beside it too. */
  shelf: { since: Date; opening: Promise<Shelf> } | null;
  slots: SlotsOf;
  /** What was decided for schedules of chats whose last digests arrived: for those that are alike it is the same. */
  decisions: WeakMap<DueCalendar, SlotDecision>;
  settings: KnownSettings;
  lists: ToldLists;
  rendered: RenderedLists;
}

/** Opens a run: one moment, one set of stories. */
export function openRun(options: { db: Database; now: Date; enqueue: Enqueue }): PlannerRun {
  const known = new WeakMap<DueCalendar, ReturnType<typeof slotsAround>>();
  const byTimes = new Map<string, ReturnType<typeof slotsAround>>();
  return {
    ...options,
    shelf: null,
    decisions: new WeakMap(),
    settings: openKnownSettings(),
    lists: createToldLists(),
    rendered: createRenderedLists(),
    slots: (calendar, now) => {
      const before = known.get(calendar);
      if (before) return before;
      const key = [calendar.times.join(), calendar.weekdays.join(), calendar.zone, calendar.cron ?? ''].join(' ');
      const around = byTimes.get(key) ?? slotsAround(calendar, now);
      byTimes.set(key, around);
      known.set(calendar, around);
      return around;
    },
  };
}
