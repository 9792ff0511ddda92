import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { UnreadableArticleError } from '../src/intake/errors.js';
import { articlesOfItems, readFetchedFeed } from '../src/intake/feeds/apart.js';
import { UnreadableFeedError } from '../src/intake/feeds/errors.js';
import { readPage } from '../src/intake/pages/page.js';

const SENTENCE = 'Міська рада Яворова ухвалила бюджет громади на наступний рік, повідомила секретарка 28 жовтня. ';
const PARAGRAPH = `<p>${SENTENCE}</p>`;
const feed = (...items: string[]) => `<rss><channel>${items.join('')}</channel></rss>`;
const item = (description: string, title = 'Новина') =>
  `<item><title>${title}</title><link>https://homin.example/1</link><description><![CDATA[${description}]]></description></item>`;

/** Documents that would hold up everything if they were read at once where everything runs. */
const FEEDS: Record<string, string> = {
  'one long text': feed(item(PARAGRAPH.repeat(900))),
  '25 texts of 200,000 characters': feed(...Array.from({ length: 25 }, () => item(PARAGRAPH.repeat(2000)))),
  '2,000 items': feed(...Array.from({ length: 2000 }, () => item(SENTENCE.repeat(5)))),
  '20,000 nested tags': `<rss><channel><item>${'<a>'.repeat(20_000)}`,
  'one endless word': feed(item('а'.repeat(95_000))),
  'dates without end': feed(item('1.2.3.4.5.6.7.8.9 28.10 '.repeat(4000))),
  'breaks without end': feed(item('а<br>'.repeat(15_000))),
  'calls to read without end': feed(item('А. Читайте також: <a>б</a> '.repeat(2000))),
  'a title of bars': feed(item('', 'а | '.repeat(20_000))),
  'a title of tags': feed(item('', '&lt;a '.repeat(15_000))),
  'entities in entities': feed(item('', '&amp;amp;amp;'.repeat(7000))),
  'labels without end': feed(`<item><title>а</title>${'<category>б&amp;</category>'.repeat(3500)}</item>`),
};
const PAGES: Record<string, string> = {
  '1,000 nested divs': `${'<div>'.repeat(1000)}${PARAGRAPH.repeat(10)}`,
  '5,000 nested divs': `${'<div>'.repeat(5000)}${PARAGRAPH.repeat(10)}`,
  'a table in a table, 60,000 times': '<table><tr><td>'.repeat(60_000),
  '40,000 paragraphs': PARAGRAPH.repeat(40_000),
  '10 MB of nothing': 'x'.repeat(10_000_000),
  'an element of 500,000 attributes': `<div ${'a=b '.repeat(500_000)}>`,
};
const URL_OF_PAGE = 'https://homin.example/1';

/** Reads hostile feeds and pages, and prints for each how long nothing else could run meanwhile (bound: 50 ms). */
export async function run(): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const source = { title: 'Гомін', language: 'uk' as const };
  const readOne = async (text: string) => {
    const { items } = await readFetchedFeed(Buffer.from(text), { url: URL_OF_PAGE });
    await articlesOfItems(items.slice(0, 200), { source, now: new Date() });
  };
  // The first documents bring the thread up and the code to its speed.
  await readOne(FEEDS['one long text']!);
  await readPage({ html: PARAGRAPH.repeat(10), url: URL_OF_PAGE });
  const works = [
    ...Object.entries(FEEDS).map(([name, text]) => ({ name, kind: 'feed', read: () => readOne(text) })),
    ...Object.entries(PAGES).map(([name, text]) => {
      const html = Buffer.from(text);
      return { name, kind: 'page', read: () => readPage({ html, url: URL_OF_PAGE }) };
    }),
  ];
  for (const { name, kind, read } of works) {
    await sleep(20);
    delay.reset();
    const started = performance.now();
    const end = await read().then(() => 'read', refusalOf);
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    await sleep(20);
    console.log(`${kind} ${name}: stall ${(delay.max / 1e6).toFixed(0)} ms, ${seconds} s in all; ${end}`);
  }
  process.exit();
}

function refusalOf(error: unknown): string {
  if (error instanceof UnreadableArticleError || error instanceof UnreadableFeedError) return error.message;
  throw error;
}
