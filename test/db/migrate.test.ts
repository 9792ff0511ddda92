import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { connect, DatabaseError } from '../../src/db/connect.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();

test('three processes that migrate an empty database at once all succeed', async () => {
  await database.db.execute(sql`drop schema public cascade`);
  await database.db.execute(sql`drop schema drizzle cascade`);
  await database.db.execute(sql`create schema public`);
  const connections = await Promise.all([database.another(), database.another(), database.another()]);
  await Promise.all(connections.map(({ db }) => migrateDatabase(db)));
  const [row] = await database.db.execute(
    sql`select count(*)::int as tables from pg_tables where schemaname = 'public'`,
  );
  expect(row?.tables).toBeGreaterThan(10);
});

test.each([
  ['postgres://korotko@127.0.0.1:1/korotko', /DATABASE_URL.*127\.0\.0\.1:1/],
  ['postgres://korotko:geheim@no-such-host.invalid/korotko', /name of the server/],
])('a wrong address %s is refused with what to check, and without its password', async (url, words) => {
  await expect(connect({ url })).rejects.toThrow(DatabaseError);
  await expect(connect({ url })).rejects.toThrow(words);
  await expect(connect({ url })).rejects.not.toThrow(/geheim/);
});
