import { expect, test } from 'vitest';
import { CHANNEL, freshSandbox, GROUP, OLENA, TARAS } from './support.js';

const f = freshSandbox();
const heard = async () =>
  (await f.bot.result('getUpdates')).map(
    (update: { message?: { text?: string } }) => update.message?.text ?? Object.keys(update)[1],
  );

test('of a group’s talk the bot hears commands to it and replies to it, and nothing else', async () => {
  const own = await f.bot.result('sendMessage', { chat_id: GROUP, text: 'Зведення' });
  const says = (text: string, extra: object = {}) => f.act({ kind: 'message', chat_id: GROUP, text, ...extra });
  await says('Добрий ранок');
  await says('/latest');
  await says('/latest@other_news_bot');
  await says('/latest@Korotko_Sandbox_Bot');
  await says('дякую', { reply_to: own.message_id, from: TARAS });
  expect(await heard()).toEqual(['/latest', '/latest@Korotko_Sandbox_Bot', 'дякую']);
});

test('an admin bot hears everything', async () => {
  await f.act({ kind: 'bot_rights', chat_id: GROUP, status: 'administrator' });
  await f.act({ kind: 'message', chat_id: GROUP, text: 'Добрий ранок' });
  expect(await heard()).toEqual(['my_chat_member', 'Добрий ранок']);
});

test('an anonymous admin writes as the group, and only an admin can', async () => {
  await f.act({ kind: 'message', chat_id: GROUP, text: '/settings', as: 'anonymous' });
  const [{ message }] = await f.bot.result('getUpdates');
  expect(message).toMatchObject({
    from: { id: 1087968824, username: 'GroupAnonymousBot', is_bot: true },
    sender_chat: { id: GROUP },
  });
  await expect(f.act({ kind: 'message', chat_id: GROUP, text: 'а', as: 'anonymous', from: TARAS })).rejects.toThrow(
    /only an admin/,
  );
});

test('a linked channel’s post arrives in its group as by Telegram itself', async () => {
  await f.act({ kind: 'bot_rights', chat_id: GROUP, status: 'administrator' });
  await f.act({ kind: 'message', chat_id: GROUP, text: 'Допис', as: 'channel', sender_chat_id: CHANNEL });
  const updates = await f.bot.result('getUpdates');
  expect(updates.at(-1).message).toMatchObject({
    from: { id: 777000 },
    sender_chat: { id: CHANNEL },
    is_automatic_forward: true,
  });
});

test('who is not in a group cannot write there', async () => {
  await f.act({ kind: 'member', chat_id: GROUP, user: TARAS, status: 'left' });
  await expect(f.act({ kind: 'message', chat_id: GROUP, from: TARAS, text: 'а' })).rejects.toThrow(/is not in chat/);
});

test('adding the bot to a new group is told twice: as a change and as a line in the group', async () => {
  const chat = await f.act({ kind: 'create_chat', type: 'supergroup', title: 'Двір', bot: 'member' });
  const [change, line] = await f.bot.result('getUpdates');
  expect(change.my_chat_member).toMatchObject({
    chat: { id: chat.id, type: 'supergroup', title: 'Двір' },
    from: { id: OLENA },
    old_chat_member: { status: 'left' },
    new_chat_member: { status: 'member' },
  });
  expect(line.message.new_chat_members).toEqual([expect.objectContaining({ id: 1000000001 })]);
});

test('a channel’s posts and their edits reach the bot that is in it', async () => {
  await f.act({ kind: 'bot_rights', chat_id: CHANNEL, status: 'administrator', can_post_messages: true });
  const post = await f.act({ kind: 'channel_post', chat_id: CHANNEL, text: 'Допис' });
  await f.act({ kind: 'edit_message', chat_id: CHANNEL, message_id: post.message_id, text: 'Допис, уточнено' });
  const kinds = (await f.bot.result('getUpdates')).map((update: object) => Object.keys(update)[1]);
  expect(kinds).toEqual(['my_chat_member', 'channel_post', 'edited_channel_post']);
});

test('reactions are heard when asked for: each in a private chat, their counts in a channel', async () => {
  await f.bot.result('getUpdates', { allowed_updates: ['message_reaction', 'message_reaction_count'] });
  await f.act({ kind: 'message', chat_id: OLENA, text: '/start' });
  await f.act({ kind: 'bot_rights', chat_id: CHANNEL, status: 'administrator', can_post_messages: true });
  for (const chat_id of [OLENA, CHANNEL]) {
    const { message_id } = await f.bot.result('sendMessage', { chat_id, text: 'Зведення' });
    await f.act({ kind: 'react', chat_id, message_id, emoji: '👍' });
  }
  const [one, counts] = await f.bot.result('getUpdates');
  expect(one.message_reaction).toMatchObject({
    user: { id: OLENA },
    old_reaction: [],
    new_reaction: [{ emoji: '👍' }],
  });
  expect(counts.message_reaction_count.reactions).toEqual([{ type: { type: 'emoji', emoji: '👍' }, total_count: 1 }]);
});

test('a forum’s topics are made and closed by a bot that may manage them', async () => {
  const { id } = await f.act({ kind: 'create_chat', type: 'forum', title: 'Двір', bot: 'member' });
  expect(await f.bot.refusal('createForumTopic', { chat_id: id, name: 'Новини' })).toContain('not enough rights');
  await f.act({ kind: 'bot_rights', chat_id: id, status: 'administrator', can_manage_topics: true });
  const topic = await f.bot.result('createForumTopic', { chat_id: id, name: 'Новини' });
  expect(topic).toMatchObject({ name: 'Новини', message_thread_id: expect.any(Number) });
  const place = { chat_id: id, message_thread_id: topic.message_thread_id };
  await f.bot.result('closeForumTopic', place);
  expect((await f.bot.call('sendMessage', { ...place, text: 'а' })).ok).toBe(true);
  expect(await f.bot.refusal('closeForumTopic', place)).toContain('TOPIC_NOT_MODIFIED');
});

test('a new name, a leaving and a deleted message are seen as Telegram shows them', async () => {
  await f.act({ kind: 'rename_chat', chat_id: GROUP, title: 'Сусіди з третього' });
  await f.act({ kind: 'member', chat_id: GROUP, user: TARAS, status: 'left' });
  const [renamed, left] = await f.bot.result('getUpdates');
  expect(renamed.message).toMatchObject({ new_chat_title: 'Сусіди з третього', chat: { title: 'Сусіди з третього' } });
  expect(left.message).toMatchObject({ left_chat_member: { id: TARAS } });
  const own = await f.bot.result('sendMessage', { chat_id: GROUP, text: 'Зведення' });
  await f.act({ kind: 'delete_message', chat_id: GROUP, message_id: own.message_id });
  expect(await f.bot.refusal('editMessageText', { chat_id: GROUP, message_id: own.message_id, text: 'а' })).toContain(
    'message to edit not found',
  );
});
