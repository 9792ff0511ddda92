import { createHash } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import type { DatabaseTarget } from './connect.js';
import { type Account, type AccountKind, chooseAccount } from './embedded/account.js';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './embedded/binaries.js';
import { createCluster, passwordOf, USER } from './embedded/cluster.js';
import { launch, type RunningServer, type ServerSettings, stopServer } from './embedded/server.js';
import { PRESENCE_LOCK } from './locks.js';

type SocketTarget = Exclude<DatabaseTarget, { url: string }>;

/** A real PostgreSQL that runs beside the program, in the data folder. */
export interface EmbeddedPostgres {
  target: SocketTarget;
  /** Leaves the server; the last program to leave stops it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Absolute path of the folder that holds the cluster. */
  folder: string;
  /** The database inside the cluster; made where it is missing. */
  database: string;
  /** `false` for tests: an operating system crash may lose the data, and commits are quicker. */
  durable?: boolean;
  /** As whom root runs it; left out, the first way that works. */
  account?: AccountKind;
}

const PORT = 5432;
const START_LIMIT_MS = 30_000;
/** A socket's path holds 107 bytes on Linux and 103 on macOS. */
const SOCKET_PATH_BYTES = 103;

/**
 * Starts the embedded server, or joins the one that already runs in the folder: another program's, or one that a
 * killed program left behind. It listens on a Unix socket alone, in a folder of mode 0700, and asks for a password.
 * @throws EmbeddedPostgresError where it cannot run here.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = chooseAccount(options.folder, options.account);
  const cluster = path.join(account.home, 'postgres');
  if (!existsSync(cluster)) await createCluster(account, cluster);
  const target: SocketTarget = {
    socketFolder: socketFolderOf(account),
    port: PORT,
    user: USER,
    password: passwordOf(cluster),
    database: options.database,
  };
  const { socketFolder, port } = target;
  const settings = { account, cluster, socketFolder, port, durable: options.durable ?? true };
  const presence = await joinOrStart(settings, target);
  return { target, stop: () => leave(presence, cluster) };
}

/** The folder of the socket, closed to everybody else. A long data folder needs a short one elsewhere. */
function socketFolderOf(account: Account): string {
  let folder = path.join(account.home, 'socket');
  if (Buffer.byteLength(`${folder}/.s.PGSQL.${PORT}`) > SOCKET_PATH_BYTES) {
    folder = path.join(tmpdir(), `korotko-${createHash('sha256').update(account.home).digest('hex').slice(0, 16)}`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, gid } = account.spawn;
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const owner = uid ?? process.getuid?.();
  const made = lstatSync(folder);
  // In a folder for everybody (/tmp) somebody else could have made it first, and would then own the socket.
  if (!made.isDirectory() || made.uid !== owner || (made.mode & 0o077) !== 0) {
    throw new EmbeddedPostgresError(`The folder ${folder} belongs to somebody else or is open to others. Remove it.`);
  }
  return folder;
}

/** Tries to join until the server answers; starts it whenever none runs. */
async function joinOrStart(settings: ServerSettings, target: SocketTarget): Promise<postgres.Sql> {
  const deadline = Date.now() + START_LIMIT_MS;
  let running: RunningServer | null = null;
  let trouble = 'it did not answer';
  for (let waitMs = 10; Date.now() < deadline; waitMs = Math.min(waitMs * 2, 250)) {
    const joined = await join(target);
    if ('presence' in joined) return joined.presence;
    trouble = joined.trouble;
    // A server that ended at once saw another's postmaster.pid, which clears within a second when that one is dead.
    if (joined.absent && (running === null || running.ended())) running = launch(settings);
    await sleep(waitMs);
  }
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL in ${settings.cluster} did not start within ${START_LIMIT_MS / 1000} s: ${trouble}. Its log is ${path.join(settings.account.home, 'postgres.log')}. ${USE_YOUR_OWN}`,
  );
}

type Joined = { presence: postgres.Sql } | { trouble: string; absent: boolean };

/** Connects, makes the database at the first time, and takes the lock that says «somebody is here». */
async function join(target: SocketTarget): Promise<Joined> {
  const open = (database: string) =>
    postgres({
      path: `${target.socketFolder}/.s.PGSQL.${target.port}`,
      user: target.user,
      password: target.password,
      database,
      max: 1,
      connect_timeout: 5,
      onnotice: () => {},
      connection: { application_name: 'korotko presence' },
    });
  const first = open('postgres');
  try {
    const [known] = await first`select 1 from pg_database where datname = ${target.database}`;
    if (!known) await first.unsafe(`create database ${target.database}`).catch(ignoreExisting);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { trouble: String(error), absent: code === 'ENOENT' || code === 'ECONNREFUSED' };
  } finally {
    await first.end({ timeout: 1 });
  }
  const presence = open(target.database);
  await presence`select pg_advisory_lock_shared(${PRESENCE_LOCK})`;
  return { presence };
}

function ignoreExisting(error: unknown): void {
  const DUPLICATE_DATABASE = '42P04';
  const UNIQUE_VIOLATION = '23505';
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code !== DUPLICATE_DATABASE && code !== UNIQUE_VIOLATION) throw error;
}

/** Whoever gets the lock alone is the last one here, and stops the server. Two who leave at once: one of them gets it. */
async function leave(presence: postgres.Sql, cluster: string): Promise<void> {
  const isLast = await presence`select pg_advisory_unlock_shared(${PRESENCE_LOCK})`
    .then(() => presence`select pg_try_advisory_lock(${PRESENCE_LOCK}) as alone`)
    .then(([row]) => row?.alone === true)
    // A connection that broke took its lock along: the server died, or is being stopped by somebody else.
    .catch(() => false);
  await presence.end({ timeout: 1 });
  if (isLast) await stopServer(cluster);
}
