import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFetcher, type Fetcher } from '../../src/intake/fetch.js';
import { FetchError, FetcherClosedError } from '../../src/intake/fetch-errors.js';

/** A web of one server: what it answers is set by each test; every name leads to it. */
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};
let asked: { url: string; host: string; headers: IncomingMessage['headers'] }[] = [];
const server = createServer((request, response) => {
  asked.push({ url: request.url ?? '', host: request.headers.host ?? '', headers: request.headers });
  answer(request, response);
});
let port = 0;
const opened: Fetcher[] = [];

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  asked = [];
  await Promise.all(opened.splice(0).map((fetcher) => fetcher.close()));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = (options: Partial<Parameters<typeof createFetcher>[0]> = {}) => {
  const fetcher = createFetcher({
    userAgent: 'Korotko/test',
    allowPrivateNetworks: false,
    // On this machine 127.0.0.1 plays the internet; the rest of 127.0.0.0/8 is as private as ever.
    isPublic: (address) => address === '127.0.0.1',
    resolve: async () => ['127.0.0.1'],
    interval: 0,
    ...options,
  });
  opened.push(fetcher);
  return fetcher;
};
const at = (path = '/', host = 'homin.example') => `http://${host}:${port}${path}`;
const failureOf = async (work: Promise<unknown>): Promise<FetchError> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FetchError)) throw new Error(`expected a FetchError, got ${String(error)}`);
  return error;
};

