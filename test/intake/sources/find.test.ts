import { describe, expect, it } from 'vitest';
import type { Fetcher } from '../../../src/intake/fetch.js';
import { FetchError } from '../../../src/intake/fetch-errors.js';
import { findFeed } from '../../../src/intake/sources/find.js';

const FEED =
  '<rss><channel><title>Гомін</title><item><title>Новина</title><link>https://homin.example/1</link></item></channel></rss>';

/** A site of a few documents. */
const site = (documents: Record<string, string>): Fetcher => ({
  async fetch(url) {
    const text = documents[new URL(url).pathname];
    if (text === undefined) throw new FetchError('bad-status', `${url} answered 404.`, { status: 404 });
    return {
      kind: 'fetched',
      url,
      movedTo: null,
      etag: null,
      lastModified: null,
      freshFor: null,
      contentType: null,
      body: Buffer.from(text),
    };
  },
  close: async () => {},
});
const find = (documents: Record<string, string>, path = '/') =>
  findFeed(`https://homin.example${path}`, { fetcher: site(documents), now: new Date(0) });

describe('finding the feed of a site', () => {
  it('takes an address that is a feed', async () => {
    expect(await find({ '/x': FEED }, '/x')).toMatchObject({
      url: 'https://homin.example/x',
      feed: { title: 'Гомін' },
    });
  });

  it('follows what the page names, past what does not work, to a usual place', async () => {
    const page =
      '<html><link rel="alternate" type="application/rss+xml" href="/dead"><link rel="alternate" type="application/rss+xml" href="/empty"></html>';
    const documents = { '/': page, '/empty': '<rss><channel/></rss>', '/feed': FEED };
    expect((await find(documents)).url).toBe('https://homin.example/feed');
  });

  it('says what is missing', async () => {
    await expect(find({ '/': '<html></html>' })).rejects.toThrow(/no feed of its site was found/);
    await expect(find({ '/': '{"a": 1}' })).rejects.toThrow(/not a JSON feed/);
    await expect(find({})).rejects.toMatchObject({ reason: 'bad-status' });
  });
});
