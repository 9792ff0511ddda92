import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.js';
import { enqueue } from '../../src/delivery/store.js';

/** Readers of the sandbox exist from this Telegram id on. */
const FIRST_READER = 1_000_000;
const HTML =
  '<b>Ранковий дайджест</b> · 5 подій · 2 хв читання\n\n' +
  '<b>Економіка</b>\n<a href="https://example.org/1">Порт відкрив новий причал</a>\nПричал прийматиме до сорока суден на місяць. За словами керівника порту, перше з них прибуде вже у вівторок.\n'.repeat(
    5,
  );
const MESSAGE = { html: HTML, preview: null, buttons: [[{ text: 'Чому це тут?', data: 'why:{d}' }]] };

/** Plans one digest of one message for each of so many readers, all with the same stories, as at nine in the morning. */
export async function fillOutbox(db: Database, readers: number): Promise<void> {
  await db.execute(sql`
    insert into chats (telegram_id, kind, title)
    select ${FIRST_READER} + n, 'private', 'Reader ' || n from generate_series(1, ${readers}::int) as n
    on conflict do nothing`);
  const round = `bench:${Date.now()}:`;
  const rows = await db.execute<{ id: string; chat: string }>(sql`
    insert into digests (chat_id, kind, key, slot_at, window_from, window_until, story_ids, state, created_at, expires_at)
    select id, 'scheduled', ${round} || id, now(), now(), now(), '{}', 'planned', now(), now() + interval '4 hours'
    from chats where telegram_id > ${FIRST_READER} and telegram_id <= ${FIRST_READER + readers}
    returning id, chat_id as chat`);
  const now = new Date();
  await db.transaction((tx) =>
    enqueue(
      tx,
      rows.map(({ id, chat }) => ({ digestId: Number(id), chatId: Number(chat), parts: [MESSAGE], priority: 2, now })),
    ),
  );
  await db.execute(sql`analyze`);
}

/** Empties the outbox and everything that stands around it. */
export async function emptyOutbox(db: Database): Promise<void> {
  await db.execute(
    sql`truncate chats, deliveries, notices, send_pauses, send_budgets, leases restart identity cascade`,
  );
}

/** How many deliveries are in each state. */
export async function countStates(db: Database): Promise<Record<string, number>> {
  const rows = await db.execute<{ state: string; count: number }>(
    sql`select state, count(*)::int as count from deliveries group by state`,
  );
  return Object.fromEntries([...rows].map(({ state, count }) => [state, count]));
}

/** Is nothing left to do? */
export function isDone(states: Record<string, number>): boolean {
  return !states.pending && !states.sending && !states.deferred;
}
