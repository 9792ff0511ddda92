import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { chatById, saveSchedule, schedulesOf, setChatState } from '../../src/chats/store.js';
import { notices } from '../../src/db/schema.js';
import type { Caller } from '../support/sandbox-calls.js';
import { message, until, useDelivery } from './setting.js';

const room = useDelivery();

const fault = (order: Parameters<Caller['control']>[1]) => room.telegram.control('POST /sandbox/faults', order);

const GONE = [
  'blocked',
  'deactivated',
  'not_started',
  'kicked',
  'not_member',
  'group_deleted',
  'chat_not_found',
  'peer_id_invalid',
];

test.each(GONE)('«%s»: the chat is gone, what waits for it is given up, and it keeps its settings', async (name) => {
  const [chat, other] = [await room.chat(), await room.chat()];
  const schedule = await saveSchedule(
    room.db,
    { chatId: chat.id, times: ['08:00'], weekdays: [1], zone: 'Europe/Kyiv' },
    new Date(),
  );
  const digests = [await room.digest(chat, ['раз', 'два']), await room.digest(chat, ['три'])];
  const unharmed = await room.digest(other, ['раз']);
  await fault({ name, chat_id: chat.telegramId });
  room.start();
  await room.decided();
  expect((await chatById(room.db, chat.id))?.state).toBe('gone');
  for (const digest of digests) {
    expect(new Set(await room.states(digest))).toEqual(new Set(['failed']));
    expect((await room.digestState(digest)).state).toBe('failed');
  }
  expect(await room.states(unharmed)).toEqual(['sent']);
  expect(await schedulesOf(room.db, chat.id)).toEqual([expect.objectContaining({ id: schedule.id, pausedAt: null })]);
  const record = await room.telegram.control(`GET /sandbox/record?chat_id=${chat.telegramId}`);
  expect(record).toHaveLength(1);
});

test('a chat that came back receives again', async () => {
  const chat = await room.chat();
  const lost = await room.digest(chat, ['раз']);
  await fault({ name: 'blocked', chat_id: chat.telegramId, times: 1 });
  room.start();
  await room.decided(lost);
  await setChatState(room.db, chat.id, 'active', null, new Date());
  const next = await room.digest(chat, ['два'], { priority: 0 });
  await room.decided(next);
  expect(await room.received(chat)).toEqual(['два']);
});

test('what is enqueued for a chat that is gone is given up without asking Telegram', async () => {
  const chat = await room.chat();
  await setChatState(room.db, chat.id, 'gone', '403: blocked', new Date());
  const digest = await room.digest(chat, ['раз']);
  room.start();
  await room.decided(digest);
  expect(await room.digestState(digest)).toEqual({ state: 'failed', reason: '403: blocked' });
  expect(await room.asked()).toBe(0);
});

const REFUSED: [string, 'rights' | 'topic', string][] = [
  ['no_rights', 'rights', 'бракує права'],
  ['no_rights_old', 'rights', 'бракує права'],
  ['write_forbidden', 'rights', 'бракує права'],
  ['admin_required', 'rights', 'бракує права'],
  ['restricted', 'rights', 'бракує права'],
  ['need_admin', 'rights', 'бракує права'],
  ['topic_closed', 'topic', 'закрито або видалено'],
  ['topic_deleted', 'topic', 'закрито або видалено'],
  ['thread_not_found', 'topic', 'закрито або видалено'],
];

test.each(REFUSED)(
  '«%s»: the schedules pause, and the one who set the chat up is told once',
  async (name, state, words) => {
    const admin = await room.chat();
    const group = await room.chat({
      telegramId: -4_000_000_001,
      kind: 'group',
      title: 'Кав’ярня <«Ранок»>',
      setUpBy: admin.telegramId,
    });
    await saveSchedule(room.db, { chatId: group.id, times: ['08:00'], weekdays: [1], zone: 'Europe/Kyiv' }, new Date());
    const digests = [await room.digest(group, ['раз', 'два']), await room.digest(group, ['три'])];
    await fault({ name, chat_id: group.telegramId });
    room.start();
    await room.decided();
    expect((await chatById(room.db, group.id))?.state).toBe(state);
    expect((await schedulesOf(room.db, group.id))[0]?.pausedAt).not.toBeNull();
    for (const digest of digests) expect((await room.digestState(digest)).state).toBe('failed');
    await until(async () => (await room.received(admin)).length > 0);
    const [told, ...more] = await room.received(admin);
    expect(told).toContain('Кав’ярня <«Ранок»>');
    expect(told).toContain(words);
    expect(more).toEqual([]);
  },
);

