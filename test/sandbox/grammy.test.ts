import { Bot, GrammyError, InlineKeyboard, InputFile, Keyboard } from 'grammy';
import { expect, test } from 'vitest';
import { person } from '../support/people.js';
import { CHANNEL, freshSandbox, OLENA } from './support.js';

const f = freshSandbox();

test('a bot made with grammY talks with a person, sends a file, and picks a channel', async () => {
  const bot = new Bot(f.sandbox.token, { client: { apiRoot: f.sandbox.url } });
  const rights = { is_anonymous: false, can_manage_chat: true, can_post_messages: true, can_edit_messages: true };
  bot.command('start', (ctx) => ctx.reply('Теми', { reply_markup: new InlineKeyboard().text('Війна', 't:war') }));
  bot.command('export', (ctx) =>
    ctx.replyWithDocument(new InputFile(Buffer.from('{}'), 'korotko.json'), { caption: 'Ваші дані' }),
  );
  bot.callbackQuery('t:war', async (ctx) => {
    await ctx.editMessageText('Теми: війна', { reply_markup: new InlineKeyboard().text('✅ Війна', 't:war') });
    await ctx.answerCallbackQuery('Додано');
  });
  bot.command('channel', (ctx) =>
    ctx.reply('Оберіть', {
      reply_markup: new Keyboard().requestChat('Обрати канал', 1, {
        chat_is_channel: true,
        user_administrator_rights: rights as never,
        bot_administrator_rights: rights as never,
      }),
    }),
  );
  bot.on(':chat_shared', async (ctx) => {
    await ctx.api.sendMessage(ctx.msg.chat_shared.chat_id, 'Перший допис');
  });
  await bot.init();
  const running = bot.start({ allowed_updates: ['message', 'callback_query', 'my_chat_member'] });
  const olena = person(f.sandbox);
  try {
    await olena.says('/start');
    const panel = await olena.waitForText('Теми');
    expect(await olena.press(panel, 'Війна')).toEqual({ answered: true, text: 'Додано' });
    expect(olena.current(panel)).toMatchObject({ text: 'Теми: війна' });
    await olena.says('/export');
    const exported = await olena.waitFor((message) => message.document !== undefined);
    expect(exported).toMatchObject({ caption: 'Ваші дані', document: { file_name: 'korotko.json', file_size: 2 } });
    await olena.says('/channel');
    await olena.waitForText('Оберіть');
    await olena.does('pick_chat', { request_id: 1, shared_chat_id: CHANNEL });
    expect(await olena.waitForText('Перший допис', { chat: CHANNEL })).toMatchObject({ sender_chat: { id: CHANNEL } });
  } finally {
    olena.close();
    await bot.stop();
    await running;
  }
});

test('grammY reads a refusal as it reads Telegram’s', async () => {
  const bot = new Bot(f.sandbox.token, { client: { apiRoot: f.sandbox.url } });
  const refused = await bot.api.sendMessage(OLENA, 'а').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(GrammyError);
  expect(refused).toMatchObject({
    error_code: 403,
    description: "Forbidden: bot can't initiate conversation with a user",
  });
});
