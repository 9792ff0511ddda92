import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.js';
import { canonicalAddress } from '../../src/intake/address.js';
import { type Promised, punctuality } from './pace.js';
import { FIRST_PERSON } from './people.js';
import { shares } from './shares.js';
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

/** Calls that Telegram's limit of messages a second counts. */
const A_SEND = /^send(?!ChatAction)/;

/** Compares what readers were promised with what Telegram's own book says that they got, up to a moment, ms. */
export async function judgeDigests(
  db: Database,
  options: { calls: readonly Call[]; slots: number; rate: number; until: number },
) {
  const { calls, slots, rate, until } = options;
  const got = calls
    .filter(({ ok, method, chat_id = 0 }) => ok && method === 'sendMessage' && chat_id < FIRST_PERSON)
    .map(({ chat_id: reader = 0, at }) => ({ reader, at }));
  const times = new Map<number, number>();
  for (const { reader } of got) times.set(reader, (times.get(reader) ?? 0) + 1);
  const rows = await db.execute<{ reader: string; sent: number; uncertain: number; waiting: number }>(sql`
    select chats.telegram_id as reader, count(*) filter (where deliveries.state = 'sent')::int as sent,
      count(*) filter (where deliveries.state = 'uncertain')::int as uncertain,
      count(*) filter (where deliveries.state in ('pending', 'deferred', 'sending'))::int as waiting
    from deliveries join chats on chats.id = deliveries.chat_id
    where chats.telegram_id between ${FIRST_READER} and ${FIRST_PERSON - 1} group by chats.telegram_id`);
  const sum = (of: (row: { got: number; sent: number; uncertain: number; waiting: number }) => number) =>
    [...rows].reduce((total, row) => total + of({ ...row, got: times.get(Number(row.reader)) ?? 0 }), 0);
  const states = await db.execute<{ state: string; count: number }>(
    sql`select state, count(*)::int as count from digests where kind = 'scheduled' group by state`,
  );
  const [missed] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from schedules where next_slot_at < now() - interval '1 minute'`,
  );
  const answers = calls.filter(({ ok, method, chat_id = 0 }) => ok && A_SEND.test(method) && chat_id >= FIRST_PERSON);
  const { behindPace, afterSlot } = punctuality({
    promised: await promisedMessages(db),
    got,
    answers: answers.map(({ at }) => at),
    rate,
    until,
  });
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
    secondsBehindPace: shares(behindPace),
    secondsAfterSlot: shares(afterSlot),
  };
}

/** The messages of all digests that came of slots, whatever became of them. */
async function promisedMessages(db: Database): Promise<Promised[]> {
  const rows = await db.execute<{ reader: string; slot: number }>(sql`
    select chats.telegram_id as reader, (extract(epoch from digests.slot_at) * 1000)::float8 as slot
    from deliveries join digests on digests.id = deliveries.digest_id join chats on chats.id = deliveries.chat_id
    where digests.kind = 'scheduled'`);
  return [...rows].map(({ reader, slot }) => ({ reader: Number(reader), slot }));
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
