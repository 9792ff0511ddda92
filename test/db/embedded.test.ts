import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { connect } from '../../src/db/connect.js';
import { type EmbeddedPostgres, startEmbedded } from '../../src/db/embedded.js';
import { doAlone } from '../../src/db/locks.js';
import { openDatabase } from '../../src/db/open.js';

const folders: string[] = [];
const running: EmbeddedPostgres[] = [];

async function newFolder(name = 'data'): Promise<string> {
  const parent = await mkdtemp(path.join(tmpdir(), 'korotko-embedded-'));
  folders.push(parent);
  return path.join(parent, name);
}

async function start(folder: string, account?: 'mapped' | 'nobody'): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ folder, database: 'korotko', ...(account ? { account } : {}) });
  running.push(server);
  return server;
}

async function ask(server: EmbeddedPostgres, question: string): Promise<unknown> {
  const connection = await connect(server.target, { max: 1 });
  const [row] = await connection.db.execute<{ answer: unknown }>(sql.raw(question));
  await connection.close();
  return row?.answer;
}

function postmaster(folder: string): number | null {
  const file = path.join(folder, 'postgres/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

const isRoot = process.getuid?.() === 0;
const canMap = isRoot && spawnSync('unshare', ['--user', '--map-user=1000', 'true']).status === 0;

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describe('the embedded Postgres', () => {
  test('keeps what was written from one start to the next', async () => {
    const folder = await newFolder();
    const first = await start(folder);
    await ask(first, 'create table kept as select 42 as answer');
    running.pop();
    await first.stop();
    expect(postmaster(folder)).toBeNull();
    expect(await ask(await start(folder), 'select answer from kept')).toBe(42);
  });

  test('is shared by two programs in one folder, and stops with the last of them', async () => {
    const folder = await newFolder();
    const [first, second] = await Promise.all([start(folder), start(folder)]);
    running.length = 0;
    await first.stop();
    expect(await ask(second, 'select 1 as answer')).toBe(1);
    await second.stop();
    expect(postmaster(folder)).toBeNull();
  });

  test('starts again after the server itself was killed', async () => {
    const folder = await newFolder();
    const first = await start(folder);
    await ask(first, 'create table kept as select 7 as answer');
    process.kill(postmaster(folder) as number, 'SIGKILL');
    running.pop();
    await first.stop();
    expect(await ask(await start(folder), 'select answer from kept')).toBe(7);
  });

  test('listens on a socket in a closed folder and on no port', async () => {
    const server = await start(await newFolder());
    expect(statSync(server.target.socketFolder).mode & 0o777).toBe(0o700);
    expect(await ask(server, "select current_setting('listen_addresses') as answer")).toBe('');
  });

  test('keeps no program from what only one may do at a time', async () => {
    const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: await newFolder() });
    try {
      for (const work of ['migrating', 'placing'] as const) {
        await db.transaction(async (tx) => {
          await tx.execute(sql`set local lock_timeout = '2s'`);
          await doAlone(tx, work);
        });
      }
    } finally {
      await close();
    }
  });

  test('asks for its password', async () => {
    const server = await start(await newFolder());
    await expect(connect({ ...server.target, password: 'guess' })).rejects.toThrow(/password authentication failed/);
  });

  test('runs in a folder whose path is longer than a socket may have', async () => {
    const server = await start(await newFolder(`${'дуже-довга-тека-'.repeat(4)}/data`));
    expect(await ask(server, 'select 1 as answer')).toBe(1);
    expect(server.target.socketFolder.length).toBeLessThan(100);
    folders.push(server.target.socketFolder);
  });

  test('lower-cases Ukrainian letters, whatever the locale of the machine', async () => {
    expect(await ask(await start(await newFolder()), "select lower('ЄЇҐІЩ') as answer")).toBe('єїґіщ');
  });
});

// Each needs root: as anybody else the server simply runs as that user, which the tests above show.
describe.runIf(isRoot)('the embedded Postgres of root', () => {
  // A container that refuses user namespaces runs it as user 65534 instead, which the next test shows.
  test.runIf(canMap)('runs in a folder that only root may enter, as a mapped user', async () => {
    const folder = await newFolder();
    await chmod(path.dirname(folder), 0o700);
    expect(await ask(await start(folder, 'mapped'), 'select 1 as answer')).toBe(1);
  });

  test('runs as user 65534 in a folder closed to him, from a place of its own', async () => {
    const folder = await newFolder();
    await chmod(path.dirname(folder), 0o700);
    const server = await start(folder, 'nobody');
    folders.push(path.dirname(server.target.socketFolder));
    expect(statSync(server.target.socketFolder).uid).toBe(65_534);
    expect(await ask(server, 'select 1 as answer')).toBe(1);
  });

  test.runIf(canMap)('finds its data again when the way of running it changes', async () => {
    const folder = await newFolder();
    await chmod(path.dirname(folder), 0o700);
    const mapped = await start(folder, 'mapped');
    await ask(mapped, 'create table kept as select 5 as answer');
    running.pop();
    await mapped.stop();
    const asNobody = await start(folder, 'nobody');
    folders.push(path.dirname(asNobody.target.socketFolder));
    expect(await ask(asNobody, 'select answer from kept')).toBe(5);
    running.pop();
    await asNobody.stop();
    expect(await ask(await start(folder, 'mapped'), 'select answer from kept')).toBe(5);
  });
});
