import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { NAMED_FAULTS } from '../../src/sandbox/faults.js';
import { SandboxError, startSandbox } from '../../src/sandbox/server.js';
import { freshSandbox, GROUP, OLENA } from './support.js';

const f = freshSandbox({ autoCreate: true });
const send = (chat_id = 1_000_001) => f.bot.call('sendMessage', { chat_id, text: 'а' });
const messagesIn = async (chat: number) => (await f.bot.control(`GET /sandbox/messages?chat_id=${chat}`)).length;

describe('faults strike the calls that they were ordered for', () => {
  test('so many times, in this chat, for this method', async () => {
    await f.bot.control('POST /sandbox/faults', {
      method: 'sendMessage',
      chat_id: 1_000_001,
      times: 2,
      fault: { kind: '429', retry_after: 7 },
    });
    expect((await send(1_000_002)).ok).toBe(true);
    expect(await send()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    });
    expect((await send()).error_code).toBe(429);
    expect((await send()).ok).toBe(true);
  });

  test('polling is struck only by its name', async () => {
    await f.bot.control('POST /sandbox/faults', { times: 1, name: 'flood' });
    expect((await f.bot.call('getUpdates')).ok).toBe(true);
    expect((await send()).error_code).toBe(429);
    await f.bot.control('POST /sandbox/faults', { times: 1, method: 'getUpdates', name: 'token_revoked' });
    expect((await f.bot.call('getUpdates')).error_code).toBe(401);
  });

  test('until they are taken back', async () => {
    await f.bot.control('POST /sandbox/faults', { name: 'topic_closed' });
    expect((await send()).description).toBe('Bad Request: TOPIC_CLOSED');
    await f.bot.control('DELETE /sandbox/faults');
    expect((await send()).ok).toBe(true);
  });

  test('a reset before the message is taken leaves nothing, one after leaves the message', async () => {
    await send();
    await f.bot.control('POST /sandbox/faults', { times: 1, fault: { kind: 'reset_before' } });
    await expect(send()).rejects.toThrow();
    expect(await messagesIn(1_000_001)).toBe(1);
    await f.bot.control('POST /sandbox/faults', { times: 1, fault: { kind: 'reset_after' } });
    await expect(send()).rejects.toThrow();
    expect(await messagesIn(1_000_001)).toBe(2);
    const record = await f.bot.control('GET /sandbox/record?method=sendMessage');
    expect(record.map(({ ok, fault }: { ok: boolean; fault?: string }) => [ok, fault])).toEqual([
      [true, undefined],
      [false, 'reset_before'],
      [true, 'reset_after'],
    ]);
  });

  test('a hang ends without an answer, a 502 and a foreign page are no JSON', async () => {
    await f.bot.control('POST /sandbox/faults', { times: 1, fault: { kind: 'hang', ms: 1, taken: true } });
    await expect(send()).rejects.toThrow();
    expect(await messagesIn(1_000_001)).toBe(1);
    for (const [name, status] of [
      ['bad_gateway', 502],
      ['garbage', 200],
    ] as const) {
      await f.bot.control('POST /sandbox/faults', { times: 1, name });
      const response = await fetch(`${f.sandbox.url}/bot${f.sandbox.token}/getMe`);
      expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html']);
    }
  });

  test.each(
    Object.keys(NAMED_FAULTS).filter(
      (name) => !['hang', 'reset_before', 'reset_after', 'bad_gateway', 'garbage'].includes(name),
    ),
  )('%s by its name', async (name) => {
    await f.bot.control('POST /sandbox/faults', { times: 1, name });
    expect(await send()).toMatchObject({ ok: false, error_code: expect.any(Number) });
    expect((await send()).ok).toBe(true);
  });

  test('an order that means nothing is refused', async () => {
    await expect(f.bot.control('POST /sandbox/faults', { name: 'blokced' })).rejects.toThrow(
      /no fault is named "blokced"; there are blocked/,
    );
    await expect(f.bot.control('POST /sandbox/faults', { fault: { kind: 'x' } })).rejects.toThrow(/a fault is needed/);
  });
});

