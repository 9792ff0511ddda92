import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeMonth } from '../../bench/month/judge.js';
import { CLASSES } from '../../bench/month/misfortune.js';
import { passMonth } from '../../bench/month/month.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ autoCreate: true });
});
afterAll(() => sandbox.close());

/** Of few calls each class needs a greater share to be met at all. */
const SETTING = { channels: 30, days: 1, share: 0.06, stories: 20, seed: 3 };

test('every slot of days in which everything goes wrong is accounted for, and none is told twice', async () => {
  const { month, town } = await passMonth(database.db, sandbox, SETTING);
  expect(month).toMatchObject({ slots: 90, unaccounted: 0, unpromised: 0, twice: 0, lost: 0 });
  const met = Object.keys(month.befallen).sort();
  expect(met).toEqual(Object.keys(CLASSES).sort());
  expect(Object.keys(month.skipped)).toEqual(expect.arrayContaining(['paused', 'unanswered', 'skipped']));
  expect(month.published).toBeGreaterThan(15);

  // What is judged by can find fault: a post that is gone, one too many, a digest that was never made.
  const posts = [...sandbox.world.rooms.values()].flatMap(({ messages }) =>
    [...messages.values()].filter(({ text }) => text?.startsWith('№')).map((message) => ({ messages, message })),
  );
  const [one] = posts;
  if (!one) throw new Error('nothing was posted');
  one.messages.delete(one.message.message_id);
  expect(await judgeMonth(database.db, { world: sandbox.world, town })).toMatchObject({ lost: 1, twice: 0 });
  for (let number = 900_000; number < 900_010; number++) {
    one.messages.set(number, { ...one.message, message_id: number });
  }
  expect((await judgeMonth(database.db, { world: sandbox.world, town })).twice).toBeGreaterThan(0);
  const [place] = town.places;
  place?.slots.push(1);
  expect(await judgeMonth(database.db, { world: sandbox.world, town })).toMatchObject({ unaccounted: 1 });
}, 240_000);
