import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'undici';
import { webAddress } from './address.js';
import { guardedConnector, type Resolve, resolveHost } from './connector.js';
import { discard, readBody } from './fetch-body.js';
import { FetchError, FetcherClosedError } from './fetch-errors.js';
import { createHostGate } from './host-gate.js';
import type { HostTurns } from './host-turns.js';
import { isPublicAddress } from './public-addresses.js';

/** What a server answered. */
export type Fetched =
  | (Answer & { kind: 'fetched'; body: Uint8Array; contentType: string | null })
  /** It is as it was when `etag` or `lastModified` were given. */
  | (Answer & { kind: 'unchanged' });

interface Answer {
  /** Where the answer came from, behind every redirect. */
  url: string;
  /** Where it moved for good: the address behind an unbroken row of 301 and 308 from the first one; else `null`. */
  movedTo: string | null;
  etag: string | null;
  lastModified: string | null;
  /** How long the server asks not to be asked again, seconds: the longest of Cache-Control, Expires and Retry-After. */
  freshFor: number | null;
}

export interface FetchOptions {
  /** What the last answer gave: the server may say that nothing changed. */
  etag?: string | null;
  lastModified?: string | null;
  /** Kinds of documents that are wanted, as in an Accept header. */
  accept?: string;
  /** The largest body, bytes, decompressed. */
  limit?: number;
  signal?: AbortSignal;
}

/** The one way out to the web. */
export interface Fetcher {
  /** Fetches a document. Throws `FetchError` for everything that is no document, `FetcherClosedError` after `close`. */
  fetch(url: string, options?: FetchOptions): Promise<Fetched>;
  /** Ends what is under way at once. */
  close(): Promise<void>;
}

/** What one may ask of a host: requests at once, and ms between the starts of two. */
export const MANNERS = { atOnce: 2, interval: 1000 };
/** Limits of one fetch: redirects, ms in all and to connect, bytes of the decompressed body. */
export const LIMITS = { redirects: 5, time: 15_000, connect: 10_000, body: 10 * 1024 * 1024 };

const FEEDS_AND_PAGES =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5';

/**
 * Opens the one way out: http and https only, to public addresses only (unless `allowPrivateNetworks`), within
 * `LIMITS` and `MANNERS`, which all that share `turns` keep together. `userAgent` says who asks; `resolve`, `isPublic`
 * and `interval` are for tests and for measuring on this machine.
 */
export function createFetcher(options: {
  userAgent: string;
  allowPrivateNetworks: boolean;
  resolve?: Resolve;
  isPublic?: (address: string) => boolean;
  /** Between the starts of two requests to a host, ms. */
  interval?: number;
  turns?: HostTurns;
  limits?: Partial<typeof LIMITS>;
}): Fetcher {
  const limits = { ...LIMITS, ...options.limits };
  const mayConnect = options.allowPrivateNetworks ? () => true : (options.isPublic ?? isPublicAddress);
  const agent = new Agent({
    connect: guardedConnector({ timeout: limits.connect, resolve: options.resolve ?? resolveHost, mayConnect }),
    // A host is asked again in minutes: a connection kept open for it would only take a place.
    pipelining: 0,
    headersTimeout: limits.time,
    bodyTimeout: limits.time,
    maxHeaderSize: 32_768,
  });
  const gate = createHostGate({ ...MANNERS, interval: options.interval ?? MANNERS.interval, turns: options.turns });
  let closed = false;

  return {
    async fetch(address, wishes = {}) {
      let url = checkedAddress(address, null, options.allowPrivateNetworks);
      let movedForGood = true;
      const first = url;
      let timeLeft = limits.time;
      for (let redirects = 0; ; redirects++) {
        // The time counts from a turn on, since a wait for a turn at a busy host is not the host's fault.
        const answer = await gate.run(url.host, async () => {
          const began = performance.now();
          const answered = await ask(url, wishes, timeLeft);
          timeLeft = Math.max(1, timeLeft - (performance.now() - began));
          return answered;
        });
        if (!('location' in answer))
          return { ...answer, movedTo: movedForGood && redirects > 0 && url.href !== first.href ? url.href : null };
        if (redirects >= limits.redirects) {
          throw new FetchError('too-many-redirects', `${address} redirects more than ${limits.redirects} times.`);
        }
        movedForGood &&= answer.status === 301 || answer.status === 308;
        url = checkedAddress(answer.location, url, options.allowPrivateNetworks);
      }
    },
    async close() {
      closed = true;
      gate.close(new FetcherClosedError());
      await agent.destroy();
    },
  };

  async function ask(url: URL, wishes: FetchOptions, time: number) {
    const timeout = AbortSignal.timeout(Math.ceil(time));
    const signal = wishes.signal ? AbortSignal.any([timeout, wishes.signal]) : timeout;
    try {
      const { statusCode, headers, body } = await request(url, {
        dispatcher: agent,
        signal,
        headers: {
          'user-agent': options.userAgent,
          accept: wishes.accept ?? FEEDS_AND_PAGES,
          'accept-encoding': 'gzip, deflate, br',
          'accept-language': 'uk, en;q=0.7, *;q=0.5',
          ...(wishes.etag ? { 'if-none-match': wishes.etag } : {}),
          ...(wishes.lastModified ? { 'if-modified-since': wishes.lastModified } : {}),
        },
      });
      if (statusCode !== 200) discard(body);
      if (statusCode === 304) return { kind: 'unchanged' as const, ...answerOf(url, headers) };
      const location = one(headers.location);
      if ([301, 302, 303, 307, 308].includes(statusCode) && location) return { location, status: statusCode };
      if (statusCode !== 200) {
        throw new FetchError('bad-status', `${url.href} answered ${statusCode}.`, {
          status: statusCode,
          retryAfter: retryAfterOf(one(headers['retry-after']), Date.now()) || null,
        });
      }
      const bytes = await readBody(body, {
        encoding: one(headers['content-encoding']) ?? undefined,
        limit: wishes.limit ?? limits.body,
        url: url.href,
      });
      return {
        kind: 'fetched' as const,
        ...answerOf(url, headers),
        body: bytes,
        contentType: one(headers['content-type']),
      };
    } catch (error) {
      // What a request says that was cut off is not its server's fault.
      if (closed) throw new FetcherClosedError();
      throw fetchErrorOf(error, { url, timedOut: timeout.aborted, time: limits.time });
    }
  }
}

