import { describe, expect, it } from 'vitest';
import { updateChat } from '../../src/chats/store.js';
import { labels, useBot } from './support.js';

const bot = useBot();

/** Олена with a schedule at 08:00, and its panel. */
async function withSchedule() {
  const olena = bot.person();
  await olena.says('/schedule');
  const panel = await olena.waitForText('О котрій надсилати?');
  await olena.press(panel, '08:00');
  await olena.waitFor((message) => labels(message).includes('✓ 08:00'));
  await olena.press(panel, '← Назад');
  await olena.waitForText('Дайджест приходить щодня о 08:00.');
  return { olena, panel };
}

describe('/schedule', () => {
  it('makes the first schedule of a time, and says when the next digest comes', async () => {
    const { olena, panel } = await withSchedule();
    expect(olena.current(panel).text).toBe(
      'Розклад\nДайджест приходить щодня о 08:00.\nНаступний — завтра о 08:00. Часовий пояс: Київ.',
    );
    expect(await bot.schedules()).toHaveLength(1);
    expect((await bot.schedules())[0]?.nextSlotAt).toEqual(new Date('2026-06-13T05:00:00Z'));
  });

  it('takes more times, and does not let the last one go', async () => {
    const { olena, panel } = await withSchedule();
    await olena.press(panel, 'Час');
    await olena.waitForText('О котрій надсилати?');
    await olena.press(panel, '20:00');
    await olena.waitFor((message) => labels(message).includes('✓ 20:00'));
    await olena.press(panel, '✓ 08:00');
    await olena.waitFor((message) => labels(message).includes('08:00'));
    const answer = await olena.press(panel, '✓ 20:00');
    expect(answer.text).toContain('Має лишитися хоча б один час');
    expect((await bot.schedules())[0]?.times).toEqual(['20:00']);
  });

  it('takes away days, and does not let the last one go', async () => {
    const { olena, panel } = await withSchedule();
    await olena.press(panel, 'Дні');
    await olena.waitForText('У які дні надсилати?');
    for (const day of ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб']) {
      await olena.press(panel, `✓ ${day}`);
      await olena.waitFor((message) => labels(message).includes(day));
    }
    const answer = await olena.press(panel, '✓ Нд');
    expect(answer.text).toContain('Має лишитися хоча б один день');
    expect((await bot.schedules())[0]?.weekdays).toEqual([7]);
    await olena.press(panel, '← Назад');
    await olena.waitForText('Наступний — у неділю о 08:00.');
  });

  it('moves to another zone with the same wall time', async () => {
    const { olena, panel } = await withSchedule();
    await olena.press(panel, 'Часовий пояс');
    await olena.waitForText('За часом якого міста надсилати?');
    await olena.press(panel, 'Лондон');
    await olena.waitForText('Часовий пояс: Лондон.');
    expect((await bot.schedules())[0]?.nextSlotAt).toEqual(new Date('2026-06-12T07:00:00Z'));
    expect((await bot.chat()).zone).toBe('Europe/London');
  });

  it('finds the zone of a city in any of its forms, and of a place on the map', async () => {
    const { olena, panel } = await withSchedule();
    await olena.press(panel, 'Часовий пояс');
    await olena.waitForText('За часом якого міста надсилати?');
    await olena.press(panel, 'Інше місто');
    await olena.waitForText('Напишіть його назву');
    await olena.says('Хогвартс');
    await olena.waitForText('Такого місця не знаю.');
    await olena.says('живу у Ванкувері');
    const moved = await olena.waitForText('Часовий пояс: Ванкувер.');
    await olena.press(moved, 'Часовий пояс');
    await olena.waitForText('За часом якого міста надсилати?');
    await olena.press(moved, 'Інше місто');
    await olena.waitForText('Напишіть його назву');
    await olena.does('location', { latitude: 52.4, longitude: 16.9 });
    await olena.waitForText('Часовий пояс: Варшава.');
    expect((await bot.chat()).zone).toBe('Europe/Warsaw');
  });

  it('pauses and resumes', async () => {
    const { olena, panel } = await withSchedule();
    await olena.press(panel, 'Призупинити');
    await olena.waitForText('До якого дня не надсилати?');
    await olena.press(panel, 'Доки не відновлю');
    await olena.waitForText('Дайджест призупинено.\nРозклад збережено: щодня о 08:00.');
    expect((await bot.schedules())[0]?.pausedAt).not.toBeNull();
    await olena.press(panel, 'Відновити');
    await olena.waitForText('Наступний — завтра о 08:00.');
    expect((await bot.schedules())[0]?.pausedAt).toBeNull();
  });

  it('takes a time in writing, and says what it takes where that is no time', async () => {
    const { olena, panel } = await withSchedule();
    await olena.press(panel, 'Час');
    await olena.waitForText('О котрій надсилати?');
    await olena.press(panel, 'Свій час');
    await olena.waitForText('Напишіть час');
    await olena.says('25:99');
    await olena.waitForText('Не схоже на час');
    await olena.says('о 9:45');
    await olena.waitForText('щодня о 09:45');
    expect((await bot.schedules())[0]?.times).toEqual(['09:45']);
  });

  it('makes one schedule of two quick taps on two times', async () => {
    const olena = bot.person();
    await olena.says('/schedule');
    const panel = await olena.waitForText('О котрій надсилати?');
    await Promise.all([olena.press(panel, '08:00'), olena.press(panel, '20:00')]);
    expect((await bot.schedules()).map(({ times }) => times)).toEqual([['08:00', '20:00']]);
  });

  it('goes by the zone that the chat has', async () => {
    const olena = bot.person();
    await olena.says('/help');
    await olena.waitForText('Що я вмію');
    await updateChat(bot.db, (await bot.chat()).id, { zone: 'Europe/Warsaw' });
    await olena.says('/schedule');
    await olena.press(await olena.waitForText('О котрій надсилати?'), '12:00');
    await olena.waitFor((message) => labels(message).includes('✓ 12:00'));
    expect((await bot.schedules())[0]?.nextSlotAt).toEqual(new Date('2026-06-12T10:00:00Z'));
  });
});

