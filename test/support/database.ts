import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { type Connection, connect, type Database, type DatabaseTarget } from '../../src/db/connect.js';
import { dataKey, useDataKeys } from '../../src/db/seal.js';
import { TEST_KEY } from './key.js';
import { openServer, targetOf } from './postgres.js';

export interface TestDatabase {
  /** Valid inside tests and hooks. */
  readonly db: Database;
  readonly target: DatabaseTarget;
  /** One more pool to the same database: another process, as far as Postgres can tell. */
  another(): Promise<Connection>;
}

// Programs get theirs where they open their database; tests connect by themselves.
useDataKeys([dataKey(TEST_KEY)]);

/** Call at the top of a test file: it gets a real Postgres database of its own, migrated and empty. */
export function useDatabase(): TestDatabase {
  const server = inject('postgres');
  const name = `korotko_${randomBytes(6).toString('hex')}`;
  const target = targetOf(server, name);
  const opened: Connection[] = [];
  const open = async () => {
    const connection = await connect(target, { max: 5 });
    opened.push(connection);
    return connection;
  };

  beforeAll(async () => {
    const administration = openServer(server, 'postgres');
    // Two files that copy the template in the same moment wait for each other.
    await administration`select pg_advisory_lock(1)`;
    await administration.unsafe(`create database ${name} template ${server.template}`);
    await administration.end();
    await open();
  });

  afterAll(async () => {
    await Promise.all(opened.map((connection) => connection.close()));
    const administration = openServer(server, 'postgres');
    await administration.unsafe(`drop database if exists ${name} with (force)`);
    await administration.end();
  });

  return {
    get db() {
      const [first] = opened;
      if (!first) throw new Error('The test database is opened in beforeAll: use it inside tests and hooks.');
      return first.db;
    },
    target,
    another: open,
  };
}
