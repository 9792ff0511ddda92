import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readOpml } from '../../src/intake/sources/opml.js';
import { addSources, listSources } from '../../src/intake/sources/store.js';
import { korotko, korotkoHere } from '../support/command.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();

/** Two sites: one whose page names its feed, and one that has nothing to read. */
const server = createServer((request, response) => {
  const feed = `<rss version="2.0"><channel><title>Гомін</title><link>${site}/</link><language>uk-UA</language>
    <item><title>У Полтаві відкрили міст</title><link>${site}/1</link><pubDate>Tue, 10 Mar 2026 12:00:00 GMT</pubDate></item></channel></rss>`;
  const documents: Record<string, string> = {
    '/': '<html><link rel="alternate" type="application/rss+xml" href="/rss"></html>',
    '/rss': feed,
    '/waiting': feed,
  };
  const document = documents[request.url ?? ''];
  response.writeHead(document === undefined ? 404 : 200).end(document);
});
let site = '';
let folder = '';
let env: Record<string, string> = {};

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(path.join(tmpdir(), 'korotko-sources-'));
  const named = inject('postgres').url !== null && 'url' in database.target;
  env = {
    DATA_DIR: folder,
    ALLOW_PRIVATE_NETWORKS: 'true',
    ...(named && 'url' in database.target ? { DATABASE_URL: database.target.url } : {}),
  };
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const run = (...args: string[]) => korotkoHere(['sources', ...args], { env, cwd: folder });
const lineOf = async (url: string) => (await run('list')).stdout.split('\n').find((line) => line.endsWith(url)) ?? '';
const idOf = async (url: string) => lineOf(url).then((line) => line.trim().split(/\s+/)[0] ?? '');

/** What an operator does with a source, in order: each step stands on the one before. */
describe('the sources of an installation', () => {
  test('are there from the beginning, and those that nobody has read are marked', async () => {
    const { code, stdout } = await run('list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +\d+ {2}working +Українська правда {2}https:\/\/www\.pravda\.com\.ua\/rss\/$/m);
    expect(stdout).toMatch(/^ +\d+ {2}unconfirmed /m);
  });

  test('are added by the address of a site, whose feed is found, once', async () => {
    const added = await run('add', site, '--topic', 'society');
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toMatch(new RegExp(`^added +\\d+ Гомін ${site}/rss\n$`));
    expect((await run('add', `${site}/rss`)).stdout).toMatch(/^known +\d+ Гомін/);
    expect(await lineOf(`${site}/rss`)).toContain('working');
  });

  test('are imported from a list; one that is marked unconfirmed waits until it was read', async () => {
    const outline = (url: string) =>
      `<outline text="Ще один" type="rss" xmlUrl="${site}${url}" unconfirmed="${url === '/waiting'}"/>`;
    const list = `<opml version="2.0"><body>${outline('/rss')}${outline('/waiting')}${outline('/dead')}</body></opml>`;
    await writeFile(path.join(folder, 'feeds.opml'), list);
    expect(await run('import', 'feeds.opml')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^added 2 of 3/),
    });
    expect(await lineOf(`${site}/waiting`)).toContain('unconfirmed');
    const waiting = await idOf(`${site}/waiting`);
    expect(await run('resume', waiting)).toMatchObject({ code: 1, stderr: expect.stringContaining('sources check') });

    const checked = await run('check', `${site}/waiting`);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    expect(checked.stdout).toMatch(/^confirmed +\d+ Ще один .+: 1 items, the newest of 2026-03-10T12:00Z\n$/);
    expect(await lineOf(`${site}/waiting`)).toContain('working');
    expect((await run('check', waiting)).stdout).toMatch(/^works /);
  });

  test('that a desk added for itself are left out of an import, and it is said', async () => {
    const own = `<outline text="Своя" type="rss" xmlUrl="${site}/own" desk="7"/>`;
    await writeFile(path.join(folder, 'own.opml'), `<opml version="2.0"><body>${own}</body></opml>`);
    const { code, stdout } = await run('import', 'own.opml');
    expect(code).toBe(0);
    expect(stdout).toContain('left out 1 that desks added for themselves');
    expect(await lineOf(`${site}/own`)).toBe('');
  });

  test('say why they do not work, when they are checked', async () => {
    const { code, stdout } = await run('check', `${site}/dead`);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^failed +\d+ Ще один .+ answered 404\.\n$/);
  });

  test('are paused and resumed by their number', async () => {
    const id = await idOf(`${site}/rss`);
    expect(await run('pause', id)).toMatchObject({ code: 0, stdout: expect.stringContaining('paused') });
    const { stdout } = await run('list');
    expect(stdout).toMatch(new RegExp(`^ +${id} {2}paused +Гомін .+\n +Its operator paused it\\.$`, 'm'));
    expect(await run('resume', id)).toMatchObject({ code: 0, stdout: expect.stringContaining('resumed') });
    expect(await lineOf(`${site}/rss`)).toContain('working');
  });

  test('are exported as a list that brings all that was set of them to another installation', async () => {
    const set = {
      zone: 'Europe/Lisbon',
      fullText: 'always',
      weight: 0.5,
      pausedReason: 'Доки не «домовимось»',
    } as const;
    const wrong = { zone: 'Europe/Nowhere', fullText: 'sometimes', weight: -1 };
    const outline = (url: string, settings: object) =>
      `<outline text="Берег" type="rss" xmlUrl="${site}${url}" ${Object.entries(settings)
        .map(([name, value]) => `${name}="${value}"`)
        .join(' ')}/>`;
    const list = `<opml version="2.0"><body>${outline('/set', set)}${outline('/wrong', wrong)}</body></opml>`;
    await writeFile(path.join(folder, 'settings.opml'), list);
    await run('import', 'settings.opml');
    expect(await lineOf(`${site}/set`)).toContain('paused');

    const { code, stdout } = await run('export');
    expect(code).toBe(0);
    const exported = readOpml(stdout);
    const usual = { zone: 'Europe/Kyiv', fullText: 'thin', weight: 1 };
    expect(exported.find(({ url }) => url === `${site}/rss`)).toEqual({
      title: 'Гомін',
      url: `${site}/rss`,
      siteUrl: `${site}/`,
      topic: 'society',
      language: 'uk',
      unconfirmed: false,
      ...usual,
    });
    expect(exported.some(({ unconfirmed }) => unconfirmed)).toBe(true);

    await database.db.execute(sql`truncate sources cascade`);
    expect(await addSources(database.db, exported, new Date())).toBe(exported.length);
    const brought = await listSources(database.db);
    expect(brought.find(({ url }) => url === `${site}/set`)).toMatchObject({ ...set, pausedAt: expect.any(Date) });
    expect(brought.find(({ url }) => url === `${site}/wrong`)).toMatchObject({ ...usual, pausedAt: null });
  });
});

