import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type postgres from 'postgres';
import type { Database } from './connect.js';

/** A backup could not be written or read; the message says why and what to do. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** The first line of a backup. */
export interface BackupHeader {
  korotko: 1;
  takenAt: string;
  /** Hashes of the migrations that made the tables: only the same tables can take the rows back. */
  migrations: string[];
  /** The names of the keys under which people's words and names stand in it. */
  dataKeys: string[];
}

/** The line before the rows of a table. */
export interface TableHeader {
  table: string;
  columns: string[];
  /** The next id of its identity column; `null` where it has none. */
  nextId: string | null;
}

/** The line behind the rows of a table, as Postgres itself ends them. */
export const END_OF_ROWS = '\\.';
/** The last line: without it a backup is not whole. */
export interface BackupEnd {
  rows: Record<string, number>;
}

/** These say what running processes do at this moment: they mean nothing later. */
const NOT_KEPT = ['leases', 'send_budgets', 'host_turns'];

/**
 * Writes everything in the database to a file, as it stood at one moment, while the program works on. The file is
 * readable by its owner alone: people's settings are in it. An unfinished one never stands under its name.
 * @returns rows by table.
 */
export async function writeBackup(db: Database, file: string, now: Date): Promise<Record<string, number>> {
  const unfinished = `${file}.unfinished`;
  const rows: Record<string, number> = {};
  try {
    await clientOf(db).begin('isolation level repeatable read read only', async (sql) => {
      await sql`set local statement_timeout = 0`;
      const output = createWriteStream(unfinished, { mode: 0o600 });
      await pipeline(snapshot(sql, { now, rows }), createGzip(), output);
    });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (isFileError(error)) throw new BackupError(`${file} cannot be written: ${error.message}`);
    throw error;
  }
  return rows;
}

async function* snapshot(
  sql: postgres.TransactionSql,
  { now, rows }: { now: Date; rows: Record<string, number> },
): AsyncGenerator<string | Buffer> {
  const header: BackupHeader = {
    korotko: 1,
    takenAt: now.toISOString(),
    migrations: await migrationsOf(sql),
    dataKeys: (await sql<{ id: string }[]>`select id from data_keys order by since`).map(({ id }) => id),
  };
  yield `${JSON.stringify(header)}\n`;
  for (const { name, columns, identity } of await tablesOf(sql)) {
    const described: TableHeader = { table: name, columns, nextId: identity ? await nextIdOf(sql, name) : null };
    yield `${JSON.stringify(described)}\n`;
    let count = 0;
    const source = await sql`copy ${sql(name)} (${sql(columns)}) to stdout`.readable();
    for await (const chunk of source as AsyncIterable<Buffer>) {
      // A line feed inside of a row is written «\\n».
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++;
      yield chunk;
    }
    // The driver leaves its connection paused where the last rows filled the stream: the next question would wait forever.
    source._read(0);
    yield `${END_OF_ROWS}\n`;
    rows[name] = count;
  }
  const end: BackupEnd = { rows };
  yield `${JSON.stringify(end)}\n`;
}

interface Table {
  name: string;
  columns: string[];
  /** Does it number its rows itself? */
  identity: boolean;
}

/** The tables, each after those that it refers to. */
export async function tablesOf(sql: postgres.Sql | postgres.TransactionSql): Promise<Table[]> {
  const found = await sql<(Table & { needs: string[] })[]>`
    select table_name as name, array_agg(column_name::text order by ordinal_position) as columns,
      bool_or(is_identity = 'YES') as identity,
      array(select distinct confrelid::regclass::text from pg_constraint
        where contype = 'f' and conrelid = ('public.' || quote_ident(table_name))::regclass and confrelid <> conrelid) as needs
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all(${NOT_KEPT})
    group by table_name order by table_name`;
  const waiting = [...found];
  const ordered: Table[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex(({ needs }) => !needs.some((need) => waiting.some(({ name }) => name === need)));
    const [next] = waiting.splice(free, 1);
    if (free < 0 || !next) throw new Error('Tables refer to each other in a circle.');
    ordered.push(next);
  }
  return ordered;
}

/** Hashes of the migrations that the database has had, in their order. */
export async function migrationsOf(sql: postgres.Sql | postgres.TransactionSql): Promise<string[]> {
  const rows = await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by id`;
  return rows.map(({ hash }) => hash);
}

async function nextIdOf(sql: postgres.TransactionSql, table: string): Promise<string> {
  const [sequence] = await sql<{ name: string }[]>`select pg_get_serial_sequence(${table}, 'id') as name`;
  const [row] = await sql<{ next: string }[]>`
    select (last_value + is_called::int)::text as next from ${sql(sequence?.name ?? '')}`;
  return row?.next ?? '1';
}

/** The driver below drizzle, which alone can copy. */
export function clientOf(db: Database): postgres.Sql {
  return (db as Database & { $client: postgres.Sql }).$client;
}

/** Did the file, and not the database, say no? */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}
