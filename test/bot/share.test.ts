import { describe, expect, it } from 'vitest';
import { changeEdition, deskOfChat, editionsOf, savePreferences, saveSchedule } from '../../src/chats/store.js';
import { labels, NOW, STARTING, useBot } from './support.js';

const bot = useBot();

/** The payload of the link that Олена shares, with two topics. */
async function sharedByOlena(): Promise<string> {
  const olena = bot.person();
  await olena.says('/help');
  await olena.waitForText('Що я вмію');
  await savePreferences(bot.db, (await bot.chat()).id, { topics: ['sport', 'war'] });
  await olena.says('/share');
  const offer = await olena.waitForText('Поділіться своїми темами\nТеми: «Війна» і «Спорт».');
  const [button] = offer.reply_markup?.inline_keyboard.flat() ?? [];
  expect(button?.url).toContain('https://t.me/share/url?url=https%3A%2F%2Ft.me%2F');
  return /\?start=(\w+)/.exec(offer.text ?? '')?.[1] ?? '';
}

describe('/share', () => {
  it('gives a link by which a newcomer begins with the same topics', async () => {
    const payload = await sharedByOlena();
    const taras = bot.person({ id: STARTING.taras });
    await taras.says(`/start ${payload}`);
    const topics = await taras.waitForText('Про що вам розповідати?');
    expect(labels(topics).filter((label) => label.startsWith('✓'))).toEqual(['✓ Війна', '✓ Спорт']);
    await taras.press(topics, 'Далі');
    await taras.waitForText('Коли надсилати дайджест?');
  });

  it('asks before it takes the topics of somebody who chose his own', async () => {
    const payload = await sharedByOlena();
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/schedule');
    await taras.press(await taras.waitForText('О котрій надсилати?'), '08:00');
    await taras.waitFor((message) => labels(message).includes('✓ 08:00'));
    await taras.says(`/start ${payload}`);
    const ask = await taras.waitForText('Вам пропонують теми: «Війна» і «Спорт».');
    expect((await bot.preferences(STARTING.taras)).topics).toHaveLength(11);
    await taras.press(ask, 'Узяти ці теми');
    await taras.waitForText('Готово! Тепер ваші теми: «Війна» і «Спорт».');
    expect((await bot.preferences(STARTING.taras)).topics).toEqual(['war', 'sport']);
  });
});

describe('a link', () => {
  it('opens a story', async () => {
    const storyId = await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says(`/start e${storyId.toString(36)}`);
    await olena.waitForText('Уряд затвердив бюджет на наступний рік\n');
  });

  it('to a story that is no more says so, and one that is nothing of ours begins as usual', async () => {
    const olena = bot.person();
    await olena.says('/start ezzzzz');
    await olena.waitForText('Цієї новини в мене вже немає.');
    await olena.says('/start <script>');
    await olena.waitForText('Вітаю!');
  });
});

