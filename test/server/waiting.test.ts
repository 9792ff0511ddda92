import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { storeUpdate, waitingForHandling } from '../../src/server/store.js';
import { handleWaiting, type WaitingUpdates } from '../../src/server/waiting.js';
import { silentLog } from '../../src/telemetry/log.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
const NOW = new Date('2026-06-12T06:30:00Z');
const PATIENCE = { timeout: 10_000 };
const running: WaitingUpdates[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  await database.db.execute(sql`delete from waiting_updates`);
});

function start(handle: (update: unknown) => Promise<void>, forget: (id: number) => Promise<void> = async () => {}) {
  const one = handleWaiting({ db: database.db, log: silentLog(), now: () => NOW, handle, forget });
  running.push(one);
  return one;
}

const store = (id: number, lane: number) => storeUpdate(database.db, { id, lane, update: { update_id: id }, now: NOW });
const idOf = (update: unknown) => (update as { update_id: number }).update_id;
const left = async () => (await waitingForHandling(database.db)).length;

describe('stored updates', () => {
  test('are handled once each, in order within a lane, by any number of processes', async () => {
    const lanes = 10;
    for (let id = 1; id <= 100; id++) await store(id, id % lanes);
    const handled: number[] = [];
    const underWay = new Set<number>();
    const handle = async (update: unknown) => {
      const lane = idOf(update) % lanes;
      expect(underWay.has(lane)).toBe(false);
      underWay.add(lane);
      await sleep(2);
      handled.push(idOf(update));
      underWay.delete(lane);
    };
    for (let process = 0; process < 3; process++) start(handle);
    await expect.poll(left, PATIENCE).toBe(0);
    expect(handled).toHaveLength(100);
    for (let lane = 0; lane < lanes; lane++) {
      const own = handled.filter((id) => id % lanes === lane);
      expect(own).toEqual([...own].sort((one, other) => one - other));
    }
  });

  test('of one lane wait for one that takes long, and those of other lanes do not', async () => {
    await store(1, 7);
    await store(2, 7);
    await store(3, 8);
    const handled: number[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    start(async (update) => {
      if (idOf(update) === 1) await held;
      handled.push(idOf(update));
    });
    await expect.poll(() => handled, PATIENCE).toEqual([3]);
    release();
    await expect.poll(() => handled, PATIENCE).toEqual([3, 1, 2]);
  });

  test('whose process died are made new and handled by another, and given up where they end every process', async () => {
    await store(1, 1);
    await store(2, 2);
    // What a process that was killed leaves behind: its claim, run out.
    const past = sql`now() - interval '1 second'`;
    await database.db.execute(sql`update waiting_updates set claimed_until = ${past}, attempts = update_id`);
    const forgotten: number[] = [];
    const handled: number[] = [];
    start(
      async (update) => void handled.push(idOf(update)),
      async (id) => void forgotten.push(id),
    );
    await expect.poll(left, PATIENCE).toBe(0);
    expect(forgotten).toEqual([1]);
    expect(handled).toEqual([1]);
  });

  test('that another process is handling are left alone', async () => {
    await store(1, 1);
    await database.db.execute(sql`update waiting_updates set claimed_until = now() + interval '30 seconds'`);
    await store(2, 2);
    const handled: number[] = [];
    start(async (update) => void handled.push(idOf(update)));
    await expect.poll(() => handled, PATIENCE).toEqual([2]);
    await expect.poll(left, PATIENCE).toBe(1);
  });
});
