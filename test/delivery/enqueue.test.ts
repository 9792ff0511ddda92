import { expect, test } from 'vitest';
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

test('what a transaction that fails has enqueued was never there', async () => {
  const digest = await room.digest(await room.chat(), ['раз']);
  const failing = room.db.transaction(async (tx) => {
    await enqueue(tx, [{ digestId: digest, chatId: 1, parts: [message('два')], priority: 2, now: new Date() }]);
    throw new Error('the planner failed');
  });
  await expect(failing).rejects.toThrow();
  expect(await room.db.select().from(payloads)).toHaveLength(1);
});

test('an empty batch is nothing to do', async () => {
  await enqueue(room.db, []);
  expect(await room.rows()).toEqual([]);
});
