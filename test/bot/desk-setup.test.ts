import { describe, expect, it } from 'vitest';
import { deskOfChat, editionsOf, registerChat, saveSchedule } from '../../src/chats/store.js';
import { deskSetups } from '../../src/db/schema.js';
import { enqueue } from '../../src/delivery/store.js';
import { planDueEditions } from '../../src/digests/drafts/plan.js';
import { labels, NOW, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();
const { channel, group, olena: OLENA, taras: TARAS } = STARTING;
const HOUR_MS = 3_600_000;

/** Олена picks her channel and stands before its first digest. */
async function connected() {
  const olena = bot.person();
  await olena.says('/channel');
  await olena.waitForText('Дайджест для каналу чи групи');
  await olena.does('pick_chat', { request_id: 1, shared_chat_id: channel });
  await olena.waitForText('«Ранкові новини» під’єднано');
  const panel = await olena.waitForText('Ранкове зведення · Ранкові новини');
  return { olena, panel };
}

const editions = async (telegramId: number = channel) => {
  const desk = await deskOfChat(bot.db, (await bot.chat(telegramId)).id);
  return desk ? editionsOf(bot.db, desk.id) : [];
};

/** The planner's round, and the sender's. */
async function plan(now: Date): Promise<void> {
  await planDueEditions({ db: bot.db, now, enqueue });
  await bot.deliver();
}

describe('setting up a channel', () => {
  it('takes a pick, a look and «Запустити»; the digest is posted exactly as it was shown', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy', NOW);
    const { olena, panel } = await connected();
    expect(panel.text).toContain('Ще не запущено; виходитиме щодня о 09:00');
    await olena.press(panel, 'Як це виглядатиме');
    const preview = await olena.waitForText('Уряд затвердив бюджет');
    const shown = await olena.waitForText('Саме так це виглядатиме в каналі.');
    await olena.press(shown, 'Запустити');
    await olena.waitForText('Щодня о 09:00; наступне — завтра о 09:00');

    await plan(new Date(NOW.getTime() + 24 * HOUR_MS));
    const posted = await olena.waitForText('Ранкове зведення', { chat: channel });
    expect(posted.text).toContain('Уряд затвердив бюджет');
    expect(posted.entities?.map(({ type }) => type)).toEqual(preview.entities?.map(({ type }) => type));
    expect(posted.reply_markup).toBeUndefined();
  });

  it('publishes nothing before it is launched', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const { olena } = await connected();
    await plan(new Date(NOW.getTime() + 24 * HOUR_MS));
    expect(olena.seen(channel)).toEqual([]);
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

  it('changes name, topics in their order, caps, times, days, look, words and sources', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const { olena, panel } = await connected();
    const tap = async (...buttons: string[]) => {
      for (const button of buttons) await olena.press(panel, button);
    };
    await tap('Назва');
    await olena.says('Вечірній огляд');
    const named = await olena.waitForText('Вечірній огляд · Ранкові новини');
    const edition = async () => (await editions())[0]!;
    expect((await edition()).edition.name).toBe('Вечірній огляд');

    await tap('Теми');
    await olena.waitForText('Натискайте в тому порядку');
    await tap('1. Війна', '1. Політика', '1. Світ');
    await olena.waitFor((message) => labels(message).includes('1. Економіка'));
    await tap('Війна');
    await olena.waitFor((message) => labels(message).includes('9. Війна'));
    await tap('Скільки новин на тему');
    await olena.waitFor((message) => labels(message).includes('Економіка'));
    await tap('Економіка', '← Назад', '← Назад');
    expect((await edition()).edition.topics.slice(0, 1)).toEqual(['economy']);
    expect((await edition()).edition.topics.at(-1)).toBe('war');
    expect((await edition()).edition.topicCaps).toEqual({ economy: 1 });

    await tap('Час', '20:00', '✓ 09:00', '← Назад', 'Дні', '✓ Нд', '← Назад');
    await expect
      .poll(async () => (await edition()).schedule, PATIENCE)
      .toMatchObject({
        times: ['20:00'],
        weekdays: [1, 2, 3, 4, 5, 6],
      });
    await tap('Вигляд', 'Одним дописом', 'Зі звуком', 'Без картки посилання', '← Назад');
    await expect
      .poll(async () => (await edition()).edition, PATIENCE)
      .toMatchObject({
        posts: 'each',
        silent: true,
        preview: 'first',
      });
    await tap('Слова', 'Не показувати слово');
    await olena.says('гороскоп');
    await olena.waitForText('Не показую: гороскоп.');
    await tap('← Назад', 'Джерела', 'Лише вибрані', 'Вісник');
    await expect.poll(async () => (await edition()).edition.onlySourceIds?.length, PATIENCE).toBe(1);
    expect((await edition()).edition.mutedWords).toEqual(['гороскоп']);
    expect(named.text).toContain('Виходить саме.');
  });

  it('has several digests for a channel, and several channels for a person', async () => {
    const { olena } = await connected();
    await olena.says('/channel');
    const list = await olena.waitForText('Ваші редакції:');
    expect(labels(list)).toEqual(['Ранкові новини', 'Інший канал чи група']);
    await olena.press(list, 'Ранкові новини');
    const desk = await olena.waitForText('Редакція · Ранкові новини');
    await olena.press(desk, 'Новий дайджест');
    await olena.waitForText('Новий дайджест · Ранкові новини');
    expect((await editions()).map(({ schedule }) => schedule.times)).toEqual([['09:00'], ['20:00']]);

    const other = await olena.does<{ id: number }>('create_chat', { type: 'channel', title: 'Вечірні новини' });
    await olena.says('/channel');
    await olena.press(await olena.waitForText('Ваші редакції:'), 'Інший канал чи група');
    await olena.waitForText('Дайджест для каналу чи групи');
    await olena.does('pick_chat', { request_id: 1, shared_chat_id: other.id });
    await olena.waitForText('«Вечірні новини» під’єднано');
    await olena.says('/channel');
    expect(labels(await olena.waitForText('Ваші редакції:'))).toHaveLength(3);
  });

  it('sets up a group in the same way; in the group itself the desk is named', async () => {
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу чи групи');
    await olena.does('pick_chat', { request_id: 2, shared_chat_id: group });
    await olena.waitForText('«Сусіди» під’єднано');
    expect(await editions(group)).toHaveLength(1);
    const there = bot.person({ chat: group });
    await there.says('/topics');
    await there.waitForText('Дайджести тут веде редакція');
  });

  it('follows a group that became a supergroup after it was picked', async () => {
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу чи групи');
    await bot.running.stop();
    await olena.does('pick_chat', { request_id: 2, shared_chat_id: group });
    const moved = await olena.does<{ id: number }>('migrate', { chat_id: group });
    await bot.restart();
    await olena.waitForText('«Сусіди» під’єднано');
    expect(await editions(moved.id)).toHaveLength(1);
    expect((await bot.chat(moved.id)).kind).toBe('supergroup');
    await expect(bot.chat(group)).rejects.toThrow();
  });

  it('takes over what the chat had set up before', async () => {
    const seen = { telegramId: group, kind: 'group', title: 'Сусіди', setUpBy: OLENA } as const;
    const chat = await registerChat(bot.db, seen, NOW);
    const calendar = { times: ['07:30'], weekdays: [1, 2, 3, 4, 5], zone: 'Europe/Kyiv' };
    await saveSchedule(bot.db, { chatId: chat.id, ...calendar }, NOW);
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу чи групи');
    await olena.does('pick_chat', { request_id: 2, shared_chat_id: group });
    await olena.waitForText('У будні о 07:30; наступне — у понеділок о 07:30');
    expect(await bot.schedules(group)).toHaveLength(1);
  });

  it('can be left: the picker cancelled, and taken up again', async () => {
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу чи групи');
    await olena.says('Не зараз');
    await olena.waitForText('Коли надумаєте — /channel');
    await connected();
  });

  it('is for private chats, and says so in a group', async () => {
    const olena = bot.person({ chat: group });
    await olena.says('/channel');
    await olena.waitForText('Канал налаштовують у приватному чаті зі мною.');
  });
});