function answerOf(url: URL, headers: IncomingHttpHeaders) {
  return {
    url: url.href,
    etag: one(headers.etag),
    lastModified: one(headers['last-modified']),
    freshFor: freshness(headers),
  };
}

/** Ports below 1024 speak other protocols: a mail server must not be made to read a request. */
function checkedAddress(address: string, base: URL | null, anyPort: boolean): URL {
  const url = webAddress(address, base?.href);
  if (!url)
    throw new FetchError(
      'bad-address',
      `${base ? `${base.href} redirects to «${address.slice(0, 200)}»` : `«${address.slice(0, 200)}»`}, which is no http or https address.`,
    );
  const port = Number(url.port || 443);
  if (!anyPort && port < 1024 && port !== 80 && port !== 443)
    throw new FetchError('bad-address', `${url.href} names port ${port}, where no web server is.`);
  url.hash = '';
  return url;
}

function one(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

/** A server may ask for years; nothing is left alone for longer than a day. Seconds. */
const LONGEST_REST = 86_400;

function freshness(headers: IncomingHttpHeaders): number | null {
  const cache = one(headers['cache-control']) ?? '';
  const now = Date.parse(one(headers.date) ?? '') || Date.now();
  const claims = [
    /no-cache|no-store/i.test(cache)
      ? Number.NaN
      : Number(/(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/i.exec(cache)?.[1] ?? Number.NaN),
    (Date.parse(one(headers.expires) ?? '') - now) / 1000,
    retryAfterOf(one(headers['retry-after']), now),
  ].filter((seconds) => seconds > 0);
  return claims.length === 0 ? null : Math.min(LONGEST_REST, Math.ceil(Math.max(...claims)));
}

/** Seconds, or a date. */
function retryAfterOf(header: string | null, now: number): number {
  if (header === null) return Number.NaN;
  return /^\d{1,10}$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
}

/** Node's and undici's many errors, in the few kinds that make a difference. */
function fetchErrorOf(error: unknown, { url, timedOut, time }: { url: URL; timedOut: boolean; time: number }): unknown {
  const known = [error, (error as Error).cause].find((each) => each instanceof FetchError);
  if (known) return known;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (timedOut || /TIMEOUT|ETIMEDOUT/.test(code)) {
    return new FetchError('timeout', `${url.href} did not answer in full within ${time / 1000} s.`, { cause: error });
  }
  if ((error as Error).name === 'AbortError') return error;
  if (/^(?:ENOTFOUND|ENODATA|EAI_|ESERVFAIL|EREFUSED|EBADNAME)/.test(code)) {
    return new FetchError('unknown-host', `There is no host ${url.hostname}. Check the address.`, { cause: error });
  }
  return new FetchError('unreachable', `${url.href} could not be fetched: ${(error as Error).message}.`, {
    cause: error,
  });
}
