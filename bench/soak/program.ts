import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_FOLDER } from '../../src/config.js';
import type { Role } from '../../src/roles.js';
import { freePort } from '../../test/server/support.js';
import { pss } from '../intake/processes.js';

/** The program as its operator starts it, in a process of its own. */
export interface Program {
  process: ChildProcess;
  /** Where health and metrics are asked for. */
  url: string;
  /** ms from its start until it says that it is ready. */
  readyMs: number;
  stop(): Promise<void>;
}

/** What a process is at a moment. */
export interface Sample {
  /** Since the start, s. */
  at: number;
  /** PSS of the program, without Postgres, MB. */
  megabytes: number;
  /** Event-loop delay since the last sample, ms: 99 % of it was below. */
  delayP99Ms: number;
}

/**
 * Starts `korotko start` with these settings; what it logs goes to a file. A process of one role counts as ready when it
 * is alive, for it may well be that nobody sends.
 */
export async function startProgram(
  environment: Record<string, string>,
  { logFile, role = 'all' }: { logFile: string; role?: Role },
): Promise<Program> {
  const [began, port] = [performance.now(), await freePort()];
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start', '--role', role], {
    cwd: PROJECT_FOLDER,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', HTTP_PORT: String(port), ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.pipe(createWriteStream(logFile, { flags: 'a' }));
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(`${url}/${role === 'all' ? 'readyz' : 'healthz'}`))) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}; see ${logFile}.`);
    await sleep(50);
  }
  return {
    process: child,
    url,
    readyMs: Math.round(performance.now() - began),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Looks at the program every ten seconds until it is told to stop. */
export function watch({ process: child, url }: Program): { samples: Sample[]; stop(): void } {
  const [samples, began]: [Sample[], number] = [[], performance.now()];
  const timer = setInterval(async () => {
    const metrics = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(9_000) }).then(
      (response) => response.text(),
      () => '',
    );
    const seconds = Number(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(metrics)?.[1] ?? Number.NaN);
    const at = Math.round((performance.now() - began) / 1000);
    samples.push({ at, megabytes: pss(child.pid ?? 0), delayP99Ms: seconds * 1000 });
  }, 10_000);
  return { samples, stop: () => clearInterval(timer) };
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
