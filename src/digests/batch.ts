import { claimDueSchedules } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import type { Message } from '../texts/message.js';
import { inTurns } from '../turns.js';
import type { DigestAction } from './buttons.js';
import { choosePlans, moveOn, type Plan } from './choose-plans.js';
import type { QueuedDigest, StoredMessage } from './enqueue.js';
import type { Shown } from './rendered.js';
import type { PlannerRun } from './run.js';
import { insertDigests, type NewDigest } from './store.js';

/** What became of due schedules. */
export interface PlanCounts {
  claimed: number;
  planned: number;
}

/**
 * Claims schedules that are due and plans their digests in one transaction: the digests, their messages in the outbox
 * and the next slots are all written, or none is.
 */
export async function planBatch(db: Database, run: PlannerRun, limit: number): Promise<PlanCounts> {
  const { stored, ...counts } = await db.transaction(async (tx) => {
    const due = await claimDueSchedules(tx, { now: run.now, limit, known: run.settings });
    if (due.length === 0) return { claimed: 0, planned: 0, stored: new Map<Message, StoredMessage>() };
    // A chat that cannot be reached keeps its schedule and its place in time, and gets nothing.
    const reachable = due.filter(({ chat }) => chat.state === 'active');
    const plans = await choosePlans(tx, run, reachable);
    // Both at once: neither waits for what the other gives.
    const [ids] = await Promise.all([
      insertDigests(
        tx,
        plans.map((plan) => digestRow(plan, run.now)),
      ),
      moveOn(tx, run, due),
    ]);
    const queuedOf = (plan: Plan): QueuedDigest[] => {
      const digestId = ids.get(plan.key);
      if (digestId === undefined || !isTold(plan)) return [];
      const { chat } = plan.due;
      // Channels have many readers each, and go first.
      const priority = chat.kind === 'channel' ? 1 : 2;
      const parts = run.rendered.messagesOf(shownOf(plan));
      return [{ digestId, chatId: chat.id, parts, updates: plan.updates, priority, now: run.now }];
    };
    const queued = (await inTurns(plans, queuedOf)).flat();
    const stored = await run.enqueue(tx, queued);
    return { claimed: due.length, planned: queued.length, stored };
  });
  run.rendered.remember(stored);
  return counts;
}

/** Does the chat get a message: its stories, or the one line that there are none? */
function isTold({ emptyBecause, due }: Plan): boolean {
  return emptyBecause === null || (emptyBecause !== 'merged' && due.schedule.whenQuiet === 'tell');
}

function digestRow(plan: Plan, now: Date): NewDigest {
  const { due, decision, items, emptyBecause } = plan;
  return {
    chatId: due.chat.id,
    scheduleId: due.scheduleId,
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

function shownOf({ items, decision, due, emptyBecause, isInDoubt }: Plan): Shown {
  const { chat, schedule, preferences } = due;
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