test('a forum topic that is closed does not stop the group’s other topics', async () => {
  const admin = await room.chat();
  const place = {
    telegramId: -1_001_000_000_007,
    kind: 'supergroup',
    title: 'Форум',
    setUpBy: admin.telegramId,
  } as const;
  const [closed, open] = [await room.chat({ ...place, threadId: 5 }), await room.chat({ ...place, threadId: 6 })];
  const lost = await room.digest(closed, ['раз']);
  await fault({ name: 'topic_closed', chat_id: place.telegramId, times: 1 });
  room.start({ inFlight: 1 });
  await room.decided(lost);
  expect((await chatById(room.db, closed.id))?.state).toBe('topic');
  expect((await chatById(room.db, open.id))?.state).toBe('active');
});

test('a group that became a supergroup gets its digest there, once, and keeps everything', async () => {
  const group = await room.chat({ telegramId: -4_000_000_001, kind: 'group' });
  const schedule = await saveSchedule(
    room.db,
    { chatId: group.id, times: ['08:00'], weekdays: [1], zone: 'Europe/Kyiv' },
    new Date(),
  );
  const { chat_id: newId } = await migrate(group.telegramId);
  const digest = await room.digest(group, ['раз', 'два']);
  room.start();
  await room.decided(digest);
  const moved = await chatById(room.db, group.id);
  expect(moved).toMatchObject({ telegramId: newId, kind: 'supergroup', state: 'active' });
  expect((await schedulesOf(room.db, group.id)).map(({ id }) => id)).toEqual([schedule.id]);
  if (!moved) throw new Error('the chat is gone');
  expect((await room.received(moved)).filter((text) => text !== undefined)).toEqual(['раз', 'два']);
});

async function migrate(chatId: number): Promise<{ chat_id: number }> {
  const { id } = await room.telegram.control('POST /sandbox/act', { kind: 'migrate', chat_id: chatId });
  return { chat_id: id };
}

describe('a text that Telegram cannot take', () => {
  const CONTENT = ['too_long', 'parse', 'entities_too_long', 'text_empty', 'button_data', 'http_content'];

  test.each(CONTENT)('«%s»: goes once more, as plain text', async (name) => {
    const chat = await room.chat();
    const body = message('<b>Ціни</b> &lt; 5 <a href="https://example.org/a?b=1&amp;c=2">грн</a>', [
      [{ text: 'Чому?', data: 'why:{d}' }],
    ]);
    const digest = await room.digest(chat, [body]);
    await fault({ name, chat_id: chat.telegramId, times: 1 });
    room.start();
    await room.decided(digest);
    expect(await room.rows(digest)).toEqual([expect.objectContaining({ state: 'sent', form: 'plain', attempts: 2 })]);
    expect(await room.received(chat)).toEqual(['Ціни < 5 грн (https://example.org/a?b=1&c=2)']);
  });

  test('fails where the plain text is refused too, and the same bytes never go twice', async () => {
    const chat = await room.chat();
    const digest = await room.digest(chat, ['раз']);
    await fault({ name: 'parse', chat_id: chat.telegramId });
    room.start();
    await room.decided(digest);
    expect(await room.rows(digest)).toEqual([expect.objectContaining({ state: 'failed', form: 'plain', attempts: 2 })]);
    expect((await room.digestState(digest)).state).toBe('failed');
  });
});

test.each(['not_modified', 'query_too_old', 'delete_not_found'])('«%s»: there is nothing left to do', async (name) => {
  const chat = await room.chat();
  const digest = await room.digest(chat, ['раз']);
  await fault({ name, chat_id: chat.telegramId });
  room.start();
  await room.decided(digest);
  expect(await room.states(digest)).toEqual(['sent']);
  expect(await room.asked()).toBe(1);
});

test.each(['token_revoked', 'second_poller', 'method_not_found'])(
  '«%s»: the sender stops and says why; nothing is lost',
  async (name) => {
    const chats = await Promise.all(Array.from({ length: 5 }, () => room.chat()));
    for (const chat of chats) await room.digest(chat, ['раз']);
    await fault({ name });
    const sender = room.start({ inFlight: 2 });
    await until(() => sender.state().kind === 'halted');
    await sender.stop();
    const state = sender.state();
    expect(state.kind === 'halted' && state.reason).toMatch(/^(401|404|409): /);
    expect(new Set(await room.states())).toEqual(new Set(['pending']));
    await room.telegram.control('DELETE /sandbox/faults');
    room.start();
    await room.decided();
    for (const chat of chats) expect(await room.received(chat)).toEqual(['раз']);
  },
);

const UNCERTAIN: [string, object][] = [
  ['a reset before it was taken', { kind: 'reset_before' }],
  ['a reset after it was taken', { kind: 'reset_after' }],
  ['an answer that never ends', { kind: 'hang', ms: 300, taken: true }],
  ['a bad gateway', { kind: '502', taken: true }],
  ['an answer that is not JSON', { kind: 'garbage', taken: true }],
  ['an internal error', { kind: 'error', code: 500, description: 'Internal Server Error' }],
  ['a gateway’s timeout', { kind: 'error', code: 504, description: 'Gateway Timeout' }],
];

