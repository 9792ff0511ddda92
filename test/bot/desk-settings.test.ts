import { describe, expect, it } from 'vitest';
import { deskOfChat, editionsOf, journalOf, pauseSchedules, resumeSchedules } from '../../src/chats/store.js';
import { enqueue } from '../../src/delivery/store.js';
import { planDueEditions } from '../../src/digests/drafts/plan.js';
import { labels, NOW, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();
const { channel } = STARTING;
const HOUR_MS = 3_600_000;

/** Олена stands before her channel's first digest. */
async function connected() {
  const olena = bot.person();
  await olena.says('/settings');
  await olena.waitForText('Налаштування');
  await olena.does('bot_rights', { chat_id: channel, status: 'administrator', can_post_messages: true });
  return { olena, panel: await olena.waitForText('Ранкове зведення · Ранкові новини') };
}

async function made() {
  const desk = await deskOfChat(bot.db, (await bot.chat(channel)).id);
  const [only] = desk ? await editionsOf(bot.db, desk.id) : [];
  if (!desk || !only) throw new Error('there is no edition');
  return { desk, ...only };
}

const journal = async () =>
  (await journalOf(bot.db, { deskId: (await made()).desk.id, limit: 20, offset: 0 })).map(({ action }) => action);

describe('the topics of a digest', () => {
  it('are put in order by two taps, and told so', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy', NOW);
    await bot.addStory('Збірна зіграла внічию', 'sport', NOW);
    const { olena, panel } = await connected();
    for (const button of ['Теми', 'Порядок тем', '10. Спорт']) await olena.press(panel, button);
    await olena.waitForText('Тепер натисніть, куди поставити позначене.');
    expect(labels(olena.current(panel))).toContain('↕ 10. Спорт');
    await olena.press(panel, '1. Війна');
    await olena.waitFor((message) => labels(message).includes('1. Спорт'));
    expect((await made()).edition.topics.slice(0, 3)).toEqual(['sport', 'war', 'politics']);
    await olena.press(panel, '← Назад');
    await olena.press(panel, '← Назад');
    await olena.press(panel, 'Як це виглядатиме');
    await olena.waitForText(/СПОРТ[\s\S]*ЕКОНОМІКА/);
  });

  it('are let go of by a second tap, and stay as they were', async () => {
    const { olena, panel } = await connected();
    for (const button of ['Теми', 'Порядок тем', '3. Світ', '↕ 3. Світ']) await olena.press(panel, button);
    await olena.waitForText('Натисніть, що переставити');
    expect((await made()).edition.topics[2]).toBe('world');
  });
});

describe('the clock of a digest', () => {
  it('is that of a city of the list, or of one that is named', async () => {
    const { olena, panel } = await connected();
    await olena.press(panel, 'Час');
    await olena.press(panel, 'За часом: Київ');
    await olena.waitForText('За часом якого міста виходити?');
    await olena.press(panel, 'Варшава');
    await olena.waitFor((message) => labels(message).includes('За часом: Варшава'));
    expect((await made()).schedule).toMatchObject({ zone: 'Europe/Warsaw', times: ['09:00'] });
    await olena.press(panel, 'За часом: Варшава');
    await olena.press(panel, 'Інше місто');
    await olena.waitForText('За часом якого міста');
    await olena.says('Лапландія');
    await olena.waitForText('Такого місця не знаю.');
    await olena.says('у Ванкувері');
    await olena.waitFor((message) => labels(message).includes('За часом: Ванкувер'));
    expect((await made()).schedule.zone).toBe('America/Vancouver');
  });
});

describe('the card of a link', () => {
  it('is none, small or large, in the post as in the settings', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy', NOW);
    const { olena, panel } = await connected();
    for (const button of ['Вигляд', 'Без картки посилання', 'З карткою посилання']) await olena.press(panel, button);
    await olena.waitFor((message) => labels(message).includes('З великою карткою зверху'));
    for (const button of ['← Назад', 'Запустити']) await olena.press(panel, button);
    await olena.waitForText('наступне — завтра о 09:00');
    await planDueEditions({ db: bot.db, now: new Date(NOW.getTime() + 24 * HOUR_MS), enqueue });
    await bot.deliver();
    const posted = await olena.waitForText('Уряд затвердив бюджет', { chat: channel });
    expect(posted).toMatchObject({
      link_preview_options: {
        url: expect.stringContaining('visnyk.example'),
        prefer_large_media: true,
        show_above_text: true,
      },
    });
  });
});

describe('the life of a digest', () => {
  it('stands in the journal, each change once, however often it is tapped', async () => {
    const { olena, panel } = await connected();
    await Promise.all([olena.press(panel, 'Запустити'), olena.press(panel, 'Запустити')]);
    await olena.waitForText('наступне — завтра о 09:00');
    expect((await journal()).slice(0, 1)).toEqual(['launched']);
    await Promise.all([olena.press(panel, 'Призупинити'), olena.press(panel, 'Призупинити')]);
    await olena.waitForText('На паузі');
    await Promise.all([olena.press(panel, 'Відновити'), olena.press(panel, 'Відновити')]);
    await olena.waitForText('наступне — завтра о 09:00');
    await expect.poll(async () => (await journal()).slice(0, 3), PATIENCE).toEqual(['resumed', 'paused', 'launched']);
    await olena.press(panel, 'Видалити');
    await olena.press(panel, 'Так, видалити');
    await olena.waitForText('Тут поки нічого не виходить.');
    const desk = await deskOfChat(bot.db, (await bot.chat(channel)).id);
    const lines = await journalOf(bot.db, { deskId: desk?.id ?? 0, limit: 20, offset: 0 });
    expect(lines.filter(({ action }) => action === 'launched')).toHaveLength(1);
    expect(lines[0]?.action).toBe('deleted');
  });

  it('changes only where there is something to change', async () => {
    await connected();
    const { schedule } = await made();
    const order = [bot.db, schedule.chatId, NOW, { id: schedule.id }] as const;
    expect(await pauseSchedules(...order)).toBe(false);
    expect(await resumeSchedules(...order)).toBe(true);
    expect(await resumeSchedules(...order)).toBe(false);
    expect(await pauseSchedules(...order)).toBe(true);
  });
});
