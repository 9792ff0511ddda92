import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '../../src/db/connect.js';
import { deliveries, payloads } from '../../src/db/schema.js';
import { enqueue } from '../../src/delivery/store.js';
import { message, useDelivery } from './setting.js';

const room = useDelivery();

test('the same message for many chats is stored once, and a different one apart', async () => {
  const chats = await Promise.all(Array.from({ length: 5 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, [message('<b>однакове</b>'), message('різне'.repeat(chat.id))]);
  expect(await room.db.select().from(payloads)).toHaveLength(6);
  expect(await room.db.select().from(deliveries)).toHaveLength(10);
});

test('buttons count as part of the message, and the order in which its fields were written does not', async () => {
  const chat = await room.chat();
  const [text, data] = ['Чому?', 'why:{d}'];
  await room.digest(chat, [{ html: 'а', preview: null, buttons: [[{ text, data }]] }]);
  await room.digest(chat, [{ buttons: [[{ data, text }]], preview: null, html: 'а' }]);
  await room.digest(chat, [{ html: 'а', preview: null, buttons: [[{ text, url: 'https://example.org/' }]] }]);
  const hashes = (await room.rows()).map(({ payloadHash }) => payloadHash);
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[0]).not.toBe(hashes[2]);
});

test('two planners that say the same do not wait for each other, and what is used an hour later is kept for longer', async () => {
  const chats = await Promise.all([room.chat(), room.chat(), room.chat()]);
  const ids = await Promise.all(chats.map((chat) => room.digest(chat, ['однакове'])));
  await room.db.delete(deliveries);
  const used = async () => (await room.db.select().from(payloads))[0]?.usedAt.getTime() ?? 0;
  const first = await used();
  const minutesLater = (minutes: number) => new Date(first + minutes * 60_000);
  const say = (db: Database, place: number, minutes: number) =>
    enqueue(db, [
      {
        digestId: ids[place] ?? 0,
        chatId: chats[place]?.id ?? 0,
        parts: [message('однакове')],
        priority: 2,
        now: minutesLater(minutes),
      },
    ]);
  await room.db.transaction(async (tx) => {
    await say(tx, 0, 1);
    await say(room.db, 1, 2);
  });
  expect(await used()).toBe(first);
  await say(room.db, 2, 62);
  expect(await used()).toBe(minutesLater(62).getTime());
});

test('what a transaction that fails has enqueued was never there', async () => {
  const digest = await room.digest(await room.chat(), ['раз']);
  const failing = room.db.transaction(async (tx) => {
    await enqueue(tx, [{ digestId: digest, chatId: 1, parts: [message('два')], priority: 2, now: new Date() }]);
    throw new Error('the planner failed');
  });
  await expect(failing).rejects.toThrow();
  expect(await room.db.select().from(payloads)).toHaveLength(1);
});

test('a message that is stored needs its name alone, and one that is not is refused', async () => {
  const [chat, another] = [await room.chat(), await room.chat()];
  await room.digest(chat, ['раз']);
  const [stored] = await room.rows();
  const digest = await room.digest(another, ['два']);
  const named = (payload: string) =>
    enqueue(room.db, [
      { digestId: digest, chatId: another.id, parts: [{ payload, storyIds: [] }], priority: 2, now: new Date() },
    ]);
  await room.db.delete(deliveries).where(eq(deliveries.digestId, digest));
  await named(stored?.payloadHash ?? '');
  expect(await room.rows(digest)).toMatchObject([{ payloadHash: stored?.payloadHash }]);
  await expect(named('0'.repeat(64))).rejects.toThrow(/is in no outbox/);
});

test('an empty batch is nothing to do', async () => {
  await enqueue(room.db, []);
  expect(await room.rows()).toEqual([]);
});
