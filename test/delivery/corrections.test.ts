import { Api } from 'grammy';
import { expect, test } from 'vitest';
import { corrections } from '../../src/db/schema.js';
import { correctDigest, runCorrections } from '../../src/delivery/corrections.js';
import type { Caller } from '../support/sandbox-calls.js';
import { message, useDelivery } from './setting.js';

const room = useDelivery();
const NOON = new Date('2026-01-05T10:00:00Z');

const fault = (order: Parameters<Caller['control']>[1]) => room.telegram.control('POST /sandbox/faults', order);
const refuse = (code: number, description: string) =>
  fault({ method: 'editMessageText', fault: { kind: 'error', code, description } });

/** A digest that arrived, with other words ordered in its place. */
async function ordered(): Promise<{ digestId: number; chat: Awaited<ReturnType<typeof room.chat>> }> {
  const chat = await room.chat();
  const digestId = await room.digest(chat, ['Міст відкриють у червні']);
  room.start();
  await room.decided(digestId);
  const parts = [message('Міст відкриють у липні')];
  await room.db.transaction((tx) => correctDigest(tx, { digestId, parts }, NOON));
  return { digestId, chat };
}

const correct = (now: Date, digestId?: number) => {
  const api = new Api(room.sandbox.token, { apiRoot: room.sandbox.url });
  return runCorrections({ db: room.db, api, now, ...(digestId === undefined ? {} : { digestId }) });
};
const minutesLater = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const rows = () => room.db.select().from(corrections);

test('a correction that is refused for good is told of with the reason, and never asked for again', async () => {
  const { digestId, chat } = await ordered();
  await refuse(400, "Bad Request: message can't be edited");
  expect(await correct(NOON, digestId)).toMatchObject([{ reason: "400: Bad Request: message can't be edited" }]);
  await room.telegram.control('DELETE /sandbox/faults');
  expect(await correct(minutesLater(60))).toEqual([]);
  expect(await rows()).toMatchObject([{ state: 'failed', attempts: 1 }]);
  expect(await room.received(chat)).toEqual(['Міст відкриють у червні']);
});

test('one that cannot be taken just now is made later, once', async () => {
  await ordered();
  await refuse(429, 'Too Many Requests: retry after 120');
  expect(await correct(NOON)).toEqual([]);
  await room.telegram.control('DELETE /sandbox/faults');
  await correct(minutesLater(1));
  expect(await rows()).toMatchObject([{ state: 'pending', attempts: 1 }]);
  await correct(minutesLater(3));
  await correct(minutesLater(5));
  expect(await rows()).toMatchObject([{ state: 'done', attempts: 2 }]);
});

test('one that is never taken is given up after ten tries', async () => {
  await ordered();
  await refuse(502, 'Bad Gateway');
  for (let hours = 0; hours < 12; hours++) await correct(minutesLater(60 * hours));
  expect(await rows()).toMatchObject([{ state: 'failed', attempts: 10 }]);
});
