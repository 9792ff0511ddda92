import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

const FILES: Record<string, [file: string, type: string]> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
};

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Answers with a file of the chat page; false when there is none at this path. */
export function answerPage(response: ServerResponse, path: string): boolean {
  const found = FILES[path];
  if (!found) return false;
  const [file, type] = found;
  response.writeHead(200, { ...HEADERS, 'content-type': type });
  response.end(readFileSync(new URL(`page/${file}`, import.meta.url)));
  return true;
}
