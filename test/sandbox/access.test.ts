import { describe, expect, test } from 'vitest';
import { CHANNEL, freshSandbox, GROUP, OLENA, TARAS } from './support.js';

const f = freshSandbox();
const send = (chat_id: number, extra: object = {}) => f.bot.refusal('sendMessage', { chat_id, text: 'а', ...extra });
const admin = { kind: 'bot_rights', status: 'administrator' };

describe('a send is refused for the reason that Telegram gives', () => {
  test('before the person’s first word', async () => {
    expect(await send(TARAS)).toBe("403 Forbidden: bot can't initiate conversation with a user");
  });

  test('after the person has blocked the bot, until he writes again', async () => {
    await f.act({ kind: 'message', chat_id: OLENA, text: '/start' });
    await f.act({ kind: 'block', from: OLENA });
    expect(await send(OLENA)).toBe('403 Forbidden: bot was blocked by the user');
    await f.act({ kind: 'message', chat_id: OLENA, text: '/start' });
    const updates = await f.bot.updates(
      ({ message, update_id }) => message?.text === '/start' && update_id > 700000003,
    );
    expect(
      updates
        .filter((update) => update.my_chat_member)
        .map(({ my_chat_member: { old_chat_member, new_chat_member } }) => [
          old_chat_member.status,
          new_chat_member.status,
        ]),
    ).toEqual([
      ['member', 'kicked'],
      ['kicked', 'member'],
    ]);
    expect((await f.bot.call('sendMessage', { chat_id: OLENA, text: 'а' })).ok).toBe(true);
  });

  test('to a deleted account', async () => {
    await f.act({ kind: 'message', chat_id: OLENA, text: '/start' });
    await f.act({ kind: 'delete_chat', chat_id: OLENA });
    expect(await send(OLENA)).toBe('403 Forbidden: user is deactivated');
  });

  test('to a group that has thrown the bot out, that it left, or that is deleted', async () => {
    await f.act({ kind: 'bot_rights', chat_id: GROUP, status: 'kicked' });
    expect(await send(GROUP)).toBe('403 Forbidden: bot was kicked from the group chat');
    await f.act({ kind: 'bot_rights', chat_id: GROUP, status: 'member' });
    await f.bot.result('leaveChat', { chat_id: GROUP });
    expect(await send(GROUP)).toBe('403 Forbidden: bot is not a member of the group chat');
    await f.act({ kind: 'delete_chat', chat_id: GROUP });
    expect(await send(GROUP)).toBe('403 Forbidden: the group chat was deleted');
  });

  test('to a group that has become a supergroup, with its new id', async () => {
    const next = await f.act({ kind: 'migrate', chat_id: GROUP });
    expect(await f.bot.call('sendMessage', { chat_id: GROUP, text: 'а' })).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: next.id },
    });
    expect((await f.bot.call('sendMessage', { chat_id: next.id, text: 'а' })).ok).toBe(true);
    const services = (await f.bot.result('getUpdates')).map(({ message }: { message?: object }) => message);
    expect(services).toContainEqual(expect.objectContaining({ migrate_to_chat_id: next.id }));
    expect(services).toContainEqual(expect.objectContaining({ migrate_from_chat_id: GROUP }));
  });

  test('to a channel that it does not know, where it is no admin, or where it may not post', async () => {
    expect(await send(CHANNEL)).toBe('400 Bad Request: chat not found');
    await f.act({ kind: 'bot_rights', chat_id: CHANNEL, status: 'member' });
    expect(await send(CHANNEL)).toBe('400 Bad Request: need administrator rights in the channel chat');
    await f.act({ ...admin, chat_id: CHANNEL, can_edit_messages: true });
    expect(await send(CHANNEL)).toBe('400 Bad Request: not enough rights to send text messages to the chat');
    await f.act({ ...admin, chat_id: CHANNEL, can_post_messages: true });
    expect((await f.bot.call('sendMessage', { chat_id: CHANNEL, text: 'а' })).ok).toBe(true);
    await f.act({ kind: 'bot_rights', chat_id: CHANNEL, status: 'kicked' });
    expect(await send(CHANNEL)).toBe('403 Forbidden: bot was kicked from the channel chat');
    await f.act({ kind: 'bot_rights', chat_id: CHANNEL, status: 'left' });
    expect(await send(CHANNEL)).toBe('403 Forbidden: bot is not a member of the channel chat');
  });

  test('to a group where members may not write, unless it is an admin', async () => {
    await f.act({ kind: 'members_may_write', chat_id: GROUP, allowed: false });
    expect(await send(GROUP)).toBe('400 Bad Request: not enough rights to send text messages to the chat');
    await f.act({ ...admin, chat_id: GROUP });
    expect((await f.bot.call('sendMessage', { chat_id: GROUP, text: 'а' })).ok).toBe(true);
  });

  test('to a topic that is not there, is closed, or is deleted', async () => {
    const forum = await f.act({ kind: 'create_chat', type: 'forum', title: 'Двір', bot: 'member' });
    const { message_thread_id } = await f.act({ kind: 'topic', chat_id: forum.id, name: 'Новини' });
    const thread = { message_thread_id };
    expect(await send(forum.id, { message_thread_id: 77 })).toBe('400 Bad Request: message thread not found');
    expect(await send(GROUP, thread)).toBe('400 Bad Request: message thread not found');
    expect((await f.bot.call('sendMessage', { chat_id: forum.id, text: 'а', ...thread })).result).toMatchObject({
      message_thread_id,
      is_topic_message: true,
    });
    await f.act({ kind: 'topic', chat_id: forum.id, thread_id: message_thread_id, state: 'closed' });
    expect(await send(forum.id, thread)).toBe('400 Bad Request: TOPIC_CLOSED');
    await f.act({ kind: 'topic', chat_id: forum.id, thread_id: message_thread_id, state: 'deleted' });
    expect(await send(forum.id, thread)).toBe('400 Bad Request: TOPIC_DELETED');
  });
});

