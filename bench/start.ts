import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { PROJECT_FOLDER } from '../src/config.js';
import { openDatabase } from '../src/db/open.js';
import { freePort } from '../test/server/support.js';

const POLL_MS = 20;
const START_LIMIT_MS = 120_000;

/** How a user starts it: as a newcomer does, and as the service and the container do. */
const WAYS: Record<string, readonly [command: string, ...args: string[]]> = {
  'npm start': ['npm', 'start'],
  'node dist/main.js start': [process.execPath, 'dist/main.js', 'start'],
};

/**
 * How long the program takes from its command to `/readyz` with a database that exists (its server down), and what its
 * whole process tree, the database's server with it, takes at rest with so many sources.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      sources: { type: 'string', default: '100' },
      starts: { type: 'string', default: '5' },
      idle: { type: 'string', default: '60' },
    },
  });
  const [sources, starts, idle] = [Number(values.sources), Number(values.starts), Number(values.idle)];
  if (!(sources >= 0 && starts > 0 && idle >= 0))
    throw new Error('Usage: npm run bench -- start [--sources N] [--starts N] [--idle SECONDS]');
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-start-'));
  try {
    await prepare(folder, sources);
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: PROJECT_FOLDER });
    for (const [name, command] of Object.entries(WAYS)) {
      await measure({ name, command, folder, sources, starts, idle });
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** A database that has been in use: its tables, its seeds, and sources of which none is due. */
async function prepare(folder: string, sources: number): Promise<void> {
  const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: folder });
  await db.execute(sql`
    insert into sources (kind, url, title, next_poll_at)
    select 'feed', 'https://paper-' || n || '.example/rss', 'Газета ' || n, now() + interval '1 hour'
    from generate_series(1, ${sources}::int) as n`);
  await close();
}

async function measure(options: {
  name: string;
  command: readonly [command: string, ...args: string[]];
  folder: string;
  sources: number;
  starts: number;
  idle: number;
}): Promise<void> {
  const { name, command, folder, sources, starts, idle } = options;
  // The first one fills the system's cache.
  const { child } = await start(command, folder);
  await sleep(idle * 1000);
  const parts = memoryOf([child.pid ?? 0, postmasterOf(folder)]);
  await stop(child, folder);
  const times: number[] = [];
  for (let n = 0; n < starts; n++) {
    const again = await start(command, folder);
    times.push(again.ms);
    await stop(again.child, folder);
  }
  times.sort((one, other) => one - other);
  const total = parts.reduce((sum, { kb }) => sum + kb, 0) / 1024;
  console.log(
    `${name}: ready after ${times.map((ms) => (ms / 1000).toFixed(2)).join(', ')} s (reach: 2); after ${idle} s at rest with ${sources} sources ${total.toFixed(0)} MB (PSS; reach: 250)`,
  );
  for (const { command, kb } of parts) console.log(`    ${(kb / 1024).toFixed(1).padStart(6)} MB  ${command}`);
}

async function start(
  [file, ...args]: readonly [command: string, ...args: string[]],
  folder: string,
): Promise<{ child: ChildProcess; ms: number }> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(file, args, {
    cwd: PROJECT_FOLDER,
    detached: true,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      DATA_DIR: folder,
      SANDBOX_PORT: '0',
      HTTP_PORT: `${port}`,
      POLL_SOURCES: 'true',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (performance.now() - began < START_LIMIT_MS) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return { child, ms: performance.now() - began };
    if (child.exitCode !== null) break;
    await sleep(POLL_MS);
  }
  if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
  throw new Error(`${file} ${args.join(' ')} was not ready within ${START_LIMIT_MS / 1000} s.`);
}

/** Until the program and the database's server have ended. */
async function stop(child: ChildProcess, folder: string): Promise<void> {
  const ended = once(child, 'exit');
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  await ended;
  while (postmasterOf(folder) !== 0) await sleep(POLL_MS);
}

/** The process id of the embedded server of a folder; 0 where none runs. */
function postmasterOf(folder: string): number {
  try {
    return Number(readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n', 1)[0]);
  } catch {
    return 0;
  }
}

/** The processes of trees, each with its proportional share of memory, kB. */
function memoryOf(roots: readonly number[]): { command: string; kb: number }[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), statusOf(Number(name), 'status', /^PPid:\s+(\d+)/m)]),
  );
  const isOurs = (pid: number): boolean => roots.includes(pid) || (parents.has(pid) && isOurs(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isOurs).map((pid) => ({
    kb: statusOf(pid, 'smaps_rollup', /^Pss:\s+(\d+)/m),
    command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 80),
  }));
}

function statusOf(pid: number, file: 'status' | 'smaps_rollup', wanted: RegExp): number {
  try {
    return Number(wanted.exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? 0);
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