describe('more of /schedule', () => {
  it('rests until tomorrow, and goes on at once if asked', async () => {
    const { olena, panel } = await withSchedule();
    await olena.press(panel, 'Час');
    await olena.waitForText('О котрій надсилати?');
    await olena.press(panel, '20:00');
    await olena.waitFor((message) => labels(message).includes('✓ 20:00'));
    await olena.press(panel, '← Назад');
    await olena.waitForText('Наступний — сьогодні о 20:00.');
    await olena.press(panel, 'Призупинити');
    await olena.waitForText('До якого дня не надсилати?');
    await olena.press(panel, 'До завтра');
    await olena.waitForText('Дайджест на паузі. Наступний — завтра о 08:00.');
    expect((await bot.schedules())[0]?.nextSlotAt).toEqual(new Date('2026-06-13T05:00:00Z'));
    await olena.press(panel, 'Відновити');
    await olena.waitForText('Наступний — сьогодні о 20:00.');
    expect((await bot.schedules())[0]?.pausedUntil).toBeNull();
  });

  it('takes a second schedule, one of two quick taps, and deletes it', async () => {
    const { olena, panel } = await withSchedule();
    const buttons = olena.current(panel).reply_markup?.inline_keyboard.flat() ?? [];
    const data = buttons.find(({ text }) => text === 'Ще один розклад')?.callback_data;
    const tap = () => olena.does('press', { chat_id: panel.chat.id, message_id: panel.message_id, data });
    await Promise.all([tap(), tap()]);
    await olena.waitForText('Дайджест приходить щодня о 20:00.');
    expect(await bot.schedules()).toHaveLength(2);
    await olena.press(panel, '← Назад');
    const both = await olena.waitForText('Розкладів кілька.');
    expect(both.text).toContain(
      '• щодня о 08:00; наступний — завтра о 08:00\n• щодня о 20:00; наступний — сьогодні о 20:00',
    );
    expect(labels(olena.current(panel))).toContain('Ще один розклад');
    await olena.press(panel, 'щодня о 20:00');
    await olena.waitForText('Дайджест приходить щодня о 20:00.');
    await olena.press(panel, 'Видалити розклад');
    await olena.waitForText('Дайджест приходить щодня о 08:00.');
    expect((await bot.schedules()).map(({ times }) => times)).toEqual([['08:00']]);
  });

  it('shows how the digest would look now, and tells nothing by it', async () => {
    const { olena, panel } = await withSchedule();
    expect((await olena.press(panel, 'Як це виглядає')).text).toBe('Нового за вашими темами поки немає.');
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    await olena.press(panel, 'Як це виглядає');
    await olena.waitForText('Уряд затвердив бюджет');
    await olena.says('/latest');
    await olena.waitForText('Уряд затвердив бюджет');
  });

  it.each([
    ['13 червня', '2026-06-13'],
    ['через 10 днів', '2026-06-22'],
    ['у понеділок', '2026-06-15'],
  ])('rests until a day that was written as «%s»', async (written, day) => {
    const { olena, panel } = await withSchedule();
    await olena.press(panel, 'Призупинити');
    await olena.waitForText('До якого дня');
    await olena.press(panel, 'До іншої дати');
    await olena.waitForText('З якого дня надсилати знову?');
    await olena.says('колись');
    await olena.waitForText('Не розумію, який це день.');
    await olena.says(written);
    await olena.waitForText('Дайджест на паузі.');
    expect((await bot.schedules())[0]?.nextSlotAt).toEqual(new Date(`${day}T05:00:00Z`));
  });

  it('sets from how many stories on it comes, and what it does with fewer', async () => {
    const { olena, panel } = await withSchedule();
    await olena.press(panel, 'Коли новин мало');
    const side = await olena.waitForText('Скільки новин має набратися');
    expect(labels(side)).toEqual([
      '✓ Від 1 новини',
      'Від 2 новин',
      'Від 3 новин',
      'Від 5 новин',
      '✓ Тоді мовчати',
      'Тоді сказати',
      '← Назад',
    ]);
    await olena.press(panel, 'Від 3 новин');
    await olena.waitFor((message) => labels(message).includes('✓ Від 3 новин'));
    await olena.press(panel, 'Тоді сказати');
    await olena.waitFor((message) => labels(message).includes('✓ Тоді сказати'));
    expect((await bot.schedules())[0]).toMatchObject({ minStories: 3, whenQuiet: 'tell' });
  });

  it('goes by a cron expression, refuses one that comes too often, and leaves it for a time', async () => {
    const { olena, panel } = await withSchedule();
    const writes = async (written: string) => {
      await olena.press(panel, 'Час');
      await olena.waitForText('О котрій надсилати?');
      await olena.press(panel, 'Свій час');
      await olena.waitForText('Приймаю і вираз cron');
      await olena.says(written);
    };
    await writes('*/5 * * * *');
    await olena.waitForText('Цей вираз cron не підходить');
    await olena.says('0  9 * * 1-5');
    const shown = await olena.waitForText('Дайджест приходить за виразом cron «0 9 * * 1-5».');
    expect(labels(shown)).not.toContain('Дні');
    expect((await bot.schedules())[0]?.nextSlotAt).toEqual(new Date('2026-06-15T06:00:00Z'));
    await olena.press(shown, 'Час');
    await olena.waitForText('О котрій надсилати?');
    await olena.press(shown, '18:00');
    await olena.waitFor((message) => labels(message).includes('✓ 18:00'));
    expect((await bot.schedules())[0]).toMatchObject({ cron: null, times: ['18:00'] });
  });
});
