import { describe, expect, test } from 'vitest';
import { CHANNEL, freshSandbox, GROUP, OLENA } from './support.js';

const f = freshSandbox();
const started = () => f.act({ kind: 'message', chat_id: OLENA, text: '/start' });

test('a message comes back as Telegram gives it', async () => {
  await started();
  const message = await f.bot.result('sendMessage', {
    chat_id: OLENA,
    text: 'Привіт, <b>Олено</b>',
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: 'Далі', callback_data: 'n' }]] },
  });
  expect(message).toEqual({
    message_id: expect.any(Number),
    date: f.clock.now / 1000,
    chat: { id: OLENA, type: 'private', first_name: 'Олена', username: 'olena' },
    from: { id: 1000000001, is_bot: true, first_name: 'Коротко', username: 'korotko_sandbox_bot' },
    text: 'Привіт, Олено',
    entities: [{ type: 'bold', offset: 8, length: 5 }],
    reply_markup: { inline_keyboard: [[{ text: 'Далі', callback_data: 'n' }]] },
  });
});

describe('parameters that are missing, unknown or of another type are refused', () => {
  test.each([
    ['sendMessage', { text: 'а' }, '400 Bad Request: chat_id is empty'],
    ['sendMessage', { chat_id: OLENA }, '400 Bad Request: message text is empty'],
    ['sendMessage', { chat_id: OLENA, text: '' }, '400 Bad Request: message text is empty'],
    ['sendMessage', { chat_id: 5, text: 'а' }, '400 Bad Request: chat not found'],
    [
      'sendMessage',
      { chat_id: OLENA, text: 'а', disable_web_page_preview: true },
      'unknown parameter "disable_web_page_preview"',
    ],
    ['sendMessage', { chat_id: OLENA, text: 'а', reply_to_message_id: 1 }, 'unknown parameter "reply_to_message_id"'],
    ['sendMessage', { chat_id: OLENA, text: 5 }, 'sendMessage.text must be string'],
    [
      'sendMessage',
      { chat_id: OLENA, text: 'а', message_thread_id: '7а' },
      'sendMessage.message_thread_id must be integer',
    ],
    [
      'sendMessage',
      { chat_id: OLENA, text: 'а', parse_mode: 'html' },
      'sendMessage.parse_mode must be equal to one of',
    ],
    ['sendMessage', { chat_id: OLENA, text: 'а', reply_markup: '{' }, "can't parse reply markup JSON object"],
    [
      'sendMessage',
      { chat_id: OLENA, text: 'а', link_preview_options: { disabled: true } },
      'unknown parameter "disabled"',
    ],
    ['editMessageText', { chat_id: OLENA, text: 'а' }, '400 Bad Request: message identifier is not specified'],
    ['answerCallbackQuery', {}, 'query is too old and response timeout expired or query ID is invalid'],
    ['sendChatAction', { chat_id: OLENA, action: 'think' }, 'sendChatAction.action must be equal to one of'],
  ])('%s %j', async (method, params, words) => {
    await started();
    expect(await f.bot.refusal(method, params)).toContain(words);
  });
});

describe('keyboards that Telegram refuses are refused', () => {
  const inline = (button: Record<string, unknown>) => ({ inline_keyboard: [[button]] });
  const request = (rights: object) => ({
    keyboard: [[{ text: 'а', request_chat: { request_id: 1, chat_is_channel: true, ...rights } }]],
  });
  test.each([
    ['no action', inline({ text: 'а' }), 'Text buttons are unallowed in the inline keyboard'],
    [
      'two actions',
      inline({ text: 'а', callback_data: 'а', url: 'https://a.ua' }),
      'one of callback_data, url expected',
    ],
    ['65 bytes of data', inline({ text: 'а', callback_data: 'x'.repeat(65) }), '400 Bad Request: BUTTON_DATA_INVALID'],
    [
      '33 Cyrillic letters of data',
      inline({ text: 'а', callback_data: 'я'.repeat(33) }),
      '400 Bad Request: BUTTON_DATA_INVALID',
    ],
    ['no data', inline({ text: 'а', callback_data: '' }), '400 Bad Request: BUTTON_DATA_INVALID'],
    ['no text', inline({ text: ' ', callback_data: 'а' }), 'text must be non-empty'],
    ['a script', inline({ text: 'а', url: 'javascript:x' }), "inline keyboard button URL 'javascript:x' is invalid"],
    [
      'nine in a row',
      { inline_keyboard: [Array(9).fill({ text: 'а', callback_data: 'а' })] },
      'reply markup is too long',
    ],
    ['257 letters to copy', inline({ text: 'а', copy_text: { text: 'x'.repeat(257) } }), 'BUTTON_COPY_TEXT_INVALID'],
    [
      'rights that the person is not asked to have',
      request({ bot_administrator_rights: { can_post_messages: true } }),
      'BOT_ADMIN_RIGHTS_INVALID',
    ],
  ])('%s', async (_what, reply_markup, words) => {
    await started();
    expect(await f.bot.refusal('sendMessage', { chat_id: OLENA, text: 'а', reply_markup })).toContain(words);
  });

  test('64 bytes of callback data and eight buttons in a row pass', async () => {
    await started();
    const row = Array(8).fill({ text: 'а', callback_data: 'я'.repeat(32) });
    const message = await f.bot.result('sendMessage', {
      chat_id: OLENA,
      text: 'а',
      reply_markup: { inline_keyboard: [row] },
    });
    expect(message.reply_markup.inline_keyboard[0]).toHaveLength(8);
  });

  test('a chat is asked for in private chats only, and a channel takes inline keyboards only', async () => {
    const keyboard = { keyboard: [[{ text: 'а', request_chat: { request_id: 1, chat_is_channel: true } }]] };
    expect(await f.bot.refusal('sendMessage', { chat_id: GROUP, text: 'а', reply_markup: keyboard })).toContain(
      'chats can be requested in private chats only',
    );
    await f.act({ kind: 'bot_rights', chat_id: CHANNEL, status: 'administrator', can_post_messages: true });
    expect(
      await f.bot.refusal('sendMessage', {
        chat_id: CHANNEL,
        text: 'а',
        reply_markup: { keyboard: [[{ text: 'а' }]] },
      }),
    ).toContain('inline keyboard expected');
  });
});