describe('«Хочу такий самий»', () => {
  /** The payload of the link that Олена gets for her channel, which tells of sport at 07:30. */
  async function fromChannel(): Promise<string> {
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу');
    await olena.does('pick_chat', { request_id: 1, shared_chat_id: STARTING.channel });
    await olena.press(await olena.waitForText('Ще не запущено'), '← Назад');
    const desk = await olena.waitFor((message) => labels(message).includes('Посилання для читачів'));
    const channel = await bot.chat(STARTING.channel);
    await savePreferences(bot.db, channel.id, { topics: ['sport'], mutedWords: ['футбол'], maxStories: 5 });
    const [{ id } = { id: 0 }] = await bot.schedules(STARTING.channel);
    await saveSchedule(bot.db, { chatId: channel.id, id, times: ['07:30'], weekdays: [1, 2, 3, 4, 5] }, NOW);
    await olena.press(desk, 'Посилання для читачів');
    const { text = '' } = await olena.waitForText('Хто відкриє це посилання');
    return /\?start=([\w-]+)/.exec(text)?.[1] ?? '';
  }

  it('gives a newcomer the digest of the channel, and the first one at once', async () => {
    await bot.addStory('Збірна перемогла у товариському матчі', 'sport');
    const payload = await fromChannel();
    const taras = bot.person({ id: STARTING.taras });
    await taras.says(`/start ${payload}`);
    const offer = await taras.waitForText('Такий самий дайджест, як у каналі «Ранкові новини»');
    expect(offer.text).toContain('Теми: «Спорт».\nПриходить у будні о 07:30.');
    await taras.press(offer, 'Хочу такий самий');
    await taras.waitForText('Готово! Дайджест приходитиме у будні о 07:30.');
    await taras.waitForText('Збірна перемогла');
    expect(await bot.preferences(STARTING.taras)).toMatchObject({
      topics: ['sport'],
      mutedWords: ['футбол'],
      maxStories: 5,
    });
  });

  it('takes of a channel with editions what the first of them tells of, at the times of all that are launched', async () => {
    const payload = await fromChannel();
    const channel = await bot.chat(STARTING.channel);
    const desk = await deskOfChat(bot.db, channel.id);
    const [{ edition } = { edition: null }] = await editionsOf(bot.db, desk!.id);
    const change = { topics: ['culture' as const], mutedWords: ['кіно'], launchedAt: NOW };
    await changeEdition(bot.db, { editionId: edition!.id, version: edition!.version, change });
    const taras = bot.person({ id: STARTING.taras });
    await taras.says(`/start ${payload}`);
    const offer = await taras.waitForText('Такий самий дайджест, як у каналі «Ранкові новини»');
    expect(offer.text).toContain('Теми: «Культура».\nПриходить у будні о 07:30.');
    await taras.press(offer, 'Хочу такий самий');
    await taras.waitForText('Готово! Дайджест приходитиме у будні о 07:30.');
    expect(await bot.preferences(STARTING.taras)).toMatchObject({ topics: ['culture'], mutedWords: ['кіно'] });
  });

  it('lets a newcomer set up his own instead', async () => {
    const payload = await fromChannel();
    const taras = bot.person({ id: STARTING.taras });
    await taras.says(`/start ${payload}`);
    await taras.press(await taras.waitForText('Такий самий дайджест'), 'Налаштувати по-своєму');
    await taras.press(await taras.waitForText('Про що вам розповідати?'), 'Далі');
    await taras.waitForText('Коли надсилати дайджест?');
  });

  it('keeps the schedule of who has one', async () => {
    const payload = await fromChannel();
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/schedule');
    await taras.press(await taras.waitForText('О котрій надсилати?'), '21:00');
    await taras.waitFor((message) => labels(message).includes('✓ 21:00'));
    await taras.says(`/start ${payload}`);
    const offer = await taras.waitForText('розклад лишиться ваш');
    expect(labels(offer)).toEqual(['Хочу такий самий']);
    await taras.press(offer, 'Хочу такий самий');
    await taras.waitForText('Дайджест тепер такий самий, як у каналі.');
    expect((await bot.schedules(STARTING.taras)).map(({ times }) => times)).toEqual([['21:00']]);
    expect((await bot.preferences(STARTING.taras)).topics).toEqual(['sport']);
  });

  it('shows nothing to who makes up a link or a button', async () => {
    const payload = await fromChannel();
    const taras = bot.person({ id: STARTING.taras });
    await taras.says(`/start ${payload.slice(0, -1)}${payload.endsWith('A') ? 'B' : 'A'}`);
    const gone = await taras.waitForText('Такого дайджесту вже немає.');
    const own = (await bot.chat(STARTING.taras)).id.toString(36);
    const channel = (await bot.chat(STARTING.channel)).id.toString(36);
    const answer = await taras.does('press', {
      message_id: gone.message_id,
      data: `1.r.${own}.0.same.${channel}.AAAAAAAA`,
    });
    expect(answer).toMatchObject({ text: 'Такого дайджесту вже немає. Налаштуйте свій: /start.' });
    expect((await bot.preferences(STARTING.taras)).topics).toEqual([]);
  });
});
