import { describe, expect, it } from 'vitest';
import { labels, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();
const { channel } = STARTING;

/** Олена connects her channel and stands before its settings. */
async function connected() {
  const olena = bot.person();
  await olena.says('/channel');
  await olena.waitForText('Дайджест для каналу');
  await olena.does('pick_chat', { request_id: 1, shared_chat_id: channel });
  await olena.waitForText('Канал «Ранкові новини» під’єднано');
  const home = await olena.waitForText('Налаштування · Ранкові новини');
  return { olena, home };
}

describe('/channel', () => {
  it('connects a channel with one tap, sets it up from the private chat and posts there', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const { olena, home } = await connected();
    await olena.press(home, 'Теми');
    await olena.press(await olena.waitForText('Теми · Ранкові новини'), 'Економіка');
    await olena.waitFor((message) => labels(message).includes('✓ Економіка'));
    await olena.press(home, '← Назад');
    await olena.press(await olena.waitForText('Налаштування'), 'Розклад');
    await olena.press(await olena.waitForText('О котрій надсилати?'), '09:00');
    await expect
      .poll(async () => (await bot.schedules(channel)).map(({ times }) => times), PATIENCE)
      .toEqual([['09:00']]);
    expect((await bot.preferences(channel)).topics).toEqual(['economy']);
    await olena.press(home, '← Назад');
    await olena.press(home, '← Назад');
    await olena.waitForText('Теми: економіка.');
    const answer = await olena.press(home, 'Дайджест зараз');
    expect(answer.text).toBe('Надсилаю дайджест у канал.');
    await olena.waitForText('Уряд затвердив бюджет', { chat: channel });
    expect((await bot.chat(channel)).setUpBy).toBe(STARTING.olena);
  });

  it('asks for the rights to post and to edit, and no more', async () => {
    await connected();
    const member = bot.sandbox.world.rooms.get(channel)?.members.get(bot.sandbox.world.bot.id) ?? {};
    const rights = Object.entries(member).filter(([right, given]) => right.startsWith('can_') && given === true);
    expect(
      rights
        .map(([right]) => right)
        .filter((right) => right !== 'can_be_edited')
        .sort(),
    ).toEqual(['can_edit_messages', 'can_manage_chat', 'can_post_messages']);
  });

  it('lists the channels that the person connected, and takes another', async () => {
    const { olena } = await connected();
    await olena.says('/channel');
    const list = await olena.waitForText('Ваші канали:');
    expect(labels(list)).toEqual(['Ранкові новини', 'Інший канал']);
    expect(await olena.press(list, 'Інший канал')).toEqual({ answered: true });
    await olena.waitForText('Дайджест для каналу');
    await olena.says('Не зараз');
    await olena.waitForText('Коли надумаєте — /channel');
  });

  it('obeys nobody who is no admin of the channel', async () => {
    const { home } = await connected();
    const data = home.reply_markup?.inline_keyboard.flat()[0]?.callback_data;
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/topics');
    const own = await taras.waitForText('Теми');
    const answer = await taras.does('press', { message_id: own.message_id, data });
    expect(answer).toMatchObject({ text: expect.stringContaining('лише його адміністратори') });
  });

  it('tells whoever connected it when the bot may not post any more, and goes on when it may', async () => {
    const { olena } = await connected();
    await olena.does('bot_rights', { chat_id: channel, status: 'administrator', can_edit_messages: true });
    await expect.poll(async () => (await bot.chat(channel)).state, PATIENCE).toBe('rights');
    expect(await bot.notices()).toMatchObject([
      { kind: 'rights-lost', telegramId: STARTING.olena, data: { chat: 'Ранкові новини' } },
    ]);
    await olena.does('bot_rights', { chat_id: channel, status: 'administrator', can_post_messages: true });
    await expect.poll(async () => (await bot.chat(channel)).state, PATIENCE).toBe('active');
    await olena.does('bot_rights', { chat_id: channel, status: 'left' });
    await expect.poll(async () => (await bot.chat(channel)).state, PATIENCE).toBe('gone');
  });

  it('is for private chats, and says so in a group', async () => {
    const olena = bot.person({ chat: STARTING.group });
    await olena.says('/channel');
    await olena.waitForText('Канал налаштовують у приватному чаті зі мною.');
  });
});
