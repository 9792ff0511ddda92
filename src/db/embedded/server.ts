import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.js';

const STOP_LIMIT_MS = 6_000;

/** What a server is started with. */
export interface ServerSettings {
  account: Account;
  /** The cluster's folder. */
  cluster: string;
  socketFolder: string;
  port: number;
  durable: boolean;
}

/** A server that was started; it goes on when the program ends. */
export interface RunningServer {
  ended(): boolean;
}

/** Starts the server and does not wait for it. */
export function launch({ account, cluster, socketFolder, port, durable }: ServerSettings): RunningServer {
  const settings = {
    listen_addresses: '',
    port: String(port),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '64MB',
    // Nothing replicates from an embedded server, and its WAL should not outgrow the news.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '256MB',
    jit: 'off',
    log_min_messages: 'warning',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(path.join(account.home, 'postgres.log'), 'w');
  const [command, ...rest] = [
    ...account.prefix,
    path.join(account.binaries, 'bin/postgres'),
    '-D',
    cluster,
    ...options,
  ];
  // Detached: a Ctrl-C for the program must not reach the server before the program has drained.
  const child = spawn(command as string, rest, {
    ...account.spawn,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
  });
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  child.unref();
  return { ended: () => ended };
}

/** Stops the server of a cluster: what is committed is on disk, what is under way is rolled back. */
export async function stopServer(cluster: string): Promise<void> {
  const pidFile = path.join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, and all is written. SIGQUIT does not wait.
  for (const [signal, limitMs] of [
    ['SIGINT', STOP_LIMIT_MS],
    ['SIGQUIT', 1_000],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + limitMs;
    while (Date.now() < deadline) {
      if (!existsSync(pidFile)) return;
      await sleep(20);
    }
  }
}

/** A server that was killed leaves its file behind. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
