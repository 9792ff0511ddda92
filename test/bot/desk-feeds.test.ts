import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bestOfDay } from '../../src/bot/day.js';
import { storyLink } from '../../src/bot/links.js';
import { deskPressData } from '../../src/chats/desk-press.js';
import {
  changeEdition,
  createEdition,
  editionById,
  editionsOf,
  journalOf,
  openDesk,
  registerChat,
  resumeSchedules,
} from '../../src/chats/store.js';
import { tellDesksOfDeadSources } from '../../src/chats/tell-of-sources.js';
import { digests, drafts, sources } from '../../src/db/schema.js';
import { enqueue } from '../../src/delivery/store.js';
import { previewEdition } from '../../src/digests/drafts/ask.js';
import { offerBreaking } from '../../src/digests/drafts/breaking.js';
import { planDueEditions } from '../../src/digests/drafts/plan.js';
import type { Fetcher } from '../../src/intake/fetch.js';
import { openFetcher } from '../../src/intake/intake.js';
import { addOwnFeed, MOST_OWN, removeOwnFeed } from '../../src/intake/own/feeds.js';
import { keepFound, ownSources } from '../../src/intake/own/store.js';
import { openPageReader } from '../../src/intake/people/pages.js';
import { pollDueSources } from '../../src/intake/poll.js';
import { addSource } from '../../src/intake/sources/add.js';
import type { Message } from '../../src/sandbox/types.js';
import type { CallbackAnswer } from '../../src/sandbox/world.js';
import { placeNewArticles } from '../../src/stories/place.js';
import { searchStories, storiesByIds } from '../../src/stories/store.js';
import { silentLog } from '../../src/telemetry/log.js';
import { TOPICS } from '../../src/vocabulary.js';
import { usePages } from '../support/pages.js';
import type { Person } from '../support/people.js';
import { openedDesk } from './desk-support.js';
import { labels, NOW, OPERATOR, STARTING, useBot } from './support.js';

const bot = useBot();
const pages = usePages();
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NO_RIGHTS = { can_post_messages: false, can_edit_messages: false, can_promote_members: false };

let fetcher: Fetcher;
beforeAll(() => {
  fetcher = openFetcher({ db: bot.db, allowPrivateNetworks: true, interval: 0 });
});
afterAll(() => fetcher.close());
beforeEach(async () => void (await bot.db.delete(sources)));

const SHELTER = {
  title: 'У Миргороді добудували шкільне укриття на 400 учнів',
  text: 'Підземне укриття на 400 учнів добудували в Миргороді, у дворі другої школи. Роботи тривали рік і коштували 38 мільйонів гривень. Уроки в ньому почнуться з понеділка, повідомила міська рада.',
};
const BRIDGE = {
  title: 'Міст через Хорол відкрили після ремонту',
  text: 'Міст через річку Хорол відкрили для руху після піврічного ремонту. Дорожники замінили опори та поклали новий асфальт. Першими мостом проїхали автобуси міського маршруту, розповіли в управлінні доріг.',
};

