import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { digests } from '../db/schema.js';

/** What one chat gets for one slot. */
export type Digest = typeof digests.$inferSelect;
export type NewDigest = typeof digests.$inferInsert;
export type DigestKind = Digest['kind'];
export type DigestState = Digest['state'];

/** What is remembered of an earlier digest when the next is chosen. */
export type EarlierDigest = Pick<
  Digest,
  'chatId' | 'scheduleId' | 'state' | 'stateReason' | 'storyIds' | 'windowFrom' | 'windowUntil' | 'createdAt'
>;

/** The digests of chats since a moment, the oldest first. */
export async function digestsSince(
  db: Database,
  options: { chatIds: readonly number[]; since: Date },
): Promise<EarlierDigest[]> {
  if (options.chatIds.length === 0) return [];
  return db
    .select({
      chatId: digests.chatId,
      scheduleId: digests.scheduleId,
      state: digests.state,
      stateReason: digests.stateReason,
      storyIds: digests.storyIds,
      windowFrom: digests.windowFrom,
      windowUntil: digests.windowUntil,
      createdAt: digests.createdAt,
    })
    .from(digests)
    .where(and(inArray(digests.chatId, [...options.chatIds]), gt(digests.createdAt, options.since)))
    .orderBy(digests.createdAt);
}

/**
 * Writes digests down; one whose key exists already is left as it is.
 * @returns the new ones' ids by key.
 */
export async function insertDigests(tx: Database, rows: readonly NewDigest[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const inserted = await tx
    .insert(digests)
    .values([...rows])
    .onConflictDoNothing({ target: digests.key })
    .returning({ id: digests.id, key: digests.key });
  return new Map(inserted.map(({ id, key }) => [key, id]));
}

/** The digest of an id, or `null`. */
export async function digestById(db: Database, digestId: number): Promise<Digest | null> {
  const [digest] = await db.select().from(digests).where(eq(digests.id, digestId));
  return digest ?? null;
}

/** Writes down what became of a digest. */
export async function setDigestState(
  db: Database,
  digestId: number,
  state: DigestState,
  reason: string | null = null,
): Promise<void> {
  await db.update(digests).set({ state, stateReason: reason }).where(eq(digests.id, digestId));
}

/** Until when digests are worth sending, by id. */
export async function expiriesOf(db: Database, digestIds: readonly number[]): Promise<Map<number, Date>> {
  if (digestIds.length === 0) return new Map();
  const rows = await db
    .select({ id: digests.id, expiresAt: digests.expiresAt })
    .from(digests)
    .where(inArray(digests.id, [...digestIds]));
  return new Map(rows.map(({ id, expiresAt }) => [id, expiresAt]));
}

/** What became of a digest whose every part is decided. */
export interface FinishedDigest {
  id: number;
  state: Extract<DigestState, 'sent' | 'uncertain' | 'failed' | 'expired'>;
  reason: string | null;
}

/** Writes down what became of digests, in one statement: a broadcast ends hundreds a second. */
export async function finishDigests(tx: Database, finished: readonly FinishedDigest[]): Promise<void> {
  if (finished.length === 0) return;
  await tx.execute(sql`
    update ${digests} set state = row.state, state_reason = row.reason
    from json_to_recordset(${JSON.stringify(finished)}::json) as row(id bigint, state text, reason text)
    where digests.id = row.id`);
}

/** The newest digests of a chat, the newest first. */
export async function lastDigestsOf(db: Database, chatId: number, limit: number): Promise<Digest[]> {
  return db
    .select()
    .from(digests)
    .where(eq(digests.chatId, chatId))
    .orderBy(sql`${digests.createdAt} desc, ${digests.id} desc`)
    .limit(limit);
}
