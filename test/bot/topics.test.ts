import { describe, expect, it } from 'vitest';
import { readPress } from '../../src/bot/press.js';
import { labels, STARTING, useBot } from './support.js';

const bot = useBot();

describe('/topics', () => {
  it('shows toggles in one message that changes in place', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    expect(labels(panel)).toHaveLength(13);
    await olena.press(panel, 'Спорт');
    const marked = await olena.waitFor((message) => labels(message).includes('✓ Спорт'));
    expect(marked.message_id).toBe(panel.message_id);
    await olena.press(panel, '✓ Спорт');
    await olena.waitForText('нема про що');
    expect((await bot.preferences()).topics).toEqual([]);
  });

  it('marks all at once, and none', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    await olena.press(panel, 'Усі теми');
    await olena.waitFor((message) => labels(message).includes('✓ Довкілля і погода'));
    expect((await bot.preferences()).topics).toHaveLength(11);
    await olena.press(panel, '✓ Усі теми');
    await olena.waitForText('нема про що');
    expect((await bot.preferences()).topics).toEqual([]);
  });

  it('are put in order by two taps', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    await olena.press(panel, 'Усі теми');
    await olena.press(panel, 'Порядок тем');
    await olena.press(panel, '10. Спорт');
    await olena.waitForText('Тепер натисніть, куди поставити позначене.');
    await olena.press(panel, '2. Політика');
    await olena.waitFor((message) => labels(message).includes('2. Спорт'));
    expect((await bot.preferences()).topics.slice(0, 3)).toEqual(['war', 'sport', 'politics']);
    await olena.press(panel, '← Назад');
    await olena.waitFor((message) => labels(message).includes('✓ Спорт'));
  });

  it('takes two quick taps on a topic for one', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    const taps = await Promise.all([olena.press(panel, 'Спорт'), olena.press(panel, 'Спорт')]);
    expect(taps.every(({ answered }) => answered)).toBe(true);
    expect((await bot.preferences()).topics).toEqual(['sport']);
    expect(await bot.notices()).toEqual([]);
  });

  it('limits the stories of a topic, press by press', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    await olena.press(panel, 'Спорт');
    await olena.waitFor((message) => labels(message).includes('✓ Спорт'));
    await olena.press(panel, 'Скільки новин на тему');
    await olena.waitForText('Натискайте на тему');
    for (const [before, after] of [
      ['Спорт', 'Спорт: до 1'],
      ['Спорт: до 1', 'Спорт: до 2'],
    ] as const) {
      await olena.press(panel, before);
      await olena.waitFor((message) => labels(message).includes(after));
    }
    expect((await bot.preferences()).topicCaps).toEqual({ sport: 2 });
    for (const label of ['Спорт: до 2', 'Спорт: до 3', 'Спорт: до 5']) {
      await olena.press(panel, label);
      await olena.waitFor((message) => !labels(message).includes(label));
    }
    expect((await bot.preferences()).topicCaps).toEqual({});
    await olena.press(panel, '← Назад');
    await olena.waitFor((message) => labels(message).includes('✓ Спорт'));
  });

  it('leads to the settings and back', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    await olena.press(panel, 'Здоров’я');
    await olena.press(panel, 'Наука і технології');
    await olena.press(panel, '← Назад');
    const home = await olena.waitForText('Налаштування');
    expect(home.text).toContain('Теми: наука і технології, здоров’я.');
    await olena.press(home, 'Теми');
    await olena.waitFor((message) => labels(message).includes('✓ Здоров’я'));
  });
});

describe('a button', () => {
  it('of an unknown form is answered with the way on', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    const answer = await olena.does('press', { message_id: panel.message_id, data: '0.topics.war' });
    expect(answer).toMatchObject({ answered: true, text: 'Ця кнопка вже не діє. Усі налаштування — у /settings.' });
  });

  it('of a panel whose chat is forgotten says so', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    const answer = await olena.does('press', { message_id: panel.message_id, data: '1.t.zzzz.0.on.war' });
    expect(answer).toMatchObject({ text: 'Цього чату я вже не пам’ятаю. Почніть із /start.' });
  });

  it('with data of somebody else’s chat changes nothing', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    const data = panel.reply_markup?.inline_keyboard.flat()[1]?.callback_data;
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/topics');
    const own = await taras.waitForText('Теми');
    const answer = await taras.does('press', { message_id: own.message_id, data });
    expect(answer).toMatchObject({ text: 'Цю панель відкрила інша людина. Щоб мати свою, надішліть команду самі.' });
    expect((await bot.preferences()).topics).toEqual([]);
  });

  it.each(['', '1', '1.t', '1.t.5.0', '1.t.ЇЖ.0.on.war', '1.?.5.0.on', `1.t.${'9'.repeat(40)}.0.on`])(
    'with the broken data «%s» is told apart',
    (data) => {
      expect(readPress(data)).toBeNull();
    },
  );

  it('under a message that was deleted meanwhile opens a new one', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    const data = panel.reply_markup?.inline_keyboard.flat()[1]?.callback_data;
    const answer = await olena.does('press', { message_id: 999_999, data });
    expect(answer).toMatchObject({ answered: true });
    await olena.waitFor((message) => message.message_id !== panel.message_id && labels(message).includes('✓ Війна'));
  });
});
