import { Parser } from 'htmlparser2';
import { webAddress } from '../address.js';

const FEED_TYPES =
  /^(?:application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|application\/json|text\/xml|application\/xml)$/i;
const COMMENTS = /коментар|comments?/i;
/** Where sites keep a feed that no page of theirs names. */
const USUAL_PATHS = ['/rss', '/feed', '/rss.xml', '/feed.xml', '/rss/all.xml', '/atom.xml', '/index.xml'];
const MOST_NAMED = 10;

/**
 * Where the feed of a site may be, the likeliest first: what its page names (`<link rel="alternate">`, then links that
 * look like feeds), then the usual places. Addresses are absolute; none of them was tried.
 */
export function feedCandidates(html: string, pageUrl: string): string[] {
  const named: { url: string; isComments: boolean }[] = [];
  const linked: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const url = webAddress(attributes.href ?? '', pageUrl);
      if (!url) return;
      const isAlternate = name === 'link' && /(?:^|\s)alternate(?:\s|$)/i.test(attributes.rel ?? '');
      if (isAlternate && FEED_TYPES.test(attributes.type?.split(';')[0]?.trim() ?? '') && named.length < MOST_NAMED) {
        named.push({ url: url.href, isComments: COMMENTS.test(`${attributes.title ?? ''} ${url.pathname}`) });
      }
      const looksLikeFeed =
        /(?:^|[/._-])(?:rss|feed|atom)(?:[/._-]|\d|$)/i.test(url.pathname) && !COMMENTS.test(url.pathname);
      if (name === 'a' && looksLikeFeed && linked.length < MOST_NAMED) linked.push(url.href);
    },
  });
  parser.write(html);
  parser.end();
  const own = [...named.filter((feed) => !feed.isComments), ...named.filter((feed) => feed.isComments)].map(
    ({ url }) => url,
  );
  const usual = USUAL_PATHS.map((path) => new URL(path, pageUrl).href);
  return [...new Set([...own, ...linked, ...usual])];
}
