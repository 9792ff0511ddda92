import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { connect, type DatabaseTarget } from '../../src/db/connect.js';
import { startEmbedded } from '../../src/db/embedded.js';
import { migrateDatabase } from '../../src/db/migrate.js';

/** How a test file reaches the server of this run. */
export interface TestServer {
  url: string | null;
  socketFolder: string;
  port: number;
  user: string;
  password: string;
  /** A migrated, empty database that each test file copies. */
  template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
  }
}

/** A pool of one to a database of the run's server, for what the program itself never does: making databases. */
export function openServer(server: TestServer, database: string): postgres.Sql {
  const target = targetOf(server, database);
  return 'url' in target
    ? postgres(target.url, { max: 1, onnotice: () => {} })
    : postgres({ ...target, path: `${target.socketFolder}/.s.PGSQL.${target.port}`, max: 1, onnotice: () => {} });
}

export function targetOf(server: TestServer, database: string): DatabaseTarget {
  const { socketFolder, port, user, password } = server;
  if (server.url === null) return { socketFolder, port, user, password, database };
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  return { url: url.href };
}

/** Once a run: the embedded server in a folder of its own, or the one of TEST_DATABASE_URL, and the template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `korotko_template_${process.pid}`;
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    const server: TestServer = { url, socketFolder: '', port: 0, user: '', password: '', template };
    const administration = postgres(url, { max: 1, onnotice: () => {} });
    await makeTemplate(administration, server);
    project.provide('postgres', server);
    return async () => {
      await administration.unsafe(`drop database if exists ${template} with (force)`);
      await administration.end();
    };
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-test-'));
  const embedded = await startEmbedded({ folder, database: 'korotko', durable: false });
  const server: TestServer = { url: null, ...embedded.target, template };
  const administration = openServer(server, 'postgres');
  await makeTemplate(administration, server);
  await administration.end();
  project.provide('postgres', server);
  return async () => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(administration: postgres.Sql, server: TestServer): Promise<void> {
  await administration.unsafe(`create database ${server.template}`);
  const connection = await connect(targetOf(server, server.template), { max: 2 });
  await migrateDatabase(connection.db);
  await connection.close();
}
