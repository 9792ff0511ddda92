import { expect, test } from 'vitest';
import { shareUrl, storyLink } from '../../src/bot/links.js';

test('the longest words are shared in an address that Telegram takes, and no sign is cut in half', () => {
  for (const words of ['🌊'.repeat(400), `а${'🌊'.repeat(400)}`, 'щ'.repeat(4_000)]) {
    const url = shareUrl(storyLink('korotko_news_of_ukraine_today_bot', 2 ** 40), words);
    expect(Buffer.byteLength(url)).toBeLessThan(2_048);
    const shared = new URL(url).searchParams.get('text') ?? '';
    expect(words.startsWith(shared)).toBe(true);
    expect(shared.length).toBeGreaterThan(100);
  }
});
