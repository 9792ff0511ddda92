import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { PROJECT_FOLDER } from '../../src/config.js';
import type { Database } from '../../src/db/connect.js';
import { migrateDatabase } from '../../src/db/migrate.js';

const MIGRATIONS = path.join(PROJECT_FOLDER, 'drizzle');
/** What installations of versions hold: each file is named after the last migration of its version, and fills its tables. */
export const VERSIONS = path.join(PROJECT_FOLDER, 'test/db/versions');

/** The versions whose data is kept, the oldest first. */
export async function versions(): Promise<string[]> {
  return (await readdir(VERSIONS)).map((file) => path.basename(file, '.sql')).sort();
}

/** The names of all migrations, the first one first. */
export async function migrations(): Promise<string[]> {
  const journal = JSON.parse(await readFile(path.join(MIGRATIONS, 'meta/_journal.json'), 'utf8'));
  return (journal as { entries: { tag: string }[] }).entries.map(({ tag }) => tag);
}

/** Makes an empty database one of this version, with its data in it. */
export async function fillVersion(db: Database, version: string): Promise<void> {
  await migrateTo(db, version);
  const script = await readFile(path.join(VERSIONS, `${version}.sql`), 'utf8');
  for (const statement of script.split(/;\n/).filter((one) => one.trim() !== '')) await db.execute(sql.raw(statement));
}

/** Runs the migrations up to this one, as the program of that version did. */
export async function migrateTo(db: Database, version: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-version-'));
  try {
    await cp(MIGRATIONS, folder, { recursive: true });
    const file = path.join(folder, 'meta/_journal.json');
    const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { tag: string }[] };
    const last = journal.entries.findIndex(({ tag }) => tag === version);
    if (last < 0) throw new Error(`There is no migration ${version}.`);
    await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }));
    await migrateDatabase(db, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How many rows each table has. */
export async function countRows(db: Database): Promise<Record<string, number>> {
  const tables = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await db.execute<{ rows: number }>(sql.raw(`select count(*)::int as rows from "${name}"`));
    counts[name] = row?.rows ?? 0;
  }
  return counts;
}
