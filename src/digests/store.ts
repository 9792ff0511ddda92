import { and, desc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.js';
import { digests } from '../db/schema.js';

/** What one chat gets for one slot. */
export type Digest = typeof digests.$inferSelect;
/** A digest to be written. */
export type NewDigest = Omit<typeof digests.$inferInsert, 'id'>;
export type DigestKind = Digest['kind'];
export type DigestState = Digest['state'];

/** What is remembered of an earlier digest when the next is chosen. */
export type EarlierDigest = Pick<
  Digest,
  | 'id'
  | 'chatId'
  | 'scheduleId'
  | 'kind'
  | 'state'
  | 'stateReason'
  | 'storyIds'
  | 'windowFrom'
  | 'windowUntil'
  | 'createdAt'
>;

/** The digests of chats since a moment, the oldest first. */
export async function digestsSince(
  db: Database,
  options: { chatIds: readonly number[]; since: Date },
): Promise<EarlierDigest[]> {
  if (options.chatIds.length === 0) return [];
  return db
    .select({
      id: digests.id,
      chatId: digests.chatId,
      scheduleId: digests.scheduleId,
      kind: digests.kind,
      state: digests.state,
      stateReason: digests.stateReason,
      storyIds: digests.storyIds,
      windowFrom: digests.windowFrom,
      windowUntil: digests.windowUntil,
      createdAt: digests.createdAt,
    })
    .from(digests)
    .where(
      and(
        sql`${digests.chatId} = any(${sql.param(`{${options.chatIds.join()}}`)}::bigint[])`,
        gt(digests.createdAt, options.since),
      ),
    )
    .orderBy(digests.createdAt);
}

/**
 * Writes digests down; one whose key exists already is left as it is.
 * @returns the new ones' ids by key.
 */
export async function insertDigests(tx: Database, rows: readonly NewDigest[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const inserted = await tx.execute<{ id: string; key: string }>(sql`
    insert into ${digests} (chat_id, schedule_id, kind, key, slot_at, window_from, window_until, story_ids, state,
      state_reason, created_at, expires_at)
    select chat, schedule, kind, key, slot, since, until, stories, state, reason, created, expires
    from json_to_recordset(${JSON.stringify(rows.map(recordOf))}::json) as row(
      chat bigint, schedule bigint, kind text, key text, slot timestamptz, since timestamptz, until timestamptz,
      stories bigint[], state text, reason text, created timestamptz, expires timestamptz)
    on conflict (key) do nothing
    returning id, key`);
  return new Map([...inserted].map(({ id, key }) => [key, Number(id)]));
}

/** One parameter carries a whole batch: thousands of them cost more to bind than to insert. */
function recordOf(row: NewDigest) {
  return {
    chat: row.chatId,
    schedule: row.scheduleId ?? null,
    kind: row.kind,
    key: row.key,
    slot: row.slotAt,
    since: row.windowFrom,
    until: row.windowUntil,
    stories: row.storyIds,
    state: row.state,
    reason: row.stateReason ?? null,
    created: row.createdAt,
    expires: row.expiresAt,
  };
}

/** The digest of an id, or `null`. */
export async function digestById(db: Database, digestId: number): Promise<Digest | null> {
  const [digest] = await db.select().from(digests).where(eq(digests.id, digestId));
  return digest ?? null;
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

/** What has nothing left to tell is not worth sending any more. */
export async function expireDigests(tx: Database, digestIds: readonly number[], now: Date): Promise<void> {
  if (digestIds.length === 0) return;
  await tx
    .update(digests)
    .set({ expiresAt: now })
    .where(inArray(digests.id, [...digestIds]));
}

/** What became of a digest whose every part is decided. */
export interface FinishedDigest {
  id: number;
  state: Extract<DigestState, 'sent' | 'uncertain' | 'failed' | 'expired'>;
  reason: string | null;
}

/**
 * The statement that writes down what became of digests; where there is no reason, the one that the planner gave (too
 * few stories) stays. A broadcast ends hundreds of digests a second, so the statement can stand inside the one that
 * writes down what became of their messages: both are done, or neither.
 */
export function finishingDigests(finished: readonly FinishedDigest[]): SQL {
  return sql`
    update ${digests} set state = row.state,
      state_reason = case when digests.state = 'planned' then coalesce(row.reason, digests.state_reason) else row.reason end
    from json_to_recordset(${JSON.stringify(finished)}::json) as row(id bigint, state text, reason text)
    where digests.id = row.id`;
}

/** Writes down what became of digests. */
export async function finishDigests(tx: Database, finished: readonly FinishedDigest[]): Promise<void> {
  if (finished.length > 0) await tx.execute(finishingDigests(finished));
}

/** The digests of a chat made since a moment, the oldest first. */
export async function digestsOfChat(db: Database, options: { chatId: number; since: Date }): Promise<Digest[]> {
  return db
    .select()
    .from(digests)
    .where(and(eq(digests.chatId, options.chatId), gt(digests.createdAt, options.since)))
    .orderBy(digests.createdAt, digests.id);
}

/** The newest digests of a chat, the newest first. */
export async function lastDigestsOf(db: Database, chatId: number, limit: number): Promise<Digest[]> {
  return db
    .select()
    .from(digests)
    .where(eq(digests.chatId, chatId))
    .orderBy(desc(digests.createdAt), desc(digests.id))
    .limit(limit);
}
