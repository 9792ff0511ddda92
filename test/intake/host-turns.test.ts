import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hostTurns } from '../../src/db/schema.js';
import { openFetcher } from '../../src/intake/intake.js';
import { openPageReader } from '../../src/intake/people/pages.js';
import { giveTurns, pruneHostTurns, takeTurns } from '../../src/intake/store/host-turns.js';
import { useDatabase } from '../support/database.js';

const MINUTE = 60_000;
const HOST = 'homin.example';

describe('turns at a host', () => {
  const database = useDatabase();
  const take = (host = HOST) => takeTurns(database.db, [host], { atOnce: 2, interval: MINUTE });

  beforeEach(async () => {
    await database.db.delete(hostTurns);
  });

  it('begin one after another, and no more are taken at a time than may be', async () => {
    const [first] = await take();
    const [second] = await take();
    expect(first).toMatchObject({ host: HOST, wait: 0 });
    expect(second!.wait).toBeGreaterThan(0);
    expect(second!.wait).toBeLessThanOrEqual(MINUTE);
    expect(await take()).toEqual([]);
    expect(await take('other.example')).toMatchObject([{ wait: 0 }]);
    await giveTurns(database.db, [first!]);
    const [third] = await take();
    expect(third!.wait).toBeGreaterThan(second!.wait);
    expect(await take()).toEqual([]);
  });

  it('of several hosts are taken and given back together', async () => {
    const hosts = ['b.example', 'a.example', 'c.example'];
    const turns = await takeTurns(database.db, hosts, { atOnce: 1, interval: 0 });
    expect(turns.map(({ host }) => host).sort()).toEqual([...hosts].sort());
    expect(await takeTurns(database.db, hosts, { atOnce: 1, interval: 0 })).toEqual([]);
    await giveTurns(database.db, turns.slice(0, 2));
    const free = turns.slice(0, 2).map(({ host }) => host);
    const again = await takeTurns(database.db, hosts, { atOnce: 1, interval: 0 });
    expect(again.map(({ host }) => host).sort()).toEqual(free.sort());
  });

  it('that a dead process took run out, and a late word of its does not end another’s', async () => {
    const [lost] = await takeTurns(database.db, [HOST], { atOnce: 1, interval: 0 });
    expect(await takeTurns(database.db, [HOST], { atOnce: 1, interval: 0 })).toEqual([]);
    await database.db
      .update(hostTurns)
      .set({ turns: sql`array(select turn - interval '1 hour' from unnest(turns) as turn)` })
      .where(eq(hostTurns.host, HOST));
    expect(await takeTurns(database.db, [HOST], { atOnce: 1, interval: 0 })).toHaveLength(1);
    await giveTurns(database.db, [lost!]);
    expect(await takeTurns(database.db, [HOST], { atOnce: 1, interval: 0 })).toEqual([]);
  });

  it('are forgotten when nobody has asked the host for long', async () => {
    await take();
    expect(await pruneHostTurns(database.db, new Date(Date.now() - MINUTE))).toBe(0);
    expect(await pruneHostTurns(database.db, new Date(Date.now() + 2 * MINUTE))).toBe(1);
  });
});

describe('processes that share a database', () => {
  const database = useDatabase();
  let underWay = 0;
  let most = 0;
  let answered = 0;
  const server = createServer((_, response) => {
    most = Math.max(most, ++underWay);
    setTimeout(() => {
      underWay--;
      answered++;
      response.end('слово');
    }, 40);
  });
  let url = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('ask one host for at most two things at once all together, for feeds and for pages', async () => {
    const other = await database.another();
    const manners = { allowPrivateNetworks: true, interval: 0 };
    const feeds = openFetcher({ ...manners, db: database.db });
    const pages = openPageReader({ ...manners, db: other.db, now: () => new Date() });
    await Promise.all(
      [...Array(5).keys()].flatMap((n) => [feeds.fetch(`${url}/${n}`), pages.fetcher.fetch(`${url}/pages/${n}`)]),
    );
    expect({ most, answered }).toEqual({ most: 2, answered: 10 });
    await feeds.close();
    await pages.close();
  });
});
