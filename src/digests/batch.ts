import { advanceSchedules, claimDueSchedules, type DueSchedule } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import type { Message } from '../texts/message.js';
import { SUMMARY_LENGTHS } from '../vocabulary.js';
import type { DigestAction } from './buttons.js';
import { type ChosenStory, chooseStories, type Told } from './choose.js';
import { type DigestItem, inReadingOrder, withinMinutes } from './compose.js';
import type { Enqueue, QueuedDigest, StoredMessage, StoryUpdate } from './enqueue.js';
import { createRenderedLists, type RenderedLists, type Shown } from './rendered.js';
import { followMerges, itemsOf, openShelf, readItems, type Shelf, toldIn, updatesOf } from './shelf.js';
import {
  decideSlot,
  isInDoubt,
  MEMORY_MS,
  type SlotDecision,
  type SlotsOf,
  slotOf,
  slotsAround,
  withOverlap,
} from './slot.js';
import { digestsSince, type EarlierDigest, insertDigests, type NewDigest } from './store.js';

/** What a run of the planner keeps from one batch to the next: everything is loaded, reckoned and rendered once. */
export interface PlannerRun {
  now: Date;
  enqueue: Enqueue;
  /** Opened by the first batch that needs it, or needs more of it, for those at work beside it too. */
  shelf: { since: Date; opening: Promise<Shelf> } | null;
  slots: SlotsOf;
  rendered: RenderedLists;
}

/** What became of due schedules. */
export interface PlanCounts {
  claimed: number;
  planned: number;
}

/** Opens a run: one moment, one set of stories. */
export function openRun(options: { now: Date; enqueue: Enqueue }): PlannerRun {
  const known = new Map<string, ReturnType<typeof slotsAround>>();
  return {
    ...options,
    shelf: null,
    rendered: createRenderedLists(),
    slots: (calendar, now) => {
      const key = [calendar.times.join(), calendar.weekdays.join(), calendar.zone, calendar.cron ?? ''].join(' ');
      const around = known.get(key) ?? slotsAround(calendar, now);
      known.set(key, around);
      return around;
    },
  };
}

/** A slot to plan for, and what its chat has had. */
type Decided<Due> = Due & {
  decision: SlotDecision;
  earlier: readonly EarlierDigest[];
};

/** A slot with the stories chosen for it; none, and the reason why. */
type Choice<Due> = Due & {
  decision: SlotDecision;
  chosen: ChosenStory[];
  updates: StoryUpdate[];
  /** May the digest before not have arrived? */
  isInDoubt: boolean;
  emptyBecause: 'nothing-new' | 'too-few' | 'merged' | null;
};

/** A choice as it will be told. */
export type Plan<Due extends DueSchedule = DueSchedule> = Choice<Due> & {
  key: string;
  items: DigestItem[];
};

/**
 * Claims schedules that are due and plans their digests in one transaction: the digests, their messages in the outbox
 * and the next slots are all written, or none is.
 */
export async function planBatch(db: Database, run: PlannerRun, limit: number): Promise<PlanCounts> {
  const { stored, ...counts } = await db.transaction(async (tx) => {
    const due = await claimDueSchedules(tx, { now: run.now, limit });
    if (due.length === 0) return { claimed: 0, planned: 0, stored: new Map<Message, StoredMessage>() };
    // A chat that cannot be reached keeps its schedule and its place in time, and gets nothing.
    const reachable = due.filter(({ chat }) => chat.state === 'active');
    const plans = await choosePlans(tx, run, reachable);
    const ids = await insertDigests(
      tx,
      plans.map((plan) => digestRow(plan, run.now)),
    );
    const queued = plans.flatMap((plan): QueuedDigest[] => {
      const digestId = ids.get(plan.key);
      if (digestId === undefined || !isTold(plan)) return [];
      const { chat } = plan;
      // Channels have many readers each, and go first.
      const priority = chat.kind === 'channel' ? 1 : 2;
      const parts = run.rendered.messagesOf(shownOf(plan));
      return [{ digestId, chatId: chat.id, parts, updates: plan.updates, priority, now: run.now }];
    });
    const stored = await run.enqueue(tx, queued);
    await moveOn(tx, run, due);
    return { claimed: due.length, planned: queued.length, stored };
  });
  run.rendered.remember(stored);
  return counts;
}

/** What each of some schedules that are claimed tells in its slot. */
export async function choosePlans<Due extends DueSchedule>(
  tx: Database,
  run: PlannerRun,
  due: readonly Due[],
): Promise<Plan<Due>[]> {
  const decided = await decideSlots(tx, run, due);
  const shelf = await shelfFor(tx, run, decided);
  return readPlans(tx, { run, shelf, choices: chooseForAll(shelf, decided) });
}

/** Moves schedules that were planned on to their next slots. */
export async function moveOn(tx: Database, run: PlannerRun, due: readonly DueSchedule[]): Promise<void> {
  await advanceSchedules(
    tx,
    due.map(({ schedule }) => {
      const { slot, next } = slotOf(schedule, run.now, run.slots);
      return { id: schedule.id, lastSlotAt: slot, nextSlotAt: next };
    }),
  );
}

