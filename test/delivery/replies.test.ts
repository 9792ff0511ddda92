import { createServer } from 'node:net';
import { Api, InputFile } from 'grammy';
import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../src/delivery/outcome.js';
import { createPace } from '../../src/delivery/pace.js';
import { pacedReplies } from '../../src/delivery/replies.js';
import { clientOptions, openTelegram } from '../../src/delivery/telegram.js';
import { until, useDelivery } from './setting.js';

const room = useDelivery();
const READER = 1_500_000;

/** A bot's client with its replies in the pace. */
function replier(pace = createPace({ rate: 1000 }), apiRoot = room.sandbox.url): Api {
  const { close: _, ...client } = clientOptions({ apiRoot, connections: 4 });
  const api = new Api(room.sandbox.token, client);
  api.config.use(client.straight(room.sandbox.token), pacedReplies({ pace }));
  return api;
}

const fault = (order: Record<string, unknown>) => room.telegram.control('POST /sandbox/faults', order);
const calls = (method: string) => room.telegram.control(`GET /sandbox/record?method=${method}`);

test('a reply goes before the broadcast that waits in the same pace', async () => {
  const chats = await Promise.all(Array.from({ length: 40 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, ['раз']);
  const pace = room.pace(10);
  room.start({ pace });
  await until(async () => (await room.asked()) >= 3);
  const before = await room.asked();
  await replier(pace).sendMessage(READER, 'відповідь');
  const order = (await calls('sendMessage')).map((call: { chat_id: number }) => call.chat_id);
  // One that had its slot already may go between.
  expect(order.indexOf(READER)).toBeLessThanOrEqual(before + 1);
});

test('a reply that Telegram did not take yet is repeated after the wait', async () => {
  await fault({ name: 'flood', times: 1 });
  await replier().sendMessage(READER, 'раз');
  expect((await calls('sendMessage')).map((call: { ok: boolean }) => call.ok)).toEqual([false, true]);
});

test('a wait that is too long for a person is told at once', async () => {
  await fault({ fault: { kind: '429', retry_after: 3600 }, times: 1 });
  await expect(replier().sendMessage(READER, 'раз')).rejects.toThrow('retry after 3600');
});

test('under a long pause of the token Telegram is not even asked', async () => {
  const pace = createPace({ rate: 1000 });
  pace.pauseAll(3_600_000);
  await expect(replier(pace).sendMessage(READER, 'раз')).rejects.toThrow('retry after 3600');
  expect(await calls('sendMessage')).toEqual([]);
});

test.each(['reset_after', 'bad_gateway', 'garbage', 'server_error'])(
  'a reply that may have arrived (%s) is not sent again',
  async (name) => {
    await fault({ name, method: 'sendMessage' });
    await expect(replier().sendMessage(READER, 'раз')).rejects.toThrow();
    expect(await calls('sendMessage')).toHaveLength(1);
  },
);

test('an edit, which comes to the same when repeated, is repeated', async () => {
  const api = replier();
  const sent = await api.sendMessage(READER, 'раз');
  await fault({ name: 'reset_after', method: 'editMessageText', times: 1 });
  // The first one was taken: the second finds nothing to change.
  await expect(api.editMessageText(READER, sent.message_id, 'два')).rejects.toThrow('not modified');
  expect(await calls('editMessageText')).toHaveLength(2);
});

test('where the broadcast is paid for, replies are not held to the free limit', async () => {
  await room.telegram.control('POST /sandbox/limits', { enabled: true, perSecond: 1, paidPerSecond: 1000 });
  const api = new Api(room.sandbox.token, { apiRoot: room.sandbox.url });
  api.config.use(pacedReplies({ pace: createPace({ rate: 970 }), paidBroadcast: true }));
  for (let n = 0; n < 5; n++) await api.sendMessage(READER + n, 'раз');
  expect((await calls('sendMessage')).map((call: { ok: boolean }) => call.ok)).toEqual(Array(5).fill(true));
});

test('an answer with a file comes whole, and a refusal says why, as one without a file', async () => {
  const api = replier();
  const sent = await api.sendDocument(READER + 9, new InputFile(Buffer.from('раз;два'), 'words.csv'));
  expect(sent.document).toMatchObject({ file_name: 'words.csv', mime_type: 'text/csv' });
  const refusal = { error_code: 400, description: expect.stringContaining('there is no text in the message to edit') };
  await expect(api.editMessageText(READER + 9, sent.message_id, 'три')).rejects.toMatchObject(refusal);
});

test('edits and answers to presses wait for nothing', async () => {
  const pace = createPace({ rate: 1000 });
  const api = replier(pace);
  const sent = await api.sendMessage(READER, 'раз');
  pace.pauseChat(READER, 3_600_000);
  await api.editMessageText(READER, sent.message_id, 'два');
  expect(await calls('editMessageText')).toHaveLength(1);
});

describe('where no connection comes about', () => {
  const outcomes = async (apiRoot: string) => {
    const { api, close } = openTelegram({ token: room.sandbox.token, apiRoot, connections: 1 });
    try {
      return outcomeOf({ message: await api.sendMessage(READER, 'раз') });
    } catch (error) {
      return outcomeOf({ error });
    } finally {
      close();
    }
  };

  test('a refused connection is safe to repeat', async () => {
    expect(await outcomes('http://127.0.0.1:9')).toMatchObject({ kind: 'unreachable' });
  });

  test('a name that is not found is safe to repeat', async () => {
    expect(await outcomes('http://telegram.invalid')).toMatchObject({ kind: 'unreachable' });
  });

  test('a TLS handshake that fails is safe to repeat, even where it looks like a reset', async () => {
    expect(await outcomes(room.sandbox.url.replace('http:', 'https:'))).toMatchObject({ kind: 'unreachable' });
    const server = createServer((socket) => socket.resetAndDestroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await outcomes(`https://127.0.0.1:${port}`)).toMatchObject({ kind: 'unreachable' });
    server.close();
  });
});
