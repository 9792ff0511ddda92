import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_FOLDER } from '../../src/config.js';
import type { Role } from '../../src/roles.js';
import { freePort } from '../../test/server/support.js';
import { pss } from '../intake/processes.js';

const LOOP = new URL('./loop.mjs', import.meta.url).href;

/** The program as its operator starts it, in a process of its own. */
export interface Program {
  process: ChildProcess;
  /** Where health and metrics are asked for. */
  url: string;
  /** ms from its start until it says that it is ready. */
  readyMs: number;
  /** @returns how its event loop was held from its start on. */
  stop(): Promise<LoopDelay | null>;
}

/** How an event loop was held over a whole run. */
interface LoopDelay {
  /** From when a timer of 10 ms was set to when it came, the 10 ms included, and whatever else the machine did. */
  delayMs: Shares;
  /** The CPU that the main thread took between two such moments: for how long the program itself held the loop. */
  heldMs: Shares;
}

interface Shares {
  p50: number;
  p99: number;
  p999: number;
  most: number;
}

/** What a process is at a moment. */
export interface Sample {
  /** Since the start, s. */
  at: number;
  /** PSS of the program, without Postgres, MB. */
  megabytes: number;
  /** The JavaScript heap in use, garbage included, MB. */
  heapMegabytes: number;
  /** What the program itself tells of its event loop since it was last asked, ms: 99 % of the delay was below. */
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
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: PROJECT_FOLDER });
  const [began, port] = [performance.now(), await freePort()];
  const loopFile = `${logFile}.loop-${port}`;
  const child = spawn(process.execPath, ['--import', LOOP, 'dist/main.js', 'start', '--role', role], {
    cwd: PROJECT_FOLDER,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      HTTP_PORT: String(port),
      LOOP_DELAY_FILE: loopFile,
      ...environment,
    },
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
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      return existsSync(loopFile) ? (JSON.parse(readFileSync(loopFile, 'utf8')) as LoopDelay) : null;
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
    const gauge = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1] ?? Number.NaN);
    samples.push({
      at: Math.round((performance.now() - began) / 1000),
      megabytes: pss(child.pid ?? 0),
      heapMegabytes: gauge('nodejs_heap_size_used_bytes') / 1e6,
      delayP99Ms: gauge('nodejs_eventloop_lag_p99_seconds') * 1000,
    });
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
