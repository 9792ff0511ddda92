import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { PROJECT_FOLDER } from '../config.js';
import type { Database } from './connect.js';

/** What a database says of itself. */
export interface DatabaseFacts {
  /** «18.4» */
  version: string;
  /** The major version and the minor one: 18.4 is 180004. */
  versionNumber: number;
  /** How far its clock is ahead of ours, ms; negative where it is behind. */
  clockAheadMs: number;
  /** Bytes. */
  size: number;
  /** Migrations that it has had, and those that this program knows. */
  migrations: { applied: number; known: number };
}

/** Asks a database what an operator may have to know. */
export async function inspectDatabase(db: Database): Promise<DatabaseFacts> {
  const asked = Date.now();
  const [row] = await db.execute<{ version: string; number: number; now: string; size: string; applied: number }>(sql`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now,
      pg_database_size(current_database())::text as size,
      (select count(*)::int from drizzle.__drizzle_migrations) as applied`);
  const answered = Date.now();
  if (!row) throw new Error('A select without a table returned no row.');
  const journal = await readFile(path.join(PROJECT_FOLDER, 'drizzle/meta/_journal.json'), 'utf8');
  const { entries } = JSON.parse(journal) as { entries: unknown[] };
  return {
    version: row.version.split(' ')[0] ?? row.version,
    versionNumber: row.number,
    clockAheadMs: Number(row.now) - (asked + answered) / 2,
    size: Number(row.size),
    migrations: { applied: row.applied, known: entries.length },
  };
}