describe('what cannot be done', () => {
  test.each([
    [[], /what to do is missing[\s\S]+usage:/],
    [['remove', '1'], /there is no «sources remove»[\s\S]+usage:/],
    [['add'], /no address is given/],
    [['add', 'ftp://homin.example'], /«ftp:\/\/homin\.example» is no http or https address/],
    [['add', 'https://homin.example', '--topic', 'gossip'], /--topic must be one of war, /],
    [['list', 'all'], /takes nothing behind it/],
    [['list', '--topic', 'war'], /belong to «sources add»/],
    [['pause', 'Гомін'], /wants the number of a source/],
    [['import'], /no file is named/],
  ])('is refused with 2 and says what would be right: sources %j', async (args, message) => {
    expect(await run(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('fails with 1 and one line that says what happened', async () => {
    await writeFile(path.join(folder, 'letter.opml'), 'Доброго дня!');
    const failing: [string[], RegExp][] = [
      [['add', `${site}/nowhere`], /answered 404\.\n$/],
      [['check', 'https://nobody.example/rss'], /there is no source https:\/\/nobody\.example\/rss/],
      [['pause', '999999'], /there is no source 999999/],
      [['import', 'letter.opml'], /no list of feeds/],
      [['import', 'missing.opml'], /missing\.opml/],
    ];
    for (const [args, message] of failing) {
      const { code, stderr } = await run(...args);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/^korotko sources: .+\n$/);
      expect(code).toBe(1);
    }
  });

  test('is to read a private network that its operator did not open', async () => {
    const closed = await korotko(['sources', 'add', site], { env: { ...env, ALLOW_PRIVATE_NETWORKS: 'false' } });
    expect(closed).toMatchObject({ code: 1, stderr: expect.stringContaining('ALLOW_PRIVATE_NETWORKS=true') });
  });
});
