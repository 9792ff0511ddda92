import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { nameStatements } from './named-statements.js';
import * as schema from './schema.js';
import { storeAnyText } from './storable.js';

/** What rooms query with: a connection pool, or a transaction of one. */
export type Database = PostgresJsDatabase<typeof schema>;

/** Where a Postgres is: an address, or the socket of the embedded one. */
export type DatabaseTarget =
  | { url: string }
  | { socketFolder: string; port: number; user: string; password: string; database: string };

export interface Connection {
  db: Database;
  /** Ends the pool, giving queries under way up to 5 s. */
  close(): Promise<void>;
}

/** The database could not be reached or used; the message says which and what to do. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

/**
 * Opens a pool and asks one question of it, so that a wrong address is known here and not at the first query.
 * @param options.max connections at most; each statement is given 30 s.
 * @throws DatabaseError when the server does not answer or refuses.
 */
export async function connect(target: DatabaseTarget, options: { max?: number } = {}): Promise<Connection> {
  const settings = {
    max: options.max ?? 10,
    connect_timeout: 10,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: 'korotko', statement_timeout: 30_000, TimeZone: 'UTC' },
  };
  const client =
    'url' in target
      ? postgres(target.url, settings)
      : postgres({
          ...settings,
          path: `${target.socketFolder}/.s.PGSQL.${target.port}`,
          user: target.user,
          password: target.password,
          database: target.database,
        });
  try {
    await client`select 1`;
  } catch (error) {
    await client.end({ timeout: 0 });
    throw new DatabaseError(`${describeTarget(target)} cannot be used: ${reasonOf(error)}. ${adviceFor(error)}`, {
      cause: error,
    });
  }
  nameStatements(client);
  const db = drizzle(client, { schema, casing: 'snake_case' });
  storeAnyText(client);
  return {
    db,
    close: () => client.end({ timeout: 5 }),
  };
}

/** The target in words, without its password. */
function describeTarget(target: DatabaseTarget): string {
  if (!('url' in target)) return `The embedded database (socket in ${target.socketFolder})`;
  const { host, pathname, username } = new URL(target.url);
  return `The database of DATABASE_URL (${username ? `${username}@` : ''}${host}${pathname})`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return error.message || code || error.name;
}

function adviceFor(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : '') {
    case '28P01':
    case '28000':
      return 'Check the user and the password.';
    case '3D000':
      return 'Create that database, or correct its name.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Check the name of the server.';
    default:
      return 'Check that a PostgreSQL server runs there and lets this machine in.';
  }
}