async function decideSlots<Due extends DueSchedule>(
  tx: Database,
  run: PlannerRun,
  due: readonly Due[],
): Promise<Decided<Due>[]> {
  const since = new Date(run.now.getTime() - MEMORY_MS);
  const digests = await digestsSince(tx, { chatIds: due.map(({ chat }) => chat.id), since });
  const earlierByChat = groupBy(digests, ({ chatId }) => chatId);
  return due.map((one) => {
    const earlier = earlierByChat.get(one.chat.id) ?? [];
    const decision = decideSlot({ schedule: one.schedule, earlier, now: run.now, slots: run.slots });
    return { ...one, earlier, decision };
  });
}

/** The run's shelf, reaching back to the earliest window of the batch, with the merges of all that was told. */
async function shelfFor(tx: Database, run: PlannerRun, decided: readonly Decided<DueSchedule>[]): Promise<Shelf> {
  const starts = decided.map(({ decision }) => withOverlap(decision.window).from.getTime());
  const since = new Date(Math.min(...starts, run.now.getTime()));
  if (run.shelf === null || since < run.shelf.since) {
    run.shelf = { since, opening: openShelf(tx, { since, now: run.now }) };
  }
  const shelf = await run.shelf.opening;
  const told = decided.flatMap(({ earlier }) => earlier.flatMap((digest) => digest.storyIds));
  await followMerges(tx, shelf, told);
  return shelf;
}

function chooseForAll<Due extends DueSchedule>(shelf: Shelf, decided: readonly Decided<Due>[]): Choice<Due>[] {
  // A chat may have two schedules due at once: the second tells nothing of what the first does.
  const toldByChat = new Map<number, Map<number, Told>>();
  return decided.map((slot): Choice<Due> => {
    const { earlier } = slot;
    const one = { ...slot, chosen: [], updates: [], isInDoubt: isInDoubt(earlier) };
    if (one.decision.timing === 'merged') return { ...one, emptyBecause: 'merged' };
    const told = toldByChat.get(one.chat.id) ?? toldIn(shelf, earlier);
    toldByChat.set(one.chat.id, told);
    const { preferences: taste, decision, schedule } = one;
    const window = withOverlap(decision.window);
    const chosen = chooseStories({ from: shelf.prepared, taste, told, window, limit: taste.maxStories });
    if (chosen.length === 0) return { ...one, emptyBecause: 'nothing-new' };
    if (chosen.length < schedule.minStories) return { ...one, emptyBecause: 'too-few' };
    const updates = updatesOf(chosen, told);
    for (const { storyId } of chosen) told.set(storyId, { at: decision.slot, digestId: null, storyId });
    return { ...one, chosen, updates, emptyBecause: null };
  });
}

async function readPlans<Due extends DueSchedule>(
  tx: Database,
  { run, shelf, choices }: { run: PlannerRun; shelf: Shelf; choices: readonly Choice<Due>[] },
): Promise<Plan<Due>[]> {
  const byLength = groupBy(choices, ({ preferences }) => preferences.length);
  // Summaries are written in one order everywhere, so that two planners wait for each other and never in a circle.
  for (const length of SUMMARY_LENGTHS) {
    const own = byLength.get(length) ?? [];
    const storyIds = own.flatMap(({ chosen }) => chosen.map(({ storyId }) => storyId));
    await readItems(tx, shelf, { storyIds, length, now: run.now });
  }
  return choices.map((choice) => {
    const { preferences, schedule, decision } = choice;
    const { length, form, topics, maxMinutes: minutes } = preferences;
    const items = inReadingOrder(withinMinutes(itemsOf(shelf, choice.chosen, length), { minutes, form }), topics);
    return {
      ...choice,
      key: `schedule:${schedule.id}:${decision.slot.toISOString()}`,
      items,
      emptyBecause: choice.emptyBecause ?? (items.length === 0 ? 'nothing-new' : null),
    };
  });
}

/** Does the chat get a message: its stories, or the one line that there are none? */
function isTold({ emptyBecause, schedule }: Plan): boolean {
  return emptyBecause === null || (emptyBecause !== 'merged' && schedule.whenQuiet === 'tell');
}

function digestRow(plan: Plan, now: Date): NewDigest {
  const { chat, schedule, decision, items, emptyBecause } = plan;
  return {
    chatId: chat.id,
    scheduleId: schedule.id,
    kind: 'scheduled',
    key: plan.key,
    slotAt: decision.slot,
    windowFrom: decision.window.from,
    windowUntil: decision.window.until,
    storyIds: items.map(({ storyId }) => storyId),
    state: isTold(plan) ? 'planned' : 'empty',
    stateReason: emptyBecause,
    createdAt: now,
    expiresAt: decision.expiresAt,
  };
}

function shownOf({ items, decision, chat, schedule, preferences, emptyBecause, isInDoubt }: Plan): Shown {
  const { length, form } = preferences;
  // What a channel's reader presses could be answered to nobody.
  const hasButtons = items.length > 0 && chat.kind !== 'channel';
  const actions: DigestAction[] = isInDoubt ? ['more', 'again'] : ['more'];
  return {
    title: { kind: decision.timing === 'late' ? 'late' : 'scheduled' },
    items,
    because: emptyBecause === 'too-few' ? 'too-few' : 'nothing-new',
    at: decision.slot,
    zone: schedule.zone,
    language: chat.language,
    length,
    form,
    actions: hasButtons ? actions : [],
  };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
