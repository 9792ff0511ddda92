import { expect, test } from 'vitest';
import { moveTelegramChat } from '../../src/delivery/moving.js';
import type { Message } from '../../src/texts/message.js';
import { message, useDelivery } from './setting.js';

const room = useDelivery();

const telling = (html: string, ...storyIds: number[]): Message => ({ ...message(html), storyIds });

/** What a chat has got: each text with the number of the message that it answers. */
async function answersIn(telegramId: number): Promise<[string, number | undefined][]> {
  const received = await room.telegram.control(`GET /sandbox/messages?chat_id=${telegramId}`);
  return received.map((one: { text: string; reply_to_message?: { message_id: number } }) => [
    one.text,
    one.reply_to_message?.message_id,
  ]);
}

test('new facts of a story answer the message that told of it, and the other parts answer nothing', async () => {
  const chat = await room.chat();
  const first = await room.digest(chat, [telling('перша', 1, 2), telling('друга', 3)]);
  const sender = room.start();
  await room.decided(first);
  const [, told] = await room.rows(first);
  const updates = [{ storyId: 30, earlier: { digestId: first, storyId: 3 } }];
  const second = await room.digest(chat, [telling('третя', 4), telling('оновлено', 5, 30)], { updates });
  sender.wake();
  await room.decided(second);
  expect(await answersIn(chat.telegramId)).toEqual([
    ['перша', undefined],
    ['друга', undefined],
    ['третя', undefined],
    ['оновлено', told?.messageId],
  ]);
});

test('where the earlier message is gone or did not arrive, the new one comes by itself', async () => {
  const [deleted, unsent] = [await room.chat(), await room.chat()];
  const first = await room.digest(deleted, [telling('перша', 1)]);
  const sender = room.start();
  await room.decided(first);
  const [told] = await room.rows(first);
  await room.telegram.call('deleteMessage', { chat_id: deleted.telegramId, message_id: told?.messageId });
  await room.telegram.control('POST /sandbox/faults', { name: 'reset_after', chat_id: unsent.telegramId, times: 1 });
  const lost = await room.digest(unsent, [telling('загублена', 1)]);
  sender.wake();
  await room.decided(lost);
  const again = await Promise.all([
    room.digest(deleted, [telling('оновлено', 1)], {
      updates: [{ storyId: 1, earlier: { digestId: first, storyId: 1 } }],
    }),
    room.digest(unsent, [telling('оновлено', 1)], {
      updates: [{ storyId: 1, earlier: { digestId: lost, storyId: 1 } }],
    }),
  ]);
  sender.wake();
  await room.decided(...again);
  expect(await answersIn(deleted.telegramId)).toEqual([['оновлено', undefined]]);
  expect((await answersIn(unsent.telegramId)).at(-1)).toEqual(['оновлено', undefined]);
});

test('in a group that moved the old numbers are not those of its messages any more', async () => {
  const chat = await room.chat({ telegramId: -77, kind: 'group' });
  const first = await room.digest(chat, [telling('перша', 1)]);
  room.start();
  await room.decided(first);
  await moveTelegramChat(room.db, { from: -77, to: -1_000_000_000_077 });
  const updates = [{ storyId: 1, earlier: { digestId: first, storyId: 1 } }];
  const second = await room.digest(chat, [telling('оновлено', 1)], { updates });
  expect(await room.rows()).toMatchObject([{ messageId: null }, { digestId: second, replyTo: null }]);
});