test.each(UNCERTAIN)('%s: uncertain, and never sent again by itself', async (_, kind) => {
  const chat = await room.chat();
  const digest = await room.digest(chat, ['раз', 'два']);
  await fault({ fault: kind as never, chat_id: chat.telegramId, times: 1 });
  const sender = room.start();
  await room.decided(digest);
  await sender.stop();
  expect(await room.rows(digest)).toEqual([
    expect.objectContaining({ state: 'uncertain', attempts: 1 }),
    expect.objectContaining({ state: 'sent', attempts: 1 }),
  ]);
  expect((await room.digestState(digest)).state).toBe('uncertain');
  expect(await room.asked()).toBe(2);
});

test('an answer that never comes is given twenty seconds, and nobody else waits for it', {
  timeout: 60_000,
}, async () => {
  const [silent, other] = [await room.chat(), await room.chat()];
  await fault({ fault: { kind: 'hang', taken: true }, chat_id: silent.telegramId });
  const [unanswered, unharmed] = [await room.digest(silent, ['раз']), await room.digest(other, ['раз', 'два'])];
  room.start();
  await room.decided(unharmed);
  expect(await room.states(unanswered)).toEqual(['sending']);
  await room.decided(unanswered);
  expect(await room.rows(unanswered)).toEqual([
    expect.objectContaining({ state: 'uncertain', attempts: 1, lastError: expect.stringContaining('timed out') }),
  ]);
});

test('a refusal that nobody knows fails with its words', async () => {
  const chat = await room.chat();
  const digest = await room.digest(chat, ['раз']);
  await fault({
    fault: { kind: 'error', code: 400, description: 'Bad Request: the moon is full' },
    chat_id: chat.telegramId,
  });
  room.start();
  await room.decided(digest);
  expect(await room.rows(digest)).toEqual([
    expect.objectContaining({ state: 'failed', lastError: '400: Bad Request: the moon is full', attempts: 1 }),
  ]);
});

test('no connection: everything waits, and goes when there is one', async () => {
  const chat = await room.chat();
  const digest = await room.digest(chat, ['раз']);
  const nobody = room.start({ apiRoot: 'http://127.0.0.1:9' });
  await until(async () => {
    const [row] = await room.rows(digest);
    return row !== undefined && row.attempts >= 2 && row.state === 'pending';
  });
  await nobody.stop();
  expect(await room.rows(digest)).toEqual([
    expect.objectContaining({ state: 'pending', lastError: expect.stringContaining('ECONNREFUSED') }),
  ]);
  room.start();
  await room.decided(digest);
  expect(await room.received(chat)).toEqual(['раз']);
});

test('a Telegram that answers nothing clearly is not fed the whole broadcast', async () => {
  const chats = await Promise.all(Array.from({ length: 40 }, () => room.chat()));
  for (const chat of chats) await room.digest(chat, ['раз']);
  await fault({ name: 'bad_gateway' });
  const sender = room.start({ inFlight: 4 });
  await until(async () => (await room.states()).filter((state) => state === 'uncertain').length >= 4);
  await sender.stop();
  // Three in a row, what was under way with them, and the tries of one at a time since.
  expect((await room.states()).filter((state) => state === 'uncertain').length).toBeLessThanOrEqual(9);
  await room.telegram.control('DELETE /sandbox/faults');
  room.start();
  await room.decided();
  expect((await room.states()).filter((state) => state === 'sent').length).toBeGreaterThanOrEqual(31);
});

test('who set up several topics of a forum is told once that the right to write there is lost', async () => {
  const forum = { telegramId: -4_000_000_002, kind: 'supergroup', setUpBy: 1_900_001 } as const;
  const topics = [await room.chat({ ...forum, threadId: 1 }), await room.chat({ ...forum, threadId: 2 })];
  const another = await room.chat({ ...forum, threadId: 3, setUpBy: 1_900_002 });
  const digests = [];
  for (const topic of [...topics, another]) digests.push(await room.digest(topic, ['раз']));
  await fault({ name: 'no_rights', chat_id: forum.telegramId });
  room.start();
  await room.decided(...digests);
  const told = (await room.db.select().from(notices)).map(({ kind, telegramId }) => [kind, telegramId]);
  expect(told.sort()).toEqual([
    ['rights-lost', 1_900_001],
    ['rights-lost', 1_900_002],
  ]);
});

test('a notice for someone without a chat here goes to his Telegram id', async () => {
  const group = await room.chat({ telegramId: -4_000_000_001, kind: 'group', setUpBy: 1_900_000 });
  const digest = await room.digest(group, ['раз']);
  await fault({ name: 'no_rights', chat_id: group.telegramId });
  room.start();
  await room.decided(digest);
  const inbox = () => room.telegram.control('GET /sandbox/messages?chat_id=1900000');
  await until(async () => (await inbox()).length > 0);
  const [notice] = await room.db.select().from(notices).where(eq(notices.telegramId, 1_900_000));
  expect(notice?.kind).toBe('rights-lost');
});
