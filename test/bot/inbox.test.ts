import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { createArrivals } from '../../src/bot/inbox/arrivals.js';
import { createFloodGate } from '../../src/bot/inbox/flood.js';
import { type Inbox, openInbox } from '../../src/bot/inbox/inbox.js';
import { incomingOf, laneOf, personOf } from '../../src/bot/inbox/incoming.js';
import { claimAnywhere, exchangeUpdates, pruneUpdates, waitingForHandling } from '../../src/bot/inbox/store.js';
import { silentLog } from '../../src/telemetry/log.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
const NOW = new Date('2026-06-12T06:30:00Z');
const PATIENCE = { timeout: 10_000 };
const running: Inbox[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  await database.db.execute(sql`delete from waiting_updates`);
  await database.db.execute(sql`delete from processed_updates`);
});

function start(handle: (update: unknown) => Promise<void>) {
  const one = openInbox({ db: database.db, log: silentLog(), now: () => NOW, handle });
  running.push(one);
  return one;
}

const incoming = (id: number, lane: number) => ({ id, lane, update: { update_id: id } });
/** As a process that stores and claims nothing. */
const store = (id: number, lane: number, now = NOW) =>
  exchangeUpdates(database.db, { taken: [incoming(id, lane)], done: [], ours: null }, { now, limit: 0 });
const idOf = (update: unknown) => (update as { update_id: number }).update_id;
const left = async () => (await waitingForHandling(database.db)).length;

