import { beforeEach, describe, expect, it } from 'vitest';
import { registerChat } from '../../src/chats/store.js';
import { haltDigests, resumeDigests } from '../../src/db/halts.js';
import { articles, chats, deliveries, digests, halts, leases, notices, sources } from '../../src/db/schema.js';
import { dispatchNotices } from '../../src/delivery/notices.js';
import { raiseAlerts, type Watch } from '../../src/server/alerts.js';
import { silentLog } from '../../src/telemetry/log.js';
import type { Topic } from '../../src/vocabulary.js';
import { useDatabase } from '../support/database.js';

const OPERATOR = 4_200;
/** Leases go by the database's clock. */
const NOW = new Date();
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

describe('the watch', () => {
  const database = useDatabase();
  const said: string[] = [];

  beforeEach(async () => {
    said.splice(0);
    for (const table of [deliveries, digests, articles, sources, notices, leases, halts, chats])
      await database.db.delete(table);
  });

  const look = (change: Partial<Watch> = {}) =>
    raiseAlerts({
      db: database.db,
      now: NOW,
      operatorChatId: OPERATOR,
      lease: 'sender',
      rate: 29,
      sender: null,
      polls: true,
      tell: async (html) => said.push(html),
      ...change,
    });
  const kinds = async () => (await database.db.select().from(notices)).map(({ kind }) => kind).sort();

  const source = (url: string, topic: Topic | null, failingSince: Date | null) =>
    database.db
      .insert(sources)
      .values({ kind: 'feed', url, title: url, defaultTopic: topic, failingSince, failures: failingSince ? 3 : 0 })
      .returning();

  it('says nothing where all is well', async () => {
    const [feed] = await source('https://a.example/rss', 'sport', null);
    await source('https://b.example/rss', 'sport', ago(500));
    const words = { title: 'Новина', text: 'Текст.', language: 'uk' as const, contentHash: '1' };
    await database.db.insert(articles).values({ ...words, sourceId: feed!.id, acceptedAt: ago(20) });
    const lease = { name: 'sender', holder: 'one', epoch: 1 };
    await database.db.insert(leases).values({ ...lease, until: new Date(NOW.getTime() + 60_000) });
    await look({ sender: { state: () => ({ kind: 'sending' }) } });
    expect(await kinds()).toEqual([]);
    expect(said).toEqual([]);
  });

  it('tells past the outbox, once, that nobody sends', async () => {
    const lease = { name: 'sender', holder: 'one', epoch: 1 };
    await database.db.insert(leases).values({ ...lease, until: ago(1) });
    await look();
    expect(said).toEqual([]);
    await database.db.update(leases).set({ until: ago(3) });
    await registerChat(database.db, { telegramId: OPERATOR, kind: 'private', title: 'Iryna', language: 'en' }, NOW);
    await look();
    await look();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('Nobody sends digests');
    expect(await dispatchNotices(database.db, { now: NOW, log: silentLog() })).toBe(0);
    // It came back and went away again: that is news.
    await database.db.update(leases).set({ until: ago(2.5) });
    await look();
    expect(said).toHaveLength(2);
  });

  it('tells once a day that Telegram refuses every send', async () => {
    const sender: Watch['sender'] = { state: () => ({ kind: 'halted', reason: '401 Unauthorized' }) };
    await look({ sender });
    await look({ sender });
    expect(await database.db.select().from(notices)).toMatchObject([
      { kind: 'sender-halted', telegramId: OPERATOR, data: { reason: '401 Unauthorized' } },
    ]);
  });

  it('tells of an hour without an article once, and of the next such hour again', async () => {
    const [feed] = await source('https://a.example/rss', null, null);
    const words = { title: 'Новина', text: 'Текст.', language: 'uk' as const, sourceId: feed!.id };
    await database.db.insert(articles).values({ ...words, contentHash: '1', acceptedAt: ago(70) });
    await look({ polls: false });
    expect(await kinds()).toEqual([]);
    await look();
    await look();
    expect(await kinds()).toEqual(['no-articles']);
    await database.db.insert(articles).values({ ...words, contentHash: '2', acceptedAt: ago(65) });
    await look();
    expect(await kinds()).toEqual(['no-articles', 'no-articles']);
  });

  it('tells once that a broadcast is late, and how long it will take; not where it was stopped', async () => {
    const chat = await registerChat(database.db, { telegramId: 7, kind: 'private', title: 'Олена' }, NOW);
    const times = {
      slotAt: ago(12),
      windowFrom: ago(60),
      windowUntil: ago(12),
      createdAt: ago(12),
      expiresAt: ago(-60),
    };
    const [digest] = await database.db
      .insert(digests)
      .values({ chatId: chat.id, kind: 'scheduled', key: '1', storyIds: [], state: 'planned', ...times })
      .returning();
    const row = { digestId: digest!.id, parts: 70, chatId: chat.id, payloadHash: '-', priority: 2, createdAt: ago(12) };
    await database.db.insert(deliveries).values(Array.from({ length: 70 }, (_, part) => ({ ...row, part: part + 1 })));
    await haltDigests(database.db, NOW);
    await look();
    expect(await kinds()).toEqual([]);
    await resumeDigests(database.db);
    await look({ rate: 1 });
    await look({ rate: 1 });
    expect(await database.db.select().from(notices)).toMatchObject([
      { kind: 'broadcast-late', data: { count: 70, minutes: 2 } },
    ]);
    await dispatchNotices(database.db, { now: NOW, log: silentLog() });
  });

  it('tells of a topic whose sources are all dead, and of all of them at once where none works', async () => {
    await source('https://a.example/rss', 'sport', ago(90));
    await source('https://b.example/rss', 'sport', ago(70));
    await source('https://c.example/rss', 'health', ago(90));
    await source('https://d.example/rss', null, null);
    await source('https://e.example/rss', null, ago(90));
    await look();
    await look();
    expect(await database.db.select().from(notices)).toMatchObject([{ kind: 'group-dead', data: { group: 'Спорт' } }]);
    await database.db.update(sources).set({ failingSince: ago(65) });
    await look();
    expect(await kinds()).toEqual(['group-dead', 'sources-dead']);
  });
});