test('parameters come as JSON, as a form, in the address, or as a multipart form with a file', async () => {
  await started();
  const url = `${f.sandbox.url}/bot${f.sandbox.token}`;
  const form = new URLSearchParams({ chat_id: String(OLENA), text: 'форма', reply_markup: '{"inline_keyboard":[]}' });
  const byForm = await (await fetch(`${url}/sendMessage`, { method: 'POST', body: form })).json();
  expect(byForm).toMatchObject({ ok: true, result: { text: 'форма' } });
  const byAddress = await (
    await fetch(`${url}/SENDMESSAGE?chat_id=${OLENA}&text=${encodeURIComponent('адреса')}`)
  ).json();
  expect(byAddress).toMatchObject({ ok: true, result: { text: 'адреса' } });
  const parts = new FormData();
  parts.set('chat_id', String(OLENA));
  parts.set('caption', 'Ваші дані');
  parts.set('document', new File(['{"теми": []}'], 'дані.json', { type: 'application/json' }));
  const byParts = await (await fetch(`${url}/sendDocument`, { method: 'POST', body: parts })).json();
  expect(byParts).toMatchObject({
    ok: true,
    result: { caption: 'Ваші дані', document: { file_name: 'дані.json', mime_type: 'application/json' } },
  });
});

test('a document of a person is fetched by its path', async () => {
  await f.act({ kind: 'document', chat_id: OLENA, name: 'стрічки.opml', content: '<opml/>' });
  const [update] = await f.bot.result('getUpdates');
  const { file_path, file_size } = await f.bot.result('getFile', { file_id: update.message.document.file_id });
  expect(file_size).toBe(7);
  const file = await fetch(`${f.sandbox.url}/file/bot${f.sandbox.token}/${file_path}`);
  expect(await file.text()).toBe('<opml/>');
  expect((await fetch(`${f.sandbox.url}/file/bot${f.sandbox.token}/documents/other`)).status).toBe(404);
});

test('a wrong token, an unknown method and a strange address are answered as by Telegram', async () => {
  const answer = async (path: string) => (await fetch(`${f.sandbox.url}${path}`)).json();
  expect(await answer('/bot1:no/getMe')).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
  expect(await answer(`/bot${f.sandbox.token}/getMee`)).toEqual({
    ok: false,
    error_code: 404,
    description: 'Not Found: method not found',
  });
  expect(await answer('/bot')).toMatchObject({ ok: false, error_code: 404 });
});

test('a broken body is refused, not crashed on', async () => {
  const post = async (body: string, type: string) =>
    (
      await fetch(`${f.sandbox.url}/bot${f.sandbox.token}/sendMessage`, {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      })
    ).json();
  expect(await post('{"chat_id":', 'application/json')).toMatchObject({ error_code: 400 });
  expect(await post('[1]', 'application/json')).toMatchObject({ error_code: 400 });
  expect(await post('x', 'multipart/form-data; boundary=y')).toMatchObject({ error_code: 400 });
  expect(await post('x', 'text/plain')).toMatchObject({ error_code: 400 });
});

test('a reply needs its message, unless it may go without', async () => {
  const { message_id } = await started();
  const reply = (parameters: object) => ({ chat_id: OLENA, text: 'а', reply_parameters: parameters });
  expect(await f.bot.result('sendMessage', reply({ message_id }))).toMatchObject({ reply_to_message: { message_id } });
  expect(await f.bot.refusal('sendMessage', reply({ message_id: 999 }))).toContain('message to be replied not found');
  const alone = await f.bot.result('sendMessage', reply({ message_id: 999, allow_sending_without_reply: true }));
  expect(alone).not.toHaveProperty('reply_to_message');
});

test('messages are copied and forwarded with what they say, and protected ones are not', async () => {
  await started();
  const original = await f.bot.result('sendMessage', { chat_id: OLENA, text: '<b>а</b>', parse_mode: 'HTML' });
  const place = { chat_id: GROUP, from_chat_id: OLENA, message_id: original.message_id };
  expect(await f.bot.result('forwardMessage', place)).toMatchObject({ text: 'а', forward_origin: { type: 'user' } });
  const { message_id } = await f.bot.result('copyMessage', place);
  expect(await f.bot.control(`GET /sandbox/messages?chat_id=${GROUP}`)).toContainEqual(
    expect.objectContaining({ message_id, text: 'а', entities: [{ type: 'bold', offset: 0, length: 1 }] }),
  );
  const secret = await f.bot.result('sendMessage', { chat_id: OLENA, text: 'а', protect_content: true });
  expect(await f.bot.refusal('copyMessage', { ...place, message_id: secret.message_id })).toContain(
    "can't be forwarded",
  );
});