/** What is `held` goes on once it is released. */
function gate(): { held: Promise<void>; release(): void } {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { held, release };
}

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
    const { held, release } = gate();
    start(async (update) => {
      if (idOf(update) === 1) await held;
      handled.push(idOf(update));
    });
    await expect.poll(() => handled, PATIENCE).toEqual([3]);
    release();
    await expect.poll(() => handled, PATIENCE).toEqual([3, 1, 2]);
  });

  test('that came together follow one another within a lane, however many they are', async () => {
    const handled: number[] = [];
    const underWay = new Set<number>();
    const inbox = start(async (update) => {
      const lane = idOf(update) % 2;
      expect(underWay.has(lane)).toBe(false);
      underWay.add(lane);
      await sleep(1);
      handled.push(idOf(update));
      underWay.delete(lane);
    });
    const ids = Array.from({ length: 40 }, (_, index) => index + 1);
    await inbox.take(ids.slice(0, 30).map((id) => incoming(id, id % 2)));
    await inbox.take(ids.slice(30).map((id) => incoming(id, id % 2)));
    await expect.poll(left, PATIENCE).toBe(0);
    for (const lane of [0, 1]) {
      expect(handled.filter((id) => id % 2 === lane)).toEqual(ids.filter((id) => id % 2 === lane));
    }
  });

  test('wait in peace while there is a place for none of them, and go on when there is', async () => {
    const { held, release } = gate();
    const handled: number[] = [];
    const inbox = start(async (update) => {
      await held;
      handled.push(idOf(update));
    });
    const ids = Array.from({ length: 450 }, (_, index) => index + 1);
    const batches = [0, 90, 180, 270, 360].map((from) => ids.slice(from, from + 90).map((id) => incoming(id, id)));
    await Promise.all(batches.map(inbox.take));
    // Longer than until all lanes are looked through next: meanwhile the process has its time for other things.
    for (let step = 0; step < 12; step++) await sleep(100);
    expect(handled).toEqual([]);
    release();
    await expect.poll(left, PATIENCE).toBe(0);
    expect(handled.sort((one, other) => one - other)).toEqual(ids);
  });

  test('are held back while every place is taken, and stored as soon as one is free', async () => {
    const { held, release } = gate();
    const handled: number[] = [];
    const inbox = start(async (update) => {
      await held;
      handled.push(idOf(update));
    });
    const ids = Array.from({ length: 200 }, (_, index) => index + 1);
    await inbox.take(ids.map((id) => incoming(id, id)));
    let isStored = false;
    const last = inbox.take([incoming(201, 201)]).then(() => {
      isStored = true;
    });
    for (let asked = 0; asked < 20; asked++) expect(await left()).toBe(200);
    expect(isStored).toBe(false);
    release();
    await last;
    await expect.poll(left, PATIENCE).toBe(0);
    expect(handled).toContain(201);
  });

  test('are stored and wait here where no place is free for long', async () => {
    const { held, release } = gate();
    const inbox = start(() => held);
    await inbox.take(Array.from({ length: 200 }, (_, index) => incoming(index + 1, index + 1)));
    await inbox.take([incoming(201, 201)]);
    expect(await left()).toBe(201);
    release();
    await expect.poll(left, PATIENCE).toBe(0);
  });

  test('are claimed within the time of a statement where twenty thousand wait and the database believes that none do', async () => {
    const wait = sql`
      insert into waiting_updates (update_id, lane, update, received_at)
      select n, n / 3, '{}', now() from generate_series(1, 20000) as n`;
    await database.db.execute(wait);
    await database.db.execute(sql`delete from waiting_updates`);
    await database.db.execute(sql`analyze waiting_updates`);
    await database.db.execute(wait);
    expect(await claimAnywhere(database.db, { done: [], limit: 200 })).toHaveLength(200);
    const given = { taken: [incoming(20_001, 7)], done: [incoming(3, 1)], ours: [] };
    const exchanged = await exchangeUpdates(database.db, given, { now: NOW, limit: 200 });
    expect(exchanged).toMatchObject({ claimed: [{ id: 4 }], left: 1 });
  });

  test('of one lane that two processes took follow one another', async () => {
    const { held, release } = gate();
    const handled: number[] = [];
    const handle = async (update: unknown) => {
      if (idOf(update) === 1) await held;
      handled.push(idOf(update));
    };
    const [one, other] = [start(handle), start(handle)];
    await one.take([incoming(1, 7)]);
    await other.take([incoming(2, 7), incoming(3, 8)]);
    await one.take([incoming(4, 7)]);
    await expect.poll(() => handled, PATIENCE).toEqual([3]);
    release();
    await expect.poll(left, PATIENCE).toBe(0);
    expect(handled).toEqual([3, 1, 2, 4]);
  });

  test('do not overtake one of their lane that could not be handled', async () => {
    const handled: number[] = [];
    const inbox = start(async (update) => {
      if (idOf(update) === 1) throw new Error('not now');
      handled.push(idOf(update));
    });
    await inbox.take([incoming(1, 7), incoming(2, 7), incoming(3, 8)]);
    await expect.poll(left, PATIENCE).toBe(2);
    expect(handled).toEqual([3]);
  });

  test('that a process did not begin before it was stopped are handled by the next one', async () => {
    const handled: number[] = [];
    const fromOne = (id: number) => ({ id, lane: 7, update: { update_id: id, message: { from: { id: 7 } } } });
    const handle = async (update: unknown) => void handled.push(idOf(update));
    const first = start(handle);
    // Somebody who floods: after thirty he is slowed down.
    await first.take(Array.from({ length: 31 }, (_, index) => fromOne(index + 1)));
    await expect.poll(() => handled.length, PATIENCE).toBe(30);
    await first.stop();
    expect(await left()).toBe(1);
    start(handle);
    await expect.poll(() => handled, PATIENCE).toHaveLength(31);
    await expect.poll(left, PATIENCE).toBe(0);
  });

  test('whose process died are handled by another, and given up where they end every process', async () => {
    await store(1, 1);
    await store(2, 2);
    // What a process that was killed leaves behind: its claim, run out.
    const past = sql`now() - interval '1 second'`;
    await database.db.execute(sql`update waiting_updates set claimed_until = ${past}, attempts = update_id`);
    const handled: number[] = [];
    start(async (update) => void handled.push(idOf(update)));
    await expect.poll(left, PATIENCE).toBe(0);
    expect(handled).toEqual([1]);
  });

  test('that are handled are not claimed once more where the database has not heard of it, and hold up nobody', async () => {
    for (const id of [1, 2, 3]) await store(id, 7);
    await store(4, 8);
    expect(await claimAnywhere(database.db, { done: [], limit: 10 })).toMatchObject([{ id: 1 }, { id: 4 }]);
    // Longer than a claim holds.
    await database.db.execute(sql`update waiting_updates set claimed_until = now() - interval '1 second'`);
    const done = [incoming(1, 7), incoming(4, 8)];
    expect(await claimAnywhere(database.db, { done, limit: 10 })).toMatchObject([{ id: 2 }]);
    const given = { taken: [incoming(5, 8)], done, ours: [1, 2, 4] };
    const exchanged = await exchangeUpdates(database.db, given, { now: NOW, limit: 10 });
    expect(exchanged).toMatchObject({ claimed: [{ id: 5 }], left: 0 });
    expect(await left()).toBe(3);
  });

  test('are stored where the process is being stopped, and refused once it is', async () => {
    const { held, release } = gate();
    const inbox = start(() => held);
    await inbox.take([incoming(1, 7)]);
    const last = inbox.take([incoming(2, 8)]);
    const stopped = inbox.stop();
    await last;
    expect(await left()).toBe(2);
    release();
    await stopped;
    // What was handled is gone; the other waits for whoever comes next.
    expect(await left()).toBe(1);
    await expect(inbox.take([incoming(3, 9)])).rejects.toThrow('being stopped');
    expect(await left()).toBe(1);
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

  test('are taken once, however often and by however many they are handed over', async () => {
    const handled: number[] = [];
    const handle = async (update: unknown) => void handled.push(idOf(update));
    const [one, other] = [start(handle), start(handle)];
    const both = [incoming(1, 1), incoming(2, 2), incoming(2, 2)];
    await Promise.all([one.take(both), other.take(both), one.take(both)]);
    await expect.poll(left, PATIENCE).toBe(0);
    await other.take(both);
    await one.stop();
    expect(handled.sort()).toEqual([1, 2]);
  });

  test('are remembered as long as they can come again', async () => {
    const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
    await store(1, 1, ago(49));
    await store(2, 2, ago(47));
    expect(await pruneUpdates(database.db, NOW)).toBe(1);
    await database.db.execute(sql`delete from waiting_updates`);
    await store(1, 1);
    await store(2, 2);
    expect(await left()).toBe(1);
  });

  test('with text that the database cannot hold are stored without it', async () => {
    const texts: string[] = [];
    const inbox = start(async (update) => void texts.push((update as { text: string }).text));
    await inbox.take([{ id: 1, lane: 1, update: { update_id: 1, text: 'а\0б\ud83dв 🙂 \\u0000' } }]);
    await expect.poll(() => texts, PATIENCE).toEqual(['аб\ufffdв 🙂 \\u0000']);
  });
});

