import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { connect, type Database } from '../../src/db/connect.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();

/** One connection, since names are kept by each. */
async function withOneConnection(use: (db: Database) => Promise<void>): Promise<void> {
  const { db, close } = await connect(database.target, { max: 1 });
  try {
    await use(db);
  } finally {
    await close();
  }
}

/** The texts kept under a name that begin with a mark; asked without parameters, so that it gets no name itself. */
async function kept(db: Database, mark: string): Promise<string[]> {
  const rows = await db.execute<{ statement: string }>(
    sql.raw(`select statement from pg_prepared_statements where statement like '/* ${mark} */%'`),
  );
  return rows.map(({ statement }) => statement);
}

describe('named statements', () => {
  it('keeps what is asked again and again, also in transactions, and forgets nothing of the answer', async () => {
    await withOneConnection(async (db) => {
      const ask = (on: Pick<Database, 'execute'>, n: number) =>
        on.execute<{ sum: number }>(sql`/* again */ select ${n}::int + 1 as sum`);
      expect(await ask(db, 1)).toEqual([{ sum: 2 }]);
      expect(await kept(db, 'again')).toEqual([]);
      await ask(db, 2);
      await db.transaction(async (tx) => {
        expect(await ask(tx, 3)).toEqual([{ sum: 4 }]);
        await tx.transaction(async (inner) => expect(await ask(inner, 4)).toEqual([{ sum: 5 }]));
      });
      expect(await ask(db, 5)).toEqual([{ sum: 6 }]);
      expect(await kept(db, 'again')).toHaveLength(1);
    });
  });

  it('gives no names to texts that differ each time, and only so many in all', async () => {
    await withOneConnection(async (db) => {
      for (let n = 0; n < 500; n++) await db.execute(sql`${sql.raw(`/* once */ select ${n}, `)} ${n}::int`);
      expect(await kept(db, 'once')).toEqual([]);
      for (let n = 0; n < 450; n++)
        for (let time = 0; time < 3; time++) await db.execute(sql`${sql.raw(`/* thrice */ select ${n}, `)} ${n}::int`);
      const names = await kept(db, 'thrice');
      expect(names.length).toBeGreaterThan(300);
      expect(names.length).toBeLessThanOrEqual(400);
    });
  });

  it('goes on when a column of a table it has asked for is added', async () => {
    await withOneConnection(async (db) => {
      await db.execute(sql.raw('create table grown (id int)'));
      await db.execute(sql.raw('insert into grown values (1)'));
      const ask = () => db.execute(sql`select * from grown where id = ${1}`);
      for (let time = 0; time < 4; time++) expect(await ask()).toEqual([{ id: 1 }]);
      await db.execute(sql.raw('alter table grown add column more int'));
      expect(await ask()).toEqual([{ id: 1, more: null }]);
    });
  });
});
