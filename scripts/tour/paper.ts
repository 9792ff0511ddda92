import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const FEED = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Вісник Подолу</title><language>uk</language>
<item><title>На Андріївському узвозі відкрили майстерню гончарів</title><link>https://podil.example/1</link>
<description>Майстерню на Андріївському узвозі відкрили троє гончарів. Вона працюватиме щодня, крім понеділка.</description></item>
<item><title>Трамвай на Подолі пускають до опівночі</title><link>https://podil.example/2</link>
<description>Останній трамвай з Контрактової площі вирушатиме о 23:50. Розклад змінили на прохання мешканців.</description></item>
</channel></rss>`;

/** A small paper of the walk's own, with a feed that a desk can add. */
export async function openPaper(): Promise<{ url: string; close(): void }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/rss+xml; charset=utf-8').end(FEED);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/rss`, close: () => server.close().closeAllConnections() };
}
