import { and, asc, count, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { chats, desks, editions, schedules } from '../../db/schema.js';
import type { Chat } from './chats.js';
import type { Desk } from './desks.js';
import { preferencesOf } from './preferences.js';
import { type Schedule, saveSchedule } from './schedules.js';

/** One of the digests that a desk publishes, with what it tells of and how it looks. */
export type Edition = typeof editions.$inferSelect;

/** How it looks where its desk has words of its own. */
export type Template = NonNullable<Edition['template']>;

/** What of an edition its desk may change. */
export type EditionChange = Partial<Omit<Edition, 'id' | 'deskId' | 'version' | 'createdAt'>>;

/** An edition with everything around it. */
export interface EditionPlace {
  edition: Edition;
  schedule: Schedule;
  desk: Desk;
  chat: Chat;
}

/** Editions that a desk may have. */
const MOST_EDITIONS = 10;

/** The editions of a desk with their schedules, the oldest first. */
export async function editionsOf(db: Database, deskId: number): Promise<{ edition: Edition; schedule: Schedule }[]> {
  return db
    .select({ edition: editions, schedule: schedules })
    .from(editions)
    .innerJoin(schedules, eq(schedules.editionId, editions.id))
    .where(eq(editions.deskId, deskId))
    .orderBy(asc(editions.id));
}

/** The edition of an id with its schedule, desk and chat, or `null`. */
export async function editionById(db: Database, editionId: number): Promise<EditionPlace | null> {
  const [row] = await db
    .select({ edition: editions, schedule: schedules, desk: desks, chat: chats })
    .from(editions)
    .innerJoin(schedules, eq(schedules.editionId, editions.id))
    .innerJoin(desks, eq(desks.id, editions.deskId))
    .innerJoin(chats, eq(chats.id, desks.chatId))
    .where(eq(editions.id, editionId));
  return row ?? null;
}

/** The launched editions that tell only what chosen sources do, this one among them. */
export async function editionsChoosing(db: Database, sourceId: number): Promise<{ edition: Edition; chat: Chat }[]> {
  return db
    .select({ edition: editions, chat: chats })
    .from(editions)
    .innerJoin(desks, eq(desks.id, editions.deskId))
    .innerJoin(chats, eq(chats.id, desks.chatId))
    .where(and(isNotNull(editions.launchedAt), sql`${sourceId} = any(${editions.onlySourceIds})`))
    .orderBy(asc(editions.id));
}

/**
 * Makes an edition with its schedule, at rest until it is launched.
 * @param options.count how many the desk has, as the one who asks saw it: the second of two quick taps makes none.
 * @returns `null` where there are not so many, or as many as a desk may have.
 */
export async function createEdition(
  db: Database,
  options: {
    desk: Desk;
    count: number;
    values: Pick<Edition, 'name'> & EditionChange;
    calendar: Pick<Schedule, 'times' | 'weekdays' | 'zone'>;
  },
  now: Date,
): Promise<EditionPlace | null> {
  const { desk, values, calendar } = options;
  return db.transaction(async (tx) => {
    await tx.select({ id: desks.id }).from(desks).where(eq(desks.id, desk.id)).for('update');
    const [present] = await tx.select({ count: count() }).from(editions).where(eq(editions.deskId, desk.id));
    if (present?.count !== options.count || options.count >= MOST_EDITIONS) return null;
    const [edition] = await tx
      .insert(editions)
      .values({ ...values, deskId: desk.id, createdAt: now })
      .returning();
    if (!edition) throw new Error('An insert of an edition returned no row.');
    const { chatId } = desk;
    const schedule = await saveSchedule(tx, { ...calendar, chatId, editionId: edition.id }, now);
    await tx.update(schedules).set({ pausedAt: now }).where(eq(schedules.id, schedule.id));
    return editionById(tx, edition.id);
  });
}

/**
 * Makes editions of the schedules that a chat had before it had a desk, with what it wanted then: they go on as they are.
 * @returns how many there were.
 */
export async function adoptSchedules(
  tx: Database,
  { desk, name }: { desk: Desk; name: string },
  now: Date,
): Promise<number> {
  const isOwn = and(eq(schedules.chatId, desk.chatId), isNull(schedules.editionId));
  const own = await tx.select({ id: schedules.id }).from(schedules).where(isOwn).orderBy(asc(schedules.id));
  const wanted = await preferencesOf(tx, desk.chatId);
  for (const { id } of own) {
    const [edition] = await tx
      .insert(editions)
      .values({ ...wanted, deskId: desk.id, name, launchedAt: now, createdAt: now })
      .returning({ id: editions.id });
    if (edition) await tx.update(schedules).set({ editionId: edition.id }).where(eq(schedules.id, id));
  }
  return own.length;
}

/**
 * Changes an edition.
 * @param options.version as the one who changes it saw it.
 * @returns the edition now; `null` where somebody changed it meanwhile, or it is no more: nothing is changed then.
 */
export async function changeEdition(
  db: Database,
  options: { editionId: number; version: number; change: EditionChange },
): Promise<Edition | null> {
  const { editionId, version, change } = options;
  const [row] = await db
    .update(editions)
    .set({ ...change, version: sql`${editions.version} + 1` })
    .where(and(eq(editions.id, editionId), eq(editions.version, version)))
    .returning();
  return row ?? null;
}

/** Takes a source out of what the editions of a desk choose and leave out. */
export async function forgetSource(
  tx: Database,
  { deskId, sourceId }: { deskId: number; sourceId: number },
): Promise<void> {
  await tx
    .update(editions)
    .set({
      onlySourceIds: sql`array_remove(${editions.onlySourceIds}, ${sourceId}::bigint)`,
      mutedSourceIds: sql`array_remove(${editions.mutedSourceIds}, ${sourceId}::bigint)`,
      version: sql`${editions.version} + 1`,
    })
    .where(
      and(
        eq(editions.deskId, deskId),
        sql`(${sourceId} = any(${editions.onlySourceIds}) or ${sourceId} = any(${editions.mutedSourceIds}))`,
      ),
    );
}

/** Removes an edition with its schedule and its drafts; gives whether there was one. What it published stays. */
export async function deleteEdition(db: Database, editionId: number): Promise<boolean> {
  const removed = await db.delete(editions).where(eq(editions.id, editionId)).returning({ id: editions.id });
  return removed.length > 0;
}
