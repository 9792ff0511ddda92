import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../src/db/open.js';
import { UnreadableArticleError } from '../src/intake/errors.js';
import { articlesOfItems, readFetchedFeed } from '../src/intake/feeds/apart.js';
import { UnreadableFeedError } from '../src/intake/feeds/errors.js';
import { readPage } from '../src/intake/pages/page.js';
import { acceptArticles } from '../src/intake/store/accept.js';
import { ensureSource } from '../src/intake/store.js';

const SENTENCE = 'Міська рада Яворова ухвалила бюджет громади на наступний рік, повідомила секретарка 28 жовтня. ';
const PARAGRAPH = `<p>${SENTENCE}</p>`;
const feed = (...items: string[]) => `<rss><channel>${items.join('')}</channel></rss>`;
const item = (description: string, title = 'Новина') =>
  `<item><title>${title}</title><link>https://homin.example/1</link><description><![CDATA[${description}]]></description></item>`;

/** Some 20,000 characters of words that no other such text has. */
function longText(n: number): string {
  return Array.from({ length: 220 }, (_, line) => `<p>${SENTENCE.replaceAll(' ', `${n}-${line} `)}</p>`)
    .join('')
    .slice(0, 20_000);
}

/** Documents that would hold up everything if they were read at once where everything runs. */
const FEEDS: Record<string, string> = {
  'one long text': feed(item(PARAGRAPH.repeat(900))),
  '25 texts of 200,000 characters': feed(...Array.from({ length: 25 }, () => item(PARAGRAPH.repeat(2000)))),
  '2,000 items': feed(...Array.from({ length: 2000 }, (_, n) => item(SENTENCE.repeat(5), `Новина ${n}`))),
  '200 long texts under one headline': feed(...Array.from({ length: 200 }, (_, n) => item(longText(n)))),
  '200 texts of 20,000 characters': feed(...Array.from({ length: 200 }, (_, n) => item(longText(n), `Новина ${n}`))),
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

/** Reads hostile feeds and pages, and accepts what feeds bring; prints for each how long nothing else could run meanwhile (bound: 50 ms). */
export async function run(): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const held = longestHold();
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-stall-'));
  const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: folder });
  let polls = 0;
  // As a poll does it, each feed as a source of its own.
  const readOne = async (text: string) => {
    const url = `https://homin-${++polls}.example/rss`;
    const source = await ensureSource(db, { kind: 'feed', url, title: 'Гомін', language: 'uk' });
    const now = new Date();
    const { items } = await readFetchedFeed(Buffer.from(text), { url, most: 200 });
    const made = await articlesOfItems(items, { source, now });
    const articles = made.flatMap((entry) => (entry ? [entry.article] : []));
    await acceptArticles(
      db,
      articles.map((article) => ({ article, sourceId: source.id, now, isNews: true })),
    );
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
    held.reset();
    const started = performance.now();
    const end = await read().then(() => 'read', refusalOf);
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    await sleep(20);
    console.log(
      `${kind} ${name}: stall ${(delay.max / 1e6).toFixed(0)} ms, ${held.longest().toFixed(0)} ms of them at work, ${seconds} s in all; ${end}`,
    );
  }
  await close();
  await rm(folder, { recursive: true, force: true });
  process.exit();
}

/** How long the loop of events was held by work of this thread, ms of its CPU: others on the machine do not count. */
function longestHold() {
  // The first number: ns on the CPU. The main thread has the number of its process.
  const worked = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  let last = worked();
  let longest = 0;
  setInterval(() => {
    const now = worked();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  return {
    longest: () => longest,
    reset() {
      last = worked();
      longest = 0;
    },
  };
}

function refusalOf(error: unknown): string {
  if (error instanceof UnreadableArticleError || error instanceof UnreadableFeedError) return error.message;
  throw error;
}
