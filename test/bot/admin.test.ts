import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerChat } from '../../src/chats/store.js';
import { digestsHaltedSince } from '../../src/db/halts.js';
import { articles, chats, deliveries, digests, halts, recalls, sources } from '../../src/db/schema.js';
import { nextDeliveries } from '../../src/delivery/store.js';
import { readPage } from '../../src/intake/pages/page.js';
import { acceptArticle } from '../../src/intake/store/accept.js';
import { ensureSource } from '../../src/intake/store.js';
import { placeNewArticles } from '../../src/stories/place.js';
import { searchStories } from '../../src/stories/store.js';
import { newsPage, usePages } from '../support/pages.js';
import { NOW, OPERATOR, STARTING, useBot } from './support.js';

const bot = useBot();
const pages = usePages();

/** The operator, who writes to the bot for the first time. */
async function theOperator() {
  await bot.person().does('create_user', { id: OPERATOR, first_name: 'Ірина' });
  await bot.db.delete(sources).where(eq(sources.kind, 'person'));
  return bot.person({ id: OPERATOR });
}

const RATES = 'Нацбанк знизив облікову ставку до 12 відсотків, повідомила пресслужба регулятора в четвер.';

const PAGE = {
  headline: 'У Полтаві відкрили новий міст',
  publisher: 'Гомін',
  publishedAt: NOW,
  paragraphs: [
    'У Полтаві в п’ятницю відкрили новий міст через Ворсклу, який будували два роки, повідомила міська рада.',
    'Завдовжки міст 240 метрів, на ньому чотири смуги руху та велосипедна доріжка для містян.',
    'Старий міст, збудований 1962 року, розберуть до кінця осені, сказав міський голова.',
  ],
};

// The thread that reads documents loads its libraries for seconds where the machine is busy.
beforeAll(() => readPage({ html: newsPage(PAGE), url: null }), 60_000);

/** An article of a publisher, in its story. */
async function told(publisher: string, title: string, text: string) {
  const host = { Гомін: 'homin.example', Вісник: 'visnyk.example' }[publisher];
  const source = await ensureSource(bot.db, {
    kind: 'feed',
    url: `https://${host}/rss`,
    title: `${publisher}: Економіка`,
  });
  const article = {
    title,
    text,
    publisher,
    url: `https://${host}/${encodeURIComponent(title)}`,
    publishedAt: NOW,
    language: 'uk' as const,
  };
  await acceptArticle(bot.db, { article, sourceId: source.id, now: NOW, isNews: true });
  await placeNewArticles(bot.db, { now: NOW });
  return source;
}