describe('what a fetch gives', () => {
  it('is the body, with what is needed to ask again politely', async () => {
    answer = (_, response) =>
      response
        .setHeader('etag', '"1"')
        .setHeader('last-modified', 'Mon, 28 Oct 2024 11:20:00 GMT')
        .setHeader('cache-control', 'max-age=600')
        .end('слово');
    const got = await open().fetch(at('/rss'));
    expect(got).toMatchObject({
      kind: 'fetched',
      url: at('/rss'),
      movedTo: null,
      etag: '"1"',
      lastModified: 'Mon, 28 Oct 2024 11:20:00 GMT',
      freshFor: 600,
    });
    expect(got.kind === 'fetched' && new TextDecoder().decode(got.body)).toBe('слово');
    expect(asked[0]?.headers['user-agent']).toBe('Korotko/test');
  });

  it('is «unchanged» where the server says so', async () => {
    answer = (request, response) =>
      response
        .writeHead(request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] ? 304 : 200)
        .end();
    expect(await open().fetch(at(), { etag: '"1"', lastModified: 'Mon, 28 Oct 2024 11:20:00 GMT' })).toMatchObject({
      kind: 'unchanged',
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['gzip', (text: string) => Buffer.from(text)],
    ['identity', (text: string) => Buffer.from(text)],
  ])('is decompressed: %s', async (encoding, compress) => {
    answer = (_, response) => response.setHeader('content-encoding', encoding).end(compress('слово за словом'));
    const got = await open().fetch(at());
    expect(got.kind === 'fetched' && new TextDecoder().decode(got.body)).toBe('слово за словом');
  });

  it('names the new address where a server moved for good, and not where it only shows the way', async () => {
    const redirects = (status: number) => (request: IncomingMessage, response: ServerResponse) =>
      request.url === '/new' ? response.end('x') : response.writeHead(status, { location: '/new' }).end();
    answer = redirects(308);
    expect(await open().fetch(at('/old'))).toMatchObject({ url: at('/new'), movedTo: at('/new') });
    answer = redirects(302);
    expect(await open().fetch(at('/old'))).toMatchObject({ url: at('/new'), movedTo: null });
  });

  it.each([
    [
      {
        'cache-control': 'public, max-age=60',
        expires: 'Mon, 28 Oct 2024 12:00:00 GMT',
        date: 'Mon, 28 Oct 2024 11:50:00 GMT',
      },
      600,
    ],
    [{ 'cache-control': 'no-cache, max-age=60' }, null],
    [{ 'cache-control': 'max-age=99999999' }, 86_400],
    [{ 'retry-after': '120' }, 120],
    [{ expires: '0' }, null],
  ])('says how long the server wants peace: %o', async (headers, seconds) => {
    answer = (_, response) => response.writeHead(200, headers).end('x');
    expect((await open().fetch(at())).freshFor).toBe(seconds);
  });
});

describe('what a fetch refuses', () => {
  it.each([
    'file:///etc/passwd',
    'gopher://homin.example/1',
    'ftp://homin.example/',
    'javascript:alert(1)',
    'homin.example',
    '',
    'http://',
  ])('an address that is not of the web: «%s»', async (address) => {
    expect((await failureOf(open().fetch(address))).reason).toBe('bad-address');
    expect(asked).toEqual([]);
  });

  it('a port where other servers listen', async () => {
    expect((await failureOf(open().fetch('http://homin.example:25/'))).reason).toBe('bad-address');
  });

  it.each(['127.0.0.2', '[::1]', '[::ffff:7f00:2]', '10.0.0.1', '169.254.169.254', '2130706434', '0x7f.2'])(
    'a private address in place of a name: %s',
    async (host) => {
      const error = await failureOf(open().fetch(at('/', host)));
      expect(error).toMatchObject({
        reason: 'forbidden-address',
        message: expect.stringContaining('ALLOW_PRIVATE_NETWORKS'),
      });
      expect(asked).toEqual([]);
    },
  );

  it.each([
    ['a private address', ['127.0.0.2']],
    ['both a public and a private one', ['127.0.0.1', '127.0.0.2']],
    ['a mapped one', ['::ffff:127.0.0.2']],
  ])('a name that leads to %s', async (_, addresses) => {
    const error = await failureOf(open({ resolve: async () => addresses }).fetch(at()));
    expect(error.reason).toBe('forbidden-address');
    expect(asked).toEqual([]);
  });

  it('a name that leads to a private address the second time it is asked', async () => {
    answer = (_, response) => response.end('x');
    let times = 0;
    const fetcher = open({ resolve: async () => [times++ === 0 ? '127.0.0.1' : '127.0.0.2'] });
    expect((await fetcher.fetch(at())).kind).toBe('fetched');
    expect((await failureOf(fetcher.fetch(at()))).reason).toBe('forbidden-address');
    expect(asked).toHaveLength(1);
  });

  it.each(['http://127.0.0.2/', 'http://[::1]/', 'file:///etc/passwd', 'gopher://homin.example/'])(
    'a redirect to %s',
    async (location) => {
      answer = (_, response) => response.writeHead(302, { location }).end();
      expect((await failureOf(open().fetch(at()))).reason).toBe(
        location.startsWith('http') ? 'forbidden-address' : 'bad-address',
      );
      expect(asked).toHaveLength(1);
    },
  );

  it('a loop of redirects, after five of them', async () => {
    answer = (request, response) => response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end();
    expect((await failureOf(open().fetch(at('/a')))).reason).toBe('too-many-redirects');
    expect(asked).toHaveLength(6);
  });

  it('an onion of redirects that never ends, every one to another host', async () => {
    let layers = 0;
    answer = (_, response) => response.writeHead(307, { location: at('/', `layer${++layers}.example`) }).end();
    expect((await failureOf(open().fetch(at()))).reason).toBe('too-many-redirects');
    expect(asked).toHaveLength(6);
  });

  it('a body without end', async () => {
    answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
      };
      response.on('drain', more);
      more();
    };
    expect((await failureOf(open({ limits: { body: 300_000 } }).fetch(at()))).reason).toBe('too-large');
  });

  it('a body that grows a thousandfold when it is decompressed', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
    answer = (_, response) => response.setHeader('content-encoding', 'gzip').end(bomb);
    const error = await failureOf(open().fetch(at()));
    expect(error).toMatchObject({ reason: 'too-large', message: expect.stringContaining('10485760') });
  });

  it.each(['gzip, gzip, gzip', 'compress', 'br'])(
    'a body in an encoding that it does not have or nobody asked for: %s',
    async (encoding) => {
      answer = (_, response) => response.setHeader('content-encoding', encoding).end('no such thing');
      expect((await failureOf(open().fetch(at()))).reason).toBe('bad-encoding');
    },
  );

  it('a slow drip, when its time is over', async () => {
    const drips: NodeJS.Timeout[] = [];
    answer = (_, response) => {
      drips.push(setInterval(() => response.write('x'), 20));
    };
    const error = await failureOf(open({ limits: { time: 300 } }).fetch(at()));
    for (const drip of drips) clearInterval(drip);
    expect(error).toMatchObject({ reason: 'timeout', message: expect.stringContaining('0.3 s') });
  });

  it('redirects that together take longer than one answer may', async () => {
    answer = (_, response) => void setTimeout(() => response.writeHead(302, { location: '/next' }).end(), 150);
    expect((await failureOf(open({ limits: { time: 400 } }).fetch(at()))).reason).toBe('timeout');
    expect(asked.length).toBeLessThan(5);
  });

  it.each([
    [404, {}, null],
    [410, {}, null],
    [503, { 'retry-after': '90' }, 90],
    // How long an answer may be kept says nothing of when the server will be well again.
    [500, { 'cache-control': 'max-age=86400' }, null],
    [206, {}, null],
  ])('an answer of %i', async (status, headers, retryAfter) => {
    answer = (_, response) => response.writeHead(status, headers).end('x');
    expect(await failureOf(open().fetch(at()))).toMatchObject({ reason: 'bad-status', status, retryAfter });
  });

  it('a server that hangs up, a port where nobody is, a name that nobody has', async () => {
    answer = (_, response) => response.destroy();
    expect((await failureOf(open().fetch(at()))).reason).toBe('unreachable');
    expect((await failureOf(open().fetch('http://homin.example:1023/'))).reason).toBe('bad-address');
    const nobody = open({
      resolve: () => Promise.reject(Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' })),
    });
    expect((await failureOf(nobody.fetch(at()))).reason).toBe('unknown-host');
    expect((await failureOf(open({ resolve: async () => [] }).fetch(at()))).reason).toBe('unknown-host');
  });
});

