import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { freshSandbox, GROUP, OLENA, TARAS } from './support.js';

const f = freshSandbox();
const says = (text: string, from = OLENA) => f.act({ kind: 'message', chat_id: from, from, text });
const texts = (updates: { message: { text: string } }[]) => updates.map(({ message }) => message.text);

describe('long polling', () => {
  test('updates wait until an offset confirms them', async () => {
    for (const text of ['раз', 'два', 'три']) await says(text);
    const all = await f.bot.result('getUpdates');
    expect(texts(all)).toEqual(['раз', 'два', 'три']);
    expect(await f.bot.result('getUpdates')).toEqual(all);
    expect(texts(await f.bot.result('getUpdates', { offset: all[0].update_id + 1, limit: 1 }))).toEqual(['два']);
    expect(texts(await f.bot.result('getUpdates', { offset: -1 }))).toEqual(['три']);
    expect(await f.bot.result('getUpdates', { offset: all[2].update_id + 1 })).toEqual([]);
  });

  test('a poll that waits is answered as soon as something happens', async () => {
    const waiting = f.bot.result('getUpdates', { timeout: 50 });
    await says('нарешті');
    expect(texts(await waiting)).toEqual(['нарешті']);
  });

  test('a second poller ends the first with 409', async () => {
    const first = f.bot.refusal('getUpdates', { timeout: 50 });
    await vi.waitUntil(() => f.sandbox.world.updates.poller !== null, { timeout: 10_000 });
    const second = f.bot.result('getUpdates', { timeout: 50 });
    expect(await first).toBe(
      '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    await says('друга чує');
    expect(texts(await second)).toEqual(['друга чує']);
  });

  test('kinds that were not asked for never come, and the list stays until another is given', async () => {
    await f.bot.result('getUpdates', { allowed_updates: ['callback_query'] });
    await says('не почує');
    expect(await f.bot.result('getUpdates')).toEqual([]);
    await f.bot.result('getUpdates', { allowed_updates: [] });
    await says('почує');
    expect(texts(await f.bot.result('getUpdates'))).toEqual(['почує']);
  });

  test('updates are kept for a day', async () => {
    await says('давнє');
    f.clock.now += 24 * 3600_000;
    await says('свіже');
    expect(texts(await f.bot.result('getUpdates'))).toEqual(['свіже']);
  });
});

describe('the webhook', () => {
  const opened: { close(): void }[] = [];
  afterEach(() => {
    for (const server of opened.splice(0)) server.close();
  });

  /** A bot's own server; `answer` decides about each update. */
  async function receiver(
    answer: (update: { message: { text: string } }, response: ServerResponse, request: IncomingMessage) => void,
  ) {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => answer(JSON.parse(body), response, request));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened.push(server);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  }

  test('updates arrive with the secret, one after another within a chat, side by side across chats', async () => {
    const taken: string[] = [];
    const held: ServerResponse[] = [];
    const arrived = events();
    const url = await receiver((update, response, request) => {
      expect(request.headers['x-telegram-bot-api-secret-token']).toBe('secret_1');
      taken.push(update.message.text);
      held.push(response);
      arrived.happened();
    });
    await f.bot.result('setWebhook', { url, secret_token: 'secret_1' });
    await says('олена 1');
    await says('олена 2');
    await says('тарас 1', TARAS);
    await arrived.count(2);
    expect(taken).toEqual(['олена 1', 'тарас 1']);
    held[0]?.end();
    await arrived.count(3);
    expect(taken).toEqual(['олена 1', 'тарас 1', 'олена 2']);
    held[1]?.end();
    held[2]?.end();
  });

  test('an update is tried again until it is taken, and the trouble is told', async () => {
    let tries = 0;
    const arrived = events();
    const url = await receiver((_update, response) => {
      response.writeHead(++tries < 3 ? 500 : 200).end();
      arrived.happened();
    });
    await f.bot.result('setWebhook', { url });
    await says('раз');
    await arrived.count(3);
    expect(await f.bot.result('getWebhookInfo')).toMatchObject({
      url,
      last_error_message: expect.stringContaining('500'),
    });
  });

  test('polling is refused while a webhook is set, and goes on after it', async () => {
    const url = await receiver((_update, response) => response.writeHead(500).end());
    await f.bot.result('setWebhook', { url });
    await says('лишилося');
    expect(await f.bot.refusal('getUpdates')).toContain(
      "409 Conflict: can't use getUpdates method while webhook is active",
    );
    await f.bot.result('deleteWebhook');
    expect(texts(await f.bot.result('getUpdates'))).toEqual(['лишилося']);
  });

  test('bad addresses and secrets are refused', async () => {
    const refused = (params: object) => f.bot.refusal('setWebhook', { url: 'http://127.0.0.1:1/', ...params });
    expect(await refused({ url: 'новини' })).toContain('invalid webhook URL specified');
    expect(await refused({ url: 'https://example.ua/' })).toContain('bad webhook');
    expect(await refused({ secret_token: 'з кирилицею' })).toContain('secret token contains unallowed characters');
    expect(await refused({ secret_token: 'x'.repeat(257) })).toContain('secret token is too long');
  });
});

