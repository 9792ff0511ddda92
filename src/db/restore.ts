import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type postgres from 'postgres';
import {
  type BackupEnd,
  BackupError,
  type BackupHeader,
  clientOf,
  END_OF_ROWS,
  isFileError,
  migrationsOf,
  type TableHeader,
  tablesOf,
} from './backup.js';
import type { Database } from './connect.js';
import { hasDataKey } from './seal.js';

/**
 * Fills an empty database from a backup, whole or not at all.
 *
 * Nobody knows what was sent after the backup was taken. So that nothing is sent twice, what waited to be sent then is
 * `uncertain` now: it is shown, never repeated by itself.
 * @returns rows by table.
 * @throws BackupError where the file is not a whole backup of these tables, or the database is not empty.
 */
export async function readBackup(db: Database, file: string): Promise<Record<string, number>> {
  const packed = createReadStream(file);
  const unpacked = createGunzip();
  packed.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  // It may fail before anybody reads; whoever reads is told then.
  unpacked.on('error', () => {});
  const lines = linesOf(unpacked);
  const next = async () => {
    const line = await lines.next();
    if (line.done) throw new BackupError(`${file} ends too early: it is not a whole backup.`);
    return line.value;
  };
  try {
    return await clientOf(db).begin(async (sql) => {
      await sql`set local statement_timeout = 0`;
      const header = readLine<BackupHeader>(await next(), file);
      await checkTarget(sql, { header, file });
      const rows: Record<string, number> = {};
      for (;;) {
        const line = readLine<TableHeader | BackupEnd>(await next(), file);
        if ('rows' in line) {
          checkEnd(line, { rows, file });
          break;
        }
        rows[line.table] = await fill(sql, line, next);
      }
      await leaveInDoubt(sql);
      return rows;
    });
  } catch (error) {
    if (isFileError(error)) throw new BackupError(`${file} cannot be read: ${error.message}`);
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new BackupError(`${file} is damaged or no backup: ${error.message}.`);
    }
    throw error;
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}

/** Lines end with a line feed and nothing else: a text may hold any other sign that parts lines. */
async function* linesOf(stream: Readable): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

function readLine<T extends object>(line: string, file: string): T {
  try {
    return JSON.parse(line) as T;
  } catch {
    throw new BackupError(`${file} is damaged or no backup.`);
  }
}

async function checkTarget(
  sql: postgres.TransactionSql,
  { header, file }: { header: BackupHeader; file: string },
): Promise<void> {
  if (header.korotko !== 1) throw new BackupError(`${file} is no backup that this version can read.`);
  if (JSON.stringify(header.migrations) !== JSON.stringify(await migrationsOf(sql))) {
    throw new BackupError(`${file} has other tables. Restore it with the version that took it, then upgrade.`);
  }
  const missing = header.dataKeys.find((id) => !hasDataKey(id));
  if (missing !== undefined) {
    throw new BackupError(
      `${file} holds people's words and names under the data key ${missing}, which is not here. Copy it from where the ` +
        'backup was taken (data/data.key there, or DATA_KEY) to data.key in DATA_DIR or into DATA_KEY, then restore.',
    );
  }
  for (const { name } of await tablesOf(sql)) {
    // The opening of the database named its key there; the backup's takes its place.
    if (name === KEY_NAMES) continue;
    const [row] = await sql`select 1 from ${sql(name)} limit 1`;
    if (row) {
      throw new BackupError(`The database is not empty (${name}). Restore into a new one, before its first start.`);
    }
  }
}

function checkEnd(end: BackupEnd, { rows, file }: { rows: Record<string, number>; file: string }): void {
  if (JSON.stringify(end.rows) !== JSON.stringify(rows)) throw new BackupError(`${file} has not all its rows.`);
}

/** The table of the data keys' names. */
const KEY_NAMES = 'data_keys';
/** Rows handed over at once; UTF-16 units. */
const BLOCK = 65_536;

async function fill(
  sql: postgres.TransactionSql,
  { table, columns, nextId }: TableHeader,
  next: () => Promise<string>,
): Promise<number> {
  if (table === KEY_NAMES) await sql`delete from ${sql(KEY_NAMES)}`;
  let count = 0;
  async function* blocks(): AsyncGenerator<string> {
    let block = '';
    for (let line = await next(); line !== END_OF_ROWS; line = await next()) {
      count++;
      block += `${line}\n`;
      if (block.length < BLOCK) continue;
      yield block;
      block = '';
    }
    if (block !== '') yield block;
  }
  await pipeline(blocks, await sql`copy ${sql(table)} (${sql(columns)}) from stdin`.writable());
  // Ids that were given away before must not be given away again, even where their rows are gone.
  if (nextId !== null) await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${nextId}::bigint, false)`;
  return count;
}

async function leaveInDoubt(sql: postgres.TransactionSql): Promise<void> {
  const why = 'restored from a backup: it may have been sent since';
  await sql`
    update deliveries set state = 'uncertain', last_error = ${why}, next_attempt_at = null
    where state in ('pending', 'deferred', 'sending')`;
  await sql`update digests set state = 'uncertain', state_reason = ${why} where state = 'planned'`;
}
