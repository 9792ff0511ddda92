import { expect, test } from 'vitest';
import type { Chat } from '../../src/chats/store.js';
import { confirmArrived, resend } from '../../src/delivery/doubt.js';
import { deliveriesInDoubt } from '../../src/delivery/store.js';
import { message, useDelivery } from './setting.js';

const room = useDelivery();

/** A digest of which nobody knows whether it arrived: it did. */
async function uncertainDigest(chat: Chat) {
  const digest = await room.digest(chat, [message('раз', [[{ text: 'Чому?', data: 'why:{d}' }]])]);
  await room.telegram.control('POST /sandbox/faults', { name: 'reset_after', chat_id: chat.telegramId, times: 1 });
  const sender = room.start();
  await room.decided(digest);
  const [delivery] = await room.rows(digest);
  if (delivery?.state !== 'uncertain') throw new Error(`the delivery is ${delivery?.state}`);
  return { digest, delivery, sender };
}

test('a press on a button of an uncertain message proves that it arrived', async () => {
  const chat = await room.chat();
  const { digest, delivery } = await uncertainDigest(chat);
  const press = { deliveryId: delivery.id, telegramId: chat.telegramId, messageId: 77 };
  expect(await confirmArrived(room.db, press, new Date())).toBe(true);
  expect(await room.rows(digest)).toEqual([expect.objectContaining({ state: 'sent', messageId: 77 })]);
  expect(await room.digestState(digest)).toEqual({ state: 'sent', reason: null });
  expect(await confirmArrived(room.db, press, new Date())).toBe(false);
});

test('a press in another chat proves nothing', async () => {
  const chat = await room.chat();
  const { digest, delivery } = await uncertainDigest(chat);
  const press = { deliveryId: delivery.id, telegramId: chat.telegramId + 1, messageId: 77 };
  expect(await confirmArrived(room.db, press, new Date())).toBe(false);
  expect(await room.states(digest)).toEqual(['uncertain']);
});

test('what is in doubt can be sent once more: the same words, once, however often it is asked', async () => {
  const chat = await room.chat();
  const { digest, delivery, sender } = await uncertainDigest(chat);
  expect(await deliveriesInDoubt(room.db, chat.id)).toEqual([
    expect.objectContaining({ id: delivery.id, digestId: digest, part: 1, parts: 1 }),
  ]);
  const ask = { deliveryId: delivery.id, chatId: chat.id };
  const [once, twice] = await Promise.all([resend(room.db, ask, new Date()), resend(room.db, ask, new Date())]);
  const again = once ?? twice;
  if (again === null) throw new Error('nothing was sent once more');
  expect([once, twice]).toContain(null);
  sender.wake();
  await room.decided(again);
  const [anew] = await room.rows(again);
  expect(anew).toMatchObject({ state: 'sent', payloadHash: delivery.payloadHash, priority: 0 });
  const received = await room.telegram.control(`GET /sandbox/messages?chat_id=${chat.telegramId}`);
  expect(received.map((one: { text: string }) => one.text)).toEqual(['раз', 'раз']);
  expect(received[1].reply_markup.inline_keyboard[0][0].callback_data).toBe(`why:${anew?.id}`);
  expect(await deliveriesInDoubt(room.db, chat.id)).toEqual([]);
});

test('nobody can have another chat’s message sent once more', async () => {
  const [chat, stranger] = [await room.chat(), await room.chat()];
  const { digest, delivery } = await uncertainDigest(chat);
  expect(await resend(room.db, { deliveryId: delivery.id, chatId: stranger.id }, new Date())).toBeNull();
  expect(await room.states(digest)).toEqual(['uncertain']);
});
