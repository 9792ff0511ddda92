import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account.js';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './binaries.js';

/** Who owns the cluster. */
export const USER = 'korotko';
const INITDB_LIMIT_MS = 30_000;
const PASSWORD_FILE = 'korotko.password';

/** The password of the cluster's owner, which lies in the cluster. */
export function passwordOf(cluster: string): string {
  return readFileSync(path.join(cluster, PASSWORD_FILE), 'utf8');
}

/** Makes the cluster beside its place and moves it there whole, so that a kill in between leaves nothing half-made. */
export async function createCluster(account: Account, cluster: string): Promise<void> {
  const unfinished = `${cluster}.new-${randomBytes(6).toString('hex')}`;
  const passwordFile = `${unfinished}.password`;
  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = account.spawn;
  if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid);
  try {
    await run(account, 'initdb', [
      `--pgdata=${unfinished}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--no-instructions',
    ]);
    writeFileSync(path.join(unfinished, PASSWORD_FILE), password, { mode: 0o600 });
    renameSync(unfinished, cluster);
  } catch (error) {
    // Another program may have made it in the meantime: then its cluster is as good as ours.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(cluster)) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function run(account: Account, program: string, args: readonly string[]): Promise<void> {
  const [command, ...rest] = [...account.prefix, path.join(account.binaries, 'bin', program), ...args];
  const child = spawn(command as string, rest, {
    ...account.spawn,
    cwd: '/',
    timeout: INITDB_LIMIT_MS,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
  });
  let complaint = '';
  child.stderr.on('data', (bytes: Buffer) => {
    complaint = (complaint + bytes.toString()).slice(-2_000);
  });
  const outcome = await new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? null : complaint.trim() || `exit code ${code}`));
  });
  if (outcome !== null)
    throw new EmbeddedPostgresError(`${program} of the embedded PostgreSQL failed: ${outcome}. ${USE_YOUR_OWN}`);
}
