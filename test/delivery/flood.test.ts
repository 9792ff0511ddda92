import { Api } from 'grammy';
import { describe, expect, test } from 'vitest';
import { sendPauses } from '../../src/db/schema.js';
import { pauseKeeper } from '../../src/delivery/budget.js';
import { createFloodWatch } from '../../src/delivery/flood.js';
import { pacedReplies } from '../../src/delivery/replies.js';
import { clientOptions } from '../../src/delivery/telegram.js';
import { silentLog } from '../../src/telemetry/log.js';
import { until, useDelivery } from './setting.js';

const room = useDelivery();

test('a 429 of one chat is that chat’s; of several at about the same time it is the token’s', () => {
  const flood = createFloodWatch();
  expect(flood.scopeOf(1, 0)).toBe('chat');
  expect(flood.scopeOf(1, 100)).toBe('chat');
  expect(flood.scopeOf(2, 200)).toBe('token');
  expect(flood.scopeOf(3, 60_000)).toBe('chat');
  flood.note(4, 61_000);
  expect(flood.scopeOf(5, 62_000)).toBe('token');
});

describe('processes that share a token', () => {
  /** A process that answers people. */
  function replier(pace = room.pace()): Api {
    const { close: _, ...client } = clientOptions({ apiRoot: room.sandbox.url, connections: 4 });
    const api = new Api(room.sandbox.token, client);
    const keepPause = pauseKeeper({ db: room.db, now: () => new Date(), log: silentLog() });
    api.config.use(pacedReplies({ pace, keepPause }));
    return api;
  }
  const refuse = (chatId: number) =>
    room.telegram.control('POST /sandbox/faults', {
      fault: { kind: '429', retry_after: 3600 },
      chat_id: chatId,
      times: 1,
    });
  const kept = async () => (await room.db.select().from(sendPauses)).map(({ scope }) => scope);

  test('keep to the wait of a chat that one of them was asked for', async () => {
    await refuse(7_000_001);
    await expect(replier().sendMessage(7_000_001, 'раз')).rejects.toThrow('retry after 3600');
    await until(async () => (await kept()).length === 1);
    const other = replier();
    await expect(other.sendMessage(7_000_001, 'два')).rejects.toThrow('Too Many Requests');
    await other.sendMessage(7_000_002, 'три');
    expect(await room.asked()).toBe(2);
  });

  test('take refusals of several chats for the token’s, whichever of them was refused', async () => {
    const [one, other, pace] = [replier(), replier(), room.pace()];
    const sender = room.start({ pace });
    await until(() => sender.state().kind === 'sending');
    await refuse(7_000_001);
    await expect(one.sendMessage(7_000_001, 'раз')).rejects.toThrow('retry after 3600');
    await until(async () => (await kept()).length === 1);
    await refuse(7_000_002);
    await expect(other.sendMessage(7_000_002, 'два')).rejects.toThrow('retry after 3600');
    await until(async () => (await kept()).includes('token'));
    await expect(one.sendMessage(7_000_003, 'три')).rejects.toThrow('Too Many Requests');
    for (let n = 0; n < 5; n++) await room.digest(await room.chat(), ['чотири']);
    sender.wake();
    await until(() => pace.pausedFor() > 3_500_000);
    await sender.stop();
    expect(await room.asked()).toBe(2);
    expect(await room.states()).toEqual(Array(5).fill('pending'));
  });
});

test('a wait of hours is kept in the database, and a new process keeps to it', async () => {
  const [waits, other] = [await room.chat(), await room.chat()];
  const digest = await room.digest(waits, ['раз']);
  await room.telegram.control('POST /sandbox/faults', {
    fault: { kind: '429', retry_after: 43_827 },
    chat_id: waits.telegramId,
    times: 1,
  });
  const before = Date.now();
  const first = room.start();
  await until(async () => (await room.states(digest))[0] === 'deferred');
  await first.stop();
  const [pause] = await room.db.select().from(sendPauses);
  expect(pause?.scope).toBe(`chat:${waits.telegramId}`);
  expect(pause?.until.getTime()).toBeGreaterThan(before + 43_800_000);
  const more = await room.digest(waits, ['два'], { priority: 0 });
  const unharmed = await room.digest(other, ['три']);
  room.start();
  await room.decided(unharmed);
  expect(await room.states(digest)).toEqual(['deferred']);
  expect(await room.states(more)).toEqual(['pending']);
  expect(await room.received(waits)).toEqual([]);
});

test('after its wait a chat gets its message, once', async () => {
  const chat = await room.chat();
  const digest = await room.digest(chat, ['раз']);
  await room.telegram.control('POST /sandbox/faults', { name: 'flood', chat_id: chat.telegramId, times: 1 });
  room.start();
  await room.decided(digest);
  expect(await room.rows(digest)).toEqual([expect.objectContaining({ state: 'sent', attempts: 2 })]);
  expect(await room.received(chat)).toEqual(['раз']);
});

test('where several chats are refused the whole token waits, and a new process waits with it', async () => {
  const chats = await Promise.all(Array.from({ length: 10 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, ['раз']);
  await room.telegram.control('POST /sandbox/faults', { fault: { kind: '429', retry_after: 600 } });
  const first = room.start({ inFlight: 2 });
  await until(async () => (await room.db.select().from(sendPauses)).some(({ scope }) => scope === 'token'));
  await first.stop();
  const asked = await room.asked();
  expect(asked).toBeLessThanOrEqual(3);
  await room.telegram.control('DELETE /sandbox/faults');
  const second = room.start();
  await until(() => second.state().kind === 'sending');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await second.stop();
  expect(await room.asked()).toBe(asked);
  expect((await room.states()).filter((state) => state === 'sending' || state === 'uncertain')).toEqual([]);
});

test('under Telegram’s own limits a broadcast with many parts a chat is refused nothing', async () => {
  const chats = await Promise.all(Array.from({ length: 8 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, ['раз', 'два', 'три']);
  await room.telegram.control('POST /sandbox/limits', { enabled: true, perChatBurst: 1 });
  room.start({ pace: room.pace(29) });
  await room.decided();
  expect((await room.telegram.control('GET /sandbox/record?count')).refused).toBe(0);
  for (const chat of chats) expect(await room.received(chat)).toEqual(['раз', 'два', 'три']);
});
