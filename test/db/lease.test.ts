import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { holdLease, leaseHolds, releaseLease } from '../../src/db/lease.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();

async function holds(lease: Parameters<typeof leaseHolds>[0]): Promise<boolean> {
  const [row] = await database.db.execute<{ holds: boolean }>(sql`select ${leaseHolds(lease)} as holds`);
  return row?.holds === true;
}

test('of ten who ask at once for a lease one gets it', async () => {
  const asked = await Promise.all(
    Array.from({ length: 10 }, (_, n) => holdLease(database.db, { name: 'race', holder: `process-${n}`, seconds: 30 })),
  );
  expect(asked.filter((lease) => lease !== null)).toHaveLength(1);
});

test('the holder prolongs his lease under the same epoch', async () => {
  const first = await holdLease(database.db, { name: 'prolong', holder: 'a', seconds: 30 });
  const second = await holdLease(database.db, { name: 'prolong', holder: 'a', seconds: 30 });
  expect(second?.epoch).toBe(first?.epoch);
});

test('a successor takes a lease given back, under a newer epoch, and the old one no longer holds', async () => {
  const first = await holdLease(database.db, { name: 'release', holder: 'a', seconds: 30 });
  if (!first) throw new Error('nobody else held it');
  expect(await holds(first)).toBe(true);
  await releaseLease(database.db, first);
  expect(await holds(first)).toBe(false);
  const second = await holdLease(database.db, { name: 'release', holder: 'b', seconds: 30 });
  expect(second?.epoch).toBeGreaterThan(first.epoch);
  expect(await holds(first)).toBe(false);
});

test('a lease that ran out goes to the next who asks, and the sleeper comes back under a new epoch', async () => {
  const first = await holdLease(database.db, { name: 'expiry', holder: 'a', seconds: 0 });
  if (!first) throw new Error('nobody else held it');
  expect(await holds(first)).toBe(false);
  const again = await holdLease(database.db, { name: 'expiry', holder: 'a', seconds: 30 });
  expect(again?.epoch).toBe(first.epoch + 1);
});