/** Counts what happens, and waits for the n-th. */
function events() {
  let count = 0;
  let wake = () => {};
  return {
    happened() {
      count++;
      wake();
    },
    async count(wanted: number) {
      while (count < wanted) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

test('presses and inline queries wait for the bot’s answer', async () => {
  await says('/start');
  const message = await f.bot.result('sendMessage', { chat_id: OLENA, text: 'а' });
  const pressed = f.act({ kind: 'press', chat_id: OLENA, message_id: message.message_id, data: 'x' });
  const [, press] = await f.bot.updates((update) => update.callback_query);
  await f.bot.result('answerCallbackQuery', { callback_query_id: press.callback_query.id });
  expect(await pressed).toEqual({ answered: true });
  expect(await f.bot.refusal('answerCallbackQuery', { callback_query_id: press.callback_query.id })).toContain(
    'query is too old',
  );
  expect(await f.bot.refusal('answerCallbackQuery', { callback_query_id: '1', text: 'я'.repeat(201) })).toContain(
    'MESSAGE_TOO_LONG',
  );
});

test('a press under a message that is gone carries the shell that Telegram leaves of it', async () => {
  await says('/start');
  await f.act({ kind: 'press', chat_id: OLENA, message_id: 999, data: 'x', wait_ms: 1 });
  const [, press] = await f.bot.result('getUpdates');
  expect(press.callback_query.message).toEqual({
    chat: expect.objectContaining({ id: OLENA }),
    message_id: 999,
    date: 0,
  });
});

test('an inline query gets its cards, and the one that was taken is posted via the bot', async () => {
  const asked = f.act({ kind: 'inline_query', query: 'тарифи' });
  const [{ inline_query }] = await f.bot.updates((update) => update.inline_query);
  const card = (id: string) => ({
    type: 'article',
    id,
    title: 'Тарифи',
    input_message_content: { message_text: '<b>Тарифи</b>', parse_mode: 'HTML' },
  });
  const answer = (results: object[], extra: object = {}) => ({ inline_query_id: inline_query.id, results, ...extra });
  expect(await f.bot.refusal('answerInlineQuery', answer([card('1'), card('1')]))).toContain('RESULT_ID_DUPLICATE');
  expect(
    await f.bot.refusal('answerInlineQuery', answer(Array.from({ length: 51 }, (_, at) => card(String(at))))),
  ).toContain('RESULTS_TOO_MUCH');
  expect(
    await f.bot.refusal('answerInlineQuery', answer([], { button: { text: 'а', start_parameter: 'з пробілом' } })),
  ).toContain('START_PARAM_INVALID');
  await f.bot.result('answerInlineQuery', answer([card('1')]));
  const { results } = await asked;
  await f.act({ kind: 'choose_inline', chat_id: GROUP, result: results[0], query: 'тарифи' });
  const updates = await f.bot.result('getUpdates');
  expect(updates.at(-1).chosen_inline_result).toMatchObject({ result_id: '1', from: { id: OLENA }, query: 'тарифи' });
});

test('a message that was posted via the bot is changed by its inline name, in a chat where the bot is not', async () => {
  const forum = await f.act({ kind: 'create_chat', type: 'supergroup', title: 'Двір' });
  const reply_markup = { inline_keyboard: [[{ text: 'Детальніше', callback_data: 'more' }]] };
  const message = await f.act({
    kind: 'choose_inline',
    chat_id: forum.id,
    result: { id: '1', text: 'Тарифи', reply_markup },
  });
  const press = { kind: 'press', chat_id: forum.id, message_id: message.message_id, data: 'more', wait_ms: 1 };
  await f.act(press);
  const [chosen, pressed] = await f.bot.result('getUpdates');
  const { inline_message_id } = chosen.chosen_inline_result;
  expect(pressed.callback_query).toMatchObject({ inline_message_id, data: 'more' });
  expect(pressed.callback_query).not.toHaveProperty('message');
  expect(await f.bot.result('editMessageText', { inline_message_id, text: 'Тарифи: детальніше' })).toBe(true);
  expect(await f.bot.control(`GET /sandbox/messages?chat_id=${forum.id}`)).toContainEqual(
    expect.objectContaining({ text: 'Тарифи: детальніше', via_bot: expect.objectContaining({ id: 1000000001 }) }),
  );
  expect(await f.bot.refusal('editMessageText', { inline_message_id: 'x', text: 'а' })).toContain('MESSAGE_ID_INVALID');
});
