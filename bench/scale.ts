import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { VARIABLES } from '../src/config.js';
import { openDatabase } from '../src/db/open.js';
import type { Role } from '../src/roles.js';
import { startTelegram } from './broadcast/children.js';
import { JOBS, type Job, type Setting } from './scale/jobs.js';
import { type Program, startProgram } from './soak/program.js';
import { stop } from './support/children.js';
import { cpuMsOf } from './support/cpu.js';

const USAGE = 'npm run bench -- scale [--only planner|intake|bot|sender] [--processes 1,2,4]';

/**
 * The same work for 1, 2 and 4 processes of a role over one Postgres, each started as its operator starts it: is it done
 * once, how long does it take, and what does it cost? For the sender, of which one works while the others stand by, also
 * how long it takes until another goes on after kill -9.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, processes: { type: 'string', default: '1,2,4' } },
  });
  const counts = values.processes.split(',').map(Number);
  const chosen = JOBS.filter(({ role }) => values.only === undefined || values.only === role);
  if (chosen.length === 0 || !counts.every((count) => count >= 1 && count <= 16)) throw new Error(`Usage: ${USAGE}`);
  for (const job of chosen) {
    const rows = [];
    for (const processes of counts) rows.push(await measure(job, processes));
    console.log(job.what);
    console.table(rows);
  }
}

async function measure(job: Job, processes: number) {
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-scale-'));
  const { db, close } = await openDatabase({
    botToken: VARIABLES.BOT_TOKEN.example,
    databaseUrl: null,
    dataFolder: folder,
  });
  const telegram = await startTelegram({ limits: { enabled: true }, token: VARIABLES.BOT_TOKEN.example });
  const setting: Setting = { db, url: telegram.answer.url };
  // A pool that rests closes its connections, and a database that nobody uses stops.
  const presence = setInterval(() => void job.left(setting).catch(() => {}), 5_000);
  const programs: Program[] = [];
  try {
    const finish = await job.prepare(setting);
    for (let n = 0; n < processes; n++) programs.push(await startOne(job.role, { folder, url: telegram.answer.url }));
    const cpuBefore = programs.map(({ process: { pid } }) => cpuMsOf(pid) ?? 0);
    const started = performance.now();
    await job.begin(setting);
    while ((await job.left(setting)) > 0) await sleep(100);
    const seconds = (performance.now() - started) / 1000;
    const cpu = programs.map(({ process: { pid } }, place) => (cpuMsOf(pid) ?? 0) - (cpuBefore[place] ?? 0));
    return {
      processes,
      seconds: Number(seconds.toFixed(1)),
      cpuSeconds: cpu.map((ms) => (ms / 1000).toFixed(1)).join(' + '),
      ...(await job.judge(setting)),
      ...(processes > 1 ? await job.afterKill?.(setting, programs) : {}),
      ...(await finish()),
    };
  } finally {
    clearInterval(presence);
    await Promise.all(programs.map((program) => program.stop()));
    await stop(telegram);
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

function startOne(role: Role, { folder, url }: { folder: string; url: string }): Promise<Program> {
  return startProgram(
    {
      BOT_TOKEN: VARIABLES.BOT_TOKEN.example,
      BOT_API_ROOT: url,
      DATA_DIR: folder,
      ALLOW_PRIVATE_NETWORKS: 'true',
      PAID_BROADCAST: 'true',
      LOG_LEVEL: 'error',
      // Updates are put into the database by the bench itself, as the webhook's door does.
      WEBHOOK_URL: 'http://127.0.0.1:1/telegram',
      WEBHOOK_SECRET: 'a-secret-of-the-bench',
    },
    { logFile: path.join(folder, 'program.log'), role },
  );
}