describe('flood limits, when they are on', () => {
  const limits = (some: object) => f.bot.control('POST /sandbox/limits', { enabled: true, ...some });

  test('no second holds more sends than allowed, wherever it begins', async () => {
    await limits({ perSecond: 3 });
    const outcome = async (chat: number) => (await send(1_000_100 + chat)).ok;
    expect([await outcome(1), await outcome(2)]).toEqual([true, true]);
    f.clock.now += 900;
    expect([await outcome(3), await outcome(4)]).toEqual([true, false]);
    f.clock.now += 100;
    expect([await outcome(5), await outcome(6), await outcome(7)]).toEqual([true, true, false]);
  });

  test('a chat takes a short burst, then one a second', async () => {
    await limits({ perChatBurst: 2 });
    expect([(await send()).ok, (await send()).ok]).toEqual([true, true]);
    expect(await send()).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
    expect((await send(1_000_002)).ok).toBe(true);
    f.clock.now += 1000;
    expect([(await send()).ok, (await send()).ok]).toEqual([true, false]);
  });

  test('a group takes twenty a minute, and says how long to wait', async () => {
    await limits({});
    for (let sent = 0; sent < 20; sent++) {
      expect((await send(GROUP)).ok).toBe(true);
      f.clock.now += 1000;
    }
    expect(await send(GROUP)).toMatchObject({ error_code: 429, parameters: { retry_after: 40 } });
    f.clock.now += 40_000;
    expect((await send(GROUP)).ok).toBe(true);
  });

  test('paid sends have a limit of their own', async () => {
    await limits({ perSecond: 1, paidPerSecond: 2 });
    const paid = async (chat_id: number) =>
      (await f.bot.call('sendMessage', { chat_id, text: 'а', allow_paid_broadcast: true })).ok;
    expect([await paid(1_000_001), await paid(1_000_002), await paid(1_000_003)]).toEqual([true, true, false]);
    expect((await send(1_000_004)).ok).toBe(true);
  });

  test('a limit that is none is refused', async () => {
    await expect(limits({ perHour: 5 })).rejects.toThrow(/no limit is called "perHour"/);
    await expect(limits({ perSecond: 0 })).rejects.toThrow(/perSecond cannot be 0/);
  });
});

test('the record tells every call, and counts them cheaply', async () => {
  await send();
  await send(5);
  await f.bot.call('sendMessage', { chat_id: 1_000_001, text: '<b>а</b> '.repeat(102), parse_mode: 'HTML' });
  expect(await f.bot.control('GET /sandbox/record?chat_id=1000001&limit=1')).toEqual([
    { number: 1, at: f.clock.now, method: 'sendMessage', chat_id: 1_000_001, ok: true, message_id: expect.any(Number) },
  ]);
  expect(await f.bot.control('GET /sandbox/record?ok=false')).toEqual([
    expect.objectContaining({ number: 2, chat_id: 5, error_code: 400, description: 'Bad Request: chat not found' }),
  ]);
  expect(await f.bot.control('GET /sandbox/record?after=2')).toEqual([
    expect.objectContaining({ dropped_entities: 2 }),
  ]);
  expect(await f.bot.control('GET /sandbox/record?count')).toEqual({
    total: 3,
    ok: 2,
    refused: 1,
    by_method: { sendMessage: { ok: 2, refused: 1 } },
    by_code: { 400: 1 },
  });
});

test('a reset brings the first day back, but never an id that was given before', async () => {
  await f.act({ kind: 'message', chat_id: OLENA, text: '/start' });
  const before = await f.bot.result('sendMessage', { chat_id: OLENA, text: 'а' });
  await f.bot.control('POST /sandbox/reset');
  expect(await f.bot.refusal('sendMessage', { chat_id: OLENA, text: 'а' })).toContain("can't initiate conversation");
  const after = await f.act({ kind: 'message', chat_id: OLENA, text: '/start' });
  expect(after.message_id).toBeGreaterThan(before.message_id);
});

test('what nobody can do is refused in words', async () => {
  await expect(f.act({ kind: 'dance' })).rejects.toThrow(/no action is called "dance"; there are message/);
  await expect(f.act({ kind: 'message', chat_id: 5, text: 'а' })).rejects.toThrow('there is no chat 5');
  await expect(f.act({ kind: 'message', chat_id: OLENA })).rejects.toThrow('message: text must be a text');
  await expect(f.act({ kind: 'message', chat_id: OLENA, text: 'а', from: 5 })).rejects.toThrow('there is no person 5');
});

test('the people’s side is closed to pages of other sites', async () => {
  const status = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${f.sandbox.url}/sandbox/state`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  expect(await status({ host: 'evil.example' })).toBe(403);
  expect(await status({ origin: 'https://evil.example' })).toBe(403);
  expect(await status({})).toBe(200);
});

test('a port in use is said to be, by its number', async () => {
  const port = Number(new URL(f.sandbox.url).port);
  await expect(startSandbox({ port })).rejects.toThrow(SandboxError);
  await expect(startSandbox({ port })).rejects.toThrow(`port ${port} is in use by another program`);
  await expect(startSandbox({ port: 70_000 })).rejects.toThrow(/port 70000: a port is a whole number/);
  await expect(startSandbox({ token: 'abc' })).rejects.toThrow(/needs a token like/);
});
