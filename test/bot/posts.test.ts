import { describe, expect, it } from 'vitest';
import { articles, deliveries, digests } from '../../src/db/schema.js';
import { channelSource } from '../../src/intake/people/channels.js';
import { STOPPED_BY_OPERATOR, setPaused } from '../../src/intake/sources/store.js';
import type { Message } from '../../src/sandbox/types.js';
import { placeNewArticles } from '../../src/stories/place.js';
import { searchStories } from '../../src/stories/store.js';
import { labels, NOW, OPERATOR, PATIENCE, useBot } from './support.js';

const bot = useBot();

const TOGGLE = /Дописи цього каналу — джерело/;
const NEWS = [
  'У Сумах запустили тролейбуси на новому маршруті',
  'Тролейбуси вийшли на маршрут між вокзалом і лікарнею у четвер вранці, повідомила міська рада Сум.',
  'Машини коштували місту 96 мільйонів гривень, ще шість куплять восени, сказав міський голова.',
].join('\n\n');

/** Олена at the desk of her channel, which anybody can open where it has a username. */
async function channelOf(username?: string) {
  const olena = bot.person();
  const order = { type: 'channel', title: 'Суми зараз', ...(username ? { username } : {}) };
  const { id } = await olena.does<{ id: number }>('create_chat', order);
  await olena.says('/channel');
  await olena.waitForText('Дайджест для каналу');
  await olena.does('pick_chat', { request_id: 1, shared_chat_id: id });
  await olena.press(await olena.waitForText('Ранкове зведення · Суми зараз'), '← Назад');
  const home = await olena.waitForText('Редакція · Суми зараз');
  const post = (text: string) => olena.does<Message>('channel_post', { chat_id: id, text });
  return { olena, id, home, post };
}

const stored = () => bot.db.select().from(articles);
/** Everything that was said before has been handled. */
async function handled(olena: ReturnType<typeof bot.person>) {
  await olena.says('/privacy');
  await olena.waitForText('Що я зберігаю');
}

describe('posts of a channel', () => {
  it('become articles once an admin switches that on, and follow their edits; the operator is told', async () => {
    const { olena, id, home, post } = await channelOf('sumy_now');
    await post(NEWS);
    await handled(olena);
    expect(await stored()).toEqual([]);
    expect(await olena.press(home, TOGGLE)).toMatchObject({ text: expect.stringContaining('ставатимуть новинами') });
    await olena.waitFor((message) => labels(message).includes('✓ Дописи цього каналу — джерело'));
    expect(await bot.notices()).toMatchObject([{ kind: 'channel-source', telegramId: OPERATOR }]);

    const message = await post(NEWS);
    await expect.poll(stored, PATIENCE).toMatchObject([
      {
        title: 'У Сумах запустили тролейбуси на новому маршруті',
        url: `https://t.me/sumy_now/${message.message_id}`,
        publisher: 'Суми зараз',
        isNews: true,
      },
    ]);
    await placeNewArticles(bot.db, { now: NOW });
    await olena.does('edit_message', {
      chat_id: id,
      message_id: message.message_id,
      text: NEWS.replace('запустили тролейбуси', 'запустили електробуси'),
    });
    await expect
      .poll(
        async () => (await searchStories(bot.db, { words: 'електробуси', limit: 5 })).map(({ headline }) => headline),
        PATIENCE,
      )
      .toEqual(['У Сумах запустили електробуси на новому маршруті']);
    expect(await stored()).toHaveLength(1);

    await olena.press(home, TOGGLE);
    await olena.waitFor((one) => labels(one).includes('Дописи цього каналу — джерело'));
    await post(NEWS.replace('Сумах', 'Ромнах'));
    await handled(olena);
    expect(await stored()).toHaveLength(1);
  });

  it('are left alone where they are not the channel’s own words, or a digest of the bot', async () => {
    const { olena, id, home, post } = await channelOf('sumy_now');
    await olena.press(home, TOGGLE);
    await olena.waitFor((message) => labels(message).includes('✓ Дописи цього каналу — джерело'));
    await post('Доброго ранку!');
    await post('/latest');
    // The bot's own post, which an admin then edits.
    const answer = await fetch(`${bot.sandbox.url}/bot${bot.sandbox.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: id, text: NEWS }),
    });
    const { result: digest } = (await answer.json()) as { result: Message };
    const chatId = (await bot.chat(id)).id;
    const times = { slotAt: NOW, windowFrom: NOW, windowUntil: NOW, createdAt: NOW, expiresAt: NOW };
    const [row] = await bot.db
      .insert(digests)
      .values({ chatId, kind: 'asked', key: 'digest', storyIds: [], state: 'sent', ...times })
      .returning();
    await bot.db.insert(deliveries).values({
      digestId: row!.id,
      part: 1,
      parts: 1,
      chatId,
      payloadHash: '-',
      state: 'sent',
      priority: 1,
      messageId: digest.message_id,
      createdAt: NOW,
    });
    await olena.does('edit_message', { chat_id: id, message_id: digest.message_id, text: `${NEWS} Доповнено.` });
    await handled(olena);
    expect(await stored()).toEqual([]);
    // Nor did the bot answer in the channel.
    expect(olena.seen(id).map(({ text }) => text)).toEqual(['Доброго ранку!', '/latest', `${NEWS} Доповнено.`]);
  });

  it('are no source in a private channel, and the admin is told why', async () => {
    const { olena, id, home, post } = await channelOf();
    const answer = await olena.press(home, TOGGLE);
    expect(answer.text).toContain('Це приватний канал');
    expect(await channelSource(bot.db, id)).toBeNull();
    await post(NEWS);
    await handled(olena);
    expect(await stored()).toEqual([]);
  });

  it('stay out where the operator stopped the source', async () => {
    const { olena, id, home } = await channelOf('sumy_now');
    await olena.press(home, TOGGLE);
    await olena.waitFor((message) => labels(message).includes('✓ Дописи цього каналу — джерело'));
    const source = await channelSource(bot.db, id);
    await setPaused(bot.db, source!.id, { reason: STOPPED_BY_OPERATOR, at: NOW });
    expect(await olena.press(home, TOGGLE)).toMatchObject({ text: expect.stringContaining('Оператор зупинив') });
    await olena.press(home, TOGGLE);
    expect((await channelSource(bot.db, id))?.pausedAt).toEqual(NOW);
  });
});
