import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.js';
import type { Role } from '../../src/roles.js';
import { countStates, fillOutbox } from '../broadcast/outbox.js';
import { callsOf, judge } from '../broadcast/record.js';
import { NINE, seedChats, seedStories } from '../plan/newsroom.js';
import { startPapers } from '../soak/papers.js';
import type { Program } from '../soak/program.js';
import { subscribeToPapers } from '../soak/town.js';

export interface Setting {
  db: Database;
  /** Where Telegram is. */
  url: string;
}

/** Work that processes of a role share. */
export interface Job {
  role: Role;
  what: string;
  /** Fills the database before the processes start. Gives what ends the preparation's own processes. */
  prepare(setting: Setting): Promise<() => Promise<object>>;
  /** Lets the work begin. */
  begin(setting: Setting): Promise<void>;
  /** How much is left of it; 0 when it is done. */
  left(setting: Setting): Promise<number>;
  /** Was each piece done, and once? */
  judge(setting: Setting): Promise<object>;
  /** What happens when the process that works dies. */
  afterKill?(setting: Setting, programs: readonly Program[]): Promise<object>;
}

const nothingToEnd = async () => ({});
const one = async (db: Database, query: ReturnType<typeof sql>): Promise<number> =>
  Number((await db.execute<{ n: string }>(query))[0]?.n ?? 0);

const CHATS = 20_000;
const STORIES = 1_000;

const planner: Job = {
  role: 'planner',
  what: `planner: ${CHATS} schedules due in one minute over ${STORIES} stories`,
  async prepare({ db }) {
    await seedStories(db, { count: STORIES, hours: 20 });
    await seedChats(db, { chats: CHATS, stories: STORIES });
    // The newsroom's clock is not that of the processes.
    const on = sql`now() - ${NINE.toISOString()}::timestamptz`;
    await db.execute(sql`update stories set news_at = news_at + (${on}), first_seen_at = first_seen_at + (${on}),
      last_seen_at = last_seen_at + (${on})`);
    await db.execute(sql`update digests set slot_at = slot_at + (${on}), created_at = created_at + (${on}),
      window_from = window_from + (${on}), window_until = window_until + (${on})`);
    await db.execute(sql`update schedules set next_slot_at = null, last_slot_at = now() - interval '12 hours'`);
    await db.execute(sql`analyze`);
    return nothingToEnd;
  },
  async begin({ db }) {
    await db.execute(sql`update schedules set next_slot_at = date_trunc('minute', now())`);
  },
  left: ({ db }) => one(db, sql`select count(*) as n from schedules where next_slot_at <= now()`),
  async judge({ db }) {
    const digests = await one(db, sql`select count(*) as n from digests where schedule_id is not null`);
    const chats = await one(db, sql`select count(distinct chat_id) as n from digests where schedule_id is not null`);
    return { digests, chatsWithOne: chats, slotsWithout: CHATS - chats, twice: digests - chats };
  },
};

const PAPERS = 600;
const PAPERS_PORT = 18_481;

const intake: Job = {
  role: 'intake',
  what: `intake: one round over ${PAPERS} feeds, their articles accepted and placed into stories`,
  async prepare({ db }) {
    const papers = await startPapers({ papers: PAPERS, port: PAPERS_PORT, peak: 0, lastsMs: 1, atFirst: 10 });
    await subscribeToPapers(db, { papers: PAPERS, port: PAPERS_PORT });
    await db.execute(sql`update sources set next_poll_at = null`);
    return async () => {
      const { written: published } = await papers.published();
      papers.stop();
      return { published };
    };
  },
  async begin({ db }) {
    await db.execute(sql`update sources set next_poll_at = now() where paused_at is null`);
  },
  left: ({ db }) =>
    one(
      db,
      sql`select (select count(*) from sources where kind = 'feed' and paused_at is null and last_success_at is null)
        + (select count(*) from articles where placed_at is null) as n`,
    ),
  async judge({ db }) {
    const accepted = await one(db, sql`select count(*) as n from articles where url like 'http://127.%'`);
    const placed = await one(
      db,
      sql`select count(*) as n from story_articles join articles on articles.id = article_id where url like 'http://127.%'`,
    );
    return { accepted, placedOnce: placed };
  },
};

const UPDATES = 6_000;
const PEOPLE = 1_000;
const FIRST_PERSON = 2_000_000;

const bot: Job = {
  role: 'bot',
  what: `bot: ${UPDATES} commands of ${PEOPLE} people that wait in the database, as the webhook stores them`,
  prepare: async () => nothingToEnd,
  async begin({ db }) {
    await db.execute(sql`
      insert into waiting_updates (update_id, lane, update, received_at)
      select n, person, jsonb_build_object('update_id', n, 'message', jsonb_build_object(
          'message_id', n, 'date', extract(epoch from now())::int, 'text', '/help',
          'entities', '[{"type": "bot_command", "offset": 0, "length": 5}]'::jsonb,
          'from', jsonb_build_object('id', person, 'is_bot', false, 'first_name', 'Оля', 'language_code', 'uk'),
          'chat', jsonb_build_object('id', person, 'type', 'private', 'first_name', 'Оля'))), now()
      from (select n, ${FIRST_PERSON} + n % ${PEOPLE} as person from generate_series(1, ${UPDATES}::int) as n) as people`);
  },
  left: ({ db }) => one(db, sql`select count(*) as n from waiting_updates`),
  async judge({ url }) {
    const answers = (await callsOf(url)).filter(({ ok }) => ok).length;
    return { answers, missing: Math.max(0, UPDATES - answers), twice: Math.max(0, answers - UPDATES) };
  },
};

const MESSAGES = 8_000;

const sender: Job = {
  role: 'sender',
  what: `sender: ${MESSAGES} messages where a thousand a second are paid for; one sends, the others stand by`,
  prepare: async () => nothingToEnd,
  begin: ({ db }) => fillOutbox(db, MESSAGES),
  async left({ db }) {
    const { pending = 0, sending = 0, deferred = 0 } = await countStates(db);
    return pending + sending + deferred;
  },
  async judge({ db, url }) {
    const { receivers, twice, refused, rate } = judge(await callsOf(url));
    const { sent = 0 } = await countStates(db);
    return { sent, lost: MESSAGES - receivers.size, twice, refused, aSecond: Math.round(rate) };
  },
  async afterKill({ db, url }, programs) {
    await db.execute(sql`truncate deliveries, digests cascade`);
    await fillOutbox(db, MESSAGES);
    const before = (await callsOf(url)).at(-1)?.number ?? 0;
    while ((await callsOf(url, before)).length < MESSAGES / 10) await sleep(50);
    const holder = await holderAmong(programs);
    holder.process.kill('SIGKILL');
    const died = Date.now();
    for (;;) {
      const next = (await callsOf(url, before)).find(({ at }) => at > died + 500);
      if (next) return { takeoverSeconds: Number(((next.at - died) / 1000).toFixed(1)) };
      await sleep(200);
    }
  },
};

/** What one process says of itself: 1 where it holds the right to send. */
async function holderAmong(programs: readonly Program[]): Promise<Program> {
  for (const program of programs) {
    const metrics = await (await fetch(`${program.url}/metrics`)).text();
    if (/^korotko_sends 1$/m.test(metrics)) return program;
  }
  throw new Error('No process says that it sends.');
}

export const JOBS: readonly Job[] = [planner, intake, bot, sender];
