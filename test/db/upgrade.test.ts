import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/connect.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { enqueue } from '../../src/delivery/store.js';
import { planDueDigests } from '../../src/digests/plan.js';
import { useDatabase } from '../support/database.js';
import { countRows, fillVersion, versions } from '../support/versions.js';

/** The slot of the reader in every version's data. */
const SLOT = new Date('2026-11-20T07:00:00Z');

const database = useDatabase();

describe.each(await versions())('an installation of %s', (version) => {
  test('comes to the newest tables with everything it holds, and its reader gets his digest', async () => {
    const { db } = database;
    await empty(db);
    await fillVersion(db, version);
    const before = await countRows(db);
    expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([]);

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
