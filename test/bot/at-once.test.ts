import { describe, expect, it } from 'vitest';
import { chatsAt, preferencesOf, schedulesOf } from '../../src/chats/store.js';
import { press } from '../../src/sandbox/people/press.js';
import { labels, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();
const { group } = STARTING;

describe('two admins who press at once in a group', () => {
  /** Олена and Тарас, both admins, and a panel that belongs to neither of them alone. */
  async function shared(command: string, title: string) {
    const olena = bot.person({ chat: group });
    await olena.does('member', { user: STARTING.taras, status: 'administrator' });
    await olena.says(command, { as: 'anonymous' });
    const panel = await olena.waitForText(title);
    const taras = bot.person({ id: STARTING.taras, chat: group });
    await taras.waitForText(title, { fromStart: true });
    return { olena, taras, panel };
  }

  it('both get what they pressed: neither undoes the other', async () => {
    const { olena, taras, panel } = await shared('/topics', 'Теми');
    const [hers, his] = [
      ['Війна', 'Економіка', 'Культура'],
      ['Спорт', 'Політика', 'Світ'],
    ] as const;
    const data = (label: string) =>
      panel.reply_markup?.inline_keyboard.flat().find(({ text }) => text === label)?.callback_data;
    const pressedBy = (person: typeof olena) => (label: string) =>
      person.does<{ answered: boolean; text?: string }>('press', { message_id: panel.message_id, data: data(label) });
    const answers = await Promise.all([...hers.map(pressedBy(olena)), ...his.map(pressedBy(taras))]);
    expect(answers).toEqual(Array.from({ length: 6 }, () => ({ answered: true })));
    expect([...(await bot.preferences(group)).topics].sort()).toEqual(
      ['culture', 'economy', 'politics', 'sport', 'war', 'world'].sort(),
    );
    // The message shows what both of them made of it.
    await olena.waitFor((message) => labels(message).filter((label) => label.startsWith('✓')).length === 6, {
      fromStart: true,
    });
  });

  it('on the same button do once what it says', async () => {
    const { olena, taras, panel } = await shared('/topics', 'Теми');
    const answers = await Promise.all([olena.press(panel, 'Спорт'), taras.press(panel, 'Спорт')]);
    expect(answers).toEqual([{ answered: true }, { answered: true }]);
    expect((await bot.preferences(group)).topics).toEqual(['sport']);
  });

  it('make one schedule where both ask for one more, and take one away where both take it away', async () => {
    const { olena, taras, panel } = await shared('/schedule', 'О котрій надсилати?');
    await Promise.all([olena.press(panel, '08:00'), taras.press(panel, '08:00')]);
    expect((await bot.schedules(group)).map(({ times }) => times)).toEqual([['08:00']]);
    const [more, away] = ['Ще один розклад', 'Видалити розклад'];
    await olena.press(panel, '← Назад');
    await taras.waitFor((message) => labels(message).includes(more), { fromStart: true });
    await Promise.all([olena.press(panel, more), taras.press(panel, more)]);
    expect((await bot.schedules(group)).map(({ times }) => times)).toEqual([['08:00'], ['20:00']]);
    await taras.waitFor((message) => labels(message).includes(away), { fromStart: true });
    await Promise.all([olena.press(panel, away), taras.press(panel, away)]);
    expect((await bot.schedules(group)).map(({ times }) => times)).toEqual([['08:00']]);
  });

  it('leave no trace of what a third one, who is no admin, pressed among them', async () => {
    const { olena, taras, panel } = await shared('/topics', 'Теми');
    const third = await olena.does<{ id: number }>('create_user', { first_name: 'Ігор' });
    await olena.does('member', { user: third.id, status: 'member' });
    const ihor = bot.person({ id: third.id, chat: group });
    const [, , refused] = await Promise.all([
      olena.press(panel, 'Війна'),
      taras.press(panel, 'Спорт'),
      ihor.press(panel, 'Культура'),
    ]);
    expect(refused).toMatchObject({ text: 'Це можуть змінювати лише адміністратори.' });
    expect([...(await bot.preferences(group)).topics].sort()).toEqual(['sport', 'war']);
  });
});

describe('in two topics of one forum', () => {
  /** A forum of Олена's with two topics, and what she does in each. */
  async function forum() {
    const olena = bot.person();
    const { id } = await olena.does<{ id: number }>('create_chat', { type: 'forum', title: 'Форум', bot: 'member' });
    const inForum = bot.person({ chat: id });
    const topic = async (name: string) =>
      (await inForum.does<{ message_thread_id: number }>('topic', { name })).message_thread_id;
    return { id, inForum, news: await topic('Новини'), sport: await topic('Спорт') };
  }

  it('a question of one waits while the other is used, and its answer sets up its own topic', async () => {
    const { id, inForum, news, sport } = await forum();
    const inTopic = (threadId: number) => (message: { message_thread_id?: number }) =>
      message.message_thread_id === threadId;

    await inForum.says('/schedule', { thread_id: news });
    const panel = await inForum.waitForText('О котрій надсилати?');
    await inForum.press(panel, 'Свій час');
    const question = await inForum.waitForText('Напишіть час');
    expect(question.message_thread_id).toBe(news);

    // Meanwhile, in the other topic: a panel, and a question of its own.
    await inForum.says('/topics', { thread_id: sport });
    const topics = await inForum.waitForText('Теми');
    expect(topics.message_thread_id).toBe(sport);
    await inForum.press(topics, 'Спорт');
    await inForum.says('/schedule', { thread_id: sport });
    const other = await inForum.waitFor(
      (message) => inTopic(sport)(message) && message.text?.includes('О котрій надсилати?') === true,
    );
    await inForum.press(other, 'Свій час');
    const otherQuestion = await inForum.waitFor(
      (message) => inTopic(sport)(message) && message.text?.includes('Напишіть час') === true,
    );

    await inForum.says('07:30', { thread_id: sport, reply_to: otherQuestion.message_id });
    await inForum.waitForText('щодня о 07:30');
    await inForum.says('06:30', { thread_id: news, reply_to: question.message_id });
    const answered = await inForum.waitForText('щодня о 06:30');
    expect(answered.message_thread_id).toBe(news);

    const times = await Promise.all(
      (await chatsAt(bot.db, id))
        .filter(({ threadId }) => threadId !== 0)
        .map(async (chat) => [chat.threadId, (await schedulesOf(bot.db, chat.id)).map((schedule) => schedule.times)]),
    );
    expect(times).toEqual([
      [news, [['06:30']]],
      [sport, [['07:30']]],
    ]);
    const topicsOf = async (threadId: number) =>
      (await preferencesOf(bot.db, (await bot.chat(id, threadId)).id)).topics;
    expect(await topicsOf(sport)).toEqual(['sport']);
    expect(await topicsOf(news)).not.toEqual(['sport']);
  });

  it('/cancel in one leaves the question of the other open', async () => {
    const { inForum, news, sport } = await forum();
    await inForum.says('/schedule', { thread_id: news });
    await inForum.press(await inForum.waitForText('О котрій надсилати?'), 'Свій час');
    const question = await inForum.waitForText('Напишіть час');
    await inForum.says('/cancel', { thread_id: sport });
    await inForum.says('06:30', { thread_id: news, reply_to: question.message_id });
    expect((await inForum.waitForText('щодня о 06:30')).message_thread_id).toBe(news);
  });
});

describe('one who floods', () => {
  it('gets every answer, in order and without an error, and keeps nobody else waiting', async () => {
    const { id } = await bot.person().does<{ id: number }>('create_user', { first_name: 'Марко' });
    const marko = bot.person({ id });
    await marko.says('/topics');
    const panel = await marko.waitForText('Теми');
    const sport = panel.reply_markup?.inline_keyboard.flat().find(({ text }) => text === 'Спорт')?.callback_data ?? '';
    const answered: string[] = [];
    // Thirty things at once are nothing unusual, /topics among them; the rest is taken up one a second.
    const flood = Array.from({ length: 33 }, async (_, index) => {
      const data = index % 2 === 0 ? sport : sport.replace('.on.', '.off.');
      // Not over HTTP, where what is asked first does not always come first.
      const order = { kind: 'press', from: id, chat_id: id, message_id: panel.message_id, data };
      const answer = await press(bot.sandbox.world, order);
      answered.push(`press ${index}`);
      return answer;
    });
    const taras = bot.person({ id: STARTING.taras });
    await expect.poll(() => answered.length, PATIENCE).toBe(29);
    await taras.says('/help');
    await taras.waitForText('Що я вмію');
    answered.push('Тарас');
    expect(await Promise.all(flood)).toEqual(Array.from({ length: 33 }, () => ({ answered: true })));
    const presses = answered.filter((one) => one !== 'Тарас');
    expect(presses).toEqual(Array.from({ length: 33 }, (_, index) => `press ${index}`));
    expect(answered.indexOf('Тарас')).toBeLessThan(answered.indexOf('press 32'));
    expect((await bot.preferences(id)).topics).toEqual(['sport']);
  });
});
