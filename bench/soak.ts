import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { VARIABLES } from '../src/config.js';
import type { Database } from '../src/db/connect.js';
import { openDatabase } from '../src/db/open.js';
import { startTelegram } from './broadcast/children.js';
import { postgresUse } from './intake/processes.js';
import { seedStories } from './plan/newsroom.js';
import { type Call, judgeAnswers, judgeArticles, judgeDigests, refusals } from './soak/judge.js';
import { startPapers } from './soak/papers.js';
import { gatherPeople } from './soak/people.js';
import { type Sample, startProgram, watch } from './soak/program.js';
import { shares } from './soak/shares.js';
import { settleReaders, subscribeToPapers } from './soak/town.js';
import { stop } from './support/children.js';

const USAGE = 'npm run bench -- soak [--minutes 30] [--readers 20000] [--papers 300] [--peak 20] [--people 2] [--log]';
const PAPERS_PORT = 18_480;
const SEND_RATE = 29;
/** The memory of a program settles in so many minutes. */
const SETTLING_MINUTES = 5;
/**
 * Stories of the day that are there already: as many as a digest chooses from at most. A program that has run for days
 * has them, and what it holds of them is no growth.
 */
const STORIES_BEFORE = 10_000;

/**
 * The whole program for half an hour, as it runs in earnest: papers that publish (`--peak` articles a second at the
 * peak), readers with three schedules each, people who press buttons (`--people` a second), and a Telegram that enforces
 * its limits and keeps the book by which all of it is judged. Everything but the program has processes of its own.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '30' },
      readers: { type: 'string', default: '20000' },
      papers: { type: 'string', default: '300' },
      peak: { type: 'string', default: '20' },
      people: { type: 'string', default: '2' },
      log: { type: 'boolean', default: false },
    },
  });
  const [minutes, readers, papers, peak, people] = [
    values.minutes,
    values.readers,
    values.papers,
    values.peak,
    values.people,
  ].map(Number) as [number, number, number, number, number];
  if (!(minutes >= 8 && readers > 0 && papers > 0 && peak > 0 && people > 0)) throw new Error(`Usage: ${USAGE}`);
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-soak-'));
  const { db, close } = await openDatabase({
    botToken: VARIABLES.BOT_TOKEN.example,
    databaseUrl: null,
    dataFolder: folder,
  });
  const telegram = await startTelegram({ limits: { enabled: true }, token: VARIABLES.BOT_TOKEN.example });
  const web = await startPapers({ papers, port: PAPERS_PORT, peak, lastsMs: minutes * 60_000, atFirst: 20 });
  const logFile = path.join(folder, 'program.log');
  try {
    await seedStories(db, { count: STORIES_BEFORE, hours: 20, until: new Date() });
    await db.execute(sql`update articles set placed_at = accepted_at`);
    await subscribeToPapers(db, { papers, port: PAPERS_PORT });
    const slots = await settleReaders(db, { readers, minutes, from: new Date() });
    await db.execute(sql`analyze`);
    const program = await startProgram(
      {
        BOT_TOKEN: telegram.answer.token,
        BOT_API_ROOT: telegram.answer.url,
        DATA_DIR: folder,
        ALLOW_PRIVATE_NETWORKS: 'true',
        SEND_RATE: String(SEND_RATE),
        LOG_LEVEL: 'warn',
      },
      { logFile },
    );
    console.log(`${papers} papers, ${peak} articles a second at the peak, ${readers} readers with 3 schedules each,`);
    console.log(`${slots} slots and ${people} acts of people a second within ${minutes} minutes`);
    console.log({ readyMs: program.readyMs });
    const [watching, crowd] = [watch(program), gatherPeople(telegram.answer.url, { perSecond: people })];
    await sleep(SETTLING_MINUTES * 60_000);
    const storiesSettled = await countStories(db);
    await sleep((minutes - SETTLING_MINUTES) * 60_000);
    watching.stop();
    await crowd.stop();
    const postgres = await postgresUse(db);

    const until = Date.now();
    const loop = await program.stop();
    const calls = await recordOf(telegram.answer.url);
    const answers = judgeAnswers(calls, crowd.said);
    const [waiting] = await db.execute(sql`select count(*)::int as unplaced from articles where placed_at is null`);
    console.log({
      ...(await judgeArticles(db, await web.published())),
      ...waiting,
      storiesSettled,
      storiesAtEnd: await countStories(db),
      ...(await judgeDigests(db, { calls, slots, rate: SEND_RATE, until })),
      refused: refusals(calls),
      commands: crowd.said.length,
      commandsUnanswered: answers.unanswered,
      commandMs: shares(answers.waits),
      presses: crowd.pressMs.length,
      pressesUnanswered: crowd.unanswered,
      pressMs: shares(crowd.pressMs),
      ...memoryOf(watching.samples),
      loopDelayMs: loop?.delayMs,
      loopHeldMs: loop?.heldMs,
      loopDelayP99MsOfTenSeconds: shares(
        watching.samples.map(({ delayP99Ms }) => delayP99Ms).filter((delay) => !Number.isNaN(delay)),
      ),
      postgresMegabytes: Math.round(postgres.megabytes),
      warnings: (await readFile(logFile, 'utf8')).split('\n').filter((line) => line.startsWith('{')).length,
    });
    if (values.log) console.log(await readFile(logFile, 'utf8'));
  } finally {
    await stop(telegram);
    web.stop();
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Those that digests choose from: what lives in memory grows with them. */
async function countStories(db: Database): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from stories where merged_into is null`);
  return row?.n ?? 0;
}

async function recordOf(url: string) {
  const response = await fetch(`${url}/sandbox/record`);
  return ((await response.json()) as { result: Call[] }).result;
}

/** The program's memory when it has settled, at the end, and how fast it grew in between by the least squares, MB. */
function memoryOf(samples: readonly Sample[]) {
  const settled = samples.filter(({ at, megabytes }) => at >= SETTLING_MINUTES * 60 && megabytes > 0);
  const mean = (of: (sample: Sample) => number) =>
    settled.reduce((sum, sample) => sum + of(sample), 0) / settled.length;
  const [minute, level] = [mean(({ at }) => at / 60), mean(({ megabytes }) => megabytes)];
  const slope =
    settled.reduce((sum, { at, megabytes }) => sum + (at / 60 - minute) * (megabytes - level), 0) /
    settled.reduce((sum, { at }) => sum + (at / 60 - minute) ** 2, 0);
  return {
    megabytesSettled: Math.round(settled[0]?.megabytes ?? 0),
    megabytesAtEnd: Math.round(settled.at(-1)?.megabytes ?? 0),
    megabytesMost: Math.round(Math.max(...samples.map(({ megabytes }) => megabytes))),
    megabytesAMinute: Number(slope.toFixed(2)),
    heapLeastMegabytes: leastHeaps(settled),
  };
}

/** The least heap of the first and of the second half of some samples: what lives in it, and whether that grows. */
function leastHeaps(samples: readonly Sample[]): number[] {
  const middle = Math.ceil(samples.length / 2);
  const halves = [samples.slice(0, middle), samples.slice(middle)];
  return halves.map((half) => Math.round(Math.min(...half.map(({ heapMegabytes }) => heapMegabytes))));
}
