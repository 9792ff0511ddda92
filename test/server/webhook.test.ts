import { afterEach, describe, expect, test } from 'vitest';
import { claimAnywhere, exchangeUpdates, type IncomingUpdate, waitingForHandling } from '../../src/bot/inbox/store.js';
import type { Connection } from '../../src/db/connect.js';
import { type HttpServer, startServer } from '../../src/server/server.js';
import { silentLog } from '../../src/telemetry/log.js';
import { useDatabase } from '../support/database.js';
import { messageUpdate, SECRET } from './support.js';

const database = useDatabase();
const NOW = new Date('2026-06-12T06:30:00Z');
const servers: HttpServer[] = [];
let stored = 0;

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  stored = 0;
});

async function start(db: Connection['db']): Promise<string> {
  const webhook = {
    log: silentLog(),
    url: 'https://bot.example.org/telegram',
    secret: SECRET,
    inbox: {
      async take(taken: readonly IncomingUpdate[]) {
        await exchangeUpdates(db, { taken, done: [], ours: null }, { now: NOW, limit: 0 });
        stored++;
      },
    },
  };
  const options = { host: '127.0.0.1', port: 0, log: silentLog(), checks: {}, measure: async () => {}, webhook };
  const server = await startServer(options);
  servers.push(server);
  return `${server.url}/telegram`;
}

const call = (url: string, body: unknown, secret: string | null = SECRET) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the webhook', () => {
  test('stores an update before it answers 200, whole, and once however often it comes', async () => {
    const url = await start(database.db);
    const update = messageUpdate(41, 100, 'Добрий день');
    for (const answer of await Promise.all([call(url, update), call(url, update)])) expect(answer.status).toBe(200);
    expect(stored).toBeGreaterThan(0);
    const claimed = await claimAnywhere(database.db, { done: [], limit: 10 });
    expect(claimed).toMatchObject([{ id: 41, lane: 100, update, receivedAt: NOW, attempts: 1 }]);
  });

  test('lets nobody in without the secret, and stores nothing of his', async () => {
    const url = await start(database.db);
    const before = (await waitingForHandling(database.db)).length;
    for (const secret of [null, '', 'wrong', `${SECRET}x`, SECRET.slice(0, -1)]) {
      expect((await call(url, messageUpdate(42, 100, 'я не Telegram'), secret)).status).toBe(401);
    }
    expect((await waitingForHandling(database.db)).length).toBe(before);
    expect(stored).toBe(0);
  });

  test.each([
    ['no JSON', '{"update_id": 1', 400],
    ['no object', '[]', 400],
    ['no number of an update', '{"update_id": "1"}', 400],
    ['more than a megabyte', JSON.stringify({ update_id: 1, text: 'щ'.repeat(600_000) }), 413],
  ])('refuses %s', async (_, body, status) => {
    const url = await start(database.db);
    expect((await call(url, body)).status).toBe(status);
  });

  test('answers 503 while the database does not take the update, so that Telegram sends it again', async () => {
    const connection = await database.another();
    const url = await start(connection.db);
    await connection.close();
    const answer = await call(url, messageUpdate(43, 100, 'Є хто?'));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
  });
});
