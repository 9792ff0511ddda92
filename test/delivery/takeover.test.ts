import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { leases } from '../../src/db/schema.js';
import { until, useDelivery } from './setting.js';

const room = useDelivery();

/** A sender whose process is as good as dead: what it has sent is on its way, and no answer reaches the database. */
async function killedSender(inFlight: number) {
  const connection = await room.database.another();
  const sender = room.start({ db: connection.db, inFlight });
  return {
    sender,
    async kill() {
      await connection.close();
      await room.expireLeases();
    },
  };
}

test('what a killed sender had under way becomes uncertain, the rest is sent, and nothing is sent twice', async () => {
  const chats = await Promise.all(Array.from({ length: 30 }, () => room.chat()));
  const digests: number[] = [];
  for (const chat of chats) digests.push(await room.digest(chat, ['раз']));
  await room.telegram.control('POST /sandbox/faults', { fault: { kind: 'hang', ms: 1500, taken: true }, times: 4 });
  const first = await killedSender(4);
  await until(async () => (await room.asked()) === 4);
  await first.kill();
  room.start({ inFlight: 4 });
  await room.decided();
  const states = await room.states();
  expect(states.filter((state) => state === 'uncertain')).toHaveLength(4);
  expect(states.filter((state) => state === 'sent')).toHaveLength(26);
  expect(await room.asked()).toBe(30);
  for (const chat of chats) expect(await room.received(chat)).toEqual(['раз']);
  const digestStates = await Promise.all(digests.map((digest) => room.digestState(digest)));
  expect(digestStates.filter(({ state }) => state === 'uncertain')).toHaveLength(4);
});

test('the parts after an uncertain one still go', async () => {
  const chat = await room.chat();
  const digest = await room.digest(chat, ['перша', 'друга', 'третя']);
  await room.telegram.control('POST /sandbox/faults', { fault: { kind: 'hang', ms: 1500, taken: true }, times: 1 });
  const first = await killedSender(4);
  await until(async () => (await room.asked()) === 1);
  await first.kill();
  room.start();
  await room.decided(digest);
  expect(await room.states(digest)).toEqual(['uncertain', 'sent', 'sent']);
  expect(await room.received(chat)).toEqual(['перша', 'друга', 'третя']);
});

test('a sender who slept and wakes up sends nothing beside his successor, and his late answer ends the doubt', async () => {
  const chats = await Promise.all(Array.from({ length: 6 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, ['раз']);
  await room.telegram.control('POST /sandbox/faults', { fault: { kind: 'delay', ms: 2500 }, times: 2 });
  room.start({ inFlight: 2, holder: 'sleeper' });
  await until(async () => (await room.states()).filter((state) => state === 'sending').length === 2);
  // As if the sleeper's time had run out without his knowing: the successor holds a newer epoch.
  await room.db.execute(
    sql`update leases set holder = 'successor', epoch = epoch + 1, until = now() + interval '60 seconds'`,
  );
  room.start({ inFlight: 2, holder: 'successor' });
  await until(async () => (await room.states()).includes('uncertain'));
  await until(async () => (await room.states()).every((state) => state === 'sent'));
  expect(await room.asked()).toBe(6);
  for (const chat of chats) expect(await room.received(chat)).toEqual(['раз']);
});

test('one who does not hold the lease claims nothing', async () => {
  await room.db.execute(
    sql`insert into leases (name, holder, epoch, until) select 'sender:' || left(encode(sha256(convert_to(${room.sandbox.token}, 'UTF8')), 'hex'), 16), 'somebody else', 1, now() + interval '1 hour'`,
  );
  const digest = await room.digest(await room.chat(), ['раз']);
  const sender = room.start();
  sender.wake();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(sender.state()).toEqual({ kind: 'standby' });
  expect(await room.states(digest)).toEqual(['pending']);
  expect(await room.asked()).toBe(0);
});

test('the token never stands in the database, not even in the words of a broken connection', async () => {
  const [chat, other] = [await room.chat(), await room.chat()];
  await room.telegram.control('POST /sandbox/faults', { name: 'reset_after', chat_id: chat.telegramId });
  for (const one of [chat, other]) await room.digest(one, ['раз']);
  room.start();
  await room.decided();
  expect((await room.states()).sort()).toEqual(['sent', 'uncertain']);
  const kept = [...(await room.db.select().from(leases)), ...(await room.rows())];
  expect(JSON.stringify(kept)).not.toContain(room.sandbox.token);
});
