import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readOpml, UnreadableOpmlError, writeOpml } from '../../../src/intake/sources/opml.js';
import { TOPICS } from '../../../src/vocabulary.js';

describe('the seed list of sources', () => {
  const sources = readOpml(readFileSync(new URL('../../../seeds/sources.opml', import.meta.url), 'utf8'));

  it('names at least sixty feeds over the topics, each once and with its site', () => {
    expect(sources.length).toBeGreaterThanOrEqual(60);
    expect(new Set(sources.map(({ url }) => url)).size).toBe(sources.length);
    expect(sources.every(({ title, siteUrl, language }) => title !== '' && siteUrl !== null && language === 'uk')).toBe(
      true,
    );
    const topics = new Set(sources.map(({ topic }) => topic));
    expect(TOPICS.filter((topic) => !topics.has(topic))).toEqual([]);
  });

  it('keeps those off that nobody has tried', () => {
    const confirmed = sources.filter(({ unconfirmed }) => !unconfirmed);
    expect(confirmed.length).toBeGreaterThanOrEqual(20);
    expect(confirmed.length).toBeLessThan(sources.length / 2);
  });

  it('leads to no Russian host', () => {
    expect(sources.filter(({ url, siteUrl }) => /\.(?:ru|su|рф)(?:[/:]|$)/.test(`${url} ${siteUrl}`))).toEqual([]);
  });
});

describe('lists of feeds', () => {
  it('come back as they were written', () => {
    const sources = [
      {
        title: 'Гомін «Розточчя» & Ко <1>',
        url: 'https://homin.example/rss?a=1&b=2',
        siteUrl: 'https://homin.example/',
        topic: 'politics' as const,
        language: 'uk' as const,
        unconfirmed: true,
      },
      {
        title: 'Post',
        url: 'https://post.example/feed',
        siteUrl: null,
        topic: null,
        language: null,
        unconfirmed: false,
      },
    ];
    expect(readOpml(writeOpml(sources, { title: 'Мої джерела' }))).toEqual(sources);
  });

  it('are read from other programs: folders, other cases, categories of their own, the same feed twice', () => {
    const list = `<?xml version="1.0"?><OPML version="1.0"><body><outline text="Новини"><outline title="Гомін" text="x" xmlurl="https://homin.example/rss" category="/news/sport,/x"/>
      <outline text="Знову" xmlUrl="https://homin.example/rss"/><outline text="Погане" xmlUrl="file:///etc/passwd"/></outline></body></OPML>`;
    expect(readOpml(list)).toEqual([
      {
        title: 'Гомін',
        url: 'https://homin.example/rss',
        siteUrl: null,
        topic: 'sport',
        language: null,
        unconfirmed: false,
      },
    ]);
  });

  it.each(['', '<rss><channel/></rss>', `<opml>${'<outline>'.repeat(100)}`])(
    'are refused where they are none: %#',
    (text) => {
      expect(() => readOpml(text)).toThrow(UnreadableOpmlError);
    },
  );
});
