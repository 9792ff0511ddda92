import { type Calendar, nextSlot, previousSlot } from '../chats/calendar.js';
import type { EarlierDigest } from './store.js';

/** A slot to plan for, or one so late that its stories go into the next. */
export interface SlotDecision {
  slot: Date;
  /** `null`: the schedule never falls due again. */
  next: Date | null;
  /** The digest goes out, tells of its time, or leaves its stories to the next. */
  timing: 'due' | 'late' | 'merged';
  /** Stories accepted after `from` and not after `until`. */
  window: { from: Date; until: Date };
  /** Where they are looked for: {@link withOverlap}. */
  reach: { from: Date; until: Date };
  expiresAt: Date;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A digest this late says so; a planner that is only busy is sooner. */
const LATE_AFTER_MS = 15 * MINUTE_MS;
/** A late digest whose next slot is nearer than this leaves its stories to that one. */
const MERGE_WITHIN_MS = HOUR_MS;
/** What was sent is remembered for as long: a window cannot reach further back without telling things twice. */
export const MEMORY_MS = 7 * 24 * HOUR_MS;
/**
 * How far a digest looks back beyond its window: an article is accepted before it is placed into a story, and what was
 * placed only after the last digest had been planned belongs to this one. What was told is known, and not told again.
 */
const OVERLAP_MS = 30 * MINUTE_MS;
/** A hundred thousand readers take 57 minutes at 29 a second: no digest may expire in the queue before that. */
const LEAST_LIFE_MS = 2 * HOUR_MS;
const MOST_LIFE_MS = 12 * HOUR_MS;

/** What a due schedule reads. */
export interface DueCalendar extends Calendar {
  nextSlotAt: Date;
  lastSlotAt: Date | null;
  pausedAt: Date | null;
}

/**
 * What to do about a schedule that is due: of slots missed one after another only the last counts, and it covers what
 * came since the last digest that arrived.
 * @param options.earlier the chat's digests of the last week, the oldest first.
 */
export function decideSlot(options: {
  scheduleId: number;
  schedule: DueCalendar;
  earlier: readonly EarlierDigest[];
  now: Date;
  slots: SlotsOf;
}): SlotDecision {
  const { scheduleId, schedule, earlier, now } = options;
  const { slot, next } = slotOf(schedule, now, options.slots);
  const isLate = now.getTime() - slot.getTime() > LATE_AFTER_MS;
  const isMerged = isLate && next !== null && next.getTime() - now.getTime() <= MERGE_WITHIN_MS;
  const window = { from: windowStart(schedule, slot, untoldSince(scheduleId, earlier)), until: slot };
  const life = next === null ? MOST_LIFE_MS : next.getTime() - now.getTime();
  return {
    slot,
    next,
    timing: isMerged ? 'merged' : isLate ? 'late' : 'due',
    window,
    reach: withOverlap(window),
    expiresAt: new Date(now.getTime() + Math.min(MOST_LIFE_MS, Math.max(LEAST_LIFE_MS, life))),
  };
}

/** The slots on both sides of a moment: {@link slotsAround}, or what remembers its answers. */
export type SlotsOf = (schedule: DueCalendar, now: Date) => ReturnType<typeof slotsAround>;

/** The slot that a due schedule is planned for now, the last of those missed, and the one behind it. */
export function slotOf(schedule: DueCalendar, now: Date, slots: SlotsOf): { slot: Date; next: Date | null } {
  const { previous, next } = slots(schedule, now);
  return { slot: previous !== null && previous > schedule.nextSlotAt ? previous : schedule.nextSlotAt, next };
}

/** The slots on both sides of a moment. */
export function slotsAround(calendar: Calendar, now: Date): { previous: Date | null; next: Date | null } {
  return { previous: previousSlot(calendar, now), next: nextSlot(calendar, now) };
}

/** What a digest looks through for its window. */
export function withOverlap(window: { from: Date; until: Date }): { from: Date; until: Date } {
  return { from: new Date(window.from.getTime() - OVERLAP_MS), until: window.until };
}

/** Where a digest's window begins: at the last slot that was told of, at most a week ago. */
function windowStart(schedule: DueCalendar, slot: Date, lastUntold: Date | null): Date {
  const oldest = slot.getTime() - MEMORY_MS;
  const justBefore = new Date(slot.getTime() - MINUTE_MS);
  // Out of a pause one interval is told of, not the weeks between.
  const last = schedule.pausedAt === null ? schedule.lastSlotAt : null;
  const start = last ?? previousSlot(schedule, justBefore) ?? new Date(slot.getTime() - 24 * HOUR_MS);
  const untold = schedule.pausedAt === null ? lastUntold : null;
  return new Date(Math.max(oldest, Math.min(start.getTime(), untold?.getTime() ?? Number.POSITIVE_INFINITY)));
}

/** The beginning of an unbroken row of digests that did not arrive, up to the last one: their stories may come again. */
export function untoldSince(scheduleId: number, earlier: readonly EarlierDigest[]): Date | null {
  let since: Date | null = null;
  for (const digest of earlier) {
    if (digest.scheduleId !== scheduleId) continue;
    since = isUntold(digest) ? (since ?? digest.windowFrom) : null;
  }
  return since;
}

/** Reasons for which a digest was not sent, and which say nothing against its stories. */
const UNTOLD_BECAUSE: ReadonlySet<string> = new Set(['too-few', 'merged', 'unanswered', 'too-late']);

/** Did this digest's stories not reach the chat, so that the next may tell them? */
export function isUntold(digest: Pick<EarlierDigest, 'state' | 'stateReason'>): boolean {
  if (digest.state === 'failed' || digest.state === 'expired') return true;
  return UNTOLD_BECAUSE.has(digest.stateReason ?? '');
}

/** Did the last digest of its own accord perhaps not reach the chat? Then the next one offers to send it again. */
export function isInDoubt(earlier: readonly Pick<EarlierDigest, 'kind' | 'state' | 'stateReason'>[]): boolean {
  const last = earlier.findLast((digest) => digest.kind !== 'asked' && digest.state !== 'empty' && !isUntold(digest));
  return last?.state === 'uncertain';
}
