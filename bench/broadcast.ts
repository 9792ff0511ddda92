import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Database } from '../src/db/connect.js';
import { openDatabase } from '../src/db/open.js';
import { reportOf, startSenderProcess, startTelegram } from './broadcast/children.js';
import { runKills } from './broadcast/kills.js';
import { countStates, emptyOutbox, fillOutbox, isDone } from './broadcast/outbox.js';
import { callsOf, judge } from './broadcast/record.js';
import { runTroubles } from './broadcast/trouble.js';
import { stop } from './support/children.js';
import { cpuMsOf, postgresCpuMs } from './support/cpu.js';

const USAGE = 'npm run bench -- broadcast [--only free|paid|kills|trouble] [--messages 10000] [--kills 100]';

/**
 * A broadcast against a Telegram that enforces its limits strictly: how fast it goes, what it costs, what a reply to a
 * person waits, and what a sender killed in the middle, or any other trouble, loses or repeats. Telegram and the sender
 * run in processes of their own, over the embedded Postgres with durable commits. Ten thousand messages at thirty a
 * second take six minutes, a hundred kills as long.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      messages: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '100' },
    },
  });
  const [messages, kills] = [Number(values.messages), Number(values.kills)];
  if (!(messages > 0 && kills >= 0)) throw new Error(`Usage: ${USAGE}`);
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'korotko-broadcast-'));
  const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder });
  const setting = { db, dataFolder, messages };
  try {
    const wants = (name: string) => values.only === undefined || values.only === name;
    // The pace keeps below the limit, as in earnest: what leaves evenly does not arrive evenly.
    if (wants('free')) await runBroadcast({ ...setting, limit: 30, rate: 29, inFlight: 20, paid: false });
    if (wants('paid')) await runBroadcast({ ...setting, limit: 1000, rate: 970, inFlight: 200, paid: true });
    if (wants('kills')) await runKills({ db, dataFolder, kills });
    if (wants('trouble')) await runTroubles();
  } finally {
    await close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function runBroadcast(options: {
  db: Database;
  dataFolder: string;
  messages: number;
  limit: number;
  rate: number;
  inFlight: number;
  paid: boolean;
}): Promise<void> {
  const { db, dataFolder, messages, limit, rate, inFlight, paid } = options;
  await emptyOutbox(db);
  await fillOutbox(db, messages);
  const telegram = await startTelegram({
    limits: { enabled: true, perSecond: 30, paidPerSecond: 1000, perChatBurst: 1 },
  });
  const postgresBefore = await postgresCpuMs(db);
  const sender = await startSenderProcess({ dataFolder, ...telegram.answer, rate, inFlight, paid, replies: true });
  while (!isDone(await countStates(db))) await sleep(500);
  const report = await reportOf(sender);
  const postgresAfter = await postgresCpuMs(db);
  const telegramCpu = cpuMsOf(telegram.process.pid);
  await stop(sender);
  const { receivers, ...judgement } = judge(await callsOf(telegram.answer.url));
  await stop(telegram);
  const sent = judgement.delivered + judgement.replies;
  const sorted = report.replyMs.sort((a, b) => a - b);
  console.log(
    `${messages} messages, limit ${limit} a second strictly enforced, paced at ${rate}, ${inFlight} in flight`,
  );
  console.log({
    ...judgement,
    rate: judgement.rate.toFixed(2),
    lost: messages - receivers.size,
    states: await countStates(db),
    replyMs: { p50: at(sorted, 0.5), p99: at(sorted, 0.99), most: at(sorted, 1) },
    nodeCpuMsAMessage: each(report.cpuMs, sent),
    postgresCpuMsAMessage: each(postgresAfter === null ? null : postgresAfter - (postgresBefore ?? 0), sent),
    // The judge needs a share of the machine too: the rate is the bot's as long as there is enough for both.
    telegramCpuMsAMessage: each(telegramCpu, sent),
    peakMegabytes: report.maxRssMegabytes,
  });
}

function each(ms: number | null, messages: number): string {
  return ms === null ? 'unknown' : (ms / messages).toFixed(3);
}

/** The value below which this share of sorted values lies, to a tenth. */
function at(sorted: readonly number[], share: number): number {
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}
