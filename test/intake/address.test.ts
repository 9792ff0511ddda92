import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '../../src/intake/address.js';

describe('the canonical address', () => {
  it.each([
    'https://visnyk.example/news/17',
    'https://visnyk.example/news/17/',
    'https://VISNYK.example:443/news/17#comments',
    'https://visnyk.example/news/17?utm_source=tg&utm_medium=social&fbclid=abc',
    'https://visnyk.example/news/17/?from=rss&ref=telegram',
    'https://m.visnyk.example/news/17',
    'https://amp.visnyk.example/news/17',
    'https://visnyk.example/amp/news/17',
    'https://visnyk.example/news/17/amp/',
    'https://visnyk.example/news/17?amp=1',
    'https://user:secret@visnyk.example//news/17/index.html',
    'https://www.google.com/amp/s/visnyk.example/news/17',
    'https://visnyk-example.cdn.ampproject.org/c/s/visnyk.example/news/17',
    'https://l.facebook.com/l.php?u=https%3A%2F%2Fvisnyk.example%2Fnews%2F17&h=AT0',
  ])('is one for %s', (address) => {
    expect(canonicalAddress(address)).toBe('https://visnyk.example/news/17');
  });

  it('keeps the parameters that choose the page, in one order', () => {
    expect(canonicalAddress('https://visnyk.example/?p=17&id=3')).toBe('https://visnyk.example/?id=3&p=17');
    expect(canonicalAddress('https://visnyk.example/show?source=archive&from=2024-10-28')).toBe(
      'https://visnyk.example/show?from=2024-10-28&source=archive',
    );
  });

  it('is one however the bytes of its letters are written', () => {
    const address = 'https://visnyk.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8';
    for (const written of [address, address.toLowerCase(), 'https://visnyk.example/новини'])
      expect(canonicalAddress(written)).toBe(address);
  });

  it('keeps a short host that only looks like a mobile one', () => {
    expect(canonicalAddress('https://m.com.ua/x')).toBe('https://m.com.ua/x');
    expect(canonicalAddress('https://m.ua/x')).toBe('https://m.ua/x');
  });

  it('resolves a relative address', () => {
    expect(canonicalAddress('../a/?utm_source=x', 'https://visnyk.example/b/c')).toBe('https://visnyk.example/a');
  });

  it.each([
    'ftp://visnyk.example/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '/news/17',
    '',
    'https://',
    `https://a.b/${'x'.repeat(3000)}`,
  ])('is nothing for %s', (address) => {
    expect(canonicalAddress(address)).toBeNull();
  });
});