describe('rights', () => {
  it('that the bot lacks are named, and it goes on by itself when they arrive', async () => {
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу чи групи');
    const fault = { kind: 'error', code: 400, description: 'Bad Request: member list is inaccessible' };
    await bot.fault({ method: 'getChatMember', times: 1, fault });
    await olena.does('pick_chat', { request_id: 1, shared_chat_id: channel });
    await olena.waitForText('Додайте мене адміністратором із правом публікувати — і я продовжу сам.');
    await olena.does('bot_rights', { chat_id: channel, status: 'administrator', can_edit_messages: true });
    await olena.does('bot_rights', { chat_id: channel, status: 'administrator', can_post_messages: true });
    await olena.waitForText('«Ранкові новини» під’єднано');
    await olena.waitForText('Ранкове зведення · Ранкові новини');
  });

  it('that a group lacked are waited for under its new id, where it became a supergroup meanwhile', async () => {
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу чи групи');
    const fault = { kind: 'error', code: 400, description: 'Bad Request: member list is inaccessible' };
    await bot.fault({ method: 'getChatMember', times: 1, fault });
    await olena.does('pick_chat', { request_id: 2, shared_chat_id: group });
    await olena.waitForText('Додайте мене адміністратором');
    const moved = await olena.does<{ id: number }>('migrate', { chat_id: group });
    const waitsFor = async () => (await bot.db.select().from(deskSetups)).map(({ telegramId }) => telegramId);
    await expect.poll(waitsFor, PATIENCE).toContain(moved.id);
    await olena.does('bot_rights', { chat_id: moved.id, status: 'administrator' });
    await olena.waitForText('«Сусіди» під’єднано');
  });

  it('brought by a link that adds the bot begin the set-up', async () => {
    const olena = bot.person();
    await olena.says('/settings');
    await olena.waitForText('Налаштування');
    await olena.does('bot_rights', { chat_id: channel, status: 'administrator', can_post_messages: true });
    await olena.waitForText('«Ранкові новини» під’єднано');
    expect(await editions()).toHaveLength(1);
  });

  it('of whoever is no admin do not open a desk', async () => {
    const taras = bot.person({ id: TARAS });
    await taras.says('/channel');
    const asked = await taras.waitForText('Дайджест для каналу чи групи');
    expect(asked).toBeDefined();
    await expect(taras.does('pick_chat', { request_id: 1, shared_chat_id: channel })).rejects.toThrow(/no admin/);
  });

  it('that an admin lost between the panel and the tap end his role, and nothing is changed', async () => {
    const { olena, panel } = await connected();
    await olena.does('member', { chat_id: channel, user: TARAS, status: 'administrator', can_post_messages: true });
    await olena.does('member', { chat_id: channel, user: OLENA, from: undefined, status: 'administrator' });
    const answer = await olena.press(panel, 'Запустити');
    expect(answer.text).toContain('Ви вже не адміністратор «Ранкові новини»');
    expect((await editions())[0]?.edition.launchedAt).toBeNull();
    expect((await deskOfChat(bot.db, (await bot.chat(channel)).id))?.ownerlessSince).not.toBeNull();
  });

  it('taken from the bot are told of once, and given back the digests go on', async () => {
    const { olena, panel } = await connected();
    await olena.press(panel, 'Запустити');
    await olena.waitForText('наступне — завтра о 09:00');
    await olena.does('bot_rights', { chat_id: channel, status: 'administrator', can_edit_messages: true });
    await expect.poll(async () => (await bot.chat(channel)).state, PATIENCE).toBe('rights');
    expect(await bot.notices()).toMatchObject([
      { kind: 'rights-lost', telegramId: OLENA, data: { chat: 'Ранкові новини' } },
    ]);
    await olena.does('bot_rights', { chat_id: channel, status: 'administrator', can_post_messages: true });
    await expect.poll(async () => (await bot.chat(channel)).state, PATIENCE).toBe('active');
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy', NOW);
    await plan(new Date(NOW.getTime() + 24 * HOUR_MS));
    await olena.waitForText('Уряд затвердив бюджет', { chat: channel });
  });

  it('of nobody else open a panel: its buttons answer the desk’s people alone', async () => {
    const { panel } = await connected();
    const data = panel.reply_markup?.inline_keyboard.flat()[0]?.callback_data;
    const taras = bot.person({ id: TARAS });
    await taras.says('/topics');
    const own = await taras.waitForText('Теми');
    const answer = await taras.does('press', { message_id: own.message_id, data });
    expect(answer).toMatchObject({ text: expect.stringContaining('Ви не в редакції «Ранкові новини»') });
  });

  it('of a second admin lead to an invitation, not to a second desk', async () => {
    const { olena } = await connected();
    const rights = { can_post_messages: true, can_edit_messages: true, can_promote_members: true };
    await olena.does('member', { chat_id: channel, user: TARAS, status: 'administrator', ...rights });
    const taras = bot.person({ id: TARAS });
    await taras.says('/channel');
    await taras.waitForText('Дайджест для каналу чи групи');
    await taras.does('pick_chat', { request_id: 1, shared_chat_id: channel });
    await taras.waitForText('У «Ранкові новини» вже є редакція. Попросіть запрошення в її власника.');
  });
});
