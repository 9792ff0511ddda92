import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte, min, or, type SQL, sql } from 'drizzle-orm';
import { anyOf, instantOf, numbers } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { chats, desks, editions, schedules } from '../../db/schema.js';
import type { QueueState } from '../../telemetry/metrics.js';
import type { Chat } from './chats.js';
import type { Edition, EditionPlace } from './editions.js';
import {
  type KnownSettings,
  openKnownSettings,
  preferencesBy,
  readSchedules,
  type SharedSchedule,
  scheduleText,
} from './known-settings.js';
import { DEFAULT_PREFERENCES, type Preferences } from './preferences.js';

/** A schedule whose slot has come, with whose it is. */
export interface DueSchedule {
  scheduleId: number;
  /** The same object for schedules that are alike. */
  schedule: SharedSchedule;
  chat: Pick<Chat, 'id' | 'kind' | 'state' | 'language'>;
  preferences: Preferences;
  /** The desk that publishes by it, where one does: its own feeds' stories are told too. */
  deskId?: number;
}

/** The same of a schedule by which a desk publishes: its preferences are the edition's. */
export interface DueEdition extends DueSchedule {
  chat: Chat;
  edition: Edition;
}

interface Claim {
  now: Date;
  limit: number;
}

/**
 * Locks schedules of chats' own digests whose slot has come, the longest due first, with their chats, so that two
 * schedules of a chat are not planned at once without knowing of each other; those that another planner holds are passed
 * over. Call it in the transaction that plans them and moves them on: the locks last as long. A pause whose end has come
 * counts no more.
 * @param options.known from one call to the next.
 */
export async function claimDueSchedules(
  tx: Database,
  { now, limit, known = openKnownSettings() }: Claim & { known?: KnownSettings },
): Promise<DueSchedule[]> {
  const due = await tx
    .select({ id: schedules.id, chatId: schedules.chatId, text: scheduleText })
    .from(schedules)
    .where(and(isDue(now), isNull(schedules.editionId)))
    .orderBy(asc(schedules.nextSlotAt), asc(schedules.id))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  if (due.length === 0) return [];
  const chatIds = due.map(({ chatId }) => chatId);
  // All at once: none waits for what another gives.
  const [owners, shared, wanted] = await Promise.all([
    tx
      .select({ id: chats.id, kind: chats.kind, state: chats.state, language: chats.language })
      .from(chats)
      .where(anyOf(chats.id, chatIds))
      .for('no key update', { skipLocked: true }),
    readSchedules(tx, due, known.schedules),
    preferencesBy(tx, chatIds, known.preferences),
  ]);
  const byId = new Map(owners.map((chat) => [chat.id, chat]));
  return due.flatMap(({ id, chatId, text }) => {
    const chat = byId.get(chatId);
    const schedule = shared.get(text);
    if (!chat || !schedule) return [];
    return [{ scheduleId: id, schedule, chat, preferences: wanted.get(chatId) ?? DEFAULT_PREFERENCES }];
  });
}

/**
 * Locks the schedules of editions that are to be worked on, as {@link claimDueSchedules} does: those whose slot has
 * come, and those that want approval and whose desk is to get the draft now.
 */
export async function claimDueEditions(tx: Database, { now, limit }: Claim): Promise<DueEdition[]> {
  const lead = sql`make_interval(mins => ${schedules.leadMinutes})`;
  const wantsDraft = and(
    eq(schedules.mode, 'approval'),
    sql`${schedules.nextSlotAt} - ${lead} <= ${now.toISOString()}::timestamptz`,
    isAwake(now),
  );
  const due = await lockWithChats(tx, { due: and(or(isDue(now), wantsDraft), isNotNull(schedules.editionId)), limit });
  if (due.length === 0) return [];
  const editionIds = numbers(due.flatMap(({ schedule }) => schedule.editionId ?? []));
  const published = await tx.select().from(editions).where(sql`${editions.id} = any(${editionIds})`);
  const byId = new Map(published.map((edition) => [edition.id, edition]));
  return due.flatMap((one) => {
    const edition = byId.get(one.schedule.editionId ?? 0);
    return edition ? [{ ...one, edition, preferences: edition, deskId: edition.deskId }] : [];
  });
}

