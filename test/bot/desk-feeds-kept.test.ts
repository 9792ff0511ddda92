import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deskPressData } from '../../src/chats/desk-press.js';
import { deskOfChat, editionsOf, journalOf, resumeSchedules, saveSchedule } from '../../src/chats/store.js';
import { tellDesksOfDeadSources } from '../../src/chats/tell-of-sources.js';
import { sources, stories, summaryOrders } from '../../src/db/schema.js';
import { prepareWriteUps } from '../../src/digests/prepare.js';
import type { Fetcher } from '../../src/intake/fetch.js';
import { openFetcher } from '../../src/intake/intake.js';
import { addOwnFeed } from '../../src/intake/own/feeds.js';
import { keepFound, ownSources } from '../../src/intake/own/store.js';
import { pollDueSources } from '../../src/intake/poll.js';
import { placeNewArticles } from '../../src/stories/place.js';
import { silentLog } from '../../src/telemetry/log.js';
import { usePages } from '../support/pages.js';
import { openedDesk } from './desk-support.js';
import { labels, NOW, OPERATOR, STARTING, useBot } from './support.js';

const bot = useBot();
const pages = usePages();
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let fetcher: Fetcher;
beforeAll(() => {
  fetcher = openFetcher({ db: bot.db, allowPrivateNetworks: true, interval: 0 });
});
afterAll(() => fetcher.close());
beforeEach(async () => {
  await bot.db.delete(summaryOrders);
  await bot.db.delete(sources);
});

/** The feed of a town's paper with one item of an hour ago; gives its address. */
function serveFeed(): string {
  const body = `<rss version="2.0"><channel><title>Гадяцький листок</title><item>
<title>У Гадячі відкрили бібліотеку просто неба</title><link>https://hadiach.example/1</link>
<description>Бібліотеку просто неба відкрили в міському парку Гадяча. На полицях 300 книжок, брати їх можна без запису.</description>
<pubDate>${new Date(NOW.getTime() - 60 * MINUTE_MS).toUTCString()}</pubDate></item></channel></rss>`;
  return pages.serve('/hadiach', { type: 'application/rss+xml', body });
}

/** A feed of a desk's own, taken into the round. */
async function ownFeed(deskId: number, url: string): Promise<number> {
  const found = { url, title: 'Гадяцький листок', siteUrl: null, language: 'uk' } as const;
  const { id: sourceId } = await keepFound(bot.db, deskId, found);
  await bot.db.transaction((tx) => addOwnFeed(tx, { deskId, sourceId, now: bot.now() }));
  return sourceId;
}

const poll = () =>
  pollDueSources({
    db: bot.db,
    fetcher,
    robots: { check: async () => {} },
    log: silentLog(),
    now: bot.now,
    operatorChatId: OPERATOR,
  });

const sourceOf = async (id: number) => (await bot.db.select().from(sources).where(eq(sources.id, id)))[0]!;

it('a feed that died is read again from the word of its death, and from its card', async () => {
  const { olena, desk } = await openedDesk(bot);
  const id = await ownFeed(desk.id, 'http://127.0.0.1:1/rss');
  const die = async () => {
    await bot.db
      .update(sources)
      .set({ failingSince: new Date(bot.now().getTime() - 8 * DAY_MS), nextPollAt: bot.now() });
    await poll();
    expect((await sourceOf(id)).pausedAt).toEqual(bot.now());
  };
  await die();
  await tellDesksOfDeadSources({ db: bot.db, now: bot.now() });
  await bot.tell();
  await bot.deliver();
  const word = await olena.waitForText('більше не відповідає', { fromStart: true });
  await bot.db.update(sources).set({ url: serveFeed() });
  expect(await olena.press(word, 'Читати знову')).toMatchObject({
    text: expect.stringContaining('Гаразд, читаю знову.'),
  });
  const card = await olena.waitForText('Гадяцький листок · ');
  expect(labels(card)).toEqual(['Прибрати', '← Назад']);
  expect(await sourceOf(id)).toMatchObject({ pausedAt: null, failingSince: null, nextPollAt: bot.now() });
  expect((await journalOf(bot.db, { deskId: desk.id, limit: 1, offset: 0 }))[0]).toMatchObject({
    action: 'feed-revived',
  });
  await poll();
  expect(await sourceOf(id)).toMatchObject({ lastSuccessAt: bot.now(), lastError: null });

  await bot.db.update(sources).set({ url: 'http://127.0.0.1:1/rss' });
  await die();
  await olena.press(card, '← Назад');
  await olena.press(await olena.waitForText('Ці стрічки додали ви'), 'Гадяцький листок');
  await olena.press(await olena.waitForText('Більше не читаю'), 'Читати знову');
  await olena.waitFor((message) => labels(message).join() === 'Прибрати,← Назад');
  expect((await sourceOf(id)).pausedAt).toBeNull();
});

