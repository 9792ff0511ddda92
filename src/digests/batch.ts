import { advanceSchedules, claimDueSchedules, type DueSchedule } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import type { Message } from '../texts/message.js';
import { SUMMARY_LENGTHS } from '../vocabulary.js';
import { withButtons } from './buttons.js';
import { type ChosenStory, chooseStories } from './choose.js';
import { composeDigest, type DigestItem, inReadingOrder, withinMinutes } from './compose.js';
import type { Enqueue, QueuedDigest } from './enqueue.js';
import { renderHtml, renderQuiet } from './render.js';
import { followMerges, itemsOf, openShelf, readItems, type Shelf, toldIn } from './shelf.js';
import { decideSlot, MEMORY_MS, type SlotDecision, type SlotsOf, slotOf, slotsAround, withOverlap } from './slot.js';
import { splitMessages } from './split.js';
import { digestsSince, type EarlierDigest, insertDigests, type NewDigest } from './store.js';

/** What a run of the planner keeps from one batch to the next: everything is loaded, reckoned and rendered once. */
export interface PlannerRun {
  now: Date;
  enqueue: Enqueue;
  /** Opened by the first batch that needs it, or needs more of it, for those at work beside it too. */
  shelf: { since: Date; opening: Promise<Shelf> } | null;
  slots: SlotsOf;
  /** Messages by what makes them: the list of stories and how it is shown. */
  rendered: Map<string, readonly Message[]>;
}

/** What became of due schedules. */
export interface PlanCounts {
  claimed: number;
  planned: number;
}

/** Lists kept rendered: at 12 KB a list, 24 MB. */
const MOST_RENDERED = 2_000;

/** Opens a run: one moment, one set of stories. */
export function openRun(options: { now: Date; enqueue: Enqueue }): PlannerRun {
  const known = new Map<string, ReturnType<typeof slotsAround>>();
  return {
    ...options,
    shelf: null,
    rendered: new Map(),
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
  return db.transaction(async (tx) => {
    const due = await claimDueSchedules(tx, { now: run.now, limit });
    if (due.length === 0) return { claimed: 0, planned: 0 };
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
      return [{ digestId, chatId: chat.id, parts: messagesOf(plan, run), priority, now: run.now }];
    });
    await run.enqueue(tx, queued);
    await moveOn(tx, run, due);
    return { claimed: due.length, planned: queued.length };
  });
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
  const toldByChat = new Map<number, Map<number, Date>>();
  return decided.map((one): Choice<Due> => {
    const { earlier } = one;
    if (one.decision.timing === 'merged') return { ...one, chosen: [], emptyBecause: 'merged' };
    const told = toldByChat.get(one.chat.id) ?? toldIn(shelf, earlier);
    toldByChat.set(one.chat.id, told);
    const { preferences: taste, decision, schedule } = one;
    const window = withOverlap(decision.window);
    const chosen = chooseStories({ from: shelf.prepared, taste, told, window, limit: taste.maxStories });
    if (chosen.length === 0) return { ...one, chosen, emptyBecause: 'nothing-new' };
    if (chosen.length < schedule.minStories) return { ...one, chosen: [], emptyBecause: 'too-few' };
    for (const { storyId } of chosen) told.set(storyId, one.decision.slot);
    return { ...one, chosen, emptyBecause: null };
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

function messagesOf(plan: Plan, run: PlannerRun): readonly Message[] {
  const { items, decision, chat, schedule, preferences, emptyBecause } = plan;
  const { length, form } = preferences;
  const list = items.map(({ storyId, topic, isUpdate }) => `${storyId}${topic}${isUpdate ? '!' : ''}`).join(' ');
  // What a channel's reader presses could be answered to nobody.
  const hasButtons = items.length > 0 && chat.kind !== 'channel';
  const { language } = chat;
  const shownAs = [decision.slot.getTime(), decision.timing, schedule.zone, language, length, form, hasButtons];
  const because = emptyBecause === 'too-few' ? emptyBecause : 'nothing-new';
  const key = [...shownAs, items.length > 0 ? list : because].join(' ');
  const known = run.rendered.get(key);
  if (known) return known;
  const content = composeDigest({
    title: { kind: decision.timing === 'late' ? 'late' : 'scheduled' },
    items,
    at: decision.slot,
    zone: schedule.zone,
    language,
    length,
    form,
  });
  const parts = splitMessages(items.length > 0 ? renderHtml(content) : [renderQuiet(content, because)]);
  const messages = hasButtons ? withButtons(parts, { language, actions: ['more'] }) : parts;
  const [oldest] = run.rendered.keys();
  if (run.rendered.size >= MOST_RENDERED && oldest !== undefined) run.rendered.delete(oldest);
  run.rendered.set(key, messages);
  return messages;
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
