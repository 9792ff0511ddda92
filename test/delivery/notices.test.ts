import { expect, test } from 'vitest';
import { writeNotice } from '../../src/db/notices.js';
import { until, useDelivery } from './setting.js';

const room = useDelivery();

test('a notice arrives once, in the language of the one whom it is for, however often it is written', async () => {
  const reader = await room.chat({ language: 'en' });
  const notice = {
    kind: 'rights-lost',
    telegramId: reader.telegramId,
    key: 'rights:1',
    data: { chat: 'News & <b>views</b>' },
  };
  expect(await writeNotice(room.db, notice, new Date())).toBe(true);
  expect(await writeNotice(room.db, notice, new Date())).toBe(false);
  room.start();
  await until(async () => (await room.states())[0] === 'sent');
  const received = await room.received(reader);
  expect(received).toHaveLength(1);
  expect(received[0]).toContain('News & <b>views</b>');
  expect(received[0]).toContain('I have no right');
});

test('a notice that has no text does not hold up the others', async () => {
  const reader = await room.chat();
  await writeNotice(room.db, { kind: 'unheard-of', telegramId: reader.telegramId, key: '1', data: {} }, new Date());
  await writeNotice(room.db, { kind: 'rights-lost', telegramId: reader.telegramId, key: '2', data: {} }, new Date());
  await writeNotice(
    room.db,
    { kind: 'digests-expired', telegramId: reader.telegramId, key: '3', data: {} },
    new Date(),
  );
  room.start();
  await until(async () => (await room.states())[0] === 'sent');
  expect(await room.received(reader)).toHaveLength(1);
});

test('a notice that is two days old is no news', async () => {
  const reader = await room.chat();
  const written = new Date(Date.now() - 3 * 24 * 3_600_000);
  await writeNotice(room.db, { kind: 'digests-expired', telegramId: reader.telegramId, key: '1', data: {} }, written);
  let now = written;
  const sender = room.start({ now: () => now, apiRoot: 'http://127.0.0.1:9' });
  await until(async () => (await room.states()).length === 1);
  now = new Date();
  await until(async () => (await room.states())[0] === 'expired');
  await sender.stop();
  expect(await room.asked()).toBe(0);
});
