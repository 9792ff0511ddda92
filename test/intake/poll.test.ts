import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { articles, notices, sources } from '../../src/db/schema.js';
import type { Fetched, Fetcher, FetchOptions } from '../../src/intake/fetch.js';
import { FetchError, FetcherClosedError } from '../../src/intake/fetch-errors.js';
import { pollDueSources } from '../../src/intake/poll.js';
import { claimDueSources, finishPolls } from '../../src/intake/sources/store/polls.js';
import { addSources, confirmSource, listSources, pauseSource, resumeSource } from '../../src/intake/sources/store.js';
import { silentLog } from '../../src/telemetry/log.js';
import { useDatabase } from '../support/database.js';

const START = new Date('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;
const URL_OF_FEED = 'https://homin.example/rss';

interface Item {
  id: string;
  /** Hours before the start; `null`: no date. */
  age?: number | null;
  text?: string;
}
const feed = (...items: Item[]) =>
  `<rss version="2.0"><channel><title>Гомін</title><link>https://homin.example/</link>${items
    .map(
      ({
        id,
        age = 1,
        text,
      }) => `<item><title>Новина ${id} громади</title><link>https://homin.example/${id}</link><guid isPermaLink="false">${id}</guid>
      <description>${text ?? `Речення про новину ${id}, яка сталася в громаді. `.repeat(20)}</description>${age === null ? '' : `<pubDate>${new Date(START.getTime() - age * HOUR).toUTCString()}</pubDate>`}</item>`,
    )
    .join('')}</channel></rss>`;

describe('polling', () => {
  const database = useDatabase();
  let now = START;
  /** What the web answers, by address; what was asked of it. */
  let web: Record<string, (options: FetchOptions) => Partial<Extract<Fetched, { kind: 'fetched' }>> | 'unchanged'> = {};
  let asked: { url: string; options: FetchOptions }[] = [];

  const fetcher: Fetcher = {
    async fetch(url, options = {}) {
      asked.push({ url, options });
      const answer = web[url]?.(options);
      const common = { url, movedTo: null, etag: null, lastModified: null, freshFor: null };
      if (answer === undefined) throw new FetchError('bad-status', `${url} answered 404.`, { status: 404 });
      return answer === 'unchanged'
        ? { kind: 'unchanged', ...common }
        : { kind: 'fetched', ...common, contentType: null, body: Buffer.from(''), ...answer };
    },
    close: async () => {},
  };
  const polling = () => ({
    db: database.db,
    fetcher,
    robots: { check: async () => {} },
    log: silentLog(),
    now: () => now,
    operatorChatId: 77,
  });
  const poll = () => pollDueSources(polling());
  const serve = (text: string, more: object = {}) => {
    web[URL_OF_FEED] = () => ({ body: Buffer.from(text), ...more });
  };
  const source = async (url = URL_OF_FEED) =>
    (await database.db.select().from(sources).where(eq(sources.url, url)))[0]!;
  const stored = () => database.db.select().from(articles).orderBy(articles.id);
  const listed = (url: string) => ({
    title: 'Гомін',
    url,
    siteUrl: null,
    topic: null,
    language: 'uk' as const,
    unconfirmed: false,
  });
  const due = async () => {
    now = new Date((await source()).nextPollAt!.getTime());
  };

  beforeEach(async () => {
    await database.db.execute(sql`truncate ${sources}, ${articles}, ${notices} restart identity cascade`);
    now = START;
    web = {};
    asked = [];
    await addSources(database.db, [listed(URL_OF_FEED)], START);
  });

  it('stores the items of a feed in the order of events, and the state of the feed with them', async () => {
    serve(feed({ id: 'b', age: 1 }, { id: 'a', age: 2 }), {
      etag: '"1"',
      lastModified: 'Tue, 10 Mar 2026 11:00:00 GMT',
    });
    expect(await poll()).toEqual({ polled: 1, unchanged: 0, failed: 0, accepted: 2 });
    expect(
      (await stored()).map(({ title, url, guid, publisher, isNews, publishedAtGuessed }) => ({
        title,
        url,
        guid,
        publisher,
        isNews,
        publishedAtGuessed,
      })),
    ).toEqual([
      {
        title: 'Новина a громади',
        url: 'https://homin.example/a',
        guid: 'a',
        publisher: 'Гомін',
        isNews: true,
        publishedAtGuessed: false,
      },
      {
        title: 'Новина b громади',
        url: 'https://homin.example/b',
        guid: 'b',
        publisher: 'Гомін',
        isNews: true,
        publishedAtGuessed: false,
      },
    ]);
    expect(await source()).toMatchObject({
      etag: '"1"',
      failures: 0,
      lastError: null,
      claimedUntil: null,
      siteUrl: 'https://homin.example/',
      lastSuccessAt: START,
    });
  });

  it('asks again with what it was given, and takes «unchanged» for an answer', async () => {
    serve(feed({ id: 'a' }), { etag: '"1"', lastModified: 'Tue, 10 Mar 2026 11:00:00 GMT' });
    await poll();
    await due();
    web[URL_OF_FEED] = () => 'unchanged';
    expect(await poll()).toEqual({ polled: 1, unchanged: 1, failed: 0, accepted: 0 });
    expect(asked.at(-1)?.options).toEqual({ etag: '"1"', lastModified: 'Tue, 10 Mar 2026 11:00:00 GMT' });
    expect((await source()).etag).toBe('"1"');
  });

  it('does not poll before a source is due, while it is paused, or before it was confirmed', async () => {
    serve(feed({ id: 'a' }));
    await addSources(database.db, [{ ...listed('https://new.example/rss'), unconfirmed: true }], START);
    await pauseSource(database.db, (await source()).id, { reason: 'x', now });
    expect((await poll()).polled).toBe(0);
    await resumeSource(database.db, (await source()).id, now);
    expect((await poll()).polled).toBe(1);
    expect((await poll()).polled).toBe(0);
    await confirmSource(database.db, (await source('https://new.example/rss')).id, now);
    expect(await poll()).toMatchObject({ polled: 1, failed: 1 });
    expect((await listSources(database.db)).map(({ url }) => url)).toEqual([URL_OF_FEED, 'https://new.example/rss']);
  });

  it('does not flood with a new source: only its last day is news, and nothing without a date', async () => {
    serve(feed({ id: 'today', age: 3 }, { id: 'old', age: 30 }, { id: 'undated', age: null }));
    await poll();
    expect(Object.fromEntries((await stored()).map(({ guid, isNews }) => [guid, isNews]))).toEqual({
      today: true,
      old: false,
      undated: false,
    });
    await due();
    serve(feed({ id: 'later', age: 30 }, { id: 'undated2', age: null }, { id: 'archive', age: 24 * 30 }));
    await poll();
    expect(Object.fromEntries((await stored()).slice(3).map(({ guid, isNews }) => [guid, isNews]))).toEqual({
      later: true,
      undated2: true,
      archive: false,
    });
  });

  it('puts the moment of the fetch in place of a date that is missing or lies in the future, and marks it', async () => {
    serve(feed({ id: 'undated', age: null }, { id: 'future', age: -48 }));
    await poll();
    for (const article of await stored())
      expect(article).toMatchObject({ publishedAt: START, publishedAtGuessed: true });
  });

  it('brings no archive back when a site changes its guids', async () => {
    serve(feed({ id: 'a' }, { id: 'b' }));
    await poll();
    await due();
    serve(feed({ id: 'a' }, { id: 'b' }).replaceAll('<guid isPermaLink="false">', '<guid isPermaLink="false">new-'));
    expect((await poll()).accepted).toBe(0);
    await due();
    serve(
      feed({ id: 'a' }, { id: 'b' })
        .replaceAll('https://homin.example/', 'https://homin.example/moved/')
        .replaceAll('<guid isPermaLink="false">', '<guid isPermaLink="false">newer-'),
    );
    expect((await poll()).accepted).toBe(0);
  });

  it('waits longer after every failure, says why, and forgets it when the source works again', async () => {
    await poll();
    expect(await source()).toMatchObject({
      failures: 1,
      failingSince: START,
      lastError: `${URL_OF_FEED} answered 404.`,
      claimedUntil: null,
    });
    const first = (await source()).nextPollAt!.getTime() - START.getTime();
    await due();
    const second = now;
    serve('<!doctype html><html></html>');
    await poll();
    expect(await source()).toMatchObject({
      failures: 2,
      failingSince: START,
      lastError: expect.stringContaining('web page'),
    });
    expect((await source()).nextPollAt!.getTime() - second.getTime()).toBeGreaterThan(first);
    await due();
    serve(feed({ id: 'a' }));
    expect(await poll()).toMatchObject({ accepted: 1 });
    expect(await source()).toMatchObject({ failures: 0, failingSince: null, lastError: null });
  });

  it('waits as long as the server asks', async () => {
    web[URL_OF_FEED] = () => {
      throw new FetchError('bad-status', 'busy', { status: 429, retryAfter: 7200 });
    };
    await poll();
    expect((await source()).nextPollAt!.getTime() - START.getTime()).toBeGreaterThanOrEqual(7_200_000);
    await due();
    serve(feed({ id: 'a' }).replace('<channel>', '<channel><ttl>240</ttl>'), { freshFor: 60 });
    const at = now.getTime();
    await poll();
    expect((await source()).nextPollAt!.getTime() - at).toBeGreaterThanOrEqual(4 * HOUR);
  });

  it('has nothing to read in a document that comes again word for word, and goes on waiting as the feed asked', async () => {
    serve(feed({ id: 'a' }).replace('<channel>', '<channel><ttl>240</ttl>'));
    expect(await poll()).toMatchObject({ unchanged: 0, accepted: 1 });
    for (const answer of ['the same', 'unchanged'] as const) {
      await due();
      const at = now.getTime();
      if (answer === 'unchanged') web[URL_OF_FEED] = () => 'unchanged';
      expect(await poll()).toEqual({ polled: 1, unchanged: 1, failed: 0, accepted: 0 });
      expect((await source()).nextPollAt!.getTime() - at).toBeGreaterThanOrEqual(4 * HOUR);
    }
  });

  it('takes names of items that no index of the database would hold, once', async () => {
    const long = Array.from({ length: 4000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000))).join('');
    const item = (n: number) => ({ id: `${n}\u0000\ud800${long}`, title: `Новина ${n}`, content_text: `Текст ${n}` });
    const json = () => JSON.stringify({ items: [item(1), item(2)], home_page_url: 'не адреса\u0000' });
    serve(json());
    expect(await poll()).toMatchObject({ failed: 0, accepted: 2 });
    await due();
    serve(` ${json().replaceAll('Новина', 'Та сама новина')}`);
    expect(await poll()).toMatchObject({ failed: 0, accepted: 0 });
    expect((await source()).siteUrl).toBeNull();
  });

  it('takes of an endless title and an endless text what an article may have', async () => {
    const words = 'Речення про громаду, якому немає кінця. ';
    serve(feed({ id: 'a', text: words.repeat(5000) }).replace('Новина a громади', 'Слово '.repeat(1000)));
    expect(await poll()).toMatchObject({ accepted: 1 });
    const [{ title, text } = { title: '', text: '' }] = await stored();
    expect(title.length).toBeLessThanOrEqual(500);
    expect(text.length).toBeLessThanOrEqual(100_000);
    expect(text.length).toBeGreaterThan(90_000);
  });

  it('stores what a feed brought together with its state or not at all, and gets it the next time', async () => {
    serve(feed({ id: 'a' }, { id: 'b' }), { etag: '"1"' });
    await database.db.execute(sql`
      create function crash() returns trigger language plpgsql as $$ begin raise 'the program died here'; end $$`);
    await database.db.execute(sql`
      create trigger crash after insert on ${articles} for each row when (new.guid = 'b') execute function crash()`);
    expect(await poll()).toMatchObject({ failed: 1, accepted: 0 });
    expect(await stored()).toEqual([]);
    expect(await source()).toMatchObject({ etag: null, bodyHash: null, lastSuccessAt: null });
    await database.db.execute(sql`drop function crash() cascade`);
    await due();
    expect(await poll()).toMatchObject({ failed: 0, accepted: 2 });
    expect(await source()).toMatchObject({ etag: '"1"', failures: 0 });
  });

  it('pauses a source that has been dead for a week, and tells its operator once', async () => {
    while ((await source()).pausedAt === null) {
      await poll();
      await due();
    }
    expect(now.getTime() - START.getTime()).toBeGreaterThanOrEqual(7 * 24 * HOUR);
    expect(now.getTime() - START.getTime()).toBeLessThan(9 * 24 * HOUR);
    expect((await poll()).polled).toBe(0);
    expect(await database.db.select().from(notices)).toMatchObject([
      { kind: 'source-dead', telegramId: 77, data: { title: 'Гомін', reason: `${URL_OF_FEED} answered 404.` } },
    ]);
  });

  it('retires a source that is gone for good at once', async () => {
    web[URL_OF_FEED] = () => {
      throw new FetchError('bad-status', 'gone', { status: 410 });
    };
    await poll();
    expect(await source()).toMatchObject({ pausedAt: START, pausedReason: 'gone' });
    expect(await database.db.select().from(notices)).toHaveLength(1);
  });

  it('follows a source that moved for good, and drops it where it moved to another source', async () => {
    serve(feed({ id: 'a' }), { movedTo: 'https://homin.example/new' });
    await poll();
    expect(await source('https://homin.example/new')).toMatchObject({ pausedAt: null });
    await addSources(database.db, [listed(URL_OF_FEED)], now);
    await poll();
    expect(await source()).toMatchObject({
      pausedAt: now,
      pausedReason: expect.stringContaining('https://homin.example/new'),
    });
  });

  it('reads the page of an item that is a teaser, and keeps the teaser where the page cannot be read', async () => {
    const long = 'Речення зі сторінки про те, що сталося в громаді. '.repeat(5).trim();
    web['https://homin.example/a'] = () => ({
      body: Buffer.from(`<h1>Новина a громади</h1><p>${long}</p>`),
      contentType: 'text/html',
    });
    serve(feed({ id: 'a', text: 'Стислий анонс новини.' }, { id: 'b', text: 'Стислий анонс іншої.' }, { id: 'c' }));
    await poll();
    const texts = Object.fromEntries((await stored()).map(({ guid, text }) => [guid, text]));
    expect(texts).toMatchObject({ a: long, b: 'Стислий анонс іншої.' });
    expect(asked.map(({ url }) => url).sort()).toEqual(
      [URL_OF_FEED, 'https://homin.example/a', 'https://homin.example/b'].sort(),
    );
  });

  it('gives a source to one of two processes that ask at once', async () => {
    const other = await database.another();
    const claims = await Promise.all(
      [database, other].map(({ db }) => claimDueSources(db, { now: START, limit: 10, claimSeconds: 60 })),
    );
    expect(claims.flat()).toHaveLength(1);
  });

  it('gives each of many processes as many sources as it asks for, and none to two of them', async () => {
    const urls = Array.from({ length: 500 }, (_, n) => `https://paper-${n % 100}.example/${n}`);
    await addSources(database.db, urls.map(listed), START);
    const others = await Promise.all([database.another(), database.another()]);
    const claims = await Promise.all(
      [database, ...others].map(({ db }) => claimDueSources(db, { now: START, limit: 120, claimSeconds: 60 })),
    );
    expect(claims.map(({ length }) => length)).toEqual([120, 120, 120]);
    expect(new Set(claims.flat().map(({ id }) => id)).size).toBe(360);
    const rest = await claimDueSources(database.db, { now: START, limit: 1000, claimSeconds: 60 });
    expect(rest).toHaveLength(501 - 360);
  });

  it('writes nothing when its claim ran out and another took the source over', async () => {
    const [lost] = await claimDueSources(database.db, { now: START, limit: 1, claimSeconds: 60 });
    const later = new Date(START.getTime() + 61_000);
    const [taken] = await claimDueSources(database.db, { now: later, limit: 1, claimSeconds: 60 });
    expect(await finishPolls(database.db, [{ source: lost!, change: { failures: 9 } }])).toEqual(new Set());
    expect(await finishPolls(database.db, [{ source: taken!, change: { failures: 1 } }])).toEqual(new Set([taken!.id]));
    expect((await source()).failures).toBe(1);
  });

  it('leaves a source due, and blames it for nothing, when the program stops in the middle of a round', async () => {
    await addSources(database.db, [listed('https://other.example/rss')], START);
    const stop = () => {
      throw new FetcherClosedError();
    };
    web[URL_OF_FEED] = stop;
    web['https://other.example/rss'] = stop;
    expect(await poll()).toEqual({ polled: 0, unchanged: 0, failed: 0, accepted: 0 });
    expect(await source()).toMatchObject({ nextPollAt: START, claimedUntil: null, failures: 0, lastError: null });
    serve(feed({ id: 'a' }));
    expect(await poll()).toMatchObject({ polled: 1, accepted: 1 });
  });

  it('does not wait for a slow source before it reads all the others', async () => {
    const others = Array.from({ length: 300 }, (_, n) => `https://paper-${n}.example/rss`);
    await addSources(database.db, others.map(listed), START);
    let read = 0;
    for (const url of others) {
      web[url] = () => {
        read += 1;
        return 'unchanged';
      };
    }
    let answerAtLast = () => {};
    const slow = new Promise<void>((resolve) => {
      answerAtLast = resolve;
    });
    const patient: Fetcher = {
      ...fetcher,
      async fetch(url, options) {
        if (url === URL_OF_FEED) await slow;
        const answer = await fetcher.fetch(url, options);
        if (read === others.length) answerAtLast();
        return answer;
      },
    };
    serve(feed({ id: 'a' }));
    const round = await pollDueSources({ ...polling(), fetcher: patient });
    expect(round).toEqual({ polled: 301, unchanged: 300, failed: 0, accepted: 1 });
  });

  it('goes on with the others when one source is a trap', async () => {
    await addSources(
      database.db,
      ['deep', 'bomb', 'good'].map((name) => listed(`https://${name}.example/rss`)),
      START,
    );
    web['https://deep.example/rss'] = () => ({ body: Buffer.from(`<rss><channel><item>${'<a>'.repeat(20_000)}`) });
    web['https://bomb.example/rss'] = () => {
      throw new Error('something nobody thought of');
    };
    web['https://good.example/rss'] = () => ({ body: Buffer.from(feed({ id: 'good' })) });
    expect(await poll()).toEqual({ polled: 4, unchanged: 0, failed: 3, accepted: 1 });
    expect((await source('https://deep.example/rss')).lastError).toContain('128 deep');
    expect((await source('https://bomb.example/rss')).lastError).toBe('something nobody thought of');
  });
});