it('a feed that the operator stopped says so, and only he starts it again', async () => {
  const { olena, panel, chat, desk } = await openedDesk(bot);
  const id = await ownFeed(desk.id, serveFeed());
  await bot.db.update(sources).set({ pausedAt: NOW, pausedReason: 'the operator stopped it' });
  await olena.press(panel, 'Джерела');
  await olena.press(panel, 'Свої стрічки');
  await olena.press(await olena.waitForText('Ці стрічки додали ви'), 'Гадяцький листок');
  const card = await olena.waitForText('Цю стрічку зупинив оператор бота.');
  expect(labels(card)).toEqual(['Прибрати', '← Назад']);
  const data = deskPressData(chat.id, 'feed-again', 0, id);
  await olena.does('press', { message_id: card.message_id, data });
  expect((await sourceOf(id)).pausedAt).toEqual(NOW);
});

it('the operator is told of a desk’s first own feed, and of no second one', async () => {
  const { olena, panel } = await openedDesk(bot);
  const second = `<rss version="2.0"><channel><title>Другий листок</title></channel></rss>`;
  const addresses = [serveFeed(), pages.serve('/second', { type: 'application/rss+xml', body: second })];
  await olena.press(panel, 'Джерела');
  await olena.press(panel, 'Свої стрічки');
  for (const address of addresses) {
    const list = await olena.waitFor((message) => labels(message).includes('Додати свою стрічку'));
    await olena.press(list, 'Додати свою стрічку');
    await olena.waitForText('Надішліть адресу сайту');
    await olena.says(address);
    await olena.press(await olena.waitForText('Знайшов стрічку'), 'Додати');
    await olena.waitFor((message) => labels(message).includes('Додати свою стрічку'));
  }
  // While a site is looked through, the bot shows that it works.
  expect(await bot.calls('sendChatAction')).toHaveLength(2);
  const told = (await bot.notices()).filter(({ kind }) => kind === 'desk-feeds');
  expect(told).toMatchObject([{ telegramId: OPERATOR, data: { title: 'Гадяцький листок', url: addresses[0] } }]);
  const operator = bot.person({ id: OPERATOR });
  await olena.does('create_user', { id: OPERATOR, first_name: 'Ірина' });
  await operator.says('/admin');
  await operator.waitForText('Керування');
  await bot.tell();
  await bot.deliver();
  await operator.waitForText('Редакція «Ранкові новини» додала першу свою стрічку: «Гадяцький листок»', {
    fromStart: true,
  });
});

it('/export in a group with a desk names its own feeds', async () => {
  const olena = bot.person();
  await olena.says('/channel');
  await olena.waitForText('Дайджест для каналу чи групи');
  await olena.does('pick_chat', { request_id: 2, shared_chat_id: STARTING.group });
  await olena.waitForText('Ранкове зведення ·');
  const desk = await deskOfChat(bot.db, (await bot.chat(STARTING.group)).id);
  await ownFeed(desk?.id ?? 0, 'https://hadiach.example/rss');
  const inGroup = bot.person({ chat: STARTING.group });
  await inGroup.says('/export');
  await inGroup.waitForText('Усе, що я зберігаю про цей чат.');
  const [file] = [...bot.sandbox.world.files.values()].slice(-1);
  const { ownFeeds } = JSON.parse(Buffer.from(file?.bytes ?? '').toString());
  expect(ownFeeds).toEqual([{ title: 'Гадяцький листок', url: 'https://hadiach.example/rss' }]);
});

it('/forget of who added it leaves a feed to the desk, and no word of the person', async () => {
  const { olena, panel, desk } = await openedDesk(bot);
  await olena.press(panel, 'Джерела');
  await olena.press(panel, 'Свої стрічки');
  await olena.press(
    await olena.waitFor((message) => labels(message).includes('Додати свою стрічку')),
    'Додати свою стрічку',
  );
  await olena.waitForText('Надішліть адресу сайту');
  await olena.says(serveFeed());
  await olena.press(await olena.waitForText('Знайшов стрічку'), 'Додати');
  await olena.waitForText('Ці стрічки додали ви');
  await olena.says('/forget');
  await olena.press(await olena.waitForText('Повернути це'), 'Так, видалити');
  await olena.waitForText('Видалено');
  expect((await ownSources(bot.db, desk.id)).map(({ title }) => title)).toEqual(['Гадяцький листок']);
  const journal = await journalOf(bot.db, { deskId: desk.id, limit: 100, offset: 0 });
  expect(journal.map(({ action }) => action)).toContain('feed-added');
  expect(journal.filter(({ userId }) => userId === olena.id)).toEqual([]);
  await poll();
  expect((await ownSources(bot.db, desk.id))[0]?.lastSuccessAt).toEqual(bot.now());
});

it('what an own feed tells is written up ahead of the digest that tells of it', async () => {
  const { desk, chat } = await openedDesk(bot);
  await ownFeed(desk.id, serveFeed());
  await poll();
  await placeNewArticles(bot.db, { now: bot.now() });
  const [place] = await editionsOf(bot.db, desk.id);
  // In five minutes, by the clock of Kyiv.
  await saveSchedule(bot.db, { chatId: chat.id, id: place!.schedule.id, times: ['09:35'] }, NOW);
  await resumeSchedules(bot.db, chat.id, NOW);
  expect(await prepareWriteUps({ db: bot.db, now: bot.now() })).toBe(1);
  const [own] = await bot.db.select().from(stories).where(eq(stories.deskId, desk.id));
  expect(await bot.db.select().from(summaryOrders)).toMatchObject([{ storyId: own?.id }]);
});
