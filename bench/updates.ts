import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import type { Database } from '../src/db/connect.js';
import { openDatabase } from '../src/db/open.js';
import { openTelegram } from '../src/delivery/telegram.js';
import { ask, startChild, stop } from './support/children.js';
import { cpuMsOf, postgresCpuMs } from './support/cpu.js';
import type { BotReport, LoadReport, Presser } from './updates/load.js';

const USAGE =
  'npm run bench -- updates [--way polling|webhook] [--rates 500,2000] [--chats 10000] [--seconds 30] [--warm-up 5]';
/** A token as a bot has it: with one, the program runs as in earnest. */
const TOKEN = '1000000001:a-token-for-the-sandbox-of-this-bench';
const FIRST_PERSON = 1_000_000;
/** Messages that are sent at once before the measure begins. */
const SENT_AT_ONCE = 50;

/**
 * People press buttons, one press in three writes a setting: how many presses a second are answered, how long they wait,
 * what an update costs, whether any is lost or overtakes another of its chat. Telegram with the people, and the bot, run
 * in processes of their own, over the embedded Postgres with durable commits.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      way: { type: 'string' },
      rates: { type: 'string', default: '500,2000' },
      chats: { type: 'string', default: '10000' },
      seconds: { type: 'string', default: '30' },
      'warm-up': { type: 'string', default: '5' },
    },
  });
  const rates = values.rates.split(',').map(Number);
  const [chats, seconds, warmUp] = [Number(values.chats), Number(values.seconds), Number(values['warm-up'])];
  if (!(rates.every((rate) => rate > 0) && chats > 0 && seconds > 0 && warmUp >= 0)) throw new Error(`Usage: ${USAGE}`);
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'korotko-updates-'));
  const { db, close } = await openDatabase({ botToken: TOKEN, databaseUrl: null, dataFolder });
  try {
    for (const way of ['polling', 'webhook'] as const) {
      if (values.way !== undefined && values.way !== way) continue;
      for (const rate of rates) await measure({ db, dataFolder, way, rate, chats, seconds, warmUp });
    }
  } finally {
    await close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function measure(options: {
  db: Database;
  dataFolder: string;
  way: 'polling' | 'webhook';
  rate: number;
  chats: number;
  seconds: number;
  /** Seconds in which the program has just begun: told of apart, since it runs slowly until its code is compiled. */
  warmUp: number;
}): Promise<void> {
  const { db, dataFolder, way, rate, chats, seconds, warmUp } = options;
  const telegram = await startChild<{ url: string; token: string }>(new URL('./updates/telegram.ts', import.meta.url), {
    token: TOKEN,
  });
  const pressers = await seed(db, { chats, url: telegram.answer.url });
  const webhookPort = way === 'webhook' ? await freePort() : null;
  const setting = { dataFolder, ...telegram.answer, webhookPort };
  const bot = await startChild(new URL('./updates/bot.ts', import.meta.url), setting);
  const cold = warmUp === 0 ? null : await ask<LoadReport>(telegram, { pressers, rate, seconds: warmUp });
  const cpu = async () => ({
    postgres: await postgresCpuMs(db),
    telegram: cpuMsOf(telegram.process.pid),
    bot: cpuMsOf(bot.process.pid),
    transactions: await transactionsOf(db),
  });
  const before = await cpu();
  const { live } = await ask<BotReport>(bot, 'report');
  const seen = await ask<LoadReport>(telegram, { pressers, rate, seconds });
  const report = await ask<BotReport>(bot, 'report');
  const after = await cpu();
  await stop(bot);
  await stop(telegram);
  const spent = (part: keyof typeof after) =>
    after[part] === null || before[part] === null
      ? 'unknown'
      : ((after[part] - before[part]) / seen.pressed).toFixed(3);
  console.log(`${way}, ${chats} chats, ${rate} presses a second for ${seconds} s, one in three writes a setting`);
  if (cold) console.log(`the ${warmUp} s before, its first:`, inWords(cold));
  console.log({
    ...inWords(seen),
    settingsNotKept: await notKept(db, seen.wishes),
    leftInInbox: await leftInInbox(db),
    transactionsAnUpdate: spent('transactions'),
    nodeCpuMsAnUpdate: spent('bot'),
    postgresCpuMsAnUpdate: spent('postgres'),
    // The people and their Telegram need a share of the machine too.
    telegramCpuMsAnUpdate: spent('telegram'),
    residentMegabytes: report.megabytes.filter((_, second) => second % 5 === 0).join(' '),
    liveMegabytes: `${live.toFixed(1)} before, ${report.live.toFixed(1)} after`,
  });
}

function inWords({ wishes: _, waitMs, offered, handled, ...counts }: LoadReport) {
  return {
    ...counts,
    offered: offered.toFixed(0),
    handled: handled.toFixed(0),
    waitMs: Object.fromEntries(Object.entries(waitMs).map(([share, ms]) => [share, Number(ms.toFixed(1))])),
  };
}

/** Chats with their settings, each with a message of the bot that can be pressed. */
async function seed(db: Database, { chats, url }: { chats: number; url: string }): Promise<Presser[]> {
  await db.execute(
    sql`truncate chats, waiting_updates, processed_updates, leases, send_budgets restart identity cascade`,
  );
  const rows = await db.execute<{ id: string; telegram: string }>(sql`
    insert into chats (telegram_id, kind, title, last_looked_at)
    select ${FIRST_PERSON} + n, 'private', ${FIRST_PERSON} + n, now() from generate_series(1, ${chats}::int) as n
    returning id, telegram_id as telegram`);
  await db.execute(sql`
    insert into preferences (chat_id, topics) select id, '{war,economy,society}' from chats`);
  await db.execute(sql`
    insert into schedules (chat_id, times, weekdays, zone, next_slot_at)
    select id, '{08:00}', '{1,2,3,4,5,6,7}', 'Europe/Kyiv', now() + interval '8 hours' from chats`);
  await db.execute(sql`analyze`);
  const { api, close } = openTelegram({ token: TOKEN, apiRoot: url, connections: SENT_AT_ONCE });
  const waiting = [...rows];
  const pressers: Presser[] = [];
  const send = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      const [chatId, telegramId] = [Number(row.id), Number(row.telegram)];
      const { message_id: messageId } = await api.sendMessage(telegramId, 'Налаштування');
      pressers.push({ telegramId, chatId, code: chatId.toString(36), messageId, wantsSport: false });
    }
  };
  await Promise.all(Array.from({ length: SENT_AT_ONCE }, send));
  close();
  return pressers;
}

/** People whose topics are not what they pressed at last. */
async function notKept(db: Database, wishes: LoadReport['wishes']): Promise<number> {
  const rows = await db.execute<{ chat: string; sport: boolean }>(
    sql`select chat_id as chat, 'sport' = any(topics) as sport from preferences`,
  );
  const kept = new Map([...rows].map(({ chat, sport }) => [Number(chat), sport]));
  return wishes.filter(({ chatId, wantsSport }) => kept.get(chatId) !== wantsSport).length;
}

async function leftInInbox(db: Database): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`select count(*)::int as count from waiting_updates`);
  return row?.count ?? 0;
}

/** Transactions, single statements among them, that were committed until now. */
async function transactionsOf(db: Database): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select xact_commit::int as count from pg_stat_database where datname = current_database()`,
  );
  return row?.count ?? 0;
}

/** A port that nobody listens on just now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