/** A feed of this machine, with items of an hour ago unless they say otherwise; gives its address. */
function serveFeed(path: string, title: string, ...items: { title: string; text: string; at?: Date }[]): string {
  const body = `<rss version="2.0"><channel><title>${title}</title>${items
    .map(
      (item, index) => `<item><title>${item.title}</title><link>https://${path.slice(1)}.example/${index}</link>
<description>${item.text}</description><pubDate>${(item.at ?? new Date(NOW.getTime() - HOUR_MS)).toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`;
  return pages.serve(path, { type: 'application/rss+xml', body });
}

/** Every feed is read, and what they brought is placed. */
async function read(): Promise<void> {
  await pollDueSources({ ...polling(), operatorChatId: null });
  await placeNewArticles(bot.db, { now: bot.now() });
}

const polling = () => ({ db: bot.db, fetcher, robots: { check: async () => {} }, log: silentLog(), now: bot.now });

/** She presses what a button of the desk's would say. */
async function press(olena: Person, panel: Message, action: string, ...args: number[]): Promise<void> {
  const { id } = await bot.chat(STARTING.channel);
  await olena.does('press', {
    message_id: olena.current(panel).message_id,
    data: deskPressData(id, action, ...args),
  });
}

/** Another desk, of another channel, with one edition that goes out at nine. */
async function deskOf(title: string) {
  const chat = await registerChat(bot.db, { telegramId: -1_002_000_000_999, kind: 'channel', title }, NOW);
  const desk = await openDesk(bot.db, { chatId: chat.id, name: title, ownerId: 101 }, NOW);
  const calendar = { times: ['09:00'], weekdays: [1, 2, 3, 4, 5, 6, 7], zone: 'Europe/Kyiv' };
  const values = { name: title, topics: [...TOPICS], launchedAt: NOW };
  await createEdition(bot.db, { desk, count: 0, values, calendar }, NOW);
  return { chat, desk };
}

/** Олена stands before her desk's own feeds. */
async function atFeeds() {
  const opened = await openedDesk(bot);
  await opened.olena.press(opened.panel, 'Джерела');
  await opened.olena.press(opened.panel, 'Свої стрічки');
  await opened.olena.waitForText('Свої стрічки · Ранкові новини');
  return opened;
}

/** She adds the feed that is found at an address. */
async function add(olena: Person, panel: Message, address: string): Promise<void> {
  await olena.press(panel, 'Додати свою стрічку');
  await olena.waitForText('Надішліть адресу сайту');
  await olena.says(address);
  await olena.press(await olena.waitForText('Знайшов стрічку'), 'Додати');
  await olena.waitForText('Ці стрічки додали ви');
}

/** A feed that a desk has, whoever's it is. */
async function ownFeed(deskId: number, url: string, title: string): Promise<number> {
  const { id: sourceId } = await keepFound(bot.db, deskId, { url, title, siteUrl: null, language: 'uk' });
  await bot.db.transaction((tx) => addOwnFeed(tx, { deskId, sourceId, now: bot.now() }));
  return sourceId;
}

const editionOf = async (deskId: number) => (await editionsOf(bot.db, deskId))[0]!.edition;
const titles = async (deskId: number) => (await ownSources(bot.db, deskId)).map(({ title }) => title);

describe('a desk’s own feed', () => {
  it('is found by the address of its site, shown with its headlines, and added with a line in the journal', async () => {
    const { olena, panel, desk } = await atFeeds();
    const feed = serveFeed('/myrhorod', 'Миргород сьогодні', SHELTER, BRIDGE);
    const site = pages.serve('/', {
      body: `<html><head><link rel="alternate" type="application/rss+xml" href="${feed}"></head><body>Миргород</body></html>`,
    });
    await olena.press(panel, 'Додати свою стрічку');
    await olena.waitForText('Надішліть адресу сайту');
    await olena.says(site);
    const found = await olena.waitForText('Знайшов стрічку Миргород сьогодні.');
    expect(found.text).toContain(`• ${SHELTER.title}\n• ${BRIDGE.title}`);
    expect(await titles(desk.id)).toEqual([]);
    await olena.press(found, 'Додати');
    await olena.waitForText('Ці стрічки додали ви');
    expect(await ownSources(bot.db, desk.id)).toMatchObject([
      { title: 'Миргород сьогодні', url: feed, nextPollAt: NOW },
    ]);
    const [line] = await journalOf(bot.db, { deskId: desk.id, limit: 1, offset: 0 });
    expect(line).toMatchObject({ action: 'feed-added', userId: 100, data: { name: 'Миргород сьогодні' } });
  });

  it('is in the desk’s digests and drafts, and nowhere else', async () => {
    const { olena, panel, desk } = await atFeeds();
    await add(olena, panel, serveFeed('/myrhorod', 'Миргород сьогодні', SHELTER));
    await read();
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    await olena.says('/latest');
    expect((await olena.waitForText('Уряд затвердив бюджет')).text).not.toContain('Миргород');
    await olena.says('/latest укриття');
    await olena.waitForText('нічого не знайшлося');
    const inline = await olena.does<{ results: unknown[] }>('inline_query', { query: 'укриття' });
    expect(inline.results).toEqual([]);
    await olena.says('/sources');
    expect(labels(await olena.waitForText('Джерела\n'))).not.toContain('✓ Миргород сьогодні');

    const [story] = await searchStories(bot.db, { words: 'укриття', limit: 1, deskId: desk.id });
    await olena.says(`/start ${new URL(storyLink('korotko_bot', story!.id)).searchParams.get('start')}`);
    await olena.waitForText('Цієї новини в мене вже немає');

    await press(olena, panel, 'preview', (await editionOf(desk.id)).id);
    expect((await olena.waitForText(SHELTER.title)).text).toContain('Уряд затвердив бюджет');
  });

  it('is told in the digest of the desk that has it, and in that of no other', async () => {
    const { chat, desk } = await openedDesk(bot);
    await ownFeed(desk.id, serveFeed('/myrhorod', 'Миргород сьогодні', SHELTER), 'Миргород сьогодні');
    const other = await deskOf('Вечірні новини');
    await ownFeed(other.desk.id, serveFeed('/khorol', 'Хорольський край', BRIDGE), 'Хорольський край');
    await read();
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy', NOW);
    for (const { id } of [chat, other.chat]) await resumeSchedules(bot.db, id, NOW);
    bot.later(26 * HOUR_MS);
    await planDueEditions({ db: bot.db, now: bot.now(), enqueue });
    const postedTo = async (chatId: number) => {
      const [digest] = await bot.db.select().from(digests).where(eq(digests.chatId, chatId));
      const stories = await storiesByIds(bot.db, digest?.storyIds ?? []);
      return stories.map(({ headline }) => headline).sort();
    };
    const budget = 'Уряд затвердив бюджет на наступний рік';
    expect(await postedTo(chat.id)).toEqual([SHELTER.title, budget].sort());
    expect(await postedTo(other.chat.id)).toEqual([BRIDGE.title, budget].sort());
  });

  it('breaks for the desk that has it, and for no other that waits for the same word', async () => {
    const { chat, desk } = await openedDesk(bot);
    const other = await deskOf('Вечірні новини');
    for (const [path, title] of [
      ['/myrhorod', 'Миргород сьогодні'],
      ['/khorol', 'Хорольський край'],
    ] as const)
      await ownFeed(desk.id, serveFeed(path, title, { ...SHELTER, at: NOW }), title);
    for (const deskId of [desk.id, other.desk.id]) {
      const { id: editionId, version } = await editionOf(deskId);
      const change = { offersBreaking: true, followedWords: ['укриття'], urgentPerDay: 3, launchedAt: NOW };
      await changeEdition(bot.db, { editionId, version, change });
    }
    for (const { id } of [chat, other.chat]) await resumeSchedules(bot.db, id, NOW);
    await read();
    bot.later(MINUTE_MS);
    expect(await offerBreaking({ db: bot.db, now: bot.now() })).toBe(1);
    const drafted = await bot.db.select({ editionId: drafts.editionId }).from(drafts);
    expect(drafted).toEqual([{ editionId: (await editionOf(desk.id)).id }]);
  });

  it('is told once where everybody’s source told of the same event before', async () => {
    const { chat, desk } = await openedDesk(bot);
    await addSource(bot.db, serveFeed('/poltava', 'Полтавщина', SHELTER), { fetcher, now: NOW });
    await read();
    await resumeSchedules(bot.db, chat.id, NOW);
    bot.later(24 * HOUR_MS);
    await planDueEditions({ db: bot.db, now: bot.now(), enqueue });
    const item = { ...SHELTER, at: bot.now() };
    await ownFeed(desk.id, serveFeed('/myrhorod', 'Миргород сьогодні', item), 'Миргород сьогодні');
    await read();
    expect(await searchStories(bot.db, { words: 'укриття', limit: 5, deskId: desk.id })).toHaveLength(2);
    bot.later(24 * HOUR_MS);
    await planDueEditions({ db: bot.db, now: bot.now(), enqueue });
    const planned = await bot.db.select().from(digests).where(eq(digests.chatId, chat.id)).orderBy(digests.id);
    expect(planned.map(({ storyIds, stateReason }) => [storyIds.length, stateReason])).toEqual([
      [1, null],
      [0, 'nothing-new'],
    ]);
  });

  it('can be all that an edition tells of, also of what everybody’s sources tell too, once', async () => {
    const { desk, chat } = await openedDesk(bot);
    const everybodys = serveFeed('/poltava', 'Полтавщина', SHELTER, BRIDGE);
    await addSource(bot.db, everybodys, { fetcher, now: NOW });
    const id = await ownFeed(desk.id, serveFeed('/myrhorod', 'Миргород сьогодні', SHELTER), 'Миргород сьогодні');
    await read();
    const { id: editionId, version } = await editionOf(desk.id);
    const told = async () => {
      const place = await editionById(bot.db, editionId);
      const messages = await previewEdition({ db: bot.db, now: bot.now(), place: place! });
      return messages.map((message) => message.html).join('\n');
    };
    expect((await told()).split(SHELTER.title)).toHaveLength(2);
    expect(await told()).toContain(BRIDGE.title);
    expect(await told()).toMatch(/Полтавщина[\s\S]*Миргород сьогодні|Миргород сьогодні[\s\S]*Полтавщина/);
    await changeEdition(bot.db, { editionId, version, change: { onlySourceIds: [id] } });
    expect(await told()).toContain(SHELTER.title);
    expect(await told()).not.toContain(BRIDGE.title);
    expect(await bestOfDay({ db: bot.db, now: bot.now(), chat, limit: 5 })).toHaveLength(2);
  });

  it('is not what is no feed; another address is taken in the same breath', async () => {
    const { olena, panel, desk } = await atFeeds();
    await olena.press(panel, 'Додати свою стрічку');
    await olena.waitForText('Надішліть адресу сайту');
    await olena.says(pages.serve('/prosto', { body: '<html><body>Просто сторінка</body></html>' }));
    await olena.waitForText('Стрічки за цією адресою не знайшов.');
    await olena.says('не знаю адреси');
    await olena.waitForText('Це не схоже на адресу сайту.');
    await olena.says('https://nema-takoho.invalid/');
    await olena.waitForText('Такого сайту немає.');
    await olena.says(serveFeed('/myrhorod', 'Миргород сьогодні', SHELTER));
    const found = await olena.waitForText('Знайшов стрічку');
    await olena.press(found, 'Не треба');
    await olena.waitForText('Тут будуть стрічки');
    expect(await titles(desk.id)).toEqual([]);
  });

  it('is not looked for in a private network', async () => {
    const { olena, panel } = await atFeeds();
    const closed = openPageReader({ db: bot.db, allowPrivateNetworks: false, now: bot.now, interval: 0 });
    await bot.restart({ pages: closed });
    await olena.press(panel, 'Додати свою стрічку');
    await olena.waitForText('Надішліть адресу сайту');
    await olena.says(serveFeed('/myrhorod', 'Миргород сьогодні', SHELTER));
    await olena.waitForText('Ця адреса веде не у відкритий інтернет');
    expect(await bot.db.select().from(sources)).toEqual([]);
    await closed.close();
  });

  it('is chosen among everybody’s where it is there already', async () => {
    const { olena, panel, desk } = await atFeeds();
    const feed = serveFeed('/poltava', 'Полтавщина', BRIDGE);
    const { source } = await addSource(bot.db, feed, { fetcher, now: NOW });
    const { id: editionId, version } = await editionOf(desk.id);
    await changeEdition(bot.db, { editionId, version, change: { onlySourceIds: [] } });
    await olena.press(panel, 'Додати свою стрічку');
    await olena.waitForText('Надішліть адресу сайту');
    await olena.says(feed);
    await olena.waitForText('«Полтавщина» вже є серед спільних джерел');
    expect(await titles(desk.id)).toEqual([]);
    expect((await editionOf(desk.id)).onlySourceIds).toEqual([source.id]);
  });

  it('has a limit, which two at once do not pass', async () => {
    const { olena, panel, desk, chat } = await atFeeds();
    for (let count = 1; count < MOST_OWN; count++)
      await ownFeed(desk.id, `https://${count}.example/rss`, `Видання ${count}`);
    const found = await Promise.all(
      ['перше', 'друге'].map((title) =>
        keepFound(bot.db, desk.id, { url: `https://${title}.example/`, title, siteUrl: null, language: null }),
      ),
    );
    const outcomes = await Promise.all(
      found.map(({ id }) => bot.db.transaction((tx) => addOwnFeed(tx, { deskId: desk.id, sourceId: id, now: NOW }))),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['added', 'too-many']);
    const left = (await bot.db.select().from(sources).where(eq(sources.confirmed, false)))[0]!;
    const answer = await olena.does<CallbackAnswer>('press', {
      message_id: olena.current(panel).message_id,
      data: deskPressData(chat.id, 'feed-add', 0, left.id),
    });
    expect(answer).toMatchObject({
      text: 'Своїх стрічок може бути не більше 20. Щоб додати нову, приберіть якусь із них.',
    });
    const full = await olena.waitForText('Своїх стрічок може бути не більше 20.');
    expect(labels(full)).not.toContain('Додати свою стрічку');
  });

  it('is taken out: it is read no more, no digest tells of it any more, and it can come back', async () => {
    const { olena, panel, desk } = await atFeeds();
    const feed = serveFeed('/myrhorod', 'Миргород сьогодні', SHELTER);
    const { id: editionId, version } = await editionOf(desk.id);
    await changeEdition(bot.db, { editionId, version, change: { onlySourceIds: [] } });
    await add(olena, panel, feed);
    const [source] = await ownSources(bot.db, desk.id);
    expect((await editionOf(desk.id)).onlySourceIds).toEqual([source?.id]);
    await read();
    const preview = async () => {
      const place = await editionById(bot.db, editionId);
      return previewEdition({ db: bot.db, now: bot.now(), place: place! });
    };
    expect(await preview()).toHaveLength(1);
    const list = await olena.waitForText('Ці стрічки додали ви', { fromStart: true });
    await olena.press(list, 'Миргород сьогодні');
    const card = await olena.waitForText(`• ${SHELTER.title}`);
    expect(card.text).toContain('Востаннє відповіло');
    await olena.press(card, 'Прибрати');
    await olena.waitForText('Тут будуть стрічки');
    expect((await editionOf(desk.id)).onlySourceIds).toEqual([]);
    const [line] = await journalOf(bot.db, { deskId: desk.id, limit: 1, offset: 0 });
    expect(line).toMatchObject({ action: 'feed-removed', userId: 100 });
    const after = await editionOf(desk.id);
    await changeEdition(bot.db, { editionId, version: after.version, change: { onlySourceIds: null } });
    expect(await preview()).toEqual([]);
    bot.later(HOUR_MS);
    expect(await pollDueSources({ ...polling(), operatorChatId: null })).toMatchObject({ polled: 0 });
    await add(olena, card, feed);
    expect(await titles(desk.id)).toEqual(['Миргород сьогодні']);
    expect(await preview()).toHaveLength(1);
  });

  it('stays out of the list where the operator stopped it, and is offered no more', async () => {
    const { olena, panel, desk } = await atFeeds();
    const feed = serveFeed('/myrhorod', 'Миргород сьогодні', SHELTER);
    await add(olena, panel, feed);
    const [source] = await ownSources(bot.db, desk.id);
    const operator = bot.person({ id: OPERATOR });
    await olena.does('create_user', { id: OPERATOR, first_name: 'Ірина' });
    await operator.says('/admin');
    await operator.press(await operator.waitForText('Керування'), 'Джерела');
    await operator.press(await operator.waitForText('Усі джерела'), /Миргород сьогодні/);
    await operator.press(await operator.waitForText('Своя стрічка редакції «Ранкові новини»'), 'Зупинити');
    await operator.waitForText('Зупинене');
    await bot.db.transaction((tx) => removeOwnFeed(tx, { deskId: desk.id, sourceId: source!.id }));
    await olena.press(olena.current(panel), 'Додати свою стрічку');
    await olena.waitForText('Надішліть адресу сайту');
    await olena.says(feed);
    await olena.waitForText('Цього видання не додати');
    expect(await titles(desk.id)).toEqual([]);
  });

  it('is for its owners: an editor, and who lost his rights meanwhile, add and remove nothing', async () => {
    const { olena, taras, panel, chat, desk } = await atFeeds();
    const home = await taras.waitForText('Налаштування', { fromStart: true });
    const refused = await taras.does<CallbackAnswer>('press', {
      message_id: home.message_id,
      data: deskPressData(chat.id, 'feeds', 0),
    });
    expect(refused.text).toContain('власник');
    await olena.press(panel, 'Додати свою стрічку');
    await olena.waitForText('Надішліть адресу сайту');
    await olena.says(serveFeed('/myrhorod', 'Миргород сьогодні', SHELTER));
    const found = await olena.waitForText('Знайшов стрічку');
    await olena.does('member', { chat_id: STARTING.channel, user: olena.id, status: 'administrator', ...NO_RIGHTS });
    await olena.press(found, 'Додати');
    expect(await titles(desk.id)).toEqual([]);
  });

  it('is told of once where it died: to its desk, and to no operator', async () => {
    const { desk } = await openedDesk(bot);
    const id = await ownFeed(desk.id, 'http://127.0.0.1:1/rss', 'Миргород сьогодні');
    await bot.db.update(sources).set({ failingSince: new Date(NOW.getTime() - 8 * 24 * HOUR_MS) });
    await pollDueSources({ ...polling(), operatorChatId: 4_200 });
    expect((await bot.db.select().from(sources).where(eq(sources.id, id)))[0]?.pausedAt).toEqual(NOW);
    for (let time = 0; time < 2; time++) await tellDesksOfDeadSources({ db: bot.db, now: bot.now() });
    const told = (await bot.notices()).filter(({ kind }) => kind.includes('dead'));
    expect(told.map(({ kind, telegramId }) => [kind, telegramId]).sort()).toEqual([
      ['own-feed-dead', 100],
      ['own-feed-dead', 101],
    ]);
  });
});
