import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { connect, type Database } from '../src/db/connect.js';
import { startEmbedded } from '../src/db/embedded.js';
import { openDataKeys } from '../src/db/keys.js';
import { migrateDatabase } from '../src/db/migrate.js';
import { TEST_KEY } from '../test/support/key.js';
import { countRows, fillVersion, migrations, VERSIONS, versions } from '../test/support/versions.js';

/**
 * `npm run -s versions`: keeps the data of the newest version beside the migrations, so that every later one is tested on
 * it. It is what the data of the version before has become; a table that is new is filled by hand, and the command says so.
 */
const [before, newest] = [(await versions()).at(-1) ?? '', (await migrations()).at(-1) ?? ''];
const folder = await mkdtemp(path.join(tmpdir(), 'korotko-versions-'));
const server = await startEmbedded({ folder, database: 'korotko', durable: false });
const { db, close } = await connect(server.target);
try {
  await fillVersion(db, before);
  await migrateDatabase(db);
  await openDataKeys(db, { dataKey: TEST_KEY.toString('base64'), dataFolder: folder }, new Date());
  const file = path.join(VERSIONS, `${newest}.sql`);
  await writeFile(file, await dump(db));
  const empty = Object.entries(await countRows(db)).filter(([, rows]) => rows === 0);
  console.log(`${file} holds what ${before} has become.`);
  for (const [table] of empty)
    console.log(`${table} is empty: add an insert at the end of the file, and run this again.`);
} finally {
  await close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Statements that fill the tables as they are, those first that others refer to; a row a line. */
async function dump(db: Database): Promise<string> {
  let script = '-- Made by `npm run -s versions`: what an installation of this version may hold.\n';
  for (const table of await tablesInOrder(db)) {
    const rows = await db.execute<{ row: string }>(
      sql.raw(`select to_json(one)::text as row from "${table}" as one order by to_json(one)::text`),
    );
    if (rows.length === 0) continue;
    const json = [...rows].map(({ row }) => row.replaceAll("'", "''")).join(',\n');
    script += `insert into "${table}" overriding system value select * from json_populate_recordset(null::"${table}", '[\n${json}\n]');\n`;
  }
  const counters = await db.execute<{ table: string; column: string; last: string }>(sql`
    select table_name as table, column_name as column,
      coalesce(pg_sequence_last_value(pg_get_serial_sequence(quote_ident(table_name), column_name)::regclass), 0)::text as last
    from information_schema.columns where table_schema = 'public' and is_identity = 'YES' order by table_name`);
  for (const { table, column, last } of counters) {
    if (last !== '0') script += `select setval(pg_get_serial_sequence('"${table}"', '${column}'), ${last});\n`;
  }
  return script;
}

/** Every table of ours behind those that it refers to. */
async function tablesInOrder(db: Database): Promise<string[]> {
  const tables = Object.keys(await countRows(db));
  const references = await db.execute<{ from: string; to: string }>(sql`
    select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
    where contype = 'f' and conrelid <> confrelid and connamespace = 'public'::regnamespace`);
  const ordered: string[] = [];
  const place = (table: string): void => {
    if (ordered.includes(table)) return;
    for (const { from, to } of references) if (from === table) place(to);
    ordered.push(table);
  };
  for (const table of tables) place(table);
  return ordered;
}
