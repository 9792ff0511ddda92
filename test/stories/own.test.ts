import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDesk, registerChat } from '../../src/chats/store.js';
import { articles, chats, sources, stories } from '../../src/db/schema.js';
import { addOwnFeed } from '../../src/intake/own/feeds.js';
import { keepFound } from '../../src/intake/own/store.js';
import { acceptArticle } from '../../src/intake/store/accept.js';
import { ensureSource } from '../../src/intake/store.js';
import { ownInPlaceOf, ownStoriesSince } from '../../src/stories/own/store.js';
import { placeNewArticles } from '../../src/stories/place.js';
import { splitArticle } from '../../src/stories/store/placing.js';
import {
  articlesOfStories,
  searchStories,
  sourcesOfStories,
  storiesByIds,
  storiesSince,
  storiesWithArticleAt,
} from '../../src/stories/store.js';
import { takeDownStory } from '../../src/stories/take-down.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
const NOW = new Date('2026-03-02T12:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const ALL = { after: hoursAgo(1000), until: NOW, limit: 100 };

interface Given {
  publisher: string;
  title: string;
  text: string;
  publishedAt?: Date;
  /** Whose own feed brings it; everybody's, where none is named. */
  desk?: number;
  url?: string;
}

const FERRY: Given = {
  publisher: 'visnyk',
  title: 'Пором «Каховка» сів на мілину біля Очакова',
  text: 'Пасажирський пором «Каховка» сів на мілину за два кілометри від Очакова. На борту було 84 пасажири, усіх зняли катерами. Капітан Степан Гриценюк пояснив, що у тумані відмовив навігатор.',
};
const FERRY_TOO: Given = {
  publisher: 'prystan',
  title: 'Біля Очакова з порома, що сів на мілину, зняли 84 пасажирів',
  text: 'Катери зняли 84 пасажирів порома «Каховка», який у тумані сів на мілину неподалік Очакова. За словами капітана Гриценюка, відмовив навігатор. Ніхто не постраждав.',
  publishedAt: hoursAgo(1),
};
const LIBRARY: Given = {
  publisher: 'prystan',
  title: 'У Дубні відкрили бібліотеку в колишній друкарні',
  text: 'Бібліотека в Дубні переїхала до відновленої друкарні на вулиці Замковій. На полицях 30 тисяч книжок, є зал для лекцій і кав’ярня.',
};

let [desk, otherDesk] = [0, 0];

beforeEach(async () => {
  await database.db.execute(
    sql`truncate stories, story_articles, article_keys, articles, sources, chats restart identity cascade`,
  );
  desk = await openOne(-1);
  otherDesk = await openOne(-2);
});

async function openOne(telegramId: number): Promise<number> {
  const chat = await registerChat(database.db, { telegramId, kind: 'channel', title: 'Ранок' }, NOW);
  return (await openDesk(database.db, { chatId: chat.id, name: 'Ранок', ownerId: 100 }, NOW)).id;
}

async function sourceOf({ publisher, desk: deskId }: Given): Promise<number> {
  const feed = { url: `https://${publisher}.example/rss`, title: publisher };
  if (deskId === undefined) return (await ensureSource(database.db, { kind: 'feed', ...feed })).id;
  const { id: sourceId } = await keepFound(database.db, deskId, { ...feed, siteUrl: null, language: 'uk' });
  await database.db.transaction((tx) => addOwnFeed(tx, { deskId, sourceId, now: NOW }));
  return sourceId;
}

async function place(...given: Given[]): Promise<number[]> {
  const ids: number[] = [];
  for (const one of given) {
    const { publisher, title, text, publishedAt = hoursAgo(2) } = one;
    const url = one.url ?? `https://${publisher}.example/${encodeURIComponent(title)}`;
    const article = { title, text, publisher, url, publishedAt, language: 'uk' as const };
    const accepted = await acceptArticle(database.db, {
      article,
      sourceId: await sourceOf(one),
      now: publishedAt,
      isNews: true,
    });
    ids.push(accepted!.id);
  }
  await placeNewArticles(database.db, { now: NOW });
  return ids;
}

const common = () => storiesSince(database.db, ALL);
const own = (deskId = desk) => ownStoriesSince(database.db, { ...ALL, deskIds: [deskId] });
const articleIds = async (storyId: number) =>
  ((await articlesOfStories(database.db, [storyId])).get(storyId) ?? []).map(({ id }) => id).sort();

describe('a story that only a desk’s own feed tells', () => {
  it('is the desk’s: nobody else finds it, by its day, by words or by its address', async () => {
    await place({ ...LIBRARY, desk, url: 'https://prystan.example/dubno' });
    expect(await common()).toEqual([]);
    const [story] = await own();
    expect(story).toMatchObject({ deskId: desk, headline: LIBRARY.title, commonId: null });
    expect(await own(otherDesk)).toEqual([]);
    const search = (deskId?: number | 'any') =>
      searchStories(database.db, { words: 'бібліотека', limit: 5, ...(deskId === undefined ? {} : { deskId }) });
    expect(await search()).toEqual([]);
    expect(await search(otherDesk)).toEqual([]);
    expect((await search(desk)).map(({ id }) => id)).toEqual([story!.id]);
    expect((await search('any')).map(({ id }) => id)).toEqual([story!.id]);
    const at = (deskId: number) => storiesWithArticleAt(database.db, 'https://prystan.example/dubno', deskId);
    expect([await at(desk), await at(otherDesk)]).toEqual([[story!.id], []]);
  });

  it('is told by several of its own feeds as one, and apart from what another desk reads in the same feed', async () => {
    await place({ ...FERRY, desk }, { ...FERRY_TOO, desk }, { ...FERRY, desk: otherDesk });
    expect(await own()).toMatchObject([{ articleCount: 2 }]);
    expect(await own(otherDesk)).toMatchObject([{ articleCount: 1 }]);
  });
});

describe('an event that everybody’s sources and a desk’s own feed tell', () => {
  /** What everybody is told of the ferry where no desk reads by itself, with its articles. */
  async function toldToAll() {
    const [story] = await common();
    const { id: _, ...fields } = story!;
    return { fields, sources: (await sourcesOfStories(database.db, [story!.id])).get(story!.id) };
  }

  for (const [order, given] of [
    ['everybody’s came first', [FERRY, 'own']],
    ['the own came first', ['own', FERRY]],
  ] as const) {
    it(`is one story for the desk and unchanged for all others where ${order}`, async () => {
      await place(FERRY);
      const alone = await toldToAll();
      await database.db.execute(sql`truncate stories, story_articles, article_keys, articles restart identity cascade`);
      for (const one of given) await place(one === 'own' ? { ...FERRY_TOO, desk } : one);
      expect(await toldToAll()).toEqual(alone);
      const [story] = await common();
      const [mine] = await own();
      expect(await own()).toHaveLength(1);
      expect(mine).toMatchObject({ commonId: story!.id, articleCount: 2, sourceCount: 2, newsAt: hoursAgo(1) });
      expect(await articleIds(story!.id)).toHaveLength(1);
      expect(await articleIds(mine!.id)).toHaveLength(2);
      expect(mine!.rank).toBeGreaterThan(story!.rank);
      expect(await ownInPlaceOf(database.db, { deskId: desk, storyIds: [story!.id] })).toEqual(
        new Map([[story!.id, mine!.id]]),
      );
      expect(await ownInPlaceOf(database.db, { deskId: otherDesk, storyIds: [story!.id] })).toEqual(new Map());
    });
  }

  it('has for everybody the article that a desk read first at the same address', async () => {
    const url = 'https://visnyk.example/porom';
    await place({ ...FERRY, url, desk });
    const [, second] = [0, ...(await place({ ...FERRY, url }))];
    const [story] = await common();
    expect(await articleIds(story!.id)).toEqual([second]);
    expect(await database.db.select().from(articles)).toHaveLength(2);
  });

  it('has for everybody what comes to it later, and so for the desk', async () => {
    await place(FERRY, { ...FERRY_TOO, desk });
    await place({
      ...FERRY_TOO,
      publisher: 'hvylia',
      title: 'З порома «Каховка» біля Очакова зняли всіх 84 пасажирів',
    });
    expect(await common()).toMatchObject([{ articleCount: 2 }]);
    expect(await own()).toMatchObject([{ articleCount: 3, sourceCount: 3 }]);
  });

  it('is parted for the desk, which says that its own is another event, and stays so', async () => {
    const [, ownArticle] = await place(FERRY, { ...FERRY_TOO, desk });
    const [before] = await common();
    const [mine] = await own();
    const parted = await splitArticle(database.db, { storyId: mine!.id, articleId: ownArticle!, now: NOW });
    expect(await articleIds(parted!)).toEqual([ownArticle]);
    expect(await articleIds(mine!.id)).toEqual(await articleIds(before!.id));
    await place({
      ...FERRY_TOO,
      publisher: 'hvylia',
      title: 'З порома «Каховка» біля Очакова зняли всіх 84 пасажирів',
    });
    const [still] = await storiesByIds(database.db, [parted!]);
    expect(still).toMatchObject({ deskId: desk, commonId: null, articleCount: 1 });
  });

  it('loses only its place where the desk parts everybody’s article from its own', async () => {
    const [theirs] = await place(FERRY, { ...FERRY_TOO, desk });
    const [before] = await common();
    const [mine] = await own();
    expect(await splitArticle(database.db, { storyId: mine!.id, articleId: theirs!, now: NOW })).toBe(before!.id);
    expect(await common()).toEqual([before]);
    expect(await own()).toMatchObject([{ commonId: null, articleCount: 1, headline: FERRY_TOO.title }]);
  });

  it('is down for the desk too where the operator took it down, and not for others where he took the desk’s', async () => {
    await place(FERRY, { ...FERRY_TOO, desk });
    const [story] = await common();
    const [mine] = await own();
    await database.db.transaction((tx) => takeDownStory(tx, { storyId: mine!.id, now: NOW }));
    expect([(await common()).length, (await own()).length]).toEqual([1, 0]);
    expect((await articlesOfStories(database.db, [story!.id])).get(story!.id)?.[0]?.title).toBe(FERRY.title);
    await place({ ...FERRY_TOO, desk: otherDesk });
    expect(await own(otherDesk)).toHaveLength(1);
    await database.db.transaction((tx) => takeDownStory(tx, { storyId: story!.id, now: NOW }));
    expect([(await common()).length, (await own(otherDesk)).length]).toEqual([0, 0]);
    await place({ ...FERRY, publisher: 'hvylia', desk });
    expect(await own()).toEqual([]);
  });
});

describe('a desk that is no more', () => {
  it('takes its feeds, their articles and its stories with it, and nothing else', async () => {
    await place(FERRY, { ...FERRY_TOO, desk }, { ...LIBRARY, desk });
    await database.db.delete(chats);
    expect(await database.db.select().from(sources)).toMatchObject([{ title: 'visnyk' }]);
    expect(await database.db.select().from(articles)).toMatchObject([{ title: FERRY.title }]);
    expect(await database.db.select().from(stories)).toMatchObject([{ headline: FERRY.title }]);
  });
});
