import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../src/db/connect.js';
import { openDatabase } from '../../src/db/open.js';
import { type Child, stop } from '../support/children.js';
import { startSenderProcess, startTelegram } from './children.js';
import { countStates, fillOutbox, isDone } from './outbox.js';
import { callsOf, judge } from './record.js';

const MESSAGES = 2_000;
const RATE = 200;
const IN_FLIGHT = 20;
/** How long each trouble lasts, ms. */
const LASTING_MS = 5_000;
/** The disk of the database that gets full: an empty cluster takes 80 MB of it. */
const DISK_MEGABYTES = 300;

/** What a trouble can reach. */
interface Scene {
  dataFolder: string;
  db: Database;
  telegram: Child<unknown>;
}

/** One thing that goes wrong in the middle of a broadcast; done when it is over. */
type Trouble = (scene: Scene) => Promise<void>;

/**
 * Broadcasts in the middle of which something goes wrong, in earnest: two senders from the start, Postgres restarted and
 * killed, Telegram frozen, the disk of the database full. Then compares what Telegram got with what the outbox says.
 */
export async function runTroubles(): Promise<void> {
  // The senders would complain of the trouble line after line.
  process.env.LOG_LEVEL ??= 'silent';
  await runTrouble('two senders started at once', async () => {});
  await runTrouble('Postgres restarted in the middle', (scene) => restartPostgres(scene, 'SIGINT'));
  await runTrouble('Postgres killed in the middle', (scene) => restartPostgres(scene, 'SIGKILL'));
  await runTrouble('Telegram frozen for five seconds', async ({ telegram }) => {
    telegram.process.kill('SIGSTOP');
    await sleep(LASTING_MS);
    telegram.process.kill('SIGCONT');
  });
  const disk = await mountDisk();
  if (disk === null)
    console.log('the disk of Postgres full for five seconds: not shown, since no tmpfs can be mounted here');
  else {
    try {
      await runTrouble('the disk of Postgres full for five seconds', fullDisk, disk);
    } finally {
      // Detached at once, and gone as soon as the server has let go of it.
      execFileSync('umount', ['--lazy', disk]);
      await rm(disk, { recursive: true, force: true });
    }
  }
}

async function runTrouble(name: string, trouble: Trouble, folder?: string): Promise<void> {
  const dataFolder = folder ?? (await mkdtemp(path.join(tmpdir(), 'korotko-trouble-')));
  const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder });
  await fillOutbox(db, MESSAGES);
  const telegram = await startTelegram({ limits: { enabled: true, paidPerSecond: 1000, perChatBurst: 3 } });
  const setting = { dataFolder, ...telegram.answer, rate: RATE, inFlight: IN_FLIGHT, paid: true, replies: false };
  const senders = await Promise.all([startSenderProcess(setting), startSenderProcess(setting)]);
  const { url } = telegram.answer;
  while ((await callsOf(url)).length < MESSAGES / 4) await sleep(100);
  const began = performance.now();
  await trouble({ dataFolder, db, telegram });
  const seen = (await callsOf(url)).at(-1)?.number ?? 0;
  const over = performance.now();
  while ((await callsOf(url, seen)).length === 0 && !isDone(await countStates(db))) await sleep(50);
  const goesOn = performance.now();
  while (!isDone(await countStates(db))) await sleep(200);
  for (const sender of senders) await stop(sender);
  const { sent = 0, uncertain = 0, ...others } = await countStates(db);
  const { delivered, twice } = judge(await callsOf(url));
  await stop(telegram);
  await close().catch(() => undefined);
  if (!folder) await rm(dataFolder, { recursive: true, force: true });
  console.log(name);
  console.log({
    promised: MESSAGES,
    sent,
    uncertain,
    others,
    receivedByTelegram: delivered,
    lost: Math.max(0, sent - delivered),
    twice,
    troubleSeconds: ((over - began) / 1000).toFixed(1),
    goesOnAfterSeconds: ((goesOn - over) / 1000).toFixed(1),
  });
}

/** SIGINT is Postgres' own way to restart at once; after SIGKILL it recovers as after a crash. */
async function restartPostgres({ dataFolder }: Scene, signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
  const postmaster = postmasterOf(dataFolder);
  process.kill(postmaster, signal);
  while (existsSync(`/proc/${postmaster}`)) await sleep(20);
  await startPostgres(dataFolder);
}

async function fullDisk({ dataFolder, db }: Scene): Promise<void> {
  const ballast = path.join(dataFolder, 'ballast');
  // As the user that fills it would: whatever fits, to the last block.
  for (let megabytes = 64; megabytes > 0; megabytes = Math.floor(megabytes / 2)) {
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(megabytes * 2 ** 20, 1), { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  await sleep(LASTING_MS);
  rmSync(ballast);
  // Without room for its log the server has stopped: whoever runs it starts it again.
  if (!(await answers(db))) await startPostgres(dataFolder);
}

async function answers(db: Database): Promise<boolean> {
  return countStates(db).then(
    () => true,
    () => false,
  );
}

/** Starts the server where it does not run; it goes on until the bench closes. */
async function startPostgres(dataFolder: string): Promise<void> {
  await openDatabase({ botToken: null, databaseUrl: null, dataFolder });
}

function postmasterOf(dataFolder: string): number {
  const file = execFileSync('find', [dataFolder, '-name', 'postmaster.pid'], { encoding: 'utf8' }).trim();
  return Number(readFileSync(file, 'utf8').split('\n')[0]);
}

async function mountDisk(): Promise<string | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    await rm(folder, { recursive: true, force: true });
    return null;
  }
}
