import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.js';
import type { WebSetting } from './web.js';

/** The web of the bench. */
export interface Web {
  port: number;
  /** Publishes the next round's items. */
  next(): Promise<void>;
  close(): void;
}

/** Starts the web in a process of its own, so that its CPU and memory are not counted. */
export async function startWeb(setting: WebSetting): Promise<Web> {
  const child = fork(fileURLToPath(new URL('./web.ts', import.meta.url)), [JSON.stringify(setting)], {
    execArgv: ['--import', 'tsx'],
  });
  const { port } = await answerOf<{ port: number }>(child);
  return {
    port,
    async next() {
      child.send('next');
      await answerOf(child);
    },
    close: () => child.disconnect(),
  };
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return Promise.race([
    once(child, 'message').then(([message]) => message as Answer),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The web of the bench ended with ${code}.`))),
  ]);
}

/** What the server of a database has used and holds: ms of CPU so far, MB of memory (PSS: what is shared is shared out). */
export async function postgresUse(db: Database): Promise<{ cpu: number; megabytes: number }> {
  const rows = await db.execute<{ pid: number }>(sql`select pid from pg_stat_activity`);
  const pids = rows.map(({ pid }) => pid);
  const parent = Number(statOf(pids[0] ?? 0)?.[1] ?? 0);
  const all = [...pids, parent];
  const TICK_MS = 10;
  const cpu = all.map((pid) => (Number(statOf(pid)?.[11] ?? 0) + Number(statOf(pid)?.[12] ?? 0)) * TICK_MS);
  return { cpu: sum(cpu), megabytes: sum(all.map((pid) => pss(pid))) };
}

/** The memory of a process, MB of PSS; 0 where /proc does not tell. */
export function pss(pid: number | 'self'): number {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  return Number(/^Pss:\s+(\d+)/m.exec(rollup ?? '')?.[1] ?? 0) / 1024;
}

/** The fields of /proc/PID/stat behind the program's name. */
function statOf(pid: number): string[] | undefined {
  return read(`/proc/${pid}/stat`)?.split(') ')[1]?.split(' ');
}

/** `null` where a process is gone meanwhile, or is not ours to look into. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
