import { and, desc, eq, gt, type SQL, sql } from 'drizzle-orm';
import { anyOf, numbers, texts } from '../db/arrays.js';
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
  // Read without the driver's and drizzle's care for each field: at nine in the morning it is half a million of them.
  const rows = await db.execute<{
    id: string;
    chat: string;
    schedule: string | null;
    kind: DigestKind;
    state: DigestState;
    reason: string | null;
    stories: string;
    since: number;
    until: number;
    created: number;
  }>(sql`
    select id, chat_id as chat, schedule_id as schedule, kind, state, state_reason as reason, story_ids::text as stories,
      ${milliseconds('window_from')} as since, ${milliseconds('window_until')} as until,
      ${milliseconds('created_at')} as created
    from ${digests}
    where chat_id = any(${numbers(options.chatIds)}) and created_at > ${options.since.toISOString()}::timestamptz
    order by created_at`);
  return [...rows].map((row) => ({
    id: Number(row.id),
    chatId: Number(row.chat),
    scheduleId: row.schedule === null ? null : Number(row.schedule),
    kind: row.kind,
    state: row.state,
    stateReason: row.reason,
    storyIds: row.stories === '{}' ? [] : row.stories.slice(1, -1).split(',').map(Number),
    windowFrom: new Date(row.since),
    windowUntil: new Date(row.until),
    createdAt: new Date(row.created),
  }));
}

/** An instant as JavaScript counts it. */
function milliseconds(column: 'window_from' | 'window_until' | 'created_at'): SQL {
  return sql`date_part('epoch', ${sql.raw(column)}) * 1000`;
}

/**
 * Writes digests down; one whose key exists already is left as it is. What a hundred thousand of them share travels once
 * a statement, and the rest of each in columns.
 * @returns the new ones' ids by key.
 */
export async function insertDigests(tx: Database, rows: readonly NewDigest[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const { shared, places } = sharedOf(rows);
  const [inserted] = await tx.execute<{ ids: Record<string, number> }>(sql`
    with inserted as (
      insert into ${digests} (chat_id, schedule_id, kind, key, slot_at, window_from, window_until, story_ids, state,
        state_reason, created_at, expires_at)
      select row.chat, row.schedule, shared.kind, row.key, shared.slot, shared.since, shared.until, row.stories::bigint[],
        shared.state, shared.reason, shared.created, shared.expires
      from unnest(
          ${numbers(rows.map(({ chatId }) => chatId))}, ${numbers(rows.map(({ scheduleId = null }) => scheduleId))},
          ${texts(rows.map(({ key }) => key))}, ${texts(rows.map(({ storyIds }) => `{${storyIds.join()}}`))},
          ${numbers(places, 'integer')}
        ) as row (chat, schedule, key, stories, place)
        join json_to_recordset(${JSON.stringify(shared)}::json) as shared(
          place integer, kind text, slot timestamptz, since timestamptz, until timestamptz, state text, reason text,
          created timestamptz, expires timestamptz) using (place)
      on conflict (key) do nothing
      returning id, key
    )
    select coalesce(json_object_agg(key, id), '{}') as ids from inserted`);
  return new Map(Object.entries(inserted?.ids ?? {}));
}

/** What rows share, each combination once, and by row the place of its own. */
function sharedOf(rows: readonly NewDigest[]) {
  const kinds: NewDigest[] = [];
  const places = rows.map((row) => {
    const place = kinds.findIndex((kind) => isAlike(kind, row));
    return place < 0 ? kinds.push(row) - 1 : place;
  });
  const shared = kinds.map(({ kind, slotAt, windowFrom, windowUntil, createdAt, expiresAt, ...row }, place) => ({
    place,
    kind,
    slot: slotAt,
    since: windowFrom,
    until: windowUntil,
    state: row.state,
    reason: row.stateReason,
    created: createdAt,
    expires: expiresAt,
  }));
  return { shared, places };
}

function isAlike(one: NewDigest, other: NewDigest): boolean {
  return (
    one.kind === other.kind &&
    one.state === other.state &&
    one.stateReason === other.stateReason &&
    one.slotAt.getTime() === other.slotAt.getTime() &&
    one.windowFrom.getTime() === other.windowFrom.getTime() &&
    one.windowUntil.getTime() === other.windowUntil.getTime() &&
    one.createdAt.getTime() === other.createdAt.getTime() &&
    one.expiresAt.getTime() === other.expiresAt.getTime()
  );
}

/** The digest of an id, or `null`. */
export async function digestById(db: Database, digestId: number): Promise<Digest | null> {
  const [digest] = await db.select().from(digests).where(eq(digests.id, digestId));
  return digest ?? null;
}

/** When digests should come, at their slot or, where somebody asked, at once; and until when they are worth sending. */
export async function timesOf(
  db: Database,
  digestIds: readonly number[],
): Promise<Map<number, { dueAt: Date; expiresAt: Date }>> {
  if (digestIds.length === 0) return new Map();
  const { id, kind, slotAt, createdAt, expiresAt } = digests;
  const rows = await db
    .select({ id, kind, slotAt, createdAt, expiresAt })
    .from(digests)
    .where(anyOf(digests.id, digestIds));
  return new Map(
    rows.map((row) => {
      const dueAt = row.kind === 'asked' || row.kind === 'resent' ? row.createdAt : row.slotAt;
      return [row.id, { dueAt, expiresAt: row.expiresAt }];
    }),
  );
}

/** What has nothing left to tell is not worth sending any more. */
export async function expireDigests(tx: Database, digestIds: readonly number[], now: Date): Promise<void> {
  if (digestIds.length === 0) return;
  await tx.update(digests).set({ expiresAt: now }).where(anyOf(digests.id, digestIds));
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
