import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError, findBinaries, USE_YOUR_OWN } from './binaries.js';

/**
 * As whom the server runs. PostgreSQL refuses root, so for root there are two ways:
 * - `mapped`: a user namespace in which root appears as user 1000. Works in a folder that only root may enter, and
 *   nobody else on the machine can read the data. Containers often refuse it.
 * - `nobody`: user 65534, with the binaries and the data where that user can enter.
 */
export type AccountKind = 'self' | 'mapped' | 'nobody';

/** Everything that depends on as whom the server runs. */
export interface Account {
  kind: AccountKind;
  /** The folder with `bin/` and `lib/`. */
  binaries: string;
  /** Where the cluster and the socket lie. */
  home: string;
  /** What a command line begins with. */
  prefix: readonly string[];
  /** Options for `spawn`. */
  spawn: { uid?: number; gid?: number };
}

const NOBODY = 65_534;
const MAP = ['unshare', '--user', '--map-user=1000', '--'] as const;

/**
 * Chooses the account for a data folder, and brings the folder's contents to it: a cluster made the other way is not
 * readable this way, so what lies there changes its owner, and its place where it must.
 * @param wanted one of the ways of root; left out, the first that works.
 * @throws EmbeddedPostgresError where neither way of root works.
 */
export function chooseAccount(dataFolder: string, wanted?: AccountKind): Account {
  const binaries = findBinaries();
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { kind: 'self', binaries, home: dataFolder, prefix: [], spawn: {} };

  const elsewhere = homeForNobody(dataFolder);
  const kind =
    wanted ?? (spawnSync(MAP[0], [...MAP.slice(1), 'true'], { timeout: 10_000 }).status === 0 ? 'mapped' : 'nobody');
  if (kind === 'mapped') {
    moveCluster(elsewhere, dataFolder);
    own(dataFolder, 0);
    return { kind, binaries, home: dataFolder, prefix: MAP, spawn: {} };
  }
  const reachable = canEnter(binaries) && canEnter(path.dirname(dataFolder));
  const home = reachable ? dataFolder : elsewhere;
  if (!reachable) {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    moveCluster(dataFolder, home);
  }
  own(home, NOBODY);
  const account = {
    kind,
    binaries: reachable ? binaries : copyBinaries(binaries),
    home,
    prefix: [],
    spawn: { uid: NOBODY, gid: NOBODY },
  };
  if (!canEnter(account.binaries) || !canEnter(home)) {
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and neither a user namespace (unshare --user) nor the user ${NOBODY} can run it here. Start as an ordinary user. ${USE_YOUR_OWN}`,
    );
  }
  return account;
}

/** Where data goes that user 65534 must reach although its folder is closed to him. */
function homeForNobody(dataFolder: string): string {
  return path.join('/var/lib/korotko', createHash('sha256').update(dataFolder).digest('hex').slice(0, 16));
}

function canEnter(folder: string): boolean {
  const result = spawnSync('/bin/sh', ['-c', 'cd "$1" && ls', 'sh', folder], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
    timeout: 10_000,
    stdio: 'ignore',
  });
  return result.status === 0;
}

/** A copy of the binaries (60 MB) that everybody may read; made once a version. */
function copyBinaries(binaries: string): string {
  const copy = path.join(
    '/var/lib/korotko',
    createHash('sha256').update(binaries).digest('hex').slice(0, 16),
    'native',
  );
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 });
  cpSync(binaries, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
}

function moveCluster(from: string, to: string): void {
  const [source, target] = [path.join(from, 'postgres'), path.join(to, 'postgres')];
  if (!existsSync(source) || existsSync(target)) return;
  cpSync(source, `${target}.moving`, { recursive: true, preserveTimestamps: true });
  renameSync(`${target}.moving`, target);
  rmSync(source, { recursive: true });
}

/** Gives a folder and all that lies in it to a user, where it is not his already. */
function own(folder: string, user: number): void {
  if (lstatSync(folder).uid !== user) chownSync(folder, user, user);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink() && lstatSync(file).uid !== user) chownSync(file, user, user);
  }
}
