import { advanceSchedules, type DueSchedule } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { inTurns } from '../turns.js';
import { SUMMARY_LENGTHS } from '../vocabulary.js';
import type { Told, ToldStories } from './choose.js';
import { chooseFrom } from './choose-own.js';
import type { StoryUpdate } from './enqueue.js';
import { withOwn } from './own.js';
import { readPhrases } from './phrases.js';
import type { ChosenStory } from './prepared.js';
import type { PlannerRun } from './run.js';
import { followMerges, openShelf, readItems, type Shelf, toldIn, updatesOf } from './shelf.js';
import { decideSlot, isInDoubt, MEMORY_MS, type SlotDecision, slotOf, untoldSince } from './slot.js';
import { digestsSince, type EarlierDigest } from './store.js';
import type { ToldList } from './told-lists.js';

/** A slot to plan for, and what its chat has had. */
interface Decided<Due> {
  due: Due;
  decision: SlotDecision;
  earlier: readonly EarlierDigest[];
}

/** The stories chosen for a slot; none, and the reason why. */
interface Choice {
  chosen: ChosenStory[];
  updates: StoryUpdate[];
  /** May the digest before not have arrived? */
  isInDoubt: boolean;
  emptyBecause: 'nothing-new' | 'too-few' | 'merged' | null;
}

/** A slot with what it tells. */
export interface Plan<Due extends DueSchedule = DueSchedule>
  extends Decided<Due>,
    Pick<Choice, 'updates' | 'isInDoubt' | 'emptyBecause'> {
  key: string;
  items: ToldList;
}

/** What each of some schedules that are claimed tells in its slot. */
export async function choosePlans<Due extends DueSchedule>(
  tx: Database,
  run: PlannerRun,
  due: readonly Due[],
): Promise<Plan<Due>[]> {
  const decided = await decideSlots(tx, run, due);
  const shelf = await shelfFor(tx, run, decided);
  await readPhrases(
    tx,
    shelf,
    due.map(({ preferences }) => preferences),
  );
  const choices = await chooseForAll(shelf, decided);
  return readPlans(tx, { run, shelf, decided, choices });
}

/** Moves schedules that were planned on to their next slots. */
export async function moveOn(tx: Database, run: PlannerRun, due: readonly DueSchedule[]): Promise<void> {
  await advanceSchedules(
    tx,
    due.map(({ scheduleId, schedule }) => {
      const { slot, next } = slotOf(schedule, run.now, run.slots);
      return { id: scheduleId, lastSlotAt: slot, nextSlotAt: next };
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
    return { due: one, earlier, decision: decisionFor(run, one, earlier) };
  });
}

function decisionFor(
  run: PlannerRun,
  { scheduleId, schedule }: DueSchedule,
  earlier: readonly EarlierDigest[],
): SlotDecision {
  const isShared = untoldSince(scheduleId, earlier) === null;
  const known = isShared ? run.decisions.get(schedule) : undefined;
  if (known) return known;
  const decision = decideSlot({ scheduleId, schedule, earlier, now: run.now, slots: run.slots });
  if (isShared) run.decisions.set(schedule, decision);
  return decision;
}

/** The run's shelf, reaching back to the earliest window of the batch, with desks' own stories and the merges of all that was told. */
async function shelfFor(tx: Database, run: PlannerRun, decided: readonly Decided<DueSchedule>[]): Promise<Shelf> {
  const starts = decided.map(({ decision }) => decision.reach.from.getTime());
  const since = new Date(Math.min(...starts, run.now.getTime()));
  if (run.shelf === null || since < run.shelf.since) {
    run.shelf = { since, opening: openShelf(tx, { since, now: run.now, pool: run.db }) };
  }
  const deskIds = decided.flatMap(({ due: { deskId } }) => deskId ?? []);
  const shelf = await withOwn(tx, await run.shelf.opening, { deskIds, since: run.shelf.since, now: run.now });
  const told = decided.flatMap(({ earlier }) => earlier.flatMap((digest) => digest.storyIds));
  await followMerges(tx, shelf, told);
  return shelf;
}

/** What is chosen for each slot, in their order. */
function chooseForAll(shelf: Shelf, decided: readonly Decided<DueSchedule>[]): Promise<Choice[]> {
  // A chat may have two schedules due at once: the second tells nothing of what the first does.
  const toldNow = new Map<number, Map<number, Told>>(
    twiceAmong(decided.map(({ due: { chat } }) => chat.id)).map((chatId) => [chatId, new Map()]),
  );
  return inTurns(decided, ({ due, decision, earlier }): Choice => {
    const doubtful = isInDoubt(earlier);
    const nothing = (emptyBecause: Choice['emptyBecause']): Choice => ({
      chosen: [],
      updates: [],
      isInDoubt: doubtful,
      emptyBecause,
    });
    if (decision.timing === 'merged') return nothing('merged');
    const { chat, deskId, preferences: taste, schedule } = due;
    const now = toldNow.get(chat.id);
    const before = toldIn(shelf, earlier, deskId);
    const told: ToldStories = now ? { get: (storyId) => now.get(storyId) ?? before.get(storyId) } : before;
    const chosen = chooseFrom(shelf, { deskId, taste, told, window: decision.reach, limit: taste.maxStories });
    if (chosen.length === 0) return nothing('nothing-new');
    if (chosen.length < schedule.minStories) return nothing('too-few');
    const updates = updatesOf(chosen, told);
    if (now) for (const { storyId } of chosen) now.set(storyId, { at: decision.slot, digestId: null, storyId });
    return { chosen, updates, isInDoubt: doubtful, emptyBecause: null };
  });
}

async function readPlans<Due extends DueSchedule>(
  tx: Database,
  options: { run: PlannerRun; shelf: Shelf; decided: readonly Decided<Due>[]; choices: readonly Choice[] },
): Promise<Plan<Due>[]> {
  const { run, shelf, decided, choices } = options;
  // Summaries are written in one order everywhere, so that two planners wait for each other and never in a circle.
  for (const length of SUMMARY_LENGTHS) {
    const storyIds = choices.flatMap(({ chosen }, index) =>
      decided[index]!.due.preferences.length === length ? chosen.map(({ storyId }) => storyId) : [],
    );
    await readItems(tx, shelf, { storyIds, length, now: run.now });
  }
  return decided.map(({ due, decision, earlier }, index) => {
    const { chosen, updates, isInDoubt, emptyBecause } = choices[index]!;
    const items = run.lists.listOf({ shelf, chosen, preferences: due.preferences });
    return {
      due,
      decision,
      earlier,
      updates,
      isInDoubt,
      key: `schedule:${due.scheduleId}:${decision.slot.toISOString()}`,
      items,
      emptyBecause: emptyBecause ?? (items.length === 0 ? 'nothing-new' : null),
    };
  });
}

function twiceAmong(ids: readonly number[]): number[] {
  return ids.length === new Set(ids).size ? [] : ids.filter((id, place) => ids.indexOf(id) < place);
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
