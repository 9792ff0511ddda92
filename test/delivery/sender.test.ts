import { sql } from 'drizzle-orm';
import pino from 'pino';
import { expect, test } from 'vitest';
import { metrics } from '../../src/telemetry/metrics.js';
import { DELIVERY_ID } from '../../src/texts/message.js';
import { message, until, useDelivery } from './setting.js';

const room = useDelivery();

test('what stands in the outbox is sent once, with its own id in its buttons, and its digest is finished', async () => {
  const [one, two] = [await room.chat(), await room.chat()];
  const body = message('<b>Новини</b>', [[{ text: 'Чому це тут?', data: `why:${DELIVERY_ID}` }]]);
  const [first, second] = [await room.digest(one, [body]), await room.digest(two, [body])];
  room.start();
  await room.decided();
  for (const [chat, digest] of [
    [one, first],
    [two, second],
  ] as const) {
    const [row] = await room.rows(digest);
    const [received] = await room.telegram.control(`GET /sandbox/messages?chat_id=${chat.telegramId}`);
    expect(row).toMatchObject({ state: 'sent', attempts: 1, messageId: received.message_id });
    expect(received.text).toBe('Новини');
    expect(received.reply_markup.inline_keyboard[0][0].callback_data).toBe(`why:${row?.id}`);
    expect(await room.digestState(digest)).toEqual({ state: 'sent', reason: null });
  }
  expect(await room.asked()).toBe(2);
});

test('an enqueued digest wakes the sender', async () => {
  const sender = room.start();
  await until(() => sender.state().kind === 'sending');
  const chat = await room.chat();
  const digest = await room.digest(chat, ['раз'], { priority: 0 });
  sender.wake();
  await room.decided(digest);
  expect(await room.received(chat)).toEqual(['раз']);
});

test('what another process enqueued for somebody who waits is found without a call', async () => {
  const sender = room.start();
  await until(() => sender.state().kind === 'sending');
  const digest = await room.digest(await room.chat(), ['раз'], { priority: 0 });
  await room.decided(digest);
  expect(await room.states(digest)).toEqual(['sent']);
});

test('the parts of a digest arrive in order, and a failed third part does not repeat the second', async () => {
  const chat = await room.chat();
  const digest = await room.digest(chat, ['перша', 'друга', '<i>', 'четверта']);
  room.start();
  await room.decided(digest);
  // «<i>» is refused as HTML and, having no words, as plain text it is a sign that something is missing.
  expect(await room.received(chat)).toEqual(['перша', 'друга', '…', 'четверта']);
  expect(await room.states(digest)).toEqual(['sent', 'sent', 'sent', 'sent']);
});

test('a part that fails for good leaves the parts around it delivered once, and the digest uncertain', async () => {
  const chat = await room.chat();
  const digest = await room.digest(chat, ['перша', 'друга', 'третя']);
  const sender = room.start();
  await until(async () => (await room.states(digest))[0] === 'sent');
  await room.telegram.control('POST /sandbox/faults', { name: 'too_long', chat_id: chat.telegramId, times: 2 });
  await room.decided(digest);
  await sender.stop();
  expect(await room.received(chat)).toEqual(['перша', 'третя']);
  expect(await room.states(digest)).toEqual(['sent', 'failed', 'sent']);
  expect(await room.digestState(digest)).toEqual({ state: 'uncertain', reason: '2 of 3 parts arrived' });
});

test('channels go before readers, and whoever waits goes before both', async () => {
  const order: string[] = [];
  for (const [name, priority] of [
    ['reader', 2],
    ['channel', 1],
    ['asked', 0],
  ] as const) {
    for (let n = 0; n < 3; n++) await room.digest(await room.chat(), [name], { priority });
  }
  room.start({ inFlight: 1 });
  await room.decided();
  const calls = await room.telegram.control('GET /sandbox/record?method=sendMessage');
  for (const { chat_id: chatId } of calls) {
    const [received] = await room.telegram.control(`GET /sandbox/messages?chat_id=${chatId}`);
    order.push(received.text);
  }
  expect(order).toEqual([...Array(3).fill('asked'), ...Array(3).fill('channel'), ...Array(3).fill('reader')]);
});

