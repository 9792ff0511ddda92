import { describe, expect, it } from 'vitest';
import { schedulesOf } from '../../src/chats/store.js';
import { labels, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();
const { group } = STARTING;
const ADMINS_ONLY = 'Це можуть змінювати лише адміністратори.';

/** Олена made the group, Тарас is a member. */
const admin = () => bot.person({ chat: group });
const member = () => bot.person({ id: STARTING.taras, chat: group });

describe('in a group', () => {
  it('an admin sets topics and times, and gets the digest there', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = admin();
    await olena.says('/start');
    const home = await olena.waitForText('Налаштування');
    expect(home.text).toContain('Тем ще не вибрано.\nЗа розкладом дайджест поки не приходить.');
    await olena.press(home, 'Розклад');
    await olena.press(await olena.waitForText('О котрій надсилати?'), '09:00');
    await olena.press(home, '← Назад');
    await olena.waitForText('Дайджест приходить щодня о 09:00');
    await olena.press(home, '← Назад');
    await olena.waitForText('Теми: усі.\nДайджест приходить щодня о 09:00; наступний — завтра о 09:00.');
    await olena.press(home, 'Дайджест зараз');
    await olena.waitForText('Уряд затвердив бюджет');
  });

  it('a member is told that admins change the settings', async () => {
    const taras = member();
    await taras.says('/topics');
    await taras.waitForText(ADMINS_ONLY);
    await taras.says('/start');
    await taras.waitForText('Теми й час вибирають адміністратори');
  });

  it('a panel belongs to the one who opened it', async () => {
    const olena = admin();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    const taras = member();
    const answer = await taras.press(await taras.waitForText('Теми', { fromStart: true }), 'Війна');
    expect(answer.text).toContain('Цю панель відкрила інша людина');
    expect((await bot.preferences(group)).topics).toEqual([]);
    await olena.press(panel, 'Війна');
    await expect.poll(async () => (await bot.preferences(group)).topics, PATIENCE).toEqual(['war']);
  });

  it('an admin who is none any more can no longer press his panel', async () => {
    const olena = admin();
    await olena.does('member', { user: STARTING.taras, status: 'administrator' });
    const taras = member();
    await taras.says('/topics');
    const panel = await taras.waitForText('Теми');
    await olena.does('member', { user: STARTING.taras, status: 'member' });
    const answer = await taras.press(panel, 'Війна');
    expect(answer.text).toBe(ADMINS_ONLY);
  });

  it('an anonymous admin opens a panel that any admin may press, and no member', async () => {
    const olena = admin();
    await olena.says('/topics', { as: 'anonymous' });
    const panel = await olena.waitForText('Теми');
    const taras = member();
    const answer = await taras.press(await taras.waitForText('Теми', { fromStart: true }), 'Війна');
    expect(answer.text).toBe(ADMINS_ONLY);
    await olena.press(panel, 'Війна');
    await olena.waitFor((message) => labels(message).includes('✓ Війна'));
  });

  it('commands for other bots and talk get no answer', async () => {
    const olena = admin();
    const before = (await bot.calls('sendMessage')).length;
    await olena.says('/topics@another_bot');
    await olena.says('/weather');
    await olena.says('Доброго ранку, сусіди!');
    await olena.says('/help@korotko_sandbox_bot');
    await olena.waitForText('Що я вмію');
    expect((await bot.calls('sendMessage')).length).toBe(before + 1);
  });

  it('takes a time in writing from a reply to its question alone', async () => {
    const olena = admin();
    await olena.says('/schedule');
    const panel = await olena.waitForText('О котрій надсилати?');
    await olena.press(panel, 'Свій час');
    const question = await olena.waitForText('Напишіть час');
    await olena.says('06:00');
    await olena.says('06:30', { reply_to: question.message_id });
    await olena.waitForText('щодня о 06:30');
    expect((await bot.schedules(group))[0]?.times).toEqual(['06:30']);
  });

  it('keeps everything when it becomes a supergroup', async () => {
    const olena = admin();
    await olena.says('/topics');
    await olena.press(await olena.waitForText('Теми'), 'Культура');
    await olena.says('/schedule');
    await olena.press(await olena.waitForText('О котрій надсилати?'), '09:00');
    await olena.waitFor((message) => labels(message).includes('✓ 09:00'));
    const [before, schedules] = [await bot.chat(group), await bot.schedules(group)];
    const { id } = await olena.does<{ id: number }>('migrate');
    await expect.poll(async () => (await bot.chat(id).catch(() => null))?.id, PATIENCE).toBe(before.id);
    expect((await bot.preferences(id)).topics).toEqual(['culture']);
    expect(await bot.schedules(id)).toEqual(schedules);
    await expect.poll(async () => (await bot.chat(id)).state, PATIENCE).toBe('active');
    const inSupergroup = bot.person({ chat: id });
    await inSupergroup.says('/settings');
    await inSupergroup.waitForText('Дайджест приходить щодня о 09:00');
  });

  it('sets a forum topic apart from the rest', async () => {
    const olena = admin();
    const forum = await olena.does<{ id: number }>('create_chat', { type: 'forum', title: 'Форум', bot: 'member' });
    const inForum = bot.person({ chat: forum.id });
    const topic = await inForum.does<{ message_thread_id: number }>('topic', { name: 'Новини' });
    const threadId = topic.message_thread_id;
    await inForum.says('/topics', { thread_id: threadId });
    await inForum.press(await inForum.waitForText('Теми'), 'Спорт');
    await inForum.waitFor((message) => labels(message).includes('✓ Спорт'));
    await inForum.says('/schedule', { thread_id: threadId });
    const panel = await inForum.waitForText('О котрій надсилати?');
    expect(panel.message_thread_id).toBe(threadId);
    await inForum.press(panel, '07:00');
    await expect
      .poll(
        async () => (await schedulesOf(bot.db, (await bot.chat(forum.id, threadId)).id)).map(({ times }) => times),
        PATIENCE,
      )
      .toEqual([['07:00']]);
    await inForum.says('/topics');
    const outside = await inForum.waitForText('Теми');
    expect(labels(outside)).toContain('Спорт');
    expect((await bot.preferences(forum.id)).topics).toEqual([]);
  });

  it('greets where it is added, and keeps the settings when it is removed', async () => {
    const olena = admin();
    await olena.says('/topics');
    await olena.press(await olena.waitForText('Теми'), 'Культура');
    await olena.does('bot_rights', { status: 'left' });
    await expect.poll(async () => (await bot.chat(group)).state, PATIENCE).toBe('gone');
    await olena.does('bot_rights', { status: 'member' });
    await olena.waitForText('сюди приходитиме короткий дайджест новин');
    expect((await bot.chat(group)).state).toBe('active');
    expect((await bot.preferences(group)).topics).toEqual(['culture']);
  });
});
