import { describe, expect, it } from 'vitest';
import { feedCandidates } from '../../../src/intake/feeds/discover.js';

describe('where the feed of a site may be', () => {
  it('is first where its page says, articles before comments, then where its links lead, then in the usual places', () => {
    const html = `<head><link rel="alternate" type="application/rss+xml" title="Коментарі" href="/comments/feed">
      <link rel="alternate" type="application/atom+xml; charset=utf-8" href="/atom">
      <link rel="alternate" hreflang="ru" href="/ru"></head><a href="/rss/politics">RSS</a><a href="/feedback">Написати</a>`;
    expect(feedCandidates(html, 'https://homin.example/news').slice(0, 4)).toEqual([
      'https://homin.example/atom',
      'https://homin.example/comments/feed',
      'https://homin.example/rss/politics',
      'https://homin.example/rss',
    ]);
  });
});
