import { advanceSchedules, claimDueSchedules, type DueSchedule } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import type { Message } from '../texts/message.js';
import { type ChosenStory, chooseStories } from './choose.js';
import { composeDigest } from './compose.js';
import type { Enqueue, QueuedDigest } from './enqueue.js';
import { renderHtml } from './render.js';
import { followMerges, itemsOf, openShelf, readItems, type Shelf, seenIn } from './shelf.js';
import { decideSlot, MEMORY_MS, type SlotDecision, slotsAround } from './slot.js';
import { splitMessages } from './split.js';
import { digestsSince, type EarlierDigest, insertDigests, type NewDigest } from './store.js';

/** What a run of the planner keeps from one batch to the next: everything is loaded, reckoned and rendered once. */
export interface PlannerRun {
  now: Date;
  enqueue: Enqueue;
  shelf: Shelf | null;
  slots: typeof slotsAround;
  /** Messages by what makes them: the list of stories and how it is shown. */
  rendered: Map<string, readonly Message[]>;
}

/** What became of due schedules. */
export interface PlanCounts {
  claimed: number;
  planned: number;
}

/** Lists kept rendered: at 10 KB a list, 50 MB. */
const MOST_RENDERED = 5_000;

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
interface Decided extends DueSchedule {
  decision: SlotDecision;
  earlier: readonly EarlierDigest[];
}

/** A slot with its stories, or with the reason why it has none. */
interface Plan extends DueSchedule {
  decision: SlotDecision;
  chosen: ChosenStory[];
  emptyBecause: 'nothing-new' | 'too-few' | 'merged' | null;
}

/**
 * Claims schedules that are due and plans their digests in one transaction: the digests, their messages in the outbox
 * and the next slots are all written, or none is.
 */
export async function planBatch(db: Database, run: PlannerRun, limit: number): Promise<PlanCounts> {
  return db.transaction(async (tx) => {
    const due = await claimDueSchedules(tx, { now: run.now, limit });
    // A chat that cannot be reached keeps its schedule and its place in time, and gets nothing.
    const decided = await decideSlots(
      tx,
      run,
      due.filter(({ chat }) => chat.state === 'active'),
    );
    const shelf = await shelfFor(tx, run, decided);
    const chosenPlans = chooseForAll(shelf, decided);
    for (const length of new Set(chosenPlans.map(({ preferences }) => preferences.length))) {
      const own = chosenPlans.filter(({ preferences }) => preferences.length === length);
      const storyIds = own.flatMap(({ chosen }) => chosen.map(({ story }) => story.id));
      await readItems(tx, shelf, { storyIds, length, now: run.now });
    }
    const plans = chosenPlans.map((plan) => withoutUntold(plan, shelf));
    const rows = plans.map((plan) => digestRow(plan, run.now));
    const ids = await insertDigests(tx, rows);
    const queued = plans.flatMap((plan): QueuedDigest[] => {
      const digestId = ids.get(keyOf(plan));
      if (plan.emptyBecause !== null || digestId === undefined) return [];
      const { chat } = plan;
      // Channels have many readers each, and go first.
      const priority = chat.kind === 'channel' ? 1 : 2;
      return [{ digestId, chatId: chat.id, parts: messagesOf(plan, shelf, run), priority, now: run.now }];
    });
    await run.enqueue(tx, queued);
    await advanceSchedules(
      tx,
      due.map(({ schedule }) => {
        const { previous, next } = run.slots(schedule, run.now);
        const slot = previous !== null && previous > schedule.nextSlotAt ? previous : schedule.nextSlotAt;
        return { id: schedule.id, lastSlotAt: slot, nextSlotAt: next };
      }),
    );
    return { claimed: due.length, planned: queued.length };
  });
}

async function decideSlots(tx: Database, run: PlannerRun, due: readonly DueSchedule[]): Promise<Decided[]> {
  const since = new Date(run.now.getTime() - MEMORY_MS);
  const earlierByChat = new Map<number, EarlierDigest[]>();
  for (const digest of await digestsSince(tx, { chatIds: due.map(({ chat }) => chat.id), since })) {
    const own = earlierByChat.get(digest.chatId);
    if (own) own.push(digest);
    else earlierByChat.set(digest.chatId, [digest]);
  }
  return due.map((one) => {
    const earlier = earlierByChat.get(one.chat.id) ?? [];
    return {
      ...one,
      earlier,
      decision: decideSlot({ schedule: one.schedule, earlier, now: run.now, slots: run.slots }),
    };
  });
}

