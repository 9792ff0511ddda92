import { expect, test } from 'vitest';
import { CHANNEL, freshSandbox, GROUP, OLENA } from './support.js';

const f = freshSandbox();

async function sent(extra: object = {}) {
  await f.act({ kind: 'message', chat_id: OLENA, text: '/start' });
  return f.bot.result('sendMessage', { chat_id: OLENA, text: 'Теми', ...extra });
}
const place = ({ message_id }: { message_id: number }) => ({ chat_id: OLENA, message_id });

test('an edit changes the message in place; without a keyboard it takes the old one away', async () => {
  const message = await sent({ reply_markup: { inline_keyboard: [[{ text: 'а', callback_data: 'а' }]] } });
  const edited = await f.bot.result('editMessageText', {
    ...place(message),
    text: '<i>Нові</i> теми',
    parse_mode: 'HTML',
  });
  expect(edited).toMatchObject({ message_id: message.message_id, text: 'Нові теми', entities: [{ type: 'italic' }] });
  expect(edited).not.toHaveProperty('reply_markup');
  expect(edited.edit_date).toBe(f.clock.now / 1000);
});

test('an edit that changes nothing is refused', async () => {
  const reply_markup = { inline_keyboard: [[{ text: 'а', callback_data: 'а' }]] };
  const message = await sent({ reply_markup });
  expect(await f.bot.refusal('editMessageText', { ...place(message), text: 'Теми', reply_markup })).toBe(
    '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );
  expect(await f.bot.refusal('editMessageReplyMarkup', { ...place(message), reply_markup })).toContain(
    'message is not modified',
  );
});

test('what is not there, is not the bot’s, or has no text cannot be edited', async () => {
  const message = await sent();
  const own = await f.act({ kind: 'message', chat_id: OLENA, text: 'моє' });
  expect(await f.bot.refusal('editMessageText', { chat_id: OLENA, message_id: 999, text: 'а' })).toContain(
    'message to edit not found',
  );
  expect(await f.bot.refusal('editMessageText', { ...place(own), text: 'а' })).toContain("message can't be edited");
  expect(await f.bot.refusal('editMessageCaption', { ...place(message), caption: 'а' })).toContain(
    'there is no caption',
  );
  await f.act({ kind: 'block', from: OLENA });
  expect(await f.bot.refusal('editMessageText', { ...place(message), text: 'а' })).toContain(
    'bot was blocked by the user',
  );
});

test('a post of the channel’s people is edited only with the right to edit', async () => {
  await f.act({ kind: 'bot_rights', chat_id: CHANNEL, status: 'administrator', can_post_messages: true });
  const theirs = await f.act({ kind: 'channel_post', chat_id: CHANNEL, text: 'Допис' });
  const ours = await f.bot.result('sendMessage', { chat_id: CHANNEL, text: 'Зведення' });
  const edit = (message_id: number) => f.bot.call('editMessageText', { chat_id: CHANNEL, message_id, text: 'Нове' });
  expect((await edit(ours.message_id)).ok).toBe(true);
  expect((await edit(theirs.message_id)).description).toContain("message can't be edited");
  await f.act({ kind: 'bot_rights', chat_id: CHANNEL, status: 'administrator', can_edit_messages: true });
  expect((await edit(theirs.message_id)).ok).toBe(true);
});

test('a message is deleted within 48 hours, and refused after', async () => {
  const [young, old] = [await sent(), await sent()];
  expect(await f.bot.result('deleteMessage', place(young))).toBe(true);
  expect(await f.bot.refusal('deleteMessage', place(young))).toBe('400 Bad Request: message to delete not found');
  f.clock.now += 48 * 3600_000 + 1000;
  expect(await f.bot.refusal('deleteMessage', place(old))).toBe(
    "400 Bad Request: message can't be deleted for everyone",
  );
  expect((await f.bot.call('editMessageText', { ...place(old), text: 'прибрано' })).ok).toBe(true);
});

test('messages of others in a group are deleted only with the right to', async () => {
  const theirs = await f.act({ kind: 'message', chat_id: GROUP, text: 'а' });
  const place = { chat_id: GROUP, message_ids: [theirs.message_id] };
  expect(await f.bot.refusal('deleteMessages', place)).toContain("message can't be deleted");
  await f.act({ kind: 'bot_rights', chat_id: GROUP, status: 'administrator', can_delete_messages: true });
  expect(await f.bot.result('deleteMessages', place)).toBe(true);
});

test('a pinned message is told, and needs the right in a group', async () => {
  const message = await sent();
  expect(await f.bot.result('pinChatMessage', place(message))).toBe(true);
  expect(await f.bot.result('getChat', { chat_id: OLENA })).toMatchObject({
    pinned_message: { message_id: message.message_id },
  });
  expect(await f.bot.result('unpinChatMessage', place(message))).toBe(true);
  const inGroup = await f.bot.result('sendMessage', { chat_id: GROUP, text: 'а' });
  expect(await f.bot.refusal('pinChatMessage', { chat_id: GROUP, message_id: inGroup.message_id })).toContain(
    'not enough rights',
  );
});
