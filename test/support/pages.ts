import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

export interface ServedPage {
  status?: number;
  type?: string;
  body: string | Buffer;
}

/** A web site of this machine, for tests, and what it lets robots read. Call at the top of a file. */
export function usePages({ robots = '' }: { robots?: string } = {}) {
  const pages = new Map<string, ServedPage>([['/robots.txt', { type: 'text/plain', body: robots }]]);
  let server: Server;
  let root = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      const page = pages.get(new URL(request.url ?? '/', 'http://here').pathname);
      response.writeHead(page?.status ?? (page ? 200 : 404), {
        'content-type': page?.type ?? 'text/html; charset=utf-8',
      });
      response.end(page?.body ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    /** Puts a page at a path; gives its address. */
    serve(path: string, page: ServedPage): string {
      pages.set(path, page);
      return `${root}${path}`;
    },
  };
}

/** A page as a news site writes it. */
export function newsPage(article: {
  headline: string;
  publisher: string;
  publishedAt: Date;
  paragraphs: readonly string[];
}): string {
  const { headline, publisher, publishedAt, paragraphs } = article;
  return `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>${headline} | ${publisher}</title>
<meta property="og:title" content="${headline}"><meta property="og:site_name" content="${publisher}">
<meta property="article:published_time" content="${publishedAt.toISOString()}"></head>
<body><nav><a href="/">Головна</a> <a href="/news">Новини</a></nav><article><h1>${headline}</h1>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
<p>Читайте також: <a href="/2">Інша новина про зовсім інше</a></p></article></body></html>`;
}
