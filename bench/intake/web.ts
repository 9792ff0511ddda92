import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomFrom } from '../stories/news.js';

/** What the web of the bench is made of. */
export interface WebSetting {
  items: number;
  /** Items that are new in a feed where any are. */
  fresh: number;
  /** When the first item was published, ms; each next one a minute later. */
  from: number;
}

/**
 * The web in a process of its own: a feed under every name `paper-N.example`, of about 1 KB of text an item. In each
 * round (a message `next`) another quarter of the feeds has new items; every second feed knows conditional requests.
 */
const { items, fresh, from } = JSON.parse(process.argv[2] ?? '{}') as WebSetting;
let round = 0;

const WORDS =
  'місто громада міст вулиця школа лікарня театр книга виставка річка ліс поле завод порт потяг дорога рада бюджет закон кошти гривня ремонт проєкт робота люди діти вчитель лікар водій поліція суд справа рішення будівля парк стадіон команда матч перемога погода дощ сніг вітер тепло світло вода газ ціна ринок експорт зерно врожай наука університет студент дослідження музика концерт'.split(
    ' ',
  );

const server = createServer((request, response) => {
  const host = request.headers.host?.split(':')[0] ?? '';
  const feed = Number(/^paper-(\d+)\.example$/.exec(host)?.[1] ?? Number.NaN);
  if (request.url !== '/rss' || Number.isNaN(feed)) {
    response.writeHead(404).end();
    return;
  }
  const last = items + fresh * Math.floor((round + (feed % 4)) / 4);
  const etag = feed % 2 === 0 ? `"${last}"` : null;
  if (etag !== null && request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  response
    .writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8', ...(etag === null ? {} : { etag }) })
    .end(documentOf(feed, host, last));
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', (message) => {
  if (message === 'next') process.send?.({ round: ++round });
});
process.on('disconnect', () => process.exit());

function documentOf(feed: number, host: string, last: number): string {
  const shown = Array.from({ length: items }, (_, place) => itemOf(feed, host, last - place));
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Газета ${feed}</title><link>http://${host}/</link>${shown.join('')}</channel></rss>`;
}

function itemOf(feed: number, host: string, number: number): string {
  const random = randomFrom(feed * 10_007 + number);
  const word = () => WORDS[Math.floor(random() * WORDS.length)]!;
  const sentence = () => `Сьогодні ${Array.from({ length: 10 }, word).join(' ')}.`;
  const paragraph = () => `<p>${Array.from({ length: 4 }, sentence).join(' ')}</p>`;
  const at = new Date(from + number * 60_000).toUTCString();
  return `<item><title>У громаді ${word()} та ${word()}: новина ${number} газети ${feed}</title><link>http://${host}/news/${number}?utm_source=rss</link><guid isPermaLink="false">${host}/${number}</guid><pubDate>${at}</pubDate><category>Суспільство</category><description><![CDATA[${paragraph()}${paragraph()}${paragraph()}]]></description></item>`;
}