describe('/admin', () => {
  it('is the operator’s alone, and is shown among the commands of his chat only', async () => {
    const operator = await theOperator();
    await bot.restart();
    await operator.says('/admin');
    const home = await operator.waitForText('Керування');
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/admin');
    await taras.waitForText('Цього я ще не вмію');
    // A button of the operator's panel, pressed in another chat under its own name.
    const [halt] = home.reply_markup!.inline_keyboard.flat().filter(({ text }) => text === 'Зупинити все');
    const forged = halt!.callback_data!.replace(/^1\.q\.\w+\./, `1.q.${(await bot.chat(taras.id)).id.toString(36)}.`);
    await taras.does('press', { message_id: taras.seen().at(-1)!.message_id, data: forged.replace('halt?', 'halt') });
    expect(await digestsHaltedSince(bot.db)).toBeNull();
    await expect
      .poll(async () => (await bot.calls('setMyCommands')).filter(({ ok }) => ok).length, { timeout: 10_000 })
      .toBeGreaterThan(0);
    const shown = async (id: number) => {
      const response = await fetch(`${bot.sandbox.url}/bot${bot.sandbox.token}/getMyCommands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ scope: { type: 'chat', chat_id: id } }),
      });
      return ((await response.json()) as { result: { command: string }[] }).result.map(({ command }) => command);
    };
    await expect.poll(() => shown(OPERATOR), { timeout: 10_000 }).toContain('admin');
    expect(await shown(taras.id)).not.toContain('admin');
  });

  it('stops everything and lets it go on: nothing but notices leaves the outbox, and people are told', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const operator = await theOperator();
    await operator.says('/admin');
    const home = await operator.waitForText('Дайджести плануються й надсилаються');
    await operator.press(home, 'Зупинити все');
    await operator.press(await operator.waitForText('Зупинити все?'), 'Так');
    await operator.waitForText('Усе зупинено: сьогодні о 09:30');

    const olena = bot.person();
    await olena.says('/latest');
    await olena.waitForText('Дайджести зараз призупинено');
    await olena.says('/status');
    await olena.waitForText('Усі дайджести тимчасово призупинив оператор');
    const chatId = (await bot.chat()).id;
    const times = {
      slotAt: NOW,
      windowFrom: NOW,
      windowUntil: NOW,
      createdAt: NOW,
      expiresAt: new Date(NOW.getTime() + 1e7),
    };
    const [digest] = await bot.db
      .insert(digests)
      .values({ chatId, kind: 'scheduled', key: 'halted', storyIds: [], state: 'planned', ...times })
      .returning();
    const row = { part: 1, parts: 1, chatId, payloadHash: '-', priority: 2, createdAt: NOW };
    await bot.db.insert(deliveries).values({ ...row, digestId: digest!.id });
    const waiting = () => nextDeliveries(bot.db, { limit: 10, now: NOW, among: 'all' });
    expect(await waiting()).toEqual([]);

    await operator.press(home, 'Відновити');
    await operator.waitForText('Дайджести плануються й надсилаються');
    expect(await bot.db.select().from(halts)).toEqual([]);
    expect(await waiting()).toHaveLength(1);
    await bot.db.delete(deliveries);
  });

  it('stops a source, lets it go on, and adds one by the address of its site', async () => {
    const source = await told('Гомін', 'Нацбанк знизив облікову ставку', RATES);
    const operator = await theOperator();
    await operator.says('/admin');
    await operator.press(await operator.waitForText('Керування'), 'Джерела');
    const list = await operator.waitForText('Усі джерела');
    await operator.press(list, /Гомін: Економіка/);
    const card = await operator.waitForText('стрічка · https://homin.example/rss');
    await operator.press(card, 'Зупинити');
    await operator.waitForText('Зупинене: сьогодні о 09:30');
    const paused = async () => (await bot.db.select().from(sources).where(eq(sources.id, source.id)))[0]?.pausedAt;
    expect(await paused()).toEqual(NOW);
    await operator.press(card, 'Відновити');
    await operator.waitForText('Ще не читалося');
    expect(await paused()).toBeNull();

    const feed = pages.serve('/rss.xml', {
      type: 'application/rss+xml',
      body: '<rss version="2.0"><channel><title>Заріччя</title><item><title>Новина громади</title><link>https://zarichchia.example/1</link></item></channel></rss>',
    });
    const site = pages.serve('/', {
      body: `<html><head><link rel="alternate" type="application/rss+xml" href="${feed}"></head><body>Заріччя</body></html>`,
    });
    await operator.says(`/admin ${site}`);
    await operator.waitForText('Джерело «Заріччя» додано');
    expect(await bot.db.select().from(sources).where(eq(sources.url, feed))).toMatchObject([{ title: 'Заріччя' }]);
    await operator.says('/admin https://nema.invalid/');
    await operator.waitForText('немає ані стрічки');
    await bot.db.delete(sources).where(eq(sources.url, feed));
  });

  it('takes a story down for good: out of search and lists, with its texts, and whoever writes of it later', async () => {
    await told('Гомін', 'Нацбанк знизив облікову ставку до 12 відсотків', `${RATES} Рішення ухвалили одноголосно.`);
    const operator = await theOperator();
    await operator.says('/admin облікову ставку');
    const found = await operator.waitForText('Яку подію зняти?');
    await operator.press(found, '1');
    await operator.press(await operator.waitForText('Зняти подію «Нацбанк знизив'), 'Так');
    await operator.waitForText('Подію знято. У надісланих дайджестах її не було.');
    expect(await bot.db.select().from(recalls)).toHaveLength(2);
    await bot.db.delete(recalls);
    expect(await bot.db.select().from(articles)).toMatchObject([{ title: '', text: '' }]);
    await told('Вісник', 'Нацбанк знизив облікову ставку до 12 відсотків', `${RATES} Ринок цього чекав.`);
    expect(await searchStories(bot.db, { words: 'облікову ставку', limit: 5 })).toEqual([]);
    const paragraphs = [
      RATES,
      'Рішення ухвалили одноголосно.',
      'Ринок цього чекав, кажуть аналітики банків, опитані виданням напередодні.',
      'Наступне засідання правління регулятора відбудеться в липні.',
    ];
    const page = {
      headline: 'Нацбанк знизив облікову ставку до 12 відсотків',
      publisher: 'Ворскла-медіа',
      publishedAt: NOW,
      paragraphs,
    };
    await operator.says(pages.serve('/stavka', { body: newsPage(page) }));
    await operator.waitForText('Цю подію оператор зняв');
    const olena = bot.person();
    await olena.says('/latest облікову ставку');
    await olena.waitForText('нічого не знайшлося');
    await olena.says('/latest');
    await olena.waitForText('Свіжих новин');
  });

  it('takes a publisher out: its sources stop, its own stories go, those of others stay without it', async () => {
    await told('Гомін', 'Нацбанк знизив облікову ставку до 12 відсотків', `${RATES} Рішення ухвалили одноголосно.`);
    await told('Вісник', 'Нацбанк знизив облікову ставку до 12 відсотків', `${RATES} Ринок цього чекав.`);
    await told(
      'Гомін',
      'У Сумах запустили новий тролейбусний маршрут',
      'Тролейбуси в Сумах вийшли на маршрут між вокзалом і лікарнею.',
    );
    const operator = await theOperator();
    await operator.says('/admin');
    await operator.press(await operator.waitForText('Керування'), 'Джерела');
    await operator.press(await operator.waitForText('Усі джерела'), /Гомін: Економіка/);
    await operator.press(await operator.waitForText('homin.example'), 'Вилучити видання');
    await operator.press(await operator.waitForText('Вилучити видання «Гомін»?'), 'Так');
    await operator.waitForText('Видання «Гомін» вилучено. Разом із ним зникла 1 подія');
    // Both stories go from what was sent in two days: the one that others tell, too, for it was told in its words.
    const [recall] = await bot.db.select().from(recalls).orderBy(recalls.id);
    expect(recall?.storyIds).toHaveLength(2);
    expect(recall?.since).toEqual(new Date(NOW.getTime() - 2 * 86_400_000));
    expect(await searchStories(bot.db, { words: 'тролейбусний маршрут', limit: 5 })).toEqual([]);
    expect(await searchStories(bot.db, { words: 'облікову ставку', limit: 5 })).toMatchObject([{ articleCount: 1 }]);
    expect(
      (await bot.db.select().from(articles).where(eq(articles.publisher, 'Гомін'))).map(({ text }) => text),
    ).toEqual(['', '']);
    const [source] = await bot.db.select().from(sources).where(eq(sources.url, 'https://homin.example/rss'));
    expect(source?.pausedAt).toEqual(NOW);
    await operator.says(pages.serve('/mist', { body: newsPage(PAGE) }));
    const preview = await operator.waitForText('Гомін · сьогодні');
    expect(await operator.press(preview, 'Додати')).toMatchObject({
      text: expect.stringContaining('попросило не переказувати'),
    });
    await bot.db.update(sources).set({ pausedAt: null, pausedReason: null });
  });

  it('shows queues and channels, in English where the chat is', async () => {
    const operator = await theOperator();
    await registerChat(bot.db, { telegramId: OPERATOR, kind: 'private', title: 'Ірина', language: 'en' }, NOW);
    await registerChat(bot.db, { telegramId: STARTING.channel, kind: 'channel', title: 'Ранкові новини' }, NOW);
    await operator.says('/admin');
    const home = await operator.waitForText('Digests are planned and sent.');
    await operator.press(home, 'Queues');
    await operator.waitForText('Waiting to be sent: 0');
    await operator.press(home, '← Back');
    await operator.press(await operator.waitForText('Control'), 'Channels');
    await operator.waitForText('Ранкові новини: no desk');
    await bot.db.delete(chats);
  });
});
