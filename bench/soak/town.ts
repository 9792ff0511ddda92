import { sql } from 'drizzle-orm';
import { PROJECT_FOLDER } from '../../src/config.js';
import type { Database } from '../../src/db/connect.js';
import { addStartingSources } from '../../src/intake/intake.js';
import { addSources } from '../../src/intake/sources/store.js';
import { TOPICS } from '../../src/vocabulary.js';

/** Readers of the sandbox exist from this Telegram id on. */
export const FIRST_READER = 1_000_000;
/** Slots begin so many minutes after the start, when the first articles are stories. */
const FIRST_SLOT_MINUTE = 3;
/** The last slot leaves the outbox a minute to empty itself. */
const LAST_SLOT_MINUTES_BEFORE_END = 2;

/**
 * Readers with three schedules each. The first falls into the time of the bench; the others come twelve hours later, and
 * must stay quiet. Twenty thousand digests of two messages in 25 minutes are 27 a second: with the answers to people
 * nearly all of the 29 that Telegram lets through, and no more, so that a slot can be met.
 * @returns how many slots fall into the time of the bench.
 */
export async function settleReaders(
  db: Database,
  { readers, minutes, from }: { readers: number; minutes: number; from: Date },
): Promise<number> {
  const length = minutes - LAST_SLOT_MINUTES_BEFORE_END - FIRST_SLOT_MINUTE;
  const first = new Date(Math.ceil(from.getTime() / 60_000) * 60_000 + FIRST_SLOT_MINUTE * 60_000).toISOString();
  await db.execute(sql`
    insert into chats (telegram_id, kind, title)
    select ${FIRST_READER} + n, 'private', 'Читач ' || n from generate_series(1, ${readers}::int) as n`);
  await db.execute(sql`
    insert into preferences (chat_id, topics, length)
    select id, array(select topic from unnest(${sql.param(`{${TOPICS.join()}}`)}::text[]) with ordinality as t(topic, place)
        order by hashtext(topic || id) limit 2 + id % 5),
      case when id % 10 = 1 then 'short' when id % 10 = 2 then 'long' else 'normal' end
    from chats`);
  const [row] = await db.execute<{ slots: number }>(sql`
    with slots as (
      select id as chat_id, n, ${first}::timestamptz + case
          when n = 1 then make_interval(mins => (hashtext('first' || id) & 65535) % ${length}::int)
          else interval '12 hours' + make_interval(mins => n) end as slot
      from chats, generate_series(1, 3) as n
    ), made as (
      insert into schedules (chat_id, times, weekdays, zone, next_slot_at, last_slot_at)
      select chat_id, array[to_char(slot at time zone 'Europe/Kyiv', 'HH24:MI')], '{1,2,3,4,5,6,7}', 'Europe/Kyiv', slot, slot - interval '24 hours'
      from slots returning next_slot_at
    )
    select count(*)::int as slots from made where next_slot_at < ${first}::timestamptz + interval '6 hours'`);
  return row?.slots ?? 0;
}

/** The papers of the bench alone are polled: what a new installation starts with is on the web, and is stopped. */
export async function subscribeToPapers(
  db: Database,
  { papers, port }: { papers: number; port: number },
): Promise<void> {
  const now = new Date();
  await addStartingSources(db, { projectFolder: PROJECT_FOLDER, now });
  await db.execute(sql`update sources set paused_at = now(), paused_reason = 'bench'`);
  await addSources(
    db,
    Array.from({ length: papers }, (_, paper) => ({
      title: `Газета ${paper}`,
      url: `http://127.0.${1 + Math.floor(paper / 250)}.${1 + (paper % 250)}:${port}/rss`,
      siteUrl: null,
      topic: null,
      language: 'uk' as const,
      unconfirmed: false,
    })),
    now,
  );
}
