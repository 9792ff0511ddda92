import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { drawSlots, savePause } from '../../src/delivery/store.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();

/** How far ahead a token's budget is spent, ms. */
async function spentAhead(token: string): Promise<number> {
  const [row] = await database.db.execute<{ ms: number }>(
    sql`select (extract(epoch from spent_until - clock_timestamp()) * 1000)::float8 as ms from send_budgets where token = ${token}`,
  );
  if (!row) throw new Error('nothing was drawn');
  return row.ms;
}

test('of any number of processes that draw at once each gets slots of its own', async () => {
  const other = await database.another();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      drawSlots(n % 2 ? database.db : other.db, { token: 'shared', count: 2, back: 0, interval: 50, asked: 0 }),
    ),
  );
  // Eighty slots of 50 ms are spent, less the time that has gone by.
  const ahead = await spentAhead('shared');
  expect(ahead).toBeLessThanOrEqual(4000);
  expect(ahead).toBeGreaterThanOrEqual(4000 - (performance.now() - began) - 10);
});

test('slots that were wanted in the past are given where nobody took them, each once', async () => {
  const late = { token: 'late', count: 1, back: 500, interval: 10, asked: 0 };
  const { wait: first } = await drawSlots(database.db, late);
  const { wait: second } = await drawSlots(database.db, late);
  expect(first).toBeCloseTo(-500, -1);
  expect(second).toBeLessThanOrEqual(-490 + 1);
});

test('a budget that a clock set back has left an hour ahead does not stop the sending', async () => {
  await drawSlots(database.db, { token: 'stepped', count: 1, back: 0, interval: 34, asked: 0 });
  await database.db.execute(
    sql`update send_budgets set spent_until = now() + interval '1 hour' where token = 'stepped'`,
  );
  const { wait } = await drawSlots(database.db, { token: 'stepped', count: 1, back: 0, interval: 34, asked: 0 });
  expect(wait).toBeLessThan(34);
});

test('the waits that Telegram asked for of late are told with the slots, those of a clock that was set back are not', async () => {
  const hour = new Date(Date.now() + 3_600_000);
  await savePause(database.db, { scope: 'chat:7', until: hour, reason: 'asked for just now' });
  await savePause(database.db, { scope: 'chat:8', until: hour, reason: 'asked for before' });
  await savePause(database.db, { scope: 'chat:9', until: hour, reason: 'asked for in an hour' });
  await database.db.execute(sql`
    update send_pauses set asked_at = now() + case scope when 'chat:8' then interval '-1 hour' else '1 hour' end
    where scope <> 'chat:7'`);
  const { pauses } = await drawSlots(database.db, { token: 'waits', count: 1, back: 0, interval: 34, asked: 60_000 });
  expect(pauses).toEqual([{ scope: 'chat:7', ms: expect.any(Number), ago: expect.any(Number) }]);
  expect(pauses[0]?.ms).toBeGreaterThan(3_500_000);
});
