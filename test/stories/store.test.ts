import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/connect.js';
import { stories } from '../../src/db/schema.js';
import { acceptArticle } from '../../src/intake/store/accept.js';
import { ensureSource } from '../../src/intake/store.js';
import { placeNewArticles } from '../../src/stories/place.js';
import { mergeStory, refreshStories, splitArticle } from '../../src/stories/store/placing.js';
import {
  articlesOfStories,
  canonicalIds,
  formerIds,
  joinsOfStory,
  type Story,
  searchStories,
  storiesByIds,
  storiesSince,
} from '../../src/stories/store.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
const NOW = new Date('2026-03-02T12:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

interface Given {
  publisher: string;
  title: string;
  text: string;
  publishedAt?: Date;
  isNews?: boolean;
}

async function accept(db: Database, given: Given): Promise<number> {
  const source = await ensureSource(db, {
    kind: 'feed',
    url: `https://${given.publisher}.example/rss`,
    title: given.publisher,
  });
  const accepted = await acceptArticle(db, {
    article: {
      title: given.title,
      text: given.text,
      publisher: given.publisher,
      url: `https://${given.publisher}.example/${encodeURIComponent(given.title)}`,
      publishedAt: given.publishedAt ?? hoursAgo(2),
      language: 'uk',
    },
    sourceId: source.id,
    now: given.publishedAt ?? hoursAgo(2),
    isNews: given.isNews ?? true,
  });
  return accepted!.id;
}

async function place(...given: Given[]): Promise<number[]> {
  const ids = [];
  for (const one of given) ids.push(await accept(database.db, one));
  await placeNewArticles(database.db, { now: NOW });
  return ids;
}

async function allStories(): Promise<Story[]> {
  return storiesSince(database.db, { after: hoursAgo(1000), until: NOW, limit: 100 });
}

const FERRY: Given = {
  publisher: 'visnyk',
  title: 'Пором «Каховка» сів на мілину біля Очакова',
  text: 'Пасажирський пором «Каховка» сів на мілину за два кілометри від Очакова. На борту було 84 пасажири, усіх зняли катерами. Капітан Степан Гриценюк пояснив, що у тумані відмовив навігатор.',
};
const FERRY_TOO: Given = {
  publisher: 'den',
  title: 'Біля Очакова з порома, що сів на мілину, зняли 84 пасажирів',
  text: 'Катери зняли 84 пасажирів порома «Каховка», який у тумані сів на мілину неподалік Очакова. За словами капітана Гриценюка, відмовив навігатор. Ніхто не постраждав.',
  publishedAt: hoursAgo(1),
};
const LIBRARY: Given = {
  publisher: 'den',
  title: 'У Дубні відкрили бібліотеку в колишній друкарні',
  text: 'Бібліотека в Дубні переїхала до відновленої друкарні на вулиці Замковій. На полицях 30 тисяч книжок, є зал для лекцій і кав’ярня.',
};

beforeEach(async () => {
  await database.db.execute(
    sql`truncate stories, story_articles, article_keys, articles, sources restart identity cascade`,
  );
});

describe('placeNewArticles', () => {
  it('makes one story of two tellings and another of a third', async () => {
    const [first, second, third] = await place(FERRY, FERRY_TOO, LIBRARY);
    const stories = await allStories();
    const told = await articlesOfStories(
      database.db,
      stories.map(({ id }) => id),
    );
    const groups = [...told.values()].map((articles) => articles.map(({ id }) => id).sort());
    expect(groups).toHaveLength(2);
    expect(groups).toEqual(expect.arrayContaining([[first, second], [third]]));
  });

  it('keeps what a story is with it: times, counts, topics, rank', async () => {
    await place(FERRY);
    const [alone] = await allStories();
    await place(FERRY_TOO);
    const [story] = await allStories();
    expect(story).toMatchObject({
      id: alone!.id,
      articleCount: 2,
      sourceCount: 2,
      firstSeenAt: hoursAgo(2),
      lastSeenAt: hoursAgo(1),
      newsAt: hoursAgo(1),
    });
    expect(story!.topics[0]?.topic).toBe('incidents');
    expect(story!.rank).toBeGreaterThan(alone!.rank);
  });

  it('keeps why an article is in its story: the score and the words that they share', async () => {
    await place(FERRY, FERRY_TOO);
    const [story] = await allStories();
    const [started, joined] = await joinsOfStory(database.db, story!.id);
    expect(started?.reason).toEqual({ kind: 'start' });
    expect(joined).toMatchObject({ title: FERRY_TOO.title, reason: { kind: 'join', sameText: false } });
    expect(joined!.score).toBeGreaterThan(0.25);
    expect(joined!.score).toBeLessThanOrEqual(1);
    expect((joined!.reason as { shared: string[] }).shared).toEqual(expect.arrayContaining(['мілину', 'очакова']));
  });

  it('joins a wire text at another publisher and says so', async () => {
    await place(FERRY, { ...FERRY, publisher: 'oblast', title: 'Капітан пояснив аварію порома туманом' });
    const [story] = await allStories();
    const [, joined] = await joinsOfStory(database.db, story!.id);
    expect(joined?.reason).toMatchObject({ sameText: true });
    expect(story!.articleCount).toBe(2);
  });

  it('places every article once, however often it is asked', async () => {
    await place(FERRY, LIBRARY);
    expect(await placeNewArticles(database.db, { now: NOW })).toBe(0);
    expect(await allStories()).toHaveLength(2);
  });

  it('finds the story of an article whose date lies in the next period of the index', async () => {
    // Periods of six days are counted from 1970; these two lie on both sides of a border.
    const border = Math.ceil(NOW.getTime() / (144 * 3_600_000)) * 144 * 3_600_000;
    await place(
      { ...FERRY, publishedAt: new Date(border - 1000) },
      { ...FERRY_TOO, publishedAt: new Date(border + 1000) },
    );
    const stories = await storiesSince(database.db, { after: hoursAgo(1), until: new Date(border + 9e6), limit: 9 });
    expect(stories.map(({ articleCount }) => articleCount)).toEqual([2]);
  });

  it('gives the stories of a window, the newest first and up to a limit, however many pages they fill', async () => {
    const seconds = Array.from({ length: 1_205 }, (_, second) => second);
    await database.db.insert(stories).values(
      seconds.map((second) => {
        // Neither in the order of their ids, nor in that of their time.
        const newsAt = new Date(hoursAgo(1).getTime() + ((second * 7) % 1_205) * 1000);
        return {
          headline: `Подія ${second}`,
          firstSeenAt: newsAt,
          lastSeenAt: newsAt,
          newsAt,
          topics: [],
          articleCount: 1,
          sourceIds: [],
          sourceCount: 1,
          rank: 0.5,
          terms: ['під', `під${second}`],
        };
      }),
    );
    const given = await storiesSince(database.db, { after: hoursAgo(1), until: NOW, limit: 1_100 });
    const newest = seconds.map((second) => hoursAgo(1).getTime() + second * 1000).sort((one, other) => other - one);
    expect(given.map(({ newsAt }) => newsAt?.getTime())).toEqual(newest.slice(0, 1_100));
    expect(given[0]?.terms).toEqual(['під', expect.stringMatching(/^під\d+$/)]);
  });

  it('gives the stories of a window as they are, however often they were read before they changed', async () => {
    await place(FERRY);
    const window = { after: hoursAgo(1000), until: NOW, limit: 100 };
    const inTransaction = () => database.db.transaction((tx) => storiesSince(tx, { ...window, pool: database.db }));
    const [story] = await storiesSince(database.db, window);
    if (!story) throw new Error('No story was placed.');
    expect(await inTransaction()).toEqual([story]);

    const change = (values: Partial<typeof stories.$inferInsert>) => database.db.update(stories).set(values);
    await change({ headline: 'Пором знову ходить', terms: ['пором', 'знов'] });
    expect(await inTransaction()).toEqual([{ ...story, headline: 'Пором знову ходить', terms: ['пором', 'знов'] }]);
    await change({ takenDownAt: NOW });
    expect(await storiesSince(database.db, window)).toEqual([]);
    await change({ takenDownAt: null, headline: story.headline, terms: story.terms });
    expect(await inTransaction()).toEqual([story]);
  });

  it('marks a story updated when an article brings new facts hours later', async () => {
    await place({ ...FERRY, publishedAt: hoursAgo(20) });
    expect((await allStories())[0]?.updatedAt).toBeNull();
    await place({
      publisher: 'den',
      title: 'Пором «Каховка» зняли з мілини біля Очакова: капітана Гриценюка відсторонили',
      text: 'Пасажирський пором «Каховка», який у тумані сів на мілину біля Очакова, зняли буксири «Атлант» і «Буг». Капітана Степана Гриценюка відсторонило підприємство «Чорноморлінія», ремонт навігатора коштуватиме 740 тисяч гривень.',
      publishedAt: hoursAgo(3),
    });
    const [story] = await allStories();
    expect(story).toMatchObject({ articleCount: 2, updatedAt: hoursAgo(3) });
  });

  it('ends in one story when two processes place two tellings at once', async () => {
    const other = await database.another();
    for (let round = 0; round < 5; round += 1) {
      await database.db.execute(
        sql`truncate stories, story_articles, article_keys, articles, sources restart identity cascade`,
      );
      await accept(database.db, FERRY);
      await accept(database.db, FERRY_TOO);
      const counts = await Promise.all([
        placeNewArticles(database.db, { now: NOW, batch: 1 }),
        placeNewArticles(other.db, { now: NOW, batch: 1 }),
      ]);
      expect(counts[0]! + counts[1]!).toBe(2);
      expect((await allStories()).map(({ articleCount }) => articleCount)).toEqual([2]);
    }
  });

  it('leaves an article waiting when its transaction fails, and places it the next time', async () => {
    await accept(database.db, FERRY);
    await database.db.execute(sql`alter table story_articles add constraint broken check (score < 0)`);
    await expect(placeNewArticles(database.db, { now: NOW })).rejects.toThrow();
    await database.db.execute(sql`alter table story_articles drop constraint broken`);
    expect(await allStories()).toEqual([]);
    expect(await placeNewArticles(database.db, { now: NOW })).toBe(1);
  });

  it('places the others where one article cannot be placed, and that one once it can', async () => {
    await accept(database.db, FERRY);
    const library = await accept(database.db, LIBRARY);
    await accept(database.db, FERRY_TOO);
    await database.db.execute(
      sql.raw(`alter table story_articles add constraint broken check (article_id <> ${library})`),
    );
    const failed: number[] = [];
    const onFailure = ({ articleId }: { articleId: number }) => failed.push(articleId);
    expect(await placeNewArticles(database.db, { now: NOW, onFailure })).toBe(2);
    expect(failed).toEqual([library]);
    expect((await allStories()).map(({ articleCount }) => articleCount)).toEqual([2]);
    await expect(placeNewArticles(database.db, { now: NOW })).rejects.toThrow(String(library));
    await database.db.execute(sql`alter table story_articles drop constraint broken`);
    expect(await placeNewArticles(database.db, { now: NOW })).toBe(1);
    expect(await allStories()).toHaveLength(2);
  });

  it('takes no news from an archive', async () => {
    await place({ ...FERRY, isNews: false });
    expect(await allStories()).toEqual([]);
    expect((await storiesByIds(database.db, [1]))[0]?.newsAt).toBeNull();
  });
});

describe('a merge', () => {
  it('is made by an article that shows two stories to be one', async () => {
    // Further apart than 72 hours, and one in the middle.
    const ids = await place({ ...FERRY, publishedAt: hoursAgo(100) }, { ...FERRY_TOO, publishedAt: hoursAgo(20) });
    const apart = await allStories();
    expect(apart).toHaveLength(2);
    ids.push(
      ...(await place({
        publisher: 'oblast',
        title: 'Пором «Каховка» біля Очакова: 84 пасажирів зняли катерами',
        text: 'Пасажирський пором «Каховка» у тумані сів на мілину неподалік Очакова. Капітан Гриценюк пояснив, що відмовив навігатор. Усіх 84 пасажирів зняли катерами.',
        publishedAt: hoursAgo(60),
      })),
    );
    const [story, ...others] = await allStories();
    expect(others).toEqual([]);
    expect(story).toMatchObject({ articleCount: 3, sourceCount: 3 });
    const gone = apart.find(({ id }) => id !== story!.id)!;
    expect(await canonicalIds(database.db, [gone.id])).toEqual(new Map([[gone.id, story!.id]]));
    expect(await formerIds(database.db, [story!.id])).toEqual(new Map([[gone.id, story!.id]]));
  });

  it('leads from the old story to the one that it turned out to be, which has all of its articles', async () => {
    const ids = await place(FERRY, LIBRARY);
    const [kept, gone] = await allStories();
    await database.db.transaction(async (tx) => {
      await mergeStory(tx, { from: gone!.id, into: kept!.id });
      await refreshStories(tx, [kept!.id]);
    });
    const [story, ...others] = await allStories();
    expect(others).toEqual([]);
    expect(story).toMatchObject({ id: kept!.id, articleCount: 2, sourceCount: 2 });
    expect(new Set(story!.terms)).toEqual(new Set([...kept!.terms, ...gone!.terms]));
    expect(
      (await articlesOfStories(database.db, [kept!.id]))
        .get(kept!.id)
        ?.map(({ id }) => id)
        .sort(),
    ).toEqual(ids);
    expect(await canonicalIds(database.db, [gone!.id, kept!.id])).toEqual(new Map([[gone!.id, kept!.id]]));
  });
});

describe('splitArticle', () => {
  it('parts an article into a story of its own, and both are told as they are now', async () => {
    const [first, second] = await place(FERRY, FERRY_TOO);
    const [story] = await allStories();
    const own = await splitArticle(database.db, { storyId: story!.id, articleId: second!, now: NOW });
    const told = await articlesOfStories(database.db, [story!.id, own!]);
    expect(told.get(story!.id)?.map(({ id }) => id)).toEqual([first]);
    expect(told.get(own!)?.map(({ id }) => id)).toEqual([second]);
    const [left, parted] = [
      (await storiesByIds(database.db, [story!.id]))[0]!,
      (await storiesByIds(database.db, [own!]))[0]!,
    ];
    expect(left).toMatchObject({ articleCount: 1, lastSeenAt: hoursAgo(2) });
    expect(parted).toMatchObject({ articleCount: 1, headline: FERRY_TOO.title, splitFrom: story!.id });
  });

  it('is not undone by a later article that is like both', async () => {
    const [, second] = await place(FERRY, FERRY_TOO);
    const [both] = await allStories();
    await splitArticle(database.db, { storyId: both!.id, articleId: second!, now: NOW });
    await place({
      ...FERRY_TOO,
      publisher: 'oblast',
      title: 'Пором біля Очакова сів на мілину: 84 пасажирів зняли катерами',
    });
    expect(await allStories()).toHaveLength(2);
  });

  it('outlives that either of the two turns out to be a third', async () => {
    const [first, second] = await place(FERRY, FERRY_TOO);
    const [library] = await place(LIBRARY);
    const [weather] = await place({ ...LIBRARY, publisher: 'oblast', title: 'Дощ', text: 'Завтра дощ.' });
    const storyWith = async (articleId: number | undefined) => {
      const [row] = await database.db.execute<{ story_id: string }>(
        sql`select story_id from story_articles where article_id = ${articleId}`,
      );
      return Number(row!.story_id);
    };
    await splitArticle(database.db, { storyId: await storyWith(second), articleId: second!, now: NOW });
    for (const [from, into] of [
      [first, library],
      [second, weather],
    ] as const) {
      const merge = { from: await storyWith(from), into: await storyWith(into) };
      await database.db.transaction((tx) => mergeStory(tx, merge));
    }
    const [one] = await storiesByIds(database.db, [await storyWith(second)]);
    expect(one?.splitFrom).toBe(await storyWith(first));
  });

  it('leaves the story its other articles, and tells of the parted one under its own headline', async () => {
    const [first, second] = await place(FERRY, FERRY_TOO);
    const [both] = await allStories();
    const own = await splitArticle(database.db, { storyId: both!.id, articleId: first!, now: NOW });
    const [story] = await allStories().then((all) => all.filter(({ id }) => id !== own));
    expect(story).toMatchObject({ headline: FERRY_TOO.title, sourceCount: 1, newsAt: hoursAgo(1) });
    const [join] = await joinsOfStory(database.db, own!);
    expect(join).toMatchObject({ articleId: first, reason: { kind: 'split', from: story!.id } });
    expect((await joinsOfStory(database.db, story!.id)).map(({ articleId }) => articleId)).toEqual([second]);
  });

  it('does nothing for an article that is alone, or is not there', async () => {
    const [only] = await place(LIBRARY);
    const [alone] = await allStories();
    expect(await splitArticle(database.db, { storyId: alone!.id, articleId: only!, now: NOW })).toBeNull();
    expect(await splitArticle(database.db, { storyId: alone!.id, articleId: 999, now: NOW })).toBeNull();
  });
});

describe('searchStories', () => {
  it('finds a story by its words in any form, all of them together', async () => {
    await place(FERRY, LIBRARY);
    const headlines = async (words: string) =>
      (await searchStories(database.db, { words, limit: 10 })).map(({ headline }) => headline);
    expect(await headlines('бібліотеки')).toEqual([LIBRARY.title]);
    expect(await headlines('пасажири порому')).toEqual([FERRY.title]);
    expect(await headlines('пасажири бібліотеки')).toEqual([]);
  });

  it('finds nothing for words that carry no matter', async () => {
    await place(FERRY);
    expect(await searchStories(database.db, { words: 'і в на', limit: 10 })).toEqual([]);
  });
});