test('of two senders started at once one sends, and each message is sent once', async () => {
  const chats = await Promise.all(Array.from({ length: 40 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, ['раз']);
  const connection = await room.database.another();
  const senders = [room.start(), room.start({ db: connection.db })];
  await room.decided();
  expect(senders.map((sender) => sender.state().kind).sort()).toEqual(['sending', 'standby']);
  expect(await room.asked()).toBe(40);
  for (const chat of chats) expect(await room.received(chat)).toEqual(['раз']);
});

test('no more than the configured number is ever under way', async () => {
  const chats = await Promise.all(Array.from({ length: 12 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, ['раз']);
  await room.telegram.control('POST /sandbox/faults', { fault: { kind: 'delay', ms: 300 } });
  room.start({ inFlight: 3 });
  let most = 0;
  await until(async () => {
    const states = await room.states();
    most = Math.max(most, states.filter((state) => state === 'sending').length);
    return states.every((state) => state === 'sent');
  });
  expect(most).toBe(3);
});

test('a stop lets what is under way end, gives the rest back, and frees the lease', async () => {
  const chats = await Promise.all(Array.from({ length: 10 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, ['раз']);
  await room.telegram.control('POST /sandbox/faults', { fault: { kind: 'delay', ms: 400 } });
  const sender = room.start({ inFlight: 4, pace: room.pace(20) });
  await until(async () => (await room.states()).includes('sending'));
  await sender.stop();
  const states = await room.states();
  expect(states.filter((state) => state === 'sending')).toEqual([]);
  expect(states.filter((state) => state === 'uncertain')).toEqual([]);
  expect(states.filter((state) => state === 'sent')).toHaveLength(await room.asked());
  expect((await room.rows()).filter(({ state }) => state === 'pending').map(({ attempts }) => attempts)).toEqual(
    states.filter((state) => state === 'pending').map(() => 0),
  );
  // Free at once: the successor does not wait for the lease to run out.
  const successor = room.start();
  await until(() => successor.state().kind === 'sending');
  await room.decided();
  expect(await room.asked()).toBe(10);
});

test('a digest that is too late is dropped, and the operator is told', async () => {
  const [chat, operator] = [await room.chat(), await room.chat()];
  const now = new Date();
  const late = await room.digest(chat, ['учора'], { expiresAt: new Date(now.getTime() - 1000) });
  room.start({ operatorChatId: operator.telegramId });
  await room.decided(late);
  expect(await room.states(late)).toEqual(['expired']);
  expect(await room.digestState(late)).toEqual({ state: 'expired', reason: null });
  await until(async () => (await room.received(operator)).length > 0);
  expect(await room.received(chat)).toEqual([]);
  expect((await room.received(operator))[0]).toContain('не вдалося надіслати вчасно');
});

test.each([-3_600_000, 3_600_000])(
  'a clock that is set by %i ms in the middle loses and repeats nothing',
  async (step) => {
    const chats = await Promise.all(Array.from({ length: 30 }, () => room.chat()));
    for (const chat of chats)
      await room.digest(chat, ['раз', 'два'], { expiresAt: new Date(Date.now() + 4 * 3_600_000) });
    await room.telegram.control('POST /sandbox/faults', { name: 'flood', chat_id: chats[3]?.telegramId, times: 1 });
    let shift = 0;
    room.start({ now: () => new Date(Date.now() + shift) });
    await until(async () => (await room.states()).includes('deferred'));
    shift = step;
    await room.decided();
    for (const chat of chats) expect(await room.received(chat)).toEqual(['раз', 'два']);
  },
);

test('while the connections to Postgres break in the middle nothing is lost and nothing repeated', async () => {
  const chats = await Promise.all(Array.from({ length: 60 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, ['раз']);
  const connection = await room.database.another();
  room.start({ db: connection.db, pace: room.pace(100) });
  for (let times = 0; times < 3; times++) {
    await until(async () => (await room.asked()) > 10 * (times + 1));
    await breakConnections();
  }
  const areSent = async () => (await room.states()).every((state) => state === 'sent');
  await until(() => areSent().catch(() => false));
  expect(await room.asked()).toBe(60);
  for (const chat of chats) expect(await room.received(chat)).toEqual(['раз']);
});

test('a disk that is full for a while makes nothing lost and nothing repeated, and is told of once', async () => {
  const chats = await Promise.all(Array.from({ length: 30 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, ['раз']);
  // The error of a full disk, at the worst moment: the message has arrived, and nobody can write it down.
  await room.db.execute(sql`
    create function fail_full() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  await room.db.execute(
    sql`create trigger full_disk before update on deliveries for each row when (new.state = 'sent') execute function fail_full()`,
  );
  const said: { level: number; msg: string }[] = [];
  const log = pino({}, { write: (line: string) => void said.push(JSON.parse(line)) });
  room.start({ inFlight: 5, log });
  await until(async () => (await room.asked()) === 5);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await room.asked()).toBe(5);
  await room.db.execute(sql`drop trigger full_disk on deliveries`);
  await room.decided();
  expect(new Set(await room.states())).toEqual(new Set(['sent']));
  expect(await room.asked()).toBe(30);
  expect(said.filter(({ msg }) => /cannot be written down/.test(msg))).toHaveLength(1);
  await until(async () => said.some(({ msg }) => /written down again/.test(msg)));
});

test('how late a digest came counts from its slot', async () => {
  const measured = async () => {
    const { values } = await metrics.deliveryDelay.get();
    return values.find(({ metricName }) => metricName?.endsWith('_sum'))?.value ?? 0;
  };
  const before = await measured();
  await room.digest(await room.chat(), ['раз'], { slotAt: new Date(Date.now() - 600_000) });
  room.start();
  await room.decided();
  expect((await measured()) - before).toBeGreaterThanOrEqual(600);
});

/** As a restart of the server would: every connection to this database ends, in the middle of whatever it does. */
async function breakConnections(): Promise<void> {
  await room.db
    .execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    .catch(() => undefined);
  // The test's own pool lost its connections too: it is whole again when as many queries as it may have succeed at once.
  const ask = () => room.db.execute(sql`select 1`);
  await until(() =>
    Promise.all(Array.from({ length: 5 }, ask)).then(
      () => true,
      () => false,
    ),
  );
}
