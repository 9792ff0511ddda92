import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.js';
import { type Child, kill, stop } from '../support/children.js';
import { startSenderProcess, startTelegram } from './children.js';
import { countStates, emptyOutbox, fillOutbox, isDone } from './outbox.js';
import { callsOf, judge } from './record.js';

type SenderProcess = Child<{ holder: string }>;

const MESSAGES = 2_000;
const IN_FLIGHT = 20;
/** So many successors wait for the lease to run out by itself; for the others it is ended by hand, to save time. */
const REAL_WAITS = 3;
/** Senders that run, so that one stands by whenever the other dies. */
const SENDERS = 2;

/**
 * Kills the sender with -9 at random moments of a broadcast of 2,000 messages, again and again; where a broadcast ends
 * before the last kill, another one follows. Then compares what Telegram got with what the outbox says.
 */
export async function runKills(options: { db: Database; dataFolder: string; kills: number }): Promise<void> {
  const { db, dataFolder, kills } = options;
  await emptyOutbox(db);
  await fillOutbox(db, MESSAGES);
  let promised = MESSAGES;
  const telegram = await startTelegram({ limits: { enabled: true, perChatBurst: 3 } });
  const { url, token } = telegram.answer;
  const startOne = () =>
    startSenderProcess({ dataFolder, url, token, rate: 29, inFlight: IN_FLIGHT, paid: false, replies: false });
  let senders: SenderProcess[] = [];
  // The next one starts while the others work: that takes longer than all the rest of a kill.
  let starting = startOne();
  const takeovers: number[] = [];
  let mostUncertain = 0;
  for (let n = 0; n < kills; n++) {
    while (senders.length < SENDERS) {
      senders.push(await starting);
      starting = startOne();
    }
    if (isDone(await countStates(db))) {
      await fillOutbox(db, MESSAGES);
      promised += MESSAGES;
    }
    const holder = await waitForHolder(db, senders);
    await sleep(Math.random() * 1000);
    const uncertainBefore = (await countStates(db)).uncertain ?? 0;
    await kill(holder);
    const died = performance.now();
    senders = senders.filter((sender) => sender !== holder);
    const seen = (await callsOf(url)).at(-1)?.number ?? 0;
    if (n >= REAL_WAITS) await db.execute(sql`update leases set until = now()`);
    // What was under way may have been the last of the broadcast: then nobody is called any more.
    while ((await callsOf(url, seen)).length === 0 && !isDone(await countStates(db))) await sleep(100);
    if (n < REAL_WAITS) takeovers.push((performance.now() - died) / 1000);
    mostUncertain = Math.max(mostUncertain, ((await countStates(db)).uncertain ?? 0) - uncertainBefore);
  }
  senders.push(await starting);
  while (!isDone(await countStates(db))) await sleep(500);
  for (const sender of senders) await stop(sender);
  const states = await countStates(db);
  const calls = await callsOf(url);
  await stop(telegram);
  const received = judge(calls).delivered;
  const { sent = 0, uncertain = 0, ...others } = states;
  console.log(`kill -9 at ${kills} random moments, broadcasts of ${MESSAGES} messages, ${IN_FLIGHT} in flight`);
  console.log({
    promised,
    sent,
    uncertain,
    others,
    receivedByTelegram: received,
    // Each digest goes to its own reader once a broadcast; sent ones must have come, uncertain ones may have.
    lost: Math.max(0, sent - received),
    twice: Math.max(0, received - sent - uncertain) + (await repeated(db, calls)),
    mostUncertainAKill: mostUncertain,
    takeoverSeconds: takeovers.map((seconds) => seconds.toFixed(1)).join(', '),
  });
}

/** Readers who got more messages than they were promised. */
async function repeated(db: Database, calls: readonly { chat_id: number; ok: boolean }[]): Promise<number> {
  const promised = await db.execute<{ reader: string; count: number }>(sql`
    select chats.telegram_id as reader, count(*)::int as count
    from deliveries join chats on chats.id = deliveries.chat_id group by chats.telegram_id`);
  const got = new Map<number, number>();
  for (const { chat_id, ok } of calls) if (ok) got.set(chat_id, (got.get(chat_id) ?? 0) + 1);
  return [...promised].filter(({ reader, count }) => (got.get(Number(reader)) ?? 0) > count).length;
}

async function waitForHolder(db: Database, senders: readonly SenderProcess[]): Promise<SenderProcess> {
  for (;;) {
    const [lease] = await db.execute<{ holder: string }>(sql`select holder from leases where until > now()`);
    const holder = senders.find(({ answer }) => answer.holder === lease?.holder);
    if (holder) return holder;
    await sleep(50);
  }
}
