import { and, asc, count, eq, isNull, lte, min, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { chats, editions, preferences, schedules } from '../../db/schema.js';
import type { QueueState } from '../../telemetry/metrics.js';
import type { Chat } from './chats.js';
import type { Edition } from './editions.js';
import { DEFAULT_PREFERENCES, type Preferences } from './preferences.js';
import type { Schedule } from './schedules.js';

/** A schedule whose slot has come, with whose it is. */
export interface DueSchedule {
  schedule: Schedule & { nextSlotAt: Date };
  chat: Chat;
  /** The edition's where it publishes one, else the chat's own. */
  preferences: Preferences;
  /** What a desk publishes by this schedule; `null`: the chat's own digest. */
  edition: Edition | null;
}

/**
 * Locks schedules whose slot has come, the longest due first, with their chats, so that two schedules of a chat are not
 * planned at once without knowing of each other; those that another planner holds are passed over. Call it in the
 * transaction that plans them and moves them on: the locks last as long. A pause whose end has come counts no more.
 */
export async function claimDueSchedules(tx: Database, options: { now: Date; limit: number }): Promise<DueSchedule[]> {
  return claimSchedules(tx, { ...options, due: isDue(options.now) });
}

/**
 * Locks schedules whose desk is to get the draft of the coming slot, as {@link claimDueSchedules} does those that are due.
 */
export async function claimSchedulesToApprove(
  tx: Database,
  options: { now: Date; limit: number },
): Promise<DueSchedule[]> {
  const { now, limit } = options;
  const lead = sql`make_interval(mins => ${schedules.leadMinutes})`;
  const due = and(
    eq(schedules.mode, 'approval'),
    sql`${schedules.nextSlotAt} - ${lead} <= ${now.toISOString()}::timestamptz`,
    isAwake(now),
  );
  return claimSchedules(tx, { limit, due });
}

async function claimSchedules(
  tx: Database,
  { limit, due: isWanted }: { limit: number; due: SQL | undefined },
): Promise<DueSchedule[]> {
  // Two steps, so that a batch costs what a batch holds: joined at once, the whole minute would be sorted for each.
  const due = await tx
    .select({ id: schedules.id })
    .from(schedules)
    .where(isWanted)
    .orderBy(asc(schedules.nextSlotAt), asc(schedules.id))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  if (due.length === 0) return [];
  const rows = await tx
    .select({ schedule: schedules, chat: chats, preferences, edition: editions })
    .from(schedules)
    .innerJoin(chats, eq(chats.id, schedules.chatId))
    .leftJoin(preferences, eq(preferences.chatId, schedules.chatId))
    .leftJoin(editions, eq(editions.id, schedules.editionId))
    .where(sql`${schedules.id} = any(${sql.param(`{${due.map(({ id }) => id).join()}}`)}::bigint[])`)
    .orderBy(asc(schedules.nextSlotAt), asc(schedules.id))
    .for('no key update', { of: chats, skipLocked: true });
  return rows.flatMap(({ schedule, chat, preferences: wanted, edition }) => {
    if (schedule.nextSlotAt === null) return [];
    return [
      {
        schedule: { ...schedule, nextSlotAt: schedule.nextSlotAt },
        chat,
        preferences: edition ?? (wanted ? withoutChat(wanted) : DEFAULT_PREFERENCES),
        edition,
      },
    ];
  });
}

function isDue(now: Date) {
  return and(lte(schedules.nextSlotAt, now), eq(schedules.mode, 'automatic'), isAwake(now));
}

function isAwake(now: Date) {
  return or(isNull(schedules.pausedAt), lte(schedules.pausedUntil, now));
}

/** The schedules whose slot has come and is not planned yet. */
export async function dueSchedules(db: Database, now: Date): Promise<QueueState> {
  const [row] = await db
    .select({ length: count(), since: min(schedules.nextSlotAt) })
    .from(schedules)
    .where(isDue(now));
  return row ?? { length: 0, since: null };
}

/** Where schedules stand once their slot is dealt with. */
export interface ScheduleStep {
  id: number;
  lastSlotAt: Date;
  nextSlotAt: Date | null;
}

/** Moves schedules on to their next slots, all in one statement. */
export async function advanceSchedules(tx: Database, steps: readonly ScheduleStep[]): Promise<void> {
  if (steps.length === 0) return;
  await tx.execute(sql`
    update ${schedules} set last_slot_at = step.last, next_slot_at = step.next, paused_at = null, paused_until = null
    from jsonb_to_recordset(${JSON.stringify(
      steps.map(({ id, lastSlotAt, nextSlotAt }) => ({ id, last: lastSlotAt, next: nextSlotAt })),
    )}::jsonb) as step (id bigint, last timestamptz, next timestamptz)
    where ${schedules.id} = step.id`);
}

function withoutChat({ chatId: _, ...rest }: typeof preferences.$inferSelect): Preferences {
  return rest;
}
