import { advanceSchedules, type DueSchedule } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { inTurns } from '../turns.js';
import { SUMMARY_LENGTHS } from '../vocabulary.js';
import type { ChosenStory, Told } from './choose.js';
import { chooseFrom } from './choose-own.js';
import type { StoryUpdate } from './enqueue.js';
import { withOwn } from './own.js';
import { readPhrases } from './phrases.js';
import type { PlannerRun } from './run.js';
import { followMerges, openShelf, readItems, type Shelf, toldIn, updatesOf } from './shelf.js';
import { decideSlot, isInDoubt, MEMORY_MS, type SlotDecision, slotOf, withOverlap } from './slot.js';
import { digestsSince, type EarlierDigest } from './store.js';
import type { ToldList } from './told-lists.js';

/** A slot to plan for, and what its chat has had. */
type Decided<Due> = Due & {
  decision: SlotDecision;
  earlier: readonly EarlierDigest[];
};

/** A slot with the stories chosen for it; none, and the reason why. */
type Choice<Due> = Decided<Due> & {
  chosen: ChosenStory[];
  updates: StoryUpdate[];
  /** May the digest before not have arrived? */
  isInDoubt: boolean;
  emptyBecause: 'nothing-new' | 'too-few' | 'merged' | null;
};

/** A choice as it will be told. */
export type Plan<Due extends DueSchedule = DueSchedule> = Choice<Due> & {
  key: string;
  items: ToldList;
};

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
  return readPlans(tx, { run, shelf, choices: await chooseForAll(shelf, decided) });
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

/** The run's shelf, reaching back to the earliest window of the batch, with desks' own stories and the merges of all that was told. */
async function shelfFor(tx: Database, run: PlannerRun, decided: readonly Decided<DueSchedule>[]): Promise<Shelf> {
  const starts = decided.map(({ decision }) => withOverlap(decision.window).from.getTime());
  const since = new Date(Math.min(...starts, run.now.getTime()));
  if (run.shelf === null || since < run.shelf.since) {
    run.shelf = { since, opening: openShelf(tx, { since, now: run.now }) };
  }
  const deskIds = decided.flatMap(({ deskId }) => deskId ?? []);
  const shelf = await withOwn(tx, await run.shelf.opening, { deskIds, since: run.shelf.since, now: run.now });
  const told = decided.flatMap(({ earlier }) => earlier.flatMap((digest) => digest.storyIds));
  await followMerges(tx, shelf, told);
  return shelf;
}

function chooseForAll<Due extends DueSchedule>(shelf: Shelf, decided: readonly Decided<Due>[]): Promise<Choice<Due>[]> {
  // A chat may have two schedules due at once: the second tells nothing of what the first does.
  const toldByChat = new Map<number, Map<number, Told>>();
  return inTurns(decided, (slot): Choice<Due> => {
    const { earlier } = slot;
    const one = { ...slot, chosen: [], updates: [], isInDoubt: isInDoubt(earlier) };
    if (one.decision.timing === 'merged') return { ...one, emptyBecause: 'merged' };
    const told = toldByChat.get(one.chat.id) ?? toldIn(shelf, earlier, one.deskId);
    toldByChat.set(one.chat.id, told);
    const { preferences: taste, decision, schedule, deskId } = one;
    const window = withOverlap(decision.window);
    const chosen = chooseFrom(shelf, { deskId, taste, told, window, limit: taste.maxStories });
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
    const { chosen, preferences, schedule, decision } = choice;
    const items = run.lists.listOf({ shelf, chosen, preferences });
    return {
      ...choice,
      key: `schedule:${schedule.id}:${decision.slot.toISOString()}`,
      items,
      emptyBecause: choice.emptyBecause ?? (items.length === 0 ? 'nothing-new' : null),
    };
  });
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
