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
  // A statement a table, each by its key: joined, every batch would be read through all chats there are.
  const due = await tx
    .select()
    .from(schedules)
    .where(isWanted)
    .orderBy(asc(schedules.nextSlotAt), asc(schedules.id))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  if (due.length === 0) return [];
  const chatIds = anyOf(due.map(({ chatId }) => chatId));
  const editionIds = due.flatMap(({ editionId }) => editionId ?? []);
  const [owners, wanted, published] = await Promise.all([
    tx.select().from(chats).where(sql`${chats.id} = ${chatIds}`).for('no key update', { skipLocked: true }),
    tx.select().from(preferences).where(sql`${preferences.chatId} = ${chatIds}`),
    editionIds.length === 0
      ? []
      : tx
          .select()
          .from(editions)
          .where(sql`${editions.id} = ${anyOf(editionIds)}`),
  ]);
  const chatsById = new Map(owners.map((chat) => [chat.id, chat]));
  const preferencesByChat = new Map(wanted.map(({ chatId, ...own }) => [chatId, own]));
  const editionsById = new Map(published.map((edition) => [edition.id, edition]));
  return due.flatMap(({ nextSlotAt, ...schedule }) => {
    const chat = chatsById.get(schedule.chatId);
    if (nextSlotAt === null || !chat) return [];
    const edition = editionsById.get(schedule.editionId ?? 0) ?? null;
    return [
      {
        schedule: { ...schedule, nextSlotAt },
        chat,
        preferences: edition ?? preferencesByChat.get(chat.id) ?? DEFAULT_PREFERENCES,
        edition,
      },
    ];
  });
}

function anyOf(ids: readonly number[]): SQL {
  return sql`any(${sql.param(`{${[...new Set(ids)].join()}}`)}::bigint[])`;
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
