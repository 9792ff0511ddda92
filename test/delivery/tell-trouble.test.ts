import { expect, test } from 'vitest';
import { chatById, createEdition, openDesk, resumeSchedules } from '../../src/chats/store.js';
import { digests, drafts, notices } from '../../src/db/schema.js';
import { insertDrafts } from '../../src/digests/drafts/store.js';
import { until, useDelivery } from './setting.js';

const room = useDelivery();

async function published() {
  const now = new Date();
  const { id } = await room.telegram.control('POST /sandbox/act', {
    kind: 'create_chat',
    from: 100,
    type: 'channel',
    title: 'Ранок',
    bot: 'administrator',
    can_post_messages: true,
  });
  const chat = await room.chat({ telegramId: id, kind: 'channel', title: 'Ранок' });
  const desk = await openDesk(room.db, { chatId: chat.id, name: 'Ранок', ownerId: 100 }, now);
  const calendar = { times: ['09:00'], weekdays: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' };
  const made = await createEdition(room.db, { desk, count: 0, values: { name: 'Зведення' }, calendar }, now);
  await resumeSchedules(room.db, chat.id, now);
  const digestId = await room.digest(chat, ['Новина']);
  const draft = { digestId, editionId: made?.edition.id ?? 0, slotAt: now, items: [], createdAt: now };
  await insertDrafts(room.db, [{ ...draft, state: 'published' }]);
  return { chat, digestId };
}

test.each([
  ['gone', 'chat-gone', { kind: 'error', code: 403, description: 'Forbidden: bot was kicked from the channel chat' }],
  ['rights', 'rights-lost', { kind: 'error', code: 400, description: 'Bad Request: need administrator rights' }],
  ['topic', 'topic-closed', { kind: 'error', code: 400, description: 'Bad Request: TOPIC_CLOSED' }],
])('a place that is lost (%s) is told of once, and not with each digest that it cost', async (state, kind, fault) => {
  const { chat, digestId } = await published();
  const other = await room.digest(chat, ['Друга']);
  await room.telegram.control('POST /sandbox/faults', { method: 'sendMessage', chat_id: chat.telegramId, fault });
  const sender = room.start();
  await room.decided(digestId, other);
  const third = await room.digest(chat, ['Третя']);
  sender.wake();
  await room.decided(third);
  expect((await chatById(room.db, chat.id))?.state).toBe(state);
  expect(await room.db.select().from(notices)).toMatchObject([{ kind, telegramId: 100, data: { chat: 'Ранок' } }]);
});

test.each([
  ['uncertain', 'digest-uncertain', { kind: 'reset_after' }],
  ['failed', 'digest-failed', { kind: 'error', code: 400, description: 'Bad Request: a reason that nobody knows' }],
])('a digest that is %s is told of at its desk, once, with the button that leads to it', async (state, kind, fault) => {
  const { digestId } = await published();
  await room.telegram.control('POST /sandbox/faults', { method: 'sendMessage', times: 1, fault });
  room.start();
  await until(async () => (await room.digestState(digestId)).state === state);
  const told = await room.db.select().from(notices);
  expect(told).toMatchObject([{ kind, telegramId: 100, data: { chat: 'Ранок', name: 'Зведення' } }]);
  const ways = state === 'uncertain' ? ['desk-button-arrived'] : [];
  const labels = told[0]?.buttons.flat().map(({ label }) => label);
  expect(labels).toEqual([...ways, 'desk-button-again', 'desk-button-open-post']);
  await room.db.delete(digests);
});

test('a digest that could not be sent in time is told of at its desk', async () => {
  const { chat } = await published();
  const late = await room.digest(chat, ['Запізніла'], { expiresAt: new Date(Date.now() - 1) });
  await room.db.update(drafts).set({ digestId: late });
  room.start();
  await until(async () => (await room.digestState(late)).state === 'expired');
  expect(await room.db.select().from(notices)).toMatchObject([{ kind: 'digest-expired', telegramId: 100 }]);
});
