import { describe, expect, it } from 'vitest';
import { savePreferences } from '../../src/chats/store.js';
import { labels, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();

describe('the first conversation', () => {
  it('asks topics, then times, and sends a first digest of them at once', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    await bot.addStory('Збірна перемогла у товариському матчі', 'sport');
    const olena = bot.person();

    await olena.says('/start');
    const panel = await olena.waitForText('Вітаю! Це «Коротко»');
    expect(labels(panel)).toContain('Надзвичайні події');
    await olena.press(panel, 'Економіка');
    const marked = await olena.waitFor((message) => labels(message).includes('✓ Економіка'));
    expect(marked.message_id).toBe(panel.message_id);
    await olena.press(panel, 'Далі');
    const times = await olena.waitForText('Коли надсилати дайджест?');
    expect(times.message_id).toBe(panel.message_id);
    await olena.press(times, 'І вранці, і ввечері');

    const done = await olena.waitForText('Готово!');
    expect(done.text).toBe(
      'Готово! Дайджест приходитиме щодня о 08:00 і 20:00.\nНаступний — сьогодні о 20:00.\n\nПерший надсилаю просто зараз. «Детальніше» під ним — це джерела кожної новини й кнопки: зберегти, стежити, більше такого не показувати.',
    );
    const digest = await olena.waitForText('Ваш перший дайджест');
    expect(digest.text).toContain('Уряд затвердив бюджет на наступний рік');
    expect(digest.text).not.toContain('Збірна');
    expect(digest.message_id).toBeGreaterThan(done.message_id);
    expect((await bot.preferences()).topics).toEqual(['economy']);
    expect((await bot.schedules()).map(({ times, zone }) => ({ times, zone }))).toEqual([
      { times: ['08:00', '20:00'], zone: 'Europe/Kyiv' },
    ]);
  });

  it('tells of everything where no topic was chosen', async () => {
    await bot.addStory('Збірна перемогла у товариському матчі', 'sport');
    const olena = bot.person();
    await olena.says('/start');
    await olena.press(await olena.waitForText('Вітаю!'), 'Далі');
    await olena.press(await olena.waitForText('Коли надсилати'), /Вранці/);
    await olena.waitForText('Збірна перемогла');
    expect((await bot.preferences()).topics).toHaveLength(11);
  });

  it('says so where there is no news yet, rather than nothing', async () => {
    const olena = bot.person();
    await olena.says('/start');
    await olena.press(await olena.waitForText('Вітаю!'), 'Далі');
    await olena.press(await olena.waitForText('Коли надсилати'), /Увечері/);
    const done = await olena.waitForText('Готово!');
    expect(done.text).toMatch(/\n\nСвіжих новин за вашими темами ще немає, тож перший прийде за розкладом\.$/);
    expect(done.text).not.toContain('зараз');
    await bot.delivered();
    expect(olena.seen().at(-1)?.message_id).toBe(done.message_id);
  });

  it('goes on in English for those who ask', async () => {
    const olena = bot.person();
    await olena.says('/start');
    const panel = await olena.waitForText('Вітаю!');
    await olena.press(panel, 'In English');
    await olena.waitForText('Hello! This is Korotko');
    await olena.press(panel, 'Next');
    await olena.press(await olena.waitForText('When should the digest come?'), 'Morning and evening');
    await olena.waitForText('Done! The digest will come every day at 08:00 and 20:00.\nThe next one: today at 20:00.');
  });

  it('takes a time of one’s own, asks again for what is no time, and understands several', async () => {
    const olena = bot.person();
    await olena.says('/start');
    await olena.press(await olena.waitForText('Вітаю!'), 'Далі');
    await olena.press(await olena.waitForText('Коли надсилати'), 'Свій час');
    await olena.waitForText('Напишіть час, наприклад 07:30');
    await olena.says('як прокинуся');
    await olena.waitForText('Не схоже на час, і такого міста не знаю.');
    await olena.does('photo', { content: '' });
    await olena.waitForText('Виберіть час кнопкою вище або напишіть свій');
    await olena.says('7:30 та 21:15');
    await olena.waitForText('щодня о 07:30 і 21:15');
    expect((await bot.schedules())[0]?.times).toEqual(['07:30', '21:15']);
  });

  it('goes by the clock of the city that is written, or of the place that is sent', async () => {
    const olena = bot.person();
    await olena.says('/start');
    await olena.press(await olena.waitForText('Вітаю!'), 'Далі');
    await olena.waitForText('Часовий пояс: Київ.');
    await olena.says('живу в Лондоні');
    await olena.waitForText('Часовий пояс: Лондон.');
    await olena.does('location', { latitude: 0, longitude: -160 });
    await olena.waitForText('Такого місця не знаю.');
    await olena.does('location', { latitude: 52.2, longitude: 21 });
    await olena.press(await olena.waitForText('Часовий пояс: Варшава.'), /Вранці/);
    await olena.waitForText('Готово! Дайджест приходитиме щодня о 08:00.');
    expect((await bot.schedules())[0]).toMatchObject({ zone: 'Europe/Warsaw', times: ['08:00'] });
  });

  it('is left by any other command, which does its work', async () => {
    const olena = bot.person();
    await olena.says('/start');
    await olena.waitForText('Вітаю!');
    await olena.says('/help');
    await olena.waitForText('Що я вмію');
    await olena.says('/cancel');
    await olena.waitForText('Зараз нема чого скасовувати');
  });

  it('is left by /cancel, and taken up by its old button', async () => {
    const olena = bot.person();
    await olena.says('/start');
    const panel = await olena.waitForText('Вітаю!');
    await olena.says('/cancel');
    await olena.waitForText('Гаразд, зупиняємося');
    await olena.press(panel, 'Далі');
    await olena.press(await olena.waitForText('Коли надсилати'), /Вранці/);
    await olena.waitForText('Готово!');
  });

  it('takes away with /cancel the keyboard that a command had shown', async () => {
    const keyboard = async () => {
      const response = await fetch(`${bot.sandbox.url}/sandbox/chat?chat_id=${STARTING.olena}`);
      return ((await response.json()) as { result: { keyboard: unknown } }).result.keyboard;
    };
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Натисніть «Вибрати канал» унизу');
    expect(await keyboard()).not.toBeNull();
    await olena.says('/cancel');
    await olena.waitForText('Зараз нема чого скасовувати');
    expect(await keyboard()).toBeNull();
  });

  it('goes on after a restart of the program', async () => {
    const olena = bot.person();
    await olena.says('/start');
    await olena.press(await olena.waitForText('Вітаю!'), 'Далі');
    await olena.waitForText('Коли надсилати');
    await bot.restart();
    await olena.says('06:45');
    await olena.waitForText('щодня о 06:45');
  });

  it('sets one schedule however often its last button is tapped', async () => {
    const olena = bot.person();
    await olena.says('/start');
    await olena.press(await olena.waitForText('Вітаю!'), 'Далі');
    const times = await olena.waitForText('Коли надсилати');
    const taps = await Promise.all([olena.press(times, /Вранці/), olena.press(times, /Вранці/)]);
    expect(taps.map(({ answered }) => answered)).toEqual([true, true]);
    expect(taps.map(({ text }) => text)).toContain('Дайджест уже налаштовано. Змінити його можна тут: /schedule.');
    expect(await bot.schedules()).toHaveLength(1);
  });

  it('gives the settings to those who come back, who kept everything', async () => {
    const olena = bot.person();
    await olena.says('/start');
    await olena.press(await olena.waitForText('Вітаю!'), 'Далі');
    await olena.press(await olena.waitForText('Коли надсилати'), /Вранці/);
    await olena.waitForText('Готово!');
    const { id } = await bot.chat();
    await savePreferences(bot.db, id, {
      topics: ['war', 'sport'],
      followedWords: ['НАТО'],
      mutedWords: ['гороскоп'],
      length: 'long',
    });
    const before = { preferences: await bot.preferences(), schedules: await bot.schedules() };
    await olena.does('block');
    await expect.poll(async () => (await bot.chat()).state, PATIENCE).toBe('gone');
    await olena.does('unblock');
    await olena.says('/start');
    const home = await olena.waitForText('З поверненням!');
    expect(home.text).toContain('щодня о 08:00');
    expect(await bot.chat()).toMatchObject({ id, state: 'active' });
    expect({ preferences: await bot.preferences(), schedules: await bot.schedules() }).toEqual(before);
  });
});
