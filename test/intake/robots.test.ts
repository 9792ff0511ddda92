import { describe, expect, it } from 'vitest';
import { createFetcher } from '../../src/intake/fetch.js';
import { FetchError } from '../../src/intake/fetch-errors.js';
import { createRobots, readRobots } from '../../src/intake/robots.js';

describe('robots.txt', () => {
  const FILE = `# a comment
User-agent: Other
User-agent: Korotko
Disallow: /private/   # really
Allow: /private/open$
Disallow: /*.pdf$
Disallow: /search?*q=

User-agent: *
Disallow: /`;

  it.each([
    ['/news/17', true],
    ['/private/x', false],
    ['/private/open', true],
    ['/private/open/x', false],
    ['/a/b.pdf', false],
    ['/a/b.pdf?x', true],
    ['/search?page=1&q=x', false],
    ['/', true],
  ])('lets the robot that it names read %s: %s', (path, allowed) => {
    expect(readRobots(FILE, 'korotko').allows(path)).toBe(allowed);
  });

  it('gives a robot that it does not name the rules for all', () => {
    expect(readRobots(FILE, 'Nobody').allows('/news/17')).toBe(false);
    expect(readRobots('User-agent: Other\nDisallow: /', 'Korotko').allows('/news/17')).toBe(true);
    expect(readRobots('User-agent: *\nDisallow:', 'Korotko').allows('/news/17')).toBe(true);
    expect(readRobots('<html>404</html>', 'Korotko').allows('/news/17')).toBe(true);
  });

  it('ends at once over a pattern made to take long', () => {
    const pattern = `/${'*a'.repeat(2000)}$`;
    expect(readRobots(`User-agent: *\nDisallow: ${pattern}`, 'Korotko').allows(`/${'a'.repeat(1000)}b`)).toBe(true);
  });

  it.each([
    ['forbids what it forbids', { body: 'User-agent: *\nDisallow: /x' }, 'robots'],
    ['allows everything where there is none', { status: 404 }, null],
    ['says why the site cannot be asked, while its server is in trouble', { status: 503 }, 'bad-status'],
  ])('%s', async (_, { body, status }: { body?: string; status?: number }, reason) => {
    const fetcher = {
      ...createFetcher({ userAgent: 'x', allowPrivateNetworks: false }),
      fetch: async () => {
        if (status) throw new FetchError('bad-status', 'x', { status });
        return {
          kind: 'fetched' as const,
          url: '',
          movedTo: null,
          etag: null,
          lastModified: null,
          freshFor: null,
          contentType: null,
          body: Buffer.from(body ?? ''),
        };
      },
    };
    const robots = createRobots({ fetcher, robot: 'Korotko', now: () => new Date(0) });
    const outcome = await robots.check('https://homin.example/x?y=1').then(
      () => null,
      (error: FetchError) => error.reason,
    );
    expect(outcome).toBe(reason);
  });
});
