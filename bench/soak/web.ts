import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { eventsFrom, type MadeArticle, type MadeEvent, randomFrom, tell } from '../stories/news.js';

/** What the papers of the bench publish. */
export interface PapersSetting {
  papers: number;
  port: number;
  /** New articles a second, of all papers together: the middle third of the time has the peak, the rest a third of it. */
  peak: number;
  /** How long they publish, ms. */
  lastsMs: number;
  /** Articles of each paper that are there at the start, on average. */
  atFirst: number;
}

/** A feed shows so many of its newest articles. */
const SHOWN = 60;
/** One article in so many tells of an event that no other has told. */
const TOLD_BY = 3;
const RECENT_EVENTS = 40;

/**
 * Papers in a process of their own, each on an address of 127.0.0.0/8, so that each is a host to whoever is polite to hosts.
 * They publish as time goes by; three of them tell of an event, on average.
 */
const { papers, port, peak, lastsMs, atFirst } = JSON.parse(process.argv[2] ?? '{}') as PapersSetting;
const random = randomFrom(7);
const makeEvent = eventsFrom(random);
const events: MadeEvent[] = [];
const published: MadeArticle[][] = Array.from({ length: papers }, () => []);
let written = 0;
const shown = new Set<string>();

for (let n = 0; n < papers * atFirst; n++) publish(new Date(Date.now() - random() * 6 * 3_600_000));
const began = Date.now();
let owed = 0;
setInterval(() => {
  const share = (Date.now() - began) / lastsMs;
  owed += share > 1 ? 0 : share > 1 / 3 && share < 2 / 3 ? peak : peak / 3;
  for (; owed >= 1; owed -= 1) publish(new Date());
}, 1000);

let listening = 0;
for (let paper = 0; paper < papers; paper++) {
  createServer((request, response) => answer(paper, request, response)).listen(port, addressOf(paper), () => {
    listening += 1;
    if (listening === papers) process.send?.({ papers });
  });
}
process.on('message', () => process.send?.({ written, shown: [...shown] }));
process.on('disconnect', () => process.exit());

/** 127.0.1.1 and on: the machine's own, and every one another host. */
function addressOf(paper: number): string {
  return `127.0.${1 + Math.floor(paper / 250)}.${1 + (paper % 250)}`;
}

function publish(at: Date): void {
  if (events.length === 0 || random() < 1 / TOLD_BY) events.push(makeEvent(at));
  const event = events[Math.max(0, events.length - 1 - Math.floor(random() * RECENT_EVENTS))]!;
  const paper = published[Math.floor(random() * papers)]!;
  paper.push({ ...tell(event, random), at });
  if (paper.length > SHOWN) paper.shift();
  written += 1;
}

function answer(paper: number, request: IncomingMessage, response: ServerResponse): void {
  if (request.url !== '/rss') {
    response.writeHead(404).end();
    return;
  }
  const items = published[paper]!.map(({ title, text, at }) => {
    const url = `http://${addressOf(paper)}:${port}/${encodeURIComponent(`${title} ${at.getTime()}`)}`;
    shown.add(url);
    return `<item><title>${title}</title><link>${url}</link><pubDate>${at.toUTCString()}</pubDate><description><![CDATA[<p>${text}</p>]]></description></item>`;
  });
  response
    .writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' })
    .end(
      `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Газета ${paper}</title>${items.reverse().join('')}</channel></rss>`,
    );
}
