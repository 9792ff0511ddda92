import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.js';
import { canonicalAddress } from '../../src/intake/address.js';
import { FIRST_PERSON } from './people.js';
import { FIRST_READER } from './town.js';

/** A call as Telegram's book has it. */
export interface Call {
  at: number;
  method: string;
  chat_id?: number;
  ok: boolean;
  error_code?: number;
  description?: string;
}

/**
 * Compares what papers published with what was taken. An article is due once it stood in a feed that was asked for; the
 * others wait for their paper's next turn, which comes every five minutes and up to an hour.
 */
export async function judgeArticles(
  db: Database,
  { written, shown }: { written: number; shown: readonly string[] },
): Promise<object> {
  const rows = await db.execute<{ url: string }>(sql`select url from articles where url is not null`);
  const taken = new Set(rows.map(({ url }) => url));
  const lost = shown.filter((url) => !taken.has(canonicalAddress(url) ?? url));
  const [overdue] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from sources where paused_at is null and next_poll_at < now() - interval '1 minute'`);
  return {
    articlesPublished: written,
    articlesDue: shown.length,
    articlesTaken: shown.length - lost.length,
    articlesLost: lost.length,
    pollsOverdue: overdue?.count ?? 0,
  };
}

/** What Telegram refused, by method and code. */
export function refusals(calls: readonly Call[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { ok, method, error_code } of calls) {
    if (!ok) counts[`${method} ${error_code}`] = (counts[`${method} ${error_code}`] ?? 0) + 1;
  }
  return counts;
}

/** Compares what readers were promised with what Telegram's own book says that they got. */
export async function judgeDigests(db: Database, options: { calls: readonly Call[]; slots: number; rate: number }) {
  const { calls, slots, rate } = options;
  const got = new Map<number, number>();
  for (const { chat_id = 0, ok, method } of calls) {
    if (ok && method === 'sendMessage' && chat_id < FIRST_PERSON) got.set(chat_id, (got.get(chat_id) ?? 0) + 1);
  }
  const rows = await db.execute<{ reader: string; sent: number; uncertain: number; waiting: number }>(sql`
    select chats.telegram_id as reader, count(*) filter (where deliveries.state = 'sent')::int as sent,
      count(*) filter (where deliveries.state = 'uncertain')::int as uncertain,
      count(*) filter (where deliveries.state in ('pending', 'deferred', 'sending'))::int as waiting
    from deliveries join chats on chats.id = deliveries.chat_id
    where chats.telegram_id between ${FIRST_READER} and ${FIRST_PERSON - 1} group by chats.telegram_id`);
  const sum = (of: (row: { got: number; sent: number; uncertain: number; waiting: number }) => number) =>
    [...rows].reduce((total, row) => total + of({ ...row, got: got.get(Number(row.reader)) ?? 0 }), 0);
  const states = await db.execute<{ state: string; count: number }>(
    sql`select state, count(*)::int as count from digests where kind = 'scheduled' group by state`,
  );
  const [missed] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from schedules where next_slot_at < now() - interval '1 minute'`,
  );
  return {
    slotsDue: slots,
    digests: Object.fromEntries([...states].map(({ state, count }) => [state, count])),
    slotsWithoutDigest: slots - [...states].reduce((total, { count }) => total + count, 0),
    slotsOverdue: missed?.count ?? 0,
    sent: sum((row) => row.sent),
    waiting: sum((row) => row.waiting),
    uncertain: sum((row) => row.uncertain),
    lost: sum((row) => Math.max(0, row.sent - row.got)),
    twice: sum((row) => Math.max(0, row.got - row.sent - row.uncertain)),
    secondsBehindPace: await mostBehind(db, rate),
  };
}

/**
 * How far the sender fell behind, s: whoever sends what the slots promise in their order at this rate, and no faster, has
 * sent the n-th message by a moment, and this is the most by which it was missed. A slot that comes while Telegram's limit
 * is still busy with the one before it waits for it. 0 or less: it was never behind.
 */
async function mostBehind(db: Database, rate: number): Promise<number> {
  const [row] = await db.execute<{ slots: number[]; sent: number[]; until: number }>(sql`
    select array_agg(extract(epoch from digests.slot_at)::float8 order by digests.slot_at) as slots,
      coalesce(array_agg(extract(epoch from sent_at)::float8 order by sent_at) filter (where deliveries.state = 'sent'), '{}') as sent,
      extract(epoch from max(sent_at))::float8 as until
    from deliveries join digests on digests.id = deliveries.digest_id where digests.kind = 'scheduled'`);
  if (!row?.slots) return 0;
  let due = Number.NEGATIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const [place, slot] of row.slots.entries()) {
    due = Math.max(due, slot) + 1 / rate;
    // What was not sent when the last one was is late by then, where it should have gone before.
    most = Math.max(most, (row.sent[place] ?? row.until) - due);
  }
  return Number(most.toFixed(1));
}

/** How long people waited for the answers to their commands, ms; those that never came are counted apart. */
export function judgeAnswers(calls: readonly Call[], said: readonly { person: number; at: number }[]) {
  const answers = new Map<number, number[]>();
  for (const { chat_id = 0, ok, at } of calls) {
    if (!ok || chat_id < FIRST_PERSON) continue;
    const of = answers.get(chat_id);
    if (of) of.push(at);
    else answers.set(chat_id, [at]);
  }
  const waits = said.map(({ person, at }) => {
    const answer = answers.get(person)?.find((moment) => moment >= at);
    return answer === undefined ? null : answer - at;
  });
  return { waits: waits.filter((wait) => wait !== null), unanswered: waits.filter((wait) => wait === null).length };
}
