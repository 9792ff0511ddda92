import { and, asc, eq, gt, lte, max, or, sql } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { corrections, deliveries, payloads, recalls } from '../../db/schema.js';
import type { Message } from '../../texts/message.js';
import { messageIn, savePayload } from './enqueue.js';

/** Stories to be taken out of what was sent, and of what waits to be. */
export type Recall = typeof recalls.$inferSelect;

/** Deliveries that stand beside each other. */
export interface Deliveries {
  lowest: number;
  /** Above the highest. */
  below: number;
  /** When the oldest of them was made. */
  madeAt: Date;
}

/** Recalls that are walked for at once. */
const MOST_RECALLS = 100;

export async function addRecall(
  tx: Database,
  recall: Pick<Recall, 'since' | 'startAt'> & { storyIds: readonly number[] },
) {
  await tx.insert(recalls).values({ ...recall, storyIds: [...recall.storyIds] });
}

/** The recalls that are not at their end. */
export async function dueRecalls(db: Database, now: Date): Promise<Recall[]> {
  return db.select().from(recalls).where(lte(recalls.startAt, now)).orderBy(asc(recalls.id)).limit(MOST_RECALLS);
}

/** Writes down how far the walk is for those that it serves; one that was farther stays where it was. */
export async function walkRecalls(tx: Database, walk: { ids: readonly number[]; doneFrom: number }): Promise<void> {
  await tx
    .update(recalls)
    .set({ doneFrom: sql`least(${recalls.doneFrom}, ${walk.doneFrom})` })
    .where(anyOf(recalls.id, walk.ids));
}

/** These are done. */
export async function endRecall(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await db.delete(recalls).where(anyOf(recalls.id, ids));
}

/** The id of the newest delivery; 0 where there is none. */
export async function newestDelivery(db: Database): Promise<number> {
  const [row] = await db.select({ id: max(deliveries.id) }).from(deliveries);
  return row?.id ?? 0;
}

/** As many deliveries as may be looked through at once, the next below an id; `null`: there are none. */
export async function deliveriesBelow(
  db: Database,
  { id, limit }: { id: number; limit: number },
): Promise<Deliveries | null> {
  const [row] = await db.execute<{ lowest: string | null; made: string | null }>(sql`
    select min(id) as lowest, min(created_at) as made
    from (select id, created_at from ${deliveries} where id < ${id} order by id desc limit ${limit}) as page`);
  if (!row || row.lowest === null || row.made === null) return null;
  return { lowest: Number(row.lowest), below: id, madeAt: new Date(row.made) };
}

/** The bodies that tell one of these stories and were not changed yet, by hash. */
export async function tellingPayloads(
  db: Database,
  options: { storyIds: readonly number[]; above: string; limit: number },
): Promise<{ hash: string; message: Message }[]> {
  const { storyIds, above, limit } = options;
  const rows = await db
    .select({ hash: payloads.hash, body: payloads.body })
    .from(payloads)
    .where(
      and(
        sql`${payloads.body} -> 'storyIds' @> any(${`{${storyIds.join()}}`}::jsonb[])`,
        sql`${payloads.replacedBy} is null`,
        gt(payloads.hash, above),
      ),
    )
    .orderBy(asc(payloads.hash))
    .limit(limit);
  return rows.map(({ hash, body }) => ({ hash, message: messageIn(body) }));
}

/** From now on this message is shown in place of a body, and of those that were replaced by it. */
export async function replacePayload(
  tx: Database,
  { hash, message, now }: { hash: string; message: Message; now: Date },
): Promise<void> {
  const replacedBy = await savePayload(tx, message, now);
  await tx
    .update(payloads)
    .set({ replacedBy })
    .where(or(eq(payloads.hash, hash), eq(payloads.replacedBy, hash)));
}

/**
 * Has the deliveries of a page whose bodies are replaced say the new ones: what waits is sent so, and what was sent, or
 * may have been, is corrected.
 * @returns how many, and the digests that wait and have nothing left to tell.
 */
export async function correctRecalled(
  tx: Database,
  { page, now }: { page: Deliveries; now: Date },
): Promise<{ corrected: number; emptied: number[] }> {
  const time = sql`${now.toISOString()}::timestamptz`;
  const rows = await tx.execute<{ digest: string; waits: boolean; stories: number; part: number; parts: number }>(sql`
    with shown as materialized (
      select ${deliveries.id}, case when last.id is null then ${deliveries.payloadHash} else last.payload_hash end as hash
      from ${deliveries} left join lateral (
        select id, payload_hash from ${corrections}
        where delivery_id = ${deliveries.id} and state in ('pending', 'done') order by id desc limit 1
      ) as last on true
      where ${deliveries.id} >= ${page.lowest} and ${deliveries.id} < ${page.below} and ${deliveries.digestId} is not null
        and ${deliveries.state} not in ('failed', 'expired')
    ), found as materialized (
      select shown.id, body.replaced_by, jsonb_array_length(rest.body -> 'storyIds') as stories
      from shown join ${payloads} as body on body.hash = shown.hash join ${payloads} as rest on rest.hash = body.replaced_by
    ), waiting as (
      update ${deliveries} set payload_hash = found.replaced_by from found
      where ${deliveries.id} = found.id and state in ('pending', 'deferred')
      returning ${deliveries.id}, digest_id, part, parts, found.stories
    ), corrected as (
      insert into ${corrections} (delivery_id, payload_hash, created_at)
      select id, replaced_by, ${time} from found where id not in (select id from waiting)
      returning delivery_id
    ), outdated as (
      delete from ${corrections} where state = 'pending' and delivery_id in (select delivery_id from corrected)
    )
    select digest_id as digest, true as waits, stories, part, parts from waiting
    union all
    select null, false, 0, 1, 1 from corrected`);
  const found = [...rows];
  const emptied = found.filter(({ waits, stories, parts }) => waits && stories === 0 && parts === 1);
  return { corrected: found.length, emptied: emptied.map(({ digest }) => Number(digest)) };
}