test('who is in a chat and with what rights is told to the bot that is in it', async () => {
  await f.act({ ...admin, chat_id: CHANNEL, can_post_messages: true });
  const member = (user_id: number) => f.bot.result('getChatMember', { chat_id: CHANNEL, user_id });
  expect(await member(OLENA)).toMatchObject({ status: 'creator', user: { id: OLENA } });
  expect(await member(TARAS)).toMatchObject({ status: 'left' });
  expect(await member(1000000001)).toMatchObject({
    status: 'administrator',
    can_post_messages: true,
    can_edit_messages: false,
  });
  expect(await f.bot.result('getChatAdministrators', { chat_id: CHANNEL })).toHaveLength(2);
  expect(await f.bot.result('getChatMemberCount', { chat_id: GROUP })).toBe(3);
  expect(await f.bot.result('getChat', { chat_id: CHANNEL })).toMatchObject({
    title: 'Ранкові новини',
    type: 'channel',
  });
  expect(await f.bot.result('getChatMember', { chat_id: GROUP, user_id: 1087968824 })).toMatchObject({
    status: 'left',
  });
  expect(await f.bot.refusal('getChatMember', { chat_id: GROUP, user_id: 555 })).toContain('user not found');
});

test('a member’s change is told only to a bot that is an admin and asked for it', async () => {
  await f.act({ ...admin, chat_id: GROUP });
  await f.act({ kind: 'member', chat_id: GROUP, user: TARAS, status: 'left' });
  await f.bot.result('getUpdates', { allowed_updates: ['message', 'chat_member'], offset: -1 });
  await f.act({ kind: 'member', chat_id: GROUP, user: TARAS, status: 'member' });
  const kinds = (await f.bot.result('getUpdates')).flatMap((update: object) => Object.keys(update).slice(1));
  expect(kinds).toEqual(['message', 'chat_member', 'message']);
});
