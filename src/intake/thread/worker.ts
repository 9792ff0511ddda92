import { parentPort } from 'node:worker_threads';
import { decode } from '../decode.js';
import { UnreadableArticleError } from '../errors.js';
import { extractArticle, type PageArticle } from './extract.js';

/** A page to be read. */
export interface PageTask {
  id: number;
  html: string | Uint8Array;
  url: string | null;
  contentType: string | null;
  zone?: string;
  now?: Date;
}

/** What became of it. An error crosses the border of threads as data. */
export type PageAnswer =
  | { id: number; article: PageArticle }
  | { id: number; unreadable: { reason: UnreadableArticleError['reason']; message: string } }
  | { id: number; failure: string }
  | { ready: true };

const port = parentPort!;
port.on('message', (task: PageTask) => port.postMessage(answer(task)));
port.postMessage({ ready: true } satisfies PageAnswer);

function answer(task: PageTask): PageAnswer {
  const { id, html, url, contentType, zone, now } = task;
  try {
    const text = typeof html === 'string' ? html : decode(html, { contentType }).text;
    return { id, article: extractArticle(text, { url, ...(zone ? { zone } : {}), ...(now ? { now } : {}) }) };
  } catch (error) {
    if (error instanceof UnreadableArticleError)
      return { id, unreadable: { reason: error.reason, message: error.message } };
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
