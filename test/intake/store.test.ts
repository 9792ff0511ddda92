import { describe, expect, it } from 'vitest';
import { barredPublishers } from '../../src/db/schema.js';
import type { Article } from '../../src/intake/article.js';
import { barPublisher } from '../../src/intake/publisher/store.js';
import { acceptArticle, acceptArticles, changeArticle } from '../../src/intake/store/accept.js';
import { unknownItems } from '../../src/intake/store/known.js';
import { articlesByIds, ensureSource } from '../../src/intake/store.js';
import { useDatabase } from '../support/database.js';

const NOW = new Date('2026-03-10T12:00:00Z');
const TEXT =
  'Міська рада Яворова ухвалила бюджет громади на наступний рік. За документ проголосували двадцять чотири депутати, повідомила секретарка ради Ірина Ткачик після засідання.';

describe('accepting articles', () => {
  const database = useDatabase();
  let number = 0;
  const article = (own: Partial<Article> = {}): Article => ({
    title: `Заголовок ${++number}`,
    text: `${TEXT} ${number}`,
    publisher: 'Гомін',
    url: `https://homin.example/${number}`,
    publishedAt: NOW,
    language: 'uk',
    ...own,
  });
  const source = async (name: string) =>
    (await ensureSource(database.db, { kind: 'feed', url: `https://${name}.example/rss`, title: name })).id;
  const accept = async (one: Article, sourceId: number, more: { guid?: string; now?: Date } = {}) => {
    const accepted = await acceptArticle(database.db, { article: one, sourceId, now: NOW, isNews: true, ...more });
    if (!accepted) throw new Error('Its publisher is barred.');
    return accepted;
  };

  it('stores one once, by its address, whichever source brings it and however its text changed', async () => {
    const one = article();
    const first = await accept(one, await source('a'));
    expect(first.isNew).toBe(true);
    expect(await accept({ ...one, title: 'Інший', text: 'Зовсім інший текст.' }, await source('b'))).toEqual({
      id: first.id,
      isNew: false,
    });
  });

  it('knows one again by its guid and by its words, when a site changes its addresses', async () => {
    const a = await source('a');
    const one = article();
    const { id } = await accept(one, a, { guid: 'g1' });
    expect(await accept({ ...article(), url: null }, a, { guid: 'g1' })).toEqual({ id, isNew: false });
    expect(
      await accept({ ...one, url: 'https://homin.example/new', title: one.title.toUpperCase() }, a, { guid: 'g2' }),
    ).toEqual({ id, isNew: false });
  });

  it('takes a text that its source tells again a little changed for the same, and a new text under an old headline for a new one', async () => {
    const a = await source('a');
    const one = article();
    const { id } = await accept(one, a);
    const mended = { ...one, url: 'https://homin.example/mended', text: one.text.replace('двадцять чотири', '24') };
    expect(await accept(mended, a)).toEqual({ id, isNew: false });
    const next = {
      ...one,
      url: 'https://homin.example/next',
      text: 'Ціни на дрова зросли вдвічі, і громада шукає, чим опалювати школи взимку.',
    };
    expect((await accept(next, a)).isNew).toBe(true);
    const later = { ...mended, url: 'https://homin.example/later' };
    expect((await accept(later, a, { now: new Date('2026-03-20T12:00:00Z') })).isNew).toBe(true);
  });

  it('stores a text that was cut within an emoji, or that holds what Postgres has no letter for', async () => {
    const one = article({ title: 'Свято 🎉'.slice(0, -1), text: 'Рядок\u0000 зі \\u0000 знаками.' });
    const { id } = await accept(one, await source('a'));
    expect(await articlesByIds(database.db, [id])).toMatchObject([
      { title: 'Свято \ufffd', text: 'Рядок\ufffd зі \\u0000 знаками.' },
    ]);
  });

  it('keeps the same wire text of two publishers as two articles', async () => {
    const one = article();
    const first = await accept(one, await source('a'));
    const second = await accept({ ...one, url: 'https://vistnyk.example/1' }, await source('b'));
    expect(second.isNew).toBe(true);
    expect(await articlesByIds(database.db, [first.id, second.id])).toHaveLength(2);
  });

  it('stores one once when two processes bring it in the same moment', async () => {
    const other = await database.another();
    const a = await source('a');
    const one = article();
    const results = await Promise.all(
      [database.db, other.db].map((db) => acceptArticle(db, { article: one, sourceId: a, now: NOW, isNews: true })),
    );
    expect(new Set(results.map((result) => result?.id)).size).toBe(1);
    expect(results.filter((result) => result?.isNew)).toHaveLength(1);
  });

  it('tells which items of a feed are not stored: by address from any source, by guid from this one', async () => {
    const [a, b] = [await source('a'), await source('b')];
    const one = article();
    await accept(one, a, { guid: 'known' });
    const ask = (sourceId: number) =>
      unknownItems(database.db, [
        { sourceId, url: one.url, guid: 'none' },
        { sourceId, url: 'https://homin.example/none', guid: 'known' },
        { sourceId, url: null, guid: null },
      ]);
    expect(await ask(a)).toEqual(new Set([2]));
    expect(await ask(b)).toEqual(new Set([1, 2]));
  });

  it('stores more text than goes to the database at once, and knows each again when it is told a little changed', async () => {
    const a = await source('a');
    const long = Array.from({ length: 60 }, () => article()).map((one, n) => ({
      ...one,
      text: Array.from({ length: 1200 }, (_, word) => `слово${n}-${word}`).join(' '),
    }));
    const batch = (one: Article) => ({ article: one, sourceId: a, now: NOW, isNews: true });
    const stored = await acceptArticles(database.db, long.map(batch));
    expect(stored.filter((result) => result?.isNew)).toHaveLength(60);
    const told = await articlesByIds(
      database.db,
      stored.map((result) => result!.id),
    );
    expect(new Map(told.map(({ title, text }) => [title, text]))).toEqual(
      new Map(long.map(({ title, text }) => [title, text])),
    );
    const changed = long.map((one) => ({ ...one, url: `${one.url}/mended`, text: `${one.text} Оновлено.` }));
    expect(await acceptArticles(database.db, changed.map(batch))).toEqual(
      stored.map((result) => ({ id: result!.id, isNew: false })),
    );
  });

  it('stores nothing of a publisher that wished not to be told of, however it is named, and nothing of an edited post', async () => {
    const a = await source('a');
    const edited = article({ publisher: 'Вісник' });
    const { id } = await accept(edited, a);
    for (const publisher of ['Вісник', 'Українська правда']) await barPublisher(database.db, { publisher, now: NOW });
    const batch = [
      article({ publisher: 'Вісник' }),
      article({ publisher: 'УП' }),
      article({ publisher: 'Агрегатор', url: 'https://life.pravda.com.ua/news/1' }),
      article({ publisher: null }),
    ].map((one) => ({ article: one, sourceId: a, now: NOW, isNews: true }));
    const results = await acceptArticles(database.db, batch);
    expect(results.map((result) => result?.isNew ?? null)).toEqual([null, null, null, true]);
    const [known] = await articlesByIds(database.db, [id]);
    expect(await changeArticle(database.db, known!, { ...edited, text: 'Інші слова про те саме.' })).toBeNull();
    expect(await articlesByIds(database.db, [id])).toEqual([known]);
    await database.db.delete(barredPublishers);
  });

  it('stores many at once as it stores each by itself', async () => {
    const [a, b] = [await source('a'), await source('b')];
    const stored = article();
    const { id } = await accept(stored, a, { guid: 'stored' });
    const one = article();
    const batch = (article: Article, sourceId: number, guid: string | null = null) => ({
      article,
      sourceId,
      guid,
      now: NOW,
      isNews: true,
    });
    const mended = { ...one, url: 'https://homin.example/once-more', text: one.text.replace('двадцять чотири', '24') };
    const results = await acceptArticles(database.db, [
      batch(one, a),
      batch(mended, a),
      batch({ ...one, url: 'https://homin.example/shouted', title: one.title.toUpperCase() }, a),
      batch({ ...article(), url: one.url }, b),
      batch({ ...one, url: 'https://vistnyk.example/same-words' }, b),
      batch(article(), a, 'stored'),
    ]);
    const [first, , , , wire] = results;
    expect(results.map((result) => result?.isNew)).toEqual([true, false, false, false, true, false]);
    expect(results.map((result) => result?.id)).toEqual([first!.id, first!.id, first!.id, first!.id, wire!.id, id]);
    expect(wire!.id).toBeGreaterThan(first!.id);
  });
});
