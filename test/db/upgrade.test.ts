import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { PROJECT_FOLDER } from '../../src/config.js';
import type { Database } from '../../src/db/connect.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { enqueue } from '../../src/delivery/store.js';
import { planDueDigests } from '../../src/digests/plan.js';
import { useDatabase } from '../support/database.js';

const MIGRATIONS = path.join(PROJECT_FOLDER, 'drizzle');
const VERSIONS = path.join(PROJECT_FOLDER, 'test/db/versions');
/** The slot of the reader in every version's data. */
const SLOT = new Date('2026-11-20T07:00:00Z');

const database = useDatabase();
/** Each is named after the last migration of a version that people may run, and fills its tables. */
const versions = (await readdir(VERSIONS)).map((file) => path.basename(file, '.sql'));

describe.each(versions)('an installation of %s', (version) => {
  test('comes to the newest tables with everything it holds, and its reader gets his digest', async () => {
    const { db } = database;
    await empty(db);
    await migrateTo(db, version);
    for (const statement of statementsOf(await readFile(path.join(VERSIONS, `${version}.sql`), 'utf8'))) {
      await db.execute(sql.raw(statement));
    }
    const before = await countRows(db);
    expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([['send_budgets', 0]]);

    await migrateDatabase(db);
    expect(await countRows(db)).toMatchObject(before);
    await planDueDigests({ db, now: SLOT, enqueue });
    const [payload] = await db.execute(sql`
      select payloads.body from deliveries join digests on digests.id = deliveries.digest_id
        join payloads on payloads.hash = deliveries.payload_hash
      where digests.chat_id = 1 and digests.kind = 'scheduled'`);
    expect(JSON.stringify(payload?.body)).toContain('У порту відкрили новий причал');
  });
});

async function empty(db: Database): Promise<void> {
  await db.execute(sql`drop schema public cascade`);
  await db.execute(sql`drop schema if exists drizzle cascade`);
  await db.execute(sql`create schema public`);
}

/** Runs the migrations up to this one, as the program of that version did. */
async function migrateTo(db: Database, version: string): Promise<void> {
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

function statementsOf(script: string): string[] {
  return script.split(/;\n/).filter((statement) => statement.trim() !== '');
}

async function countRows(db: Database): Promise<Record<string, number>> {
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
