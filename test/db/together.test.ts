import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { arrayOf } from '../../src/db/arrays.js';
import type { Database } from '../../src/db/connect.js';
import { askedTogether } from '../../src/db/together.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();

/** Knows the squares of the numbers up to ten, and how it was asked. */
function squares() {
  const asked: number[][] = [];
  const squareOf = askedTogether(async (db: Database, numbers: number[]) => {
    asked.push(numbers);
    const rows = await db.execute<{ number: number }>(
      sql`select number from unnest(${arrayOf(numbers)}::int[]) as number where number <= 10`,
    );
    return new Map([...rows].map(({ number }) => [number, number * number]));
  });
  return { asked, squareOf };
}

describe('what many ask at once', () => {
  test('is one question, in which nothing is asked twice, and each gets his own answer', async () => {
    const { asked, squareOf } = squares();
    const answers = await Promise.all([2, 3, 2, 11].map((number) => squareOf(database.db, number)));
    expect(answers).toEqual([4, 9, 4, undefined]);
    expect(asked).toEqual([[2, 3, 11]]);
  });

  test('gathers while one such question is under way', async () => {
    const asked: number[][] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ask = askedTogether(async (_: Database, keys: number[]) => {
      asked.push(keys);
      if (keys.includes(1)) await held;
      return new Map(keys.map((key) => [key, key]));
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const first = ask(database.db, 1);
    while (asked.length === 0) await turn();
    const second = ask(database.db, 2);
    for (let turns = 0; turns < 5; turns++) await turn();
    const third = ask(database.db, 3);
    release();
    expect(await Promise.all([first, second, third])).toEqual([1, 2, 3]);
    expect(asked).toEqual([[1], [2, 3]]);
  });

  test('is asked anew the next time', async () => {
    const { asked, squareOf } = squares();
    await squareOf(database.db, 2);
    await squareOf(database.db, 2);
    expect(asked).toEqual([[2], [2]]);
  });

  test('within a transaction is a question of that transaction', async () => {
    const { asked, squareOf } = squares();
    const [outside, inside] = await Promise.all([
      squareOf(database.db, 2),
      database.db.transaction((tx) => squareOf(tx, 3)),
    ]);
    expect([outside, inside]).toEqual([4, 9]);
    expect(asked).toHaveLength(2);
  });

  test('fails for all who asked, and for nobody later', async () => {
    let isBroken = true;
    const ask = askedTogether(async (_: Database, keys: number[]) => {
      if (isBroken) throw new Error('not now');
      return new Map(keys.map((key) => [key, key]));
    });
    const answers = await Promise.allSettled([ask(database.db, 1), ask(database.db, 2)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isBroken = false;
    expect(await ask(database.db, 1)).toBe(1);
  });
});
