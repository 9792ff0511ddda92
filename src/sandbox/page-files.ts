import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

const SCRIPTS = ['page', 'model', 'api', 'dom', 'entities', 'messages', 'talk', 'composer', 'dialogs', 'menus', 'taps'];
const FILES = new Map<string, [file: string, type: string]>([
  ['/', ['index.html', 'text/html; charset=utf-8']],
  ['/page.css', ['page.css', 'text/css; charset=utf-8']],
  ...SCRIPTS.map((name): [string, [string, string]] => [
    `/${name}.js`,
    [`${name}.js`, 'text/javascript; charset=utf-8'],
  ]),
]);

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Answers with a file of the chat page; false when there is none at this path. */
export function answerPage(response: ServerResponse, path: string): boolean {
  const found = FILES.get(path);
  if (!found) return false;
  const [file, type] = found;
  response.writeHead(200, { ...HEADERS, 'content-type': type });
  response.end(readFileSync(new URL(`page/${file}`, import.meta.url)));
  return true;
}
