import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { modelDays, summaryOrders } from '../../db/schema.js';
import { articleMarksOfStories } from '../../stories/store.js';
import type { QueueState } from '../../telemetry/metrics.js';
import type { SummaryLength } from '../../vocabulary.js';
import { fingerprintOf, MODEL_VERSION } from '../fingerprint.js';
import type { WrittenLength } from './prompt.js';

/** A story that the model is to write up in a length, claimed by this process for a while. */
export interface Order {
  storyId: number;
  length: WrittenLength;
  fingerprint: string;
}

/** A story that chats would be shown in a length. */
export interface Wish {
  storyId: number;
  length: SummaryLength;
  /** How many chats. */
  readers: number;
}

/** News that nobody wrote up for so long is written up no more, ms. */
const FRESH_MS = 3_600_000;
/** Longer than two calls take, ms. */
const CLAIM_MS = 90_000;
const MOST_CLAIMS = 3;

/**
 * Orders write-ups of stories for which there is none of their present articles, once each. A short summary is a
 * sentence of an article and needs no model; a foreign story needs its translation in `normal` whatever is shown.
 * @returns how many orders were made or renewed.
 */
export async function orderWriteUps(db: Database, options: { wishes: readonly Wish[]; now: Date }): Promise<number> {
  const { wishes, now } = options;
  const marks = await articleMarksOfStories(db, [...new Set(wishes.map(({ storyId }) => storyId))]);
  const orders = new Map<string, { story: number; length: WrittenLength; fingerprint: string; readers: number }>();
  for (const { storyId, length, readers } of wishes) {
    const all = marks.get(storyId) ?? [];
    const readable = writable(all);
    if (readable.length === 0) continue;
    const isForeign = readable[0]?.language !== 'uk';
    const lengths: WrittenLength[] = [
      ...(isForeign ? ['normal' as const] : []),
      ...(length === 'short' ? [] : [length]),
    ];
    for (const wanted of new Set(lengths)) {
      const key = `${storyId} ${wanted}`;
      const known = orders.get(key)?.readers ?? 0;
      const fingerprint = fingerprintOf(readable, MODEL_VERSION);
      orders.set(key, { story: storyId, length: wanted, fingerprint, readers: known + readers });
    }
  }
  if (orders.size === 0) return 0;
  const made = await db.execute(sql`
    insert into ${summaryOrders} (story_id, length, fingerprint, readers, ordered_at)
    select story, length, fingerprint, readers, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify([...orders.values()])}::jsonb)
      as wanted (story bigint, length text, fingerprint text, readers int)
    order by story, length
    on conflict (story_id, length) do update set
      fingerprint = excluded.fingerprint, readers = excluded.readers, ordered_at = excluded.ordered_at,
      outcome = null, reasons = '{}', claims = 0, claimed_until = null
    where summary_orders.fingerprint <> excluded.fingerprint
    returning story_id`);
  return made.length;
}

/** The articles that a summary is written of: the Ukrainian ones, or where there is none the Russian and English ones. */
export function writable<Article extends { language: string }>(articles: readonly Article[]): Article[] {
  const ukrainian = articles.filter(({ language }) => language === 'uk');
  return ukrainian.length > 0 ? ukrainian : articles.filter(({ language }) => language === 'ru' || language === 'en');
}

/** Claims the order that most chats wait for; `null` where none waits. */
export async function claimOrder(db: Database, now: Date): Promise<Order | null> {
  const [row] = await db.execute<{ story_id: string; length: WrittenLength; fingerprint: string }>(sql`
    update ${summaryOrders} set claimed_until = ${instant(now, CLAIM_MS)}, claims = claims + 1
    where (story_id, length) in (
      select story_id, length from ${summaryOrders}
      where outcome is null and claims < ${MOST_CLAIMS} and ordered_at > ${instant(now, -FRESH_MS)}
        and (claimed_until is null or claimed_until < ${instant(now, 0)})
      order by readers desc, ordered_at limit 1 for update skip locked)
    returning story_id, length, fingerprint`);
  return row ? { storyId: Number(row.story_id), length: row.length, fingerprint: row.fingerprint } : null;
}

function instant(now: Date, plusMs: number) {
  return sql`${new Date(now.getTime() + plusMs).toISOString()}::timestamptz`;
}

/** Writes down what came of an order, unless the story has other articles by now and was ordered anew. */
export async function finishOrder(
  db: Database,
  order: Order,
  result: { outcome: 'written' | 'refused' | 'failed'; reasons: string[] },
): Promise<void> {
  await db
    .update(summaryOrders)
    .set({ ...result, claimedUntil: null })
    .where(isThis(order));
}

/** Gives an order back as if it had not been claimed. */
export async function releaseOrder(db: Database, order: Order): Promise<void> {
  await db
    .update(summaryOrders)
    .set({ claimedUntil: null, claims: sql`greatest(0, ${summaryOrders.claims} - 1)` })
    .where(isThis(order));
}

function isThis({ storyId, length, fingerprint }: Order) {
  return and(
    eq(summaryOrders.storyId, storyId),
    eq(summaryOrders.length, length),
    eq(summaryOrders.fingerprint, fingerprint),
    isNull(summaryOrders.outcome),
  );
}

/** The orders that wait for a writer. */
export async function waitingOrders(db: Database, now: Date): Promise<QueueState> {
  const [row] = await db.execute<{ length: string; since: string | null }>(sql`
    select count(*) as length, min(ordered_at) as since from ${summaryOrders}
    where outcome is null and claims < ${MOST_CLAIMS} and ordered_at > ${instant(now, -FRESH_MS)}`);
  return { length: Number(row?.length ?? 0), since: row?.since ? new Date(row.since) : null };
}

/**
 * Takes tokens out of a day's budget (UTC), in one statement over all processes.
 * @returns whether they were there.
 */
export async function takeTokens(
  db: Database,
  { day, tokens, budget }: { day: string; tokens: number; budget: number },
): Promise<boolean> {
  if (tokens > budget) return false;
  const taken = await db.execute(sql`
    insert into ${modelDays} (day, tokens) values (${day}, ${tokens})
    on conflict (day) do update set tokens = model_days.tokens + excluded.tokens
    where model_days.tokens + excluded.tokens <= ${budget}
    returning day`);
  return taken.length > 0;
}

/** Puts right what was taken: the difference to what a call cost. */
export async function settleTokens(
  db: Database,
  { day, difference }: { day: string; difference: number },
): Promise<void> {
  await db
    .update(modelDays)
    .set({ tokens: sql`greatest(0, ${modelDays.tokens} + ${difference})` })
    .where(eq(modelDays.day, day));
}