describe('what came', () => {
  test('is stored in its order, as much of it as there are places for, and the rest is held back', () => {
    const arrivals = createArrivals({ most: 200 });
    const ids = (admitted: ReturnType<typeof arrivals.admit>) =>
      admitted.flatMap(({ updates }) => updates.map(({ id }) => id));
    const take = (first: number, count: number) =>
      void arrivals.add(Array.from({ length: count }, (_, index) => incoming(first + index, first + index)));
    take(1, 2);
    take(3, 2);
    take(5, 1);
    // One that would fit does not overtake those that do not.
    expect(ids(arrivals.admit(3))).toEqual([1, 2]);
    expect(ids(arrivals.admit(0))).toEqual([]);
    expect(ids(arrivals.admit(3))).toEqual([3, 4, 5]);
    expect(arrivals.heldFor()).toBeNull();
    // More than there can ever be places for goes when all of them are free.
    take(6, 300);
    expect(ids(arrivals.admit(199))).toEqual([]);
    expect(ids(arrivals.admit(200))).toHaveLength(300);
  });

  test('hears of what became of it', async () => {
    const arrivals = createArrivals({ most: 200 });
    const [stored, refused] = [arrivals.add([incoming(1, 1)]), arrivals.add([incoming(2, 2)])];
    const [one, other] = arrivals.all();
    one?.stored();
    other?.refused(new Error('no database'));
    await expect(stored).resolves.toBeUndefined();
    await expect(refused).rejects.toThrow('no database');
  });
});

describe('one who floods', () => {
  test('waits more and more once he has done thirty things at once, and alone', () => {
    const gate = createFloodGate();
    const waits = Array.from({ length: 33 }, () => gate(7, 1_000));
    expect(waits).toEqual([...Array.from({ length: 30 }, () => 0), 1_000, 2_000, 3_000]);
    expect(gate(8, 1_000)).toBe(0);
    expect(gate(7, 34_000)).toBe(0);
  });

  test('is told by who did it, and never by what Telegram writes for many', () => {
    expect(personOf({ update_id: 1, callback_query: { from: { id: 7 } } })).toBe(7);
    expect(personOf({ update_id: 1, message: { from: { id: 7 }, chat: { id: -1 } } })).toBe(7);
    expect(personOf({ update_id: 1, message: { from: { id: 1087968824 }, sender_chat: { id: -1 } } })).toBeNull();
    expect(personOf({ update_id: 1, channel_post: { chat: { id: -1 } } })).toBeNull();
  });
});

describe('what comes in', () => {
  test.each([
    ['a message', { update_id: 1, message: { chat: { id: -100 }, from: { id: 7 } } }, -100],
    ['a press', { update_id: 1, callback_query: { from: { id: 7 }, message: { chat: { id: -100 } } } }, -100],
    ['a press under an inline message', { update_id: 1, callback_query: { from: { id: 7 } } }, 7],
    ['a change of rights', { update_id: 1, my_chat_member: { chat: { id: -100 }, from: { id: 7 } } }, -100],
    ['an inline query', { update_id: 1, inline_query: { from: { id: 7 } } }, 7],
    ['something new', { update_id: 1, surprise: 'yes' }, 0],
  ])('%s has its lane', (_, update, lane) => {
    expect(laneOf(update)).toBe(lane);
  });

  test.each([null, 1, [], {}, { update_id: '1' }, { update_id: -1 }, { update_id: 1.5 }])('%j is no update', (body) => {
    expect(incomingOf(body)).toBeNull();
  });
});