describe('politeness', () => {
  it('asks one host for at most two things at once, and another meanwhile', async () => {
    const under = new Map<string, number>();
    const most = new Map<string, number>();
    answer = (request, response) => {
      const host = request.headers.host ?? '';
      under.set(host, (under.get(host) ?? 0) + 1);
      most.set(host, Math.max(most.get(host) ?? 0, under.get(host) ?? 0));
      setTimeout(() => {
        under.set(host, (under.get(host) ?? 0) - 1);
        response.end('x');
      }, 30);
    };
    const fetcher = open();
    await Promise.all(
      [...Array(6).keys()].flatMap((n) => [fetcher.fetch(at(`/${n}`)), fetcher.fetch(at(`/${n}`, 'other.example'))]),
    );
    expect([...most.values()]).toEqual([2, 2]);
    expect(asked).toHaveLength(12);
  });

  it('lets a private network be asked where its operator says so', async () => {
    answer = (_, response) => response.end('x');
    const fetcher = open({ allowPrivateNetworks: true, isPublic: () => false });
    expect((await fetcher.fetch(at())).kind).toBe('fetched');
  });
});

describe('closing', () => {
  it('ends at once what is asked, what waits for its turn and what comes later, and blames nobody for it', async () => {
    const arrived = new Promise<void>((resolve) => {
      answer = () => resolve();
    });
    const fetcher = open({ interval: 60_000 });
    const cut = expect(fetcher.fetch(at('/asked'))).rejects.toThrow(FetcherClosedError);
    const turnedAway = expect(fetcher.fetch(at('/waits'))).rejects.toThrow(FetcherClosedError);
    await arrived;
    await fetcher.close();
    await Promise.all([cut, turnedAway]);
    await expect(fetcher.fetch(at('/late'))).rejects.toThrow(FetcherClosedError);
    expect(asked.map(({ url }) => url)).toEqual(['/asked']);
  });
});
