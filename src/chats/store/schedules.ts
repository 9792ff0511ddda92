import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { arrayOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { prepared } from '../../db/prepared.js';
import { chats, schedules } from '../../db/schema.js';
import { askedTogether } from '../../db/together.js';
import { nextSlot, previousSlot } from '../calendar.js';
import { setChatState } from './chats.js';

/** When a chat gets a digest. */
export type Schedule = typeof schedules.$inferSelect;

/** A new schedule, or (with `id`) a change of one: what is left out stays as it is. */
export type ScheduleChange = Partial<
  Pick<
    Schedule,
    | 'times'
    | 'weekdays'
    | 'cron'
    | 'zone'
    | 'minStories'
    | 'whenQuiet'
    | 'mode'
    | 'leadMinutes'
    | 'whenUnanswered'
    | 'editionId'
  >
> &
  (
    | { chatId: number; id?: undefined; times: string[]; weekdays: number[]; zone: string }
    | { chatId: number; id: number }
  );

/** A chat's schedules, the oldest first. */
export async function schedulesOf(db: Database, chatId: number): Promise<Schedule[]> {
  return (await schedulesByChat(db, chatId)) ?? [];
}

const schedulesByChat = askedTogether(async (db, chatIds: number[]) => {
  const byChat = new Map<number, Schedule[]>();
  for (const schedule of await schedulesRows(db, { chatIds: arrayOf(chatIds) })) {
    const known = byChat.get(schedule.chatId);
    if (known) known.push(schedule);
    else byChat.set(schedule.chatId, [schedule]);
  }
  return byChat;
});

const schedulesRows = prepared((db) =>
  db
    .select()
    .from(schedules)
    .where(sql`${schedules.chatId} = any(${sql.placeholder('chatIds')}::bigint[])`)
    .orderBy(asc(schedules.id))
    .prepare('schedules_rows'),
);

/**
 * Writes a schedule and its next slot. A slot that is due already but not yet planned keeps its due moment; one that
 * went out is not repeated, whatever the change.
 * @throws Error where the schedule to change is not this chat's.
 */
export async function saveSchedule(db: Database, change: ScheduleChange, now: Date): Promise<Schedule> {
  return db.transaction(async (tx) => {
    if (change.id === undefined) {
      const { id: _, ...values } = change;
      const [row] = await tx
        .insert(schedules)
        .values({
          ...values,
          nextSlotAt: nextSlot(values, now),
          // The first window reaches back to where the schedule's last slot would have been.
          lastSlotAt: previousSlot(values, now),
          createdAt: now,
        })
        .returning();
      if (!row) throw new Error('An insert of a schedule returned no row.');
      return row;
    }
    const { id, chatId, ...values } = change;
    const mine = and(eq(schedules.id, id), eq(schedules.chatId, chatId));
    const [before] = await tx.select().from(schedules).where(mine).for('update');
    if (!before) throw new Error(`Schedule ${id} of chat ${chatId} does not exist.`);
    const [row] = await tx
      .update(schedules)
      .set({ ...values, nextSlotAt: slotAfterChange(before, { ...before, ...values }, now) })
      .where(mine)
      .returning();
    if (!row) throw new Error(`Schedule ${id} vanished under its own lock.`);
    return row;
  });
}

/** Takes a schedule away. */
export async function deleteSchedule(db: Database, options: { chatId: number; id: number }): Promise<void> {
  await db.delete(schedules).where(and(eq(schedules.id, options.id), eq(schedules.chatId, options.chatId)));
}

/** Pauses a chat's schedules, until a moment or until they are resumed; gives whether any was awake. */
export async function pauseSchedules(
  db: Database,
  chatId: number,
  now: Date,
  options: { id?: number; until?: Date } = {},
): Promise<boolean> {
  const { id, until = null } = options;
  return db.transaction(async (tx) => {
    const own = await tx.select().from(schedules).where(ofChat(chatId, id)).for('update');
    // Who pauses what somebody paused already would make that pause end with his own.
    const awake = own.filter(({ pausedAt, pausedUntil }) => pausedAt === null || pausedUntil !== null);
    for (const schedule of awake) {
      const nextSlotAt = until === null ? schedule.nextSlotAt : nextSlot(schedule, lastPassedOver(until));
      await tx
        .update(schedules)
        .set({ pausedAt: now, pausedUntil: until, nextSlotAt })
        .where(eq(schedules.id, schedule.id));
    }
    return awake.length > 0;
  });
}

/** Ends those pauses of a chat's schedules that began at a moment or after it, and what was paused before stays so. */
export async function resumeSince(db: Database, chatId: number, options: { since: Date; now: Date }): Promise<void> {
  for (const { id, pausedAt } of await schedulesOf(db, chatId)) {
    if (pausedAt !== null && pausedAt >= options.since) await resumeSchedules(db, chatId, options.now, { id });
  }
}

/**
 * Ends the pauses of a chat's schedules. The first digest after a pause tells of no more than one interval. Who ends the
 * pause of a closed topic says that it is open: nothing else may tell so. Gives whether any was paused.
 */
export async function resumeSchedules(
  db: Database,
  chatId: number,
  now: Date,
  options: { id?: number } = {},
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const paused = await tx
      .select()
      .from(schedules)
      .where(and(ofChat(chatId, options.id), isNotNull(schedules.pausedAt)))
      .for('update');
    for (const schedule of paused) {
      await tx.update(schedules).set(resumed(schedule, now)).where(eq(schedules.id, schedule.id));
    }
    const [chat] = await tx.select({ state: chats.state }).from(chats).where(eq(chats.id, chatId));
    if (chat?.state === 'topic') await setChatState(tx, chatId, 'active', null, now);
    return paused.length > 0;
  });
}

function resumed(schedule: Schedule, now: Date) {
  const before = previousSlot(schedule, now);
  const last = schedule.lastSlotAt;
  return {
    pausedAt: null,
    pausedUntil: null,
    nextSlotAt: nextSlot(schedule, now),
    lastSlotAt: last !== null && (before === null || last > before) ? last : before,
  };
}

function slotAfterChange(before: Schedule, after: Schedule, now: Date): Date | null {
  const isDue = before.pausedAt === null && before.nextSlotAt !== null && before.nextSlotAt <= now;
  if (isDue) return before.nextSlotAt;
  const pauseEnds = before.pausedUntil !== null && before.pausedUntil > now ? before.pausedUntil : null;
  const next = nextSlot(after, pauseEnds === null ? now : lastPassedOver(pauseEnds));
  return next !== null && wasTold(before, after, next) ? nextSlot(after, next) : next;
}

/** Slots up to this moment are passed over by a pause; when it ends by itself, the first one behind them is due. */
function lastPassedOver(pausedUntil: Date): Date {
  return new Date(pausedUntil.getTime() - 1);
}

/** In a zone further west this morning's 08:00 comes again, and the chat has had it. */
function wasTold(before: Schedule, after: Schedule, slot: Date): boolean {
  const last = before.lastSlotAt;
  if (before.zone === after.zone || last === null || last < before.createdAt) return false;
  return wallTime(last, before.zone) === wallTime(slot, after.zone);
}

/** «2026-01-05, 08:00», the same moment on the walls of a zone. */
function wallTime(time: Date, zone: string): string {
  return time.toLocaleString('en-CA', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
}

function ofChat(chatId: number, id: number | undefined) {
  return and(eq(schedules.chatId, chatId), id === undefined ? undefined : eq(schedules.id, id));
}
