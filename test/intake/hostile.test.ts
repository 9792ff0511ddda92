import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articles } from '../../src/db/schema.js';
import { createFetcher } from '../../src/intake/fetch.js';
import { pollDueSources } from '../../src/intake/poll.js';
import { addSources, listSources } from '../../src/intake/sources/store.js';
import { silentLog } from '../../src/telemetry/log.js';
import { useDatabase } from '../support/database.js';

const NOW = new Date('2026-03-10T12:00:00Z');
const feed = (items: string, before = '') =>
  `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>Гомін</title>${items}</channel></rss>`;
const item = (title: string, rest = '') =>
  `<item><title>${title}</title><link>https://homin.example/${encodeURIComponent(title)}</link>${rest}</item>`;
const GOOD = feed(item('Яворів ухвалив бюджет громади'));
const endless = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/rss+xml' });
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
  };
  response.on('drain', more);
  more();
};
const redirect = (response: ServerResponse, location: string) => void response.writeHead(302, { location }).end();

/** What each host serves, and what its source says afterwards: the reason why it failed, or `null` where it is read. */
const HOSTS: Record<
  string,
  { serve: (response: ServerResponse, request: IncomingMessage) => void; says: RegExp | null }
> = {
  good: { serve: (response) => response.end(GOOD), says: null },
  'another-good': { serve: (response) => response.end(feed(item('Немирів ухвалив бюджет громади'))), says: null },
  xxe: {
    serve: (response) =>
      response.end(feed(item('&file;'), '<!DOCTYPE r [<!ENTITY file SYSTEM "file:///etc/passwd">]>')),
    says: null,
  },
  laughs: {
    serve: (response) => {
      const entities = Array.from({ length: 10 }, (_, n) => `<!ENTITY ha${n + 1} "${`&ha${n};`.repeat(10)}">`).join('');
      response.end(feed(item('&ha10;'), `<!DOCTYPE r [<!ENTITY ha0 "ха">${entities}]>`));
    },
    says: null,
  },
  nested: { serve: (response) => response.end(feed(`<item>${'<a>'.repeat(20_000)}`)), says: /128 deep/ },
  divs: {
    serve: (response) =>
      response.end(feed(item('Глибока новина', `<description><![CDATA[${'<div>'.repeat(5000)}слово]]></description>`))),
    says: null,
  },
  endless: { serve: endless, says: /larger than 200000 bytes/ },
  bomb: {
    serve: (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000))),
    says: /larger than 200000 bytes/,
  },
  drip: {
    serve: (response) => {
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(drip));
    },
    says: /did not answer in full within 6 s/,
  },
  loop: { serve: (response) => redirect(response, '/rss'), says: /redirects more than 5 times/ },
  onion: {
    serve: (response, request) =>
      redirect(response, `http://onion.example:${request.socket.localPort}/${Number(request.url?.slice(1)) + 1 || 1}`),
    says: /redirects more than 5 times/,
  },
  inward: {
    serve: (response) => redirect(response, 'http://127.0.0.2/admin'),
    says: /127\.0\.0\.2 is not on the public internet/,
  },
  file: { serve: (response) => redirect(response, 'file:///etc/passwd'), says: /no http or https address/ },
  gopher: { serve: (response) => redirect(response, 'gopher://homin.example/1'), says: /no http or https address/ },
  mixed: { serve: (response) => response.end(GOOD), says: /mixed\.example leads to 10\.0\.0\.7/ },
  // The first answer of its name is a public address, every later one a private one.
  rebinding: { serve: (response) => redirect(response, '/elsewhere'), says: /rebinding\.example leads to 10\.0\.0\.7/ },
};

describe('hostile sources', () => {
  const database = useDatabase();
  const server = createServer((request, response) => {
    const host = request.headers.host?.split('.')[0] ?? '';
    HOSTS[host]?.serve(response, request);
  });
  let port = 0;
  let asked = 0;
  // On this machine 127.0.0.1 plays the internet; the rest is as private as ever.
  const fetcher = createFetcher({
    userAgent: 'Korotko/test',
    allowPrivateNetworks: false,
    isPublic: (address) => address === '127.0.0.1',
    resolve: async (name) => {
      if (name === 'mixed.example') return ['127.0.0.1', '10.0.0.7'];
      if (name === 'rebinding.example') return [asked++ === 0 ? '127.0.0.1' : '10.0.0.7'];
      return ['127.0.0.1'];
    },
    interval: 0,
    limits: { body: 200_000, time: 6000 },
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await fetcher.close();
    server.closeAllConnections();
    server.close();
  });

  it('each end within their limits with a clear reason, and the others go on', async () => {
    const names = Object.keys(HOSTS);
    const listed = names.map((name) => ({
      title: name,
      url: `http://${name}.example:${port}/rss`,
      siteUrl: null,
      topic: null,
      language: 'uk' as const,
      unconfirmed: false,
    }));
    await addSources(database.db, listed, NOW);
    const round = await pollDueSources({
      db: database.db,
      fetcher,
      robots: { check: () => Promise.reject(new Error('No page is to be read here.')) },
      log: silentLog(),
      now: () => NOW,
      operatorChatId: null,
    });
    const failing = names.filter((name) => HOSTS[name]?.says);
    for (const { title, lastError, failures } of await listSources(database.db)) {
      const says = HOSTS[title]?.says ?? null;
      if (says === null) expect([title, lastError, failures]).toEqual([title, null, 0]);
      else expect([title, lastError]).toEqual([title, expect.stringMatching(says)]);
    }
    expect(round).toEqual({ polled: names.length, unchanged: 0, failed: failing.length, accepted: 5 });
    const titles = (await database.db.select({ title: articles.title }).from(articles))
      .map(({ title }) => title)
      .sort();
    expect(titles).toEqual(
      ['&file;', '&ha10;', 'Глибока новина', 'Немирів ухвалив бюджет громади', 'Яворів ухвалив бюджет громади'].sort(),
    );
  });
});
