import { desc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { deskJournal } from '../../db/schema.js';

/** One line of a desk's journal: who changed what. */
export type JournalLine = typeof deskJournal.$inferSelect;

/** Writes down who changed what. Call it in the transaction that changes it. */
export async function writeJournal(
  tx: Database,
  line: { deskId: number; userId: number | null; action: string; data?: JournalLine['data'] },
  now: Date,
): Promise<void> {
  await tx.insert(deskJournal).values({ ...line, data: line.data ?? {}, at: now });
}

/** A page of a desk's journal, the newest lines first. */
export async function journalOf(
  db: Database,
  options: { deskId: number; limit: number; offset: number },
): Promise<JournalLine[]> {
  return db
    .select()
    .from(deskJournal)
    .where(eq(deskJournal.deskId, options.deskId))
    .orderBy(desc(deskJournal.id))
    .limit(options.limit)
    .offset(options.offset);
}

/** Removes the oldest lines that were written before a moment. Gives how many went. */
export async function pruneJournal(db: Database, options: { before: Date; limit: number }): Promise<number> {
  const oldest = sql`(select id from ${deskJournal} order by id limit ${options.limit})`;
  const removed = await db
    .delete(deskJournal)
    .where(sql`${deskJournal.id} in ${oldest} and ${lt(deskJournal.at, options.before)}`)
    .returning({ id: deskJournal.id });
  return removed.length;
}