/**
 * Locks the schedules of launched editions that rest and whose slot has come, as {@link claimDueSchedules} does: nothing
 * is published, but the slot is accounted for.
 */
export async function claimRestingEditions(
  tx: Database,
  { now, limit }: Claim,
): Promise<Pick<DueEdition, 'scheduleId' | 'schedule' | 'chat'>[]> {
  const launched = tx.select({ id: editions.id }).from(editions).where(isNotNull(editions.launchedAt));
  const rests = and(isNotNull(schedules.pausedAt), or(isNull(schedules.pausedUntil), gt(schedules.pausedUntil, now)));
  const due = and(lte(schedules.nextSlotAt, now), rests, inArray(schedules.editionId, launched));
  return lockWithChats(tx, { due, limit });
}

/** The editions that offer their desks what breaks and are published now, with everything around them. */
export async function editionsOfferingBreaking(db: Database, now: Date): Promise<EditionPlace[]> {
  return db
    .select({ edition: editions, schedule: schedules, desk: desks, chat: chats })
    .from(editions)
    .innerJoin(schedules, eq(schedules.editionId, editions.id))
    .innerJoin(desks, eq(desks.id, editions.deskId))
    .innerJoin(chats, eq(chats.id, desks.chatId))
    .where(
      and(
        editions.offersBreaking,
        isNotNull(editions.launchedAt),
        isNull(desks.ownerlessSince),
        eq(chats.state, 'active'),
        isAwake(now),
      ),
    )
    .orderBy(asc(editions.id));
}

/** A statement a table, each by its key: joined, every batch would be read through all chats there are. */
async function lockWithChats(
  tx: Database,
  { due: isWanted, limit }: { due: SQL | undefined; limit: number },
): Promise<Pick<DueEdition, 'scheduleId' | 'schedule' | 'chat'>[]> {
  const due = await tx
    .select()
    .from(schedules)
    .where(isWanted)
    .orderBy(asc(schedules.nextSlotAt), asc(schedules.id))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  if (due.length === 0) return [];
  const chatIds = numbers(due.map(({ chatId }) => chatId));
  const owners = await tx
    .select()
    .from(chats)
    .where(sql`${chats.id} = any(${chatIds})`)
    .for('no key update', { skipLocked: true });
  const byId = new Map(owners.map((chat) => [chat.id, chat]));
  return due.flatMap(({ nextSlotAt, ...schedule }) => {
    const chat = byId.get(schedule.chatId);
    return nextSlotAt !== null && chat
      ? [{ scheduleId: schedule.id, schedule: { ...schedule, nextSlotAt }, chat }]
      : [];
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

/** Moves schedules on to their next slots, all in one statement; a pause is over then. */
export async function advanceSchedules(tx: Database, steps: readonly ScheduleStep[]): Promise<void> {
  if (steps.length === 0) return;
  await tx.execute(sql`
    update ${schedules} set last_slot_at = ${instantOf(sql`step.last`)}, next_slot_at = ${instantOf(sql`step.next`)},
      paused_at = null, paused_until = null
    from unnest(
      ${numbers(steps.map(({ id }) => id))}, ${numbers(steps.map(({ lastSlotAt }) => lastSlotAt.getTime()))},
      ${numbers(steps.map(({ nextSlotAt }) => nextSlotAt?.getTime() ?? null))}
    ) as step (id, last, next)
    where ${schedules.id} = step.id`);
}

/** Moves schedules that rest on to their next slots; they rest on. */
export async function passOver(tx: Database, steps: readonly ScheduleStep[]): Promise<void> {
  for (const { id, ...step } of steps) await tx.update(schedules).set(step).where(eq(schedules.id, id));
}
