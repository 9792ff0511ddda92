import { describe, expect, it } from 'vitest';
import { registerChat } from '../../src/chats/store.js';
import { labels, NOW, STARTING, useBot } from './support.js';

const bot = useBot();

describe('/latest', () => {
  it('sends what is new to somebody who never set anything up', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/latest');
    const digest = await olena.waitForText('Уряд затвердив бюджет');
    expect(digest.text).toContain('Вісник');
  });

  it('finds inflected forms, whatever the topics, and shows the date of old news', async () => {
    await bot.addStory('Міністри обговорили тарифи на воду', 'economy', new Date('2024-10-28T11:20:00Z'));
    const olena = bot.person();
    await olena.says('/latest тарифів');
    const digest = await olena.waitForText('Міністри обговорили тарифи на воду');
    expect(digest.text).toContain('2024');
  });

  it('says what to try where nothing was found, and repeats the words harmlessly', async () => {
    const olena = bot.person();
    await olena.says('/latest <script>alert(1)</script> & DROP TABLE chats;');
    const answer = await olena.waitForText('нічого не знайшлося');
    expect(answer.text).toContain('«<script>alert(1)</script> & DROP TABLE chats;»');
  });

  it('says so where there is nothing new, and when the next digest comes', async () => {
    const olena = bot.person();
    await olena.says('/latest');
    const unscheduled = await olena.waitForText('Свіжих новин за вашими темами ще немає.');
    expect(unscheduled.text).not.toContain('Наступний');
    await olena.says('/schedule');
    await olena.press(await olena.waitForText('О котрій надсилати?'), '08:00');
    await olena.waitFor((message) => labels(message).includes('✓ 08:00'));
    await olena.says('/latest');
    await olena.waitForText(/Свіжих новин .+\nНаступний дайджест — завтра о 08:00\.$/);
  });

  it('offers to follow what it did not find, and tells of it once there is something', async () => {
    const olena = bot.person();
    await olena.says('Що нового про тарифи?');
    const missing = await olena.waitForText('Про «тарифи» нічого не знайшлося.');
    await olena.press(missing, 'Сказати, коли з’явиться');
    const done = await olena.waitForText('Гаразд: щойно з’явиться щось про «тарифи»');
    expect([done.message_id, labels(done)]).toEqual([missing.message_id, []]);
    expect(await bot.preferences()).toMatchObject({
      followedWords: ['тарифи'],
      topics: expect.objectContaining({ length: 11 }),
    });
    await bot.addStory('Міністри обговорили тарифи на воду', 'economy');
    await olena.says('/latest');
    await olena.waitForText('Міністри обговорили тарифи на воду');
  });

  it('follows in English what was sought in English, once however often it is tapped', async () => {
    const olena = bot.person();
    await olena.says('/settings');
    await olena.press(await olena.waitForText('Налаштування'), 'Мова: українська');
    await olena.waitForText('Settings');
    await olena.says('НАТО');
    const missing = await olena.waitForText('Nothing was found for “НАТО”.');
    await Promise.all([olena.press(missing, 'Tell me when there is'), olena.press(missing, 'Tell me when there is')]);
    await olena.waitForText('All right: as soon as there is something about “НАТО”');
    expect((await bot.preferences()).followedWords).toEqual(['НАТО']);
  });

  it.each([
    ['uk', 'Сказати, коли з’явиться', 'За «НАТО» я вже стежу.'],
    ['en', 'Tell me when there is', 'I already follow “НАТО”.'],
  ] as const)('says to a late tap that the words are followed already: %s', async (language, button, already) => {
    await registerChat(bot.db, { telegramId: STARTING.olena, kind: 'private', title: 'Олена', language }, NOW);
    const olena = bot.person();
    await olena.says('НАТО');
    const missing = await olena.waitFor((message) => labels(message).includes(button));
    const data = missing.reply_markup?.inline_keyboard[0]?.[0]?.callback_data;
    await olena.press(missing, button);
    await olena.waitFor((message) => message.message_id === missing.message_id && labels(message).length === 0);
    const answer = await olena.does('press', { message_id: missing.message_id, data });
    expect(answer).toMatchObject({ text: already });
  });

  it('does not offer to follow what is followed already', async () => {
    const olena = bot.person();
    await olena.says('тарифи');
    await olena.press(await olena.waitForText('нічого не знайшлося'), 'Сказати, коли з’явиться');
    await olena.waitForText('Гаразд: щойно');
    await olena.says('/latest Тарифами');
    expect(labels(await olena.waitForText('Про «Тарифами» досі нічого немає.'))).toEqual([]);
  });

  it.each(['чи правда що ціни на воду впадуть восени', 'вода, газ', 'ш'.repeat(41), '💧'])(
    'does not offer to follow «%s»',
    async (words) => {
      const olena = bot.person();
      await olena.says(words);
      expect(labels(await olena.waitForText('нічого не знайшлося'))).toEqual([]);
    },
  );

  it('does not offer it in a group, where it is not for anybody to decide', async () => {
    const olena = bot.person({ chat: STARTING.group });
    await olena.says('/latest тарифи');
    expect(labels(await olena.waitForText('нічого не знайшлося'))).toEqual([]);
  });

  it('follows no words that its own message does not name', async () => {
    const olena = bot.person();
    await olena.says('тарифи');
    const missing = await olena.waitForText('нічого не знайшлося');
    const data = missing.reply_markup?.inline_keyboard[0]?.[0]?.callback_data;
    await olena.says('/help');
    const help = await olena.waitForText('Що я вмію');
    const answer = await olena.does('press', { message_id: help.message_id, data });
    expect(answer).toMatchObject({ text: 'Ця кнопка вже не діє. Усі налаштування — у /settings.' });
    expect((await bot.preferences()).followedWords).toEqual([]);
  });

  it('refuses a request that is no search', async () => {
    const olena = bot.person();
    await olena.says(`/latest ${'о'.repeat(4_000)}`);
    await olena.waitForText('Задовгий запит');
  });

  it('is what plain words in a private chat mean', async () => {
    await bot.addStory('Міністри обговорили тарифи на воду', 'economy');
    const olena = bot.person();
    await olena.says('тарифи');
    await olena.waitForText('Міністри обговорили тарифи на воду');
  });

  it('answers a question as people put it', async () => {
    await bot.addStory('Міністри обговорили тарифи на воду', 'economy');
    await bot.addStory('Збірна перемогла у товариському матчі', 'sport');
    const olena = bot.person();
    await olena.says('Що нового про тарифи?');
    const digest = await olena.waitForText('Міністри обговорили тарифи на воду');
    expect(digest.text).not.toContain('Збірна');
  });

  it.each(['спорт', 'Sport'])('tells the day’s news of the topic «%s», chosen or not', async (name) => {
    await bot.addStory('Збірна перемогла у товариському матчі', 'sport');
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says(`/latest ${name}`);
    const digest = await olena.waitForText('Про «Спорт»');
    expect(digest.text).toContain('Збірна перемогла');
    expect(digest.text).not.toContain('Уряд');
  });

  it('tells who took every topic away why there is nothing', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/schedule');
    await olena.press(await olena.waitForText('О котрій надсилати?'), '08:00');
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    await olena.press(panel, '✓ Усі теми');
    await olena.says('/latest');
    await olena.waitForText('Ви зняли всі теми');
  });
});

describe('what is not text', () => {
  it.each([
    ['photo', { content: '' }],
    ['location', { latitude: 50.45, longitude: 30.52 }],
  ])('gets a helpful line: %s', async (kind, order) => {
    const olena = bot.person();
    await olena.does(kind, order);
    await olena.waitForText('Я читаю лише текст.');
  });

  it('is an unknown command, and gets the way to help', async () => {
    const olena = bot.person();
    await olena.says('/weather');
    await olena.waitForText('Цього я ще не вмію.');
  });
});
