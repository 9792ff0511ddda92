import { expect, test } from 'vitest';
import { CHANNEL, freshSandbox, GROUP, OLENA, TARAS } from './support.js';

const f = freshSandbox();
const RIGHTS = { can_post_messages: true, can_edit_messages: true };

async function asked(request: object = {}) {
  await f.act({ kind: 'message', chat_id: OLENA, text: '/channel' });
  const request_chat = {
    request_id: 1,
    chat_is_channel: true,
    user_administrator_rights: RIGHTS,
    bot_administrator_rights: RIGHTS,
    request_title: true,
    ...request,
  };
  await f.bot.result('sendMessage', {
    chat_id: OLENA,
    text: 'Оберіть канал',
    reply_markup: {
      keyboard: [[{ text: 'Обрати канал', request_chat }]],
      one_time_keyboard: true,
      resize_keyboard: true,
    },
  });
}
const pick = (shared_chat_id: number, extra: object = {}) =>
  f.act({ kind: 'pick_chat', chat_id: OLENA, request_id: 1, shared_chat_id, ...extra });

test('one tap makes the bot an admin with the rights it asked for, then shares the channel', async () => {
  await asked();
  const state = await f.bot.control(`GET /sandbox/chat?chat_id=${OLENA}`);
  expect(state.offers).toEqual([{ request_id: 1, chats: [expect.objectContaining({ id: CHANNEL })] }]);
  await pick(CHANNEL);
  const [, change, shared] = await f.bot.result('getUpdates');
  expect(change.my_chat_member).toMatchObject({
    chat: { id: CHANNEL },
    from: { id: OLENA },
    new_chat_member: {
      status: 'administrator',
      can_post_messages: true,
      can_edit_messages: true,
      can_delete_messages: false,
    },
  });
  expect(shared.message).toMatchObject({
    from: { id: OLENA },
    chat_shared: { request_id: 1, chat_id: CHANNEL, title: 'Ранкові новини' },
  });
  expect((await f.bot.control(`GET /sandbox/chat?chat_id=${OLENA}`)).keyboard).toBeNull();
});

test('a bot that has the rights already is not told of a change', async () => {
  await f.act({ kind: 'bot_rights', chat_id: CHANNEL, status: 'administrator', ...RIGHTS });
  await asked();
  await pick(CHANNEL);
  const kinds = (await f.bot.result('getUpdates')).map((update: object) => Object.keys(update)[1]);
  expect(kinds).toEqual(['my_chat_member', 'message', 'message']);
});

test('chats that the app would not offer cannot be picked', async () => {
  await expect(pick(CHANNEL)).rejects.toThrow(/no button with request_id 1/);
  await asked();
  await expect(pick(GROUP)).rejects.toThrow(/a channel is asked for/);
  const foreign = await f.act({ kind: 'create_chat', type: 'channel', title: 'Чужий', from: TARAS });
  await expect(pick(foreign.id)).rejects.toThrow(/is no admin there/);
  await f.act({ kind: 'member', chat_id: foreign.id, user: OLENA, status: 'administrator', can_post_messages: true });
  await expect(pick(foreign.id)).rejects.toThrow(/has no right can_edit_messages/);
});
