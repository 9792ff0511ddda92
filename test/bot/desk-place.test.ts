import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { losePlace } from '../../src/chats/place.js';
import { deskOfChat, pauseSchedules, seatMember } from '../../src/chats/store.js';
import { notices } from '../../src/db/schema.js';
import { enqueue } from '../../src/delivery/store.js';
import { planDueEditions } from '../../src/digests/drafts/plan.js';
import { labels, NOW, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();
const { channel, group, taras: TARAS } = STARTING;
const RIGHTS = { can_post_messages: true, can_edit_messages: true, can_promote_members: true };

/** Олена's channel has a digest that comes; Тарас sits at its desk too. */
async function launched() {
  const [olena, taras] = [bot.person(), bot.person({ id: TARAS })];
  await taras.says('/settings');
  await taras.waitForText('Налаштування');
  await olena.says('/channel');
  await olena.waitForText('Дайджест для каналу чи групи');
  await olena.does('pick_chat', { request_id: 1, shared_chat_id: channel });
  const panel = await olena.waitForText('Ранкове зведення · Ранкові новини');
  await olena.press(panel, 'Запустити');
  await olena.waitForText('наступне — завтра о 09:00');
  await olena.does('member', { chat_id: channel, user: TARAS, status: 'administrator', ...RIGHTS });
  const desk = await deskOfChat(bot.db, (await bot.chat(channel)).id);
  await seatMember(bot.db, { deskId: desk?.id ?? 0, userId: TARAS, role: 'editor' }, NOW);
  return { olena, taras };
}

const state = async (telegramId: number = channel) => (await bot.chat(telegramId)).state;
const told = async (kind: string) => (await bot.db.select().from(notices).where(eq(notices.kind, kind))).length;

/** What was left for people goes out. */
async function tell() {
  await bot.tell();
  await bot.deliver();
}

describe('a channel that takes the bot out', () => {
  it('is told of to each of its desk once, with the buttons that bring it back or lead elsewhere', async () => {
    const { olena, taras } = await launched();
    await olena.does('bot_rights', { chat_id: channel, status: 'kicked' });
    await expect.poll(() => state(), PATIENCE).toBe('gone');
    await tell();
    const word = await olena.waitForText('Мене вже немає в «Ранкові новини»', { fromStart: true });
    await taras.waitForText('Мене вже немає в «Ранкові новини»', { fromStart: true });
    expect(labels(word)).toEqual(['Повернути мене', 'Вибрати інше місце']);
    await olena.does('bot_rights', { chat_id: channel, status: 'left' });
    await bot.db.transaction(async (tx) =>
      losePlace(tx, { chat: await bot.chat(channel), state: 'gone', reason: '403: kicked' }, bot.now()),
    );
    expect(await told('chat-gone')).toBe(2);
    await olena.press(word, 'Повернути мене');
    const way = await olena.waitForText('Мене немає в «Ранкові новини». Натисніть «Дати право в Telegram»');
    expect(way.reply_markup?.inline_keyboard.flat()[0]?.url).toContain(
      '?startchannel&admin=post_messages+edit_messages',
    );
    await olena.press(word, 'Вибрати інше місце');
    await olena.waitForText('Дайджест для каналу чи групи');
    await olena.does('bot_rights', { chat_id: channel, status: 'administrator', ...RIGHTS });
    await expect.poll(() => state(), PATIENCE).toBe('active');
  });

  it('says nothing to whoever has no place at its desk', async () => {
    const { olena } = await launched();
    await olena.does('bot_rights', { chat_id: channel, status: 'kicked' });
    await expect.poll(() => state(), PATIENCE).toBe('gone');
    await tell();
    const word = await olena.waitForText('Мене вже немає', { fromStart: true });
    const data = word.reply_markup?.inline_keyboard.flat()[0]?.callback_data;
    await olena.does('create_user', { id: 777, first_name: 'Ігор' });
    const stranger = bot.person({ id: 777 });
    await stranger.says('/settings');
    const own = await stranger.waitForText('Налаштування');
    const answer = await stranger.does('press', { message_id: own.message_id, data });
    expect(answer).toMatchObject({ text: expect.stringContaining('Ви не в редакції') });
  });
});

describe('a right that was taken', () => {
  it('is asked back with one button, and looked at anew; digests go on only when it is there', async () => {
    const { olena } = await launched();
    await olena.does('bot_rights', { chat_id: channel, status: 'administrator', can_edit_messages: true });
    await expect.poll(() => state(), PATIENCE).toBe('rights');
    await tell();
    const word = await olena.waitForText('Не можу писати в «Ранкові новини»', { fromStart: true });
    await olena.press(word, 'Повернути право');
    const way = await olena.waitForText('У «Ранкові новини» я є, але публікувати не можу.');
    await olena.press(way, 'Перевірити ще раз');
    expect(await state()).toBe('rights');
    // It came back, and no word of it: Telegram's update was lost.
    bot.sandbox.world.rooms.get(channel)?.members.set(bot.sandbox.world.bot.id, {
      ...bot.sandbox.world.rooms.get(channel)?.members.get(bot.sandbox.world.bot.id),
      status: 'administrator',
      ...RIGHTS,
    } as never);
    const answer = await olena.press(way, 'Перевірити ще раз');
    expect(answer.text).toBe('Усе гаразд: дайджести виходитимуть далі.');
    await olena.waitForText('Редакція · Ранкові новини');
    expect(await state()).toBe('active');
    expect(await told('rights-lost')).toBe(2);
  });
});

describe('a closed topic', () => {
  it('is told of with a button that goes on', async () => {
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу чи групи');
    await olena.does('pick_chat', { request_id: 2, shared_chat_id: group });
    const panel = await olena.waitForText('Ранкове зведення ·');
    await olena.press(panel, 'Запустити');
    await olena.waitForText('наступне — завтра о 09:00');
    const chat = await bot.chat(group);
    await bot.db.transaction(async (tx) => {
      await losePlace(tx, { chat, state: 'topic', reason: '400: TOPIC_CLOSED' }, bot.now());
      await pauseSchedules(tx, chat.id, bot.now());
    });
    await tell();
    const word = await olena.waitForText('закрито або видалено', { fromStart: true });
    await olena.press(word, 'Тему відкрито — продовжити');
    await olena.waitForText('Редакція ·');
    expect(await state(group)).toBe('active');
    expect(await bot.schedules(group)).toMatchObject([{ pausedAt: null }]);
  });
});

it('a group that becomes a supergroup keeps its desk, and nobody is told that it is lost', async () => {
  const olena = bot.person();
  await olena.says('/channel');
  await olena.waitForText('Дайджест для каналу чи групи');
  await olena.does('pick_chat', { request_id: 2, shared_chat_id: group });
  await olena.press(await olena.waitForText('Ранкове зведення ·'), 'Запустити');
  await olena.waitForText('наступне — завтра о 09:00');
  const before = await bot.chat(group);
  const { id } = await olena.does<{ id: number }>('migrate', { chat_id: group });
  await expect.poll(async () => (await bot.chat(id).catch(() => null))?.id, PATIENCE).toBe(before.id);
  await expect.poll(() => state(id), PATIENCE).toBe('active');
  expect(await bot.notices()).toEqual([]);
  await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy', NOW);
  await planDueEditions({ db: bot.db, now: new Date(NOW.getTime() + 24 * 3_600_000), enqueue });
  await bot.deliver();
  await olena.waitForText('Уряд затвердив бюджет', { chat: id });
});
