import { parentPort } from 'node:worker_threads';
import type { TextLanguage } from '../../vocabulary.js';
import type { Article } from '../article.js';
import { decode } from '../decode.js';
import { UnreadableArticleError, type UnreadableReason } from '../errors.js';
import { articleOfItem, type ItemArticle } from '../feeds/article.js';
import { UnreadableFeedError } from '../feeds/errors.js';
import { type FeedItem, type FeedOptions, type FeedReading, readFeed } from '../feeds/feed.js';
import { extractArticle, type PageArticle, type PageOptions } from '../pages/extract.js';
import { parsePasted } from '../pasted.js';

/** A document to be read apart. */
export type Task =
  | { kind: 'page'; document: string | Uint8Array; contentType: string | null; options: PageOptions }
  | { kind: 'feed'; document: Uint8Array; options: FeedOptions }
  | { kind: 'pasted'; text: string }
  | { kind: 'item'; item: FeedItem; source: { title: string; language: TextLanguage | null }; now: Date };

/** What a task gives. */
export interface Results {
  page: PageArticle;
  feed: FeedReading;
  pasted: Article;
  item: ItemArticle | null;
}

/** What became of a task. An error crosses the border of threads as data. */
export type Answer =
  | { kind: 'ready' }
  | { kind: 'done'; id: number; result: Results[Task['kind']] }
  | { kind: 'unreadable-article'; id: number; reason: UnreadableReason; message: string }
  | { kind: 'unreadable-feed'; id: number; reason: UnreadableFeedError['reason']; message: string }
  | { kind: 'failed'; id: number; failure: string };

const port = parentPort!;
port.on('message', ({ id, task }: { id: number; task: Task }) => port.postMessage(answer(id, task)));
port.postMessage({ kind: 'ready' } satisfies Answer);

function answer(id: number, task: Task): Answer {
  try {
    return { kind: 'done', id, result: read(task) };
  } catch (error) {
    if (error instanceof UnreadableArticleError) {
      return { kind: 'unreadable-article', id, reason: error.reason, message: error.message };
    }
    if (error instanceof UnreadableFeedError) {
      return { kind: 'unreadable-feed', id, reason: error.reason, message: error.message };
    }
    return { kind: 'failed', id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function read(task: Task): Results[Task['kind']] {
  if (task.kind === 'feed') return readFeed(task.document, task.options);
  if (task.kind === 'pasted') return parsePasted(task.text);
  if (task.kind === 'item') return articleOfItem(task.item, task.source, task.now);
  const { document, contentType, options } = task;
  return extractArticle(typeof document === 'string' ? document : decode(document, { contentType }).text, options);
}
