import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { type Person, person } from '../support/people.js';
import { caller } from '../support/sandbox-calls.js';

let sandbox: Sandbox;
let olena: Person;

beforeEach(async () => {
  sandbox = await startSandbox();
  olena = person(sandbox);
});
afterEach(async () => {
  olena.close();
  await sandbox.close();
});

test('a person says something, the bot hears it, answers, and the person sees the answer', async () => {
  const bot = caller(sandbox);
  await olena.says('/start');
  const [update] = await bot.result('getUpdates', { timeout: 5 });
  expect(update.message).toMatchObject({
    text: '/start',
    from: { id: 100 },
    entities: [{ type: 'bot_command', length: 6 }],
  });
  const answered = olena.waitForText('Вітаю');
  await bot.result('sendMessage', { chat_id: 100, text: '<b>Вітаю!</b>', parse_mode: 'HTML' });
  expect(await answered).toMatchObject({ text: 'Вітаю!', entities: [{ type: 'bold', offset: 0, length: 6 }] });
});

test('a press reaches the bot and its answer reaches the one who pressed', async () => {
  const bot = caller(sandbox);
  await olena.says('/start');
  const keyboard = { inline_keyboard: [[{ text: 'Війна', callback_data: 't:war' }]] };
  const message = await bot.result('sendMessage', { chat_id: 100, text: 'Теми', reply_markup: keyboard });
  const pressed = olena.press(message, 'Війна');
  const updates = await bot.updates((update) => 'callback_query' in update);
  const query = updates.at(-1).callback_query;
  expect(query).toMatchObject({ data: 't:war', from: { id: 100 }, message: { message_id: message.message_id } });
  await bot.result('answerCallbackQuery', { callback_query_id: query.id, text: 'Додано', show_alert: true });
  expect(await pressed).toEqual({ answered: true, text: 'Додано', show_alert: true });
});

test('waiting says what was seen when nothing comes', async () => {
  await olena.says('/start');
  await caller(sandbox).result('sendMessage', { chat_id: 100, text: 'Інше' });
  await expect(olena.waitForText('Вітаю', { within: 50 })).rejects.toThrow(/within 50 ms[\s\S]*Інше/);
});
