import { nextSlot } from '../../chats/calendar.js';
import { deskButton } from '../../chats/desk-press.js';
import { claimDueEditions, claimRestingEditions, type DueEdition, passOver } from '../../chats/store.js';
import { tellDesk } from '../../chats/tell-desk.js';
import type { Database } from '../../db/connect.js';
import { momentInWords } from '../../texts/moments.js';
import { choosePlans, moveOn, type Plan } from '../choose-plans.js';
import type { Enqueue } from '../enqueue.js';
import { openRun, type PlannerRun } from '../run.js';
import { slotsAround } from '../slot.js';
import { type Digest, insertDigests, type NewDigest } from '../store.js';
import { publishDraft } from './decide.js';
import { draftItems } from './items.js';
import { type Draft, insertDrafts } from './store.js';

/** Schedules a transaction. */
const BATCH = 100;

/**
 * Makes the drafts of the editions that are due: those that go out by themselves are published at once, the others are
 * brought to their desks. Every slot has its digest from here on: planned, or empty and why, also while an edition rests. Any number of processes may
 * do it at once.
 * @returns schedules worked on.
 */
export async function planDueEditions(options: { db: Database; now: Date; enqueue: Enqueue }): Promise<number> {
  const { db, now, enqueue } = options;
  const run: PlannerRun = {
    ...openRun({ db, now, enqueue }),
    // A draft is made before its slot: the next slot is the one behind it.
    slots: (schedule, at) => slotsAround(schedule, schedule.nextSlotAt > at ? schedule.nextSlotAt : at),
  };
  let planned = 0;
  for (const work of [planBatch, passOverBatch]) {
    for (let batch = BATCH; batch === BATCH; planned += batch) batch = await db.transaction((tx) => work(tx, run));
  }
  return planned;
}

/** The slots of editions that rest: what is published instead is nothing, and the book says why. */
async function passOverBatch(tx: Database, { now }: PlannerRun): Promise<number> {
  const resting = await claimRestingEditions(tx, { now, limit: BATCH });
  await insertDigests(
    tx,
    resting.map((one) => emptyRow(one, one.chat.state === 'active' ? 'paused' : `chat-${one.chat.state}`, now)),
  );
  const steps = resting.map(({ scheduleId, schedule }) => {
    const lastSlotAt = schedule.nextSlotAt;
    return { id: scheduleId, lastSlotAt, nextSlotAt: nextSlot(schedule, lastSlotAt) };
  });
  await passOver(tx, steps);
  return resting.length;
}

async function planBatch(tx: Database, run: PlannerRun): Promise<number> {
  const due = await claimDueEditions(tx, { now: run.now, limit: BATCH });
  if (due.length === 0) return 0;
  const reachable = due.filter(({ chat }) => chat.state === 'active');
  const plans = await choosePlans(tx, run, reachable);
  const unreachable = due
    .filter(({ chat }) => chat.state !== 'active')
    .map((one) => emptyRow(one, `chat-${one.chat.state}`, run.now));
  const ids = await insertDigests(tx, [...plans.map((plan) => digestRow(plan, run.now)), ...unreachable]);
  const fresh = plans.filter(({ key }) => ids.has(key));
  const told = fresh.filter(({ emptyBecause }) => emptyBecause === null);
  const drafts = await insertDrafts(
    tx,
    told.map(({ key, due: { edition }, decision, items, updates }) => ({
      digestId: ids.get(key) ?? 0,
      editionId: edition.id,
      slotAt: decision.slot,
      items: draftItems(items, updates),
      state: 'open' as const,
      createdAt: run.now,
    })),
  );
  for (const [index, draft] of drafts.entries()) {
    const plan = told[index];
    if (plan?.due.schedule.mode === 'approval') await bringToDesk(tx, { plan, draft, now: run.now });
    else await publishDraft({ db: tx, now: run.now, enqueue: run.enqueue, draft, by: null });
  }
  for (const plan of fresh) if (plan.emptyBecause !== null) await tellOfNothing(tx, plan, run.now);
  await moveOn(tx, run, due);
  return due.length;
}

function digestRow({ due, decision, key, items, emptyBecause }: Plan<DueEdition>, now: Date): NewDigest {
  return {
    chatId: due.chat.id,
    scheduleId: due.scheduleId,
    kind: 'scheduled',
    key,
    slotAt: decision.slot,
    windowFrom: decision.window.from,
    windowUntil: decision.window.until,
    storyIds: items.map(({ storyId }) => storyId),
    state: emptyBecause === null ? 'planned' : 'empty',
    stateReason: emptyBecause,
    createdAt: now,
    expiresAt: decision.expiresAt,
  };
}

/** A slot for which nothing is chosen is accounted for like every other. */
function emptyRow(
  { chat, scheduleId, schedule }: Pick<DueEdition, 'chat' | 'scheduleId' | 'schedule'>,
  stateReason: string,
  now: Date,
): NewDigest {
  const slotAt = schedule.nextSlotAt;
  return {
    chatId: chat.id,
    scheduleId,
    kind: 'scheduled',
    key: `schedule:${scheduleId}:${slotAt.toISOString()}`,
    slotAt,
    windowFrom: schedule.lastSlotAt ?? slotAt,
    windowUntil: slotAt,
    storyIds: [],
    state: 'empty',
    stateReason,
    createdAt: now,
    expiresAt: now,
  };
}

async function bringToDesk(
  tx: Database,
  { plan, draft, now }: { plan: Plan<DueEdition>; draft: Draft; now: Date },
): Promise<void> {
  const { chat, edition, schedule } = plan.due;
  const when = momentInWords(chat.language, { at: draft.slotAt, now, zone: schedule.zone });
  const notice = {
    chatId: chat.id,
    kind: `draft-${schedule.whenUnanswered}`,
    key: `draft:${draft.id}`,
    data: { chat: chat.title, name: edition.name, when, count: draft.items.length },
    buttons: [[deskButton('desk-button-open-draft', chat.id, 'draft', draft.id)]],
  };
  await tellDesk(tx, notice, now);
}

/**
 * A slot of which nothing was posted is not a failure, but its desk should not have to wonder; of several in a row it
 * hears once.
 */
async function tellOfNothing(tx: Database, plan: Plan<DueEdition>, now: Date): Promise<void> {
  const { due, decision, earlier, emptyBecause } = plan;
  const { chat, edition } = due;
  const before = earlier.findLast(({ scheduleId }) => scheduleId === due.scheduleId);
  if (emptyBecause === 'merged' || (before && isNothing(before))) return;
  const notice = {
    chatId: chat.id,
    kind: 'edition-nothing',
    key: `edition-nothing:${edition.id}:${decision.slot.toISOString()}`,
    data: { chat: chat.title, name: edition.name },
    buttons: [
      [deskButton('desk-button-edition', chat.id, 'edition', edition.id)],
      [deskButton('desk-button-rest', chat.id, 'rest', edition.id)],
    ],
  };
  await tellDesk(tx, notice, now);
}

function isNothing({ state, stateReason }: Pick<Digest, 'state' | 'stateReason'>): boolean {
  return state === 'empty' && (stateReason === 'nothing-new' || stateReason === 'too-few');
}