/** The run's shelf, reaching back to the earliest window of the batch, with the merges of all that was seen. */
async function shelfFor(tx: Database, run: PlannerRun, decided: readonly Decided[]): Promise<Shelf> {
  const earliest = Math.min(...decided.map(({ decision }) => decision.window.from.getTime()), run.now.getTime());
  const since = new Date(earliest);
  if (run.shelf === null || since < run.shelf.since) run.shelf = await openShelf(tx, { since, now: run.now });
  await followMerges(
    tx,
    run.shelf,
    decided.flatMap(({ earlier }) => earlier.flatMap((digest) => digest.storyIds)),
  );
  return run.shelf;
}

function chooseForAll(shelf: Shelf, decided: readonly Decided[]): Plan[] {
  // A chat may have two schedules due at once: the second tells nothing of what the first does.
  const seenByChat = new Map<number, Set<number>>();
  return decided.map(({ earlier, ...one }): Plan => {
    if (one.decision.timing === 'merged') return { ...one, chosen: [], emptyBecause: 'merged' };
    const seen = seenByChat.get(one.chat.id) ?? seenIn(shelf, earlier);
    seenByChat.set(one.chat.id, seen);
    const { preferences, decision } = one;
    const { window } = decision;
    const limit = preferences.maxStories;
    const chosen = chooseStories({ from: shelf.prepared, preferences, seenStoryIds: seen, window, limit });
    if (chosen.length === 0) return { ...one, chosen, emptyBecause: 'nothing-new' };
    if (chosen.length < one.schedule.minStories) return { ...one, chosen: [], emptyBecause: 'too-few' };
    for (const { story } of chosen) seen.add(story.id);
    return { ...one, chosen, emptyBecause: null };
  });
}

/** Leaves out stories that cannot be told: their articles were removed, or none is in Ukrainian. */
function withoutUntold(plan: Plan, shelf: Shelf): Plan {
  const told = new Set(itemsOf(shelf, plan.chosen, plan.preferences.length).map((item) => item.storyId));
  const chosen = plan.chosen.filter(({ story }) => told.has(story.id));
  return { ...plan, chosen, emptyBecause: plan.emptyBecause ?? (chosen.length === 0 ? 'nothing-new' : null) };
}

function keyOf({ schedule, decision }: Plan): string {
  return `schedule:${schedule.id}:${decision.slot.toISOString()}`;
}

function digestRow(plan: Plan, now: Date): NewDigest {
  const { chat, schedule, decision, chosen, emptyBecause } = plan;
  return {
    chatId: chat.id,
    scheduleId: schedule.id,
    kind: 'scheduled',
    key: keyOf(plan),
    slotAt: decision.slot,
    windowFrom: decision.window.from,
    windowUntil: decision.window.until,
    storyIds: chosen.map(({ story }) => story.id),
    state: emptyBecause === null ? 'planned' : 'empty',
    stateReason: emptyBecause,
    createdAt: now,
    expiresAt: decision.expiresAt,
  };
}

function messagesOf(plan: Plan, shelf: Shelf, run: PlannerRun): readonly Message[] {
  const { schedule, preferences, decision, chosen } = plan;
  const { zone } = schedule;
  const { language } = plan.chat;
  const { length, form } = preferences;
  const list = chosen.map(({ story, topic }) => `${story.id}${topic}`).join(' ');
  const key = [decision.slot.getTime(), decision.timing, zone, language, length, form, list].join(' ');
  const known = run.rendered.get(key);
  if (known) return known;
  const content = composeDigest({
    title: { kind: decision.timing === 'late' ? 'late' : 'scheduled' },
    items: itemsOf(shelf, chosen, length),
    at: decision.slot,
    zone,
    language,
    length,
    form,
  });
  const messages = splitMessages(renderHtml(content));
  const [oldest] = run.rendered.keys();
  if (run.rendered.size >= MOST_RENDERED && oldest !== undefined) run.rendered.delete(oldest);
  run.rendered.set(key, messages);
  return messages;
}
