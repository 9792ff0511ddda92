import { Worker } from 'node:worker_threads';
import { UnreadableArticleError } from '../errors.js';
import type { PageArticle } from './extract.js';
import type { PageAnswer, PageTask } from './worker.js';

export type { PageArticle } from './extract.js';

/** How long one page may take, ms, and how much memory the thread that reads it may take, MB. */
const TIME_LIMIT = 2000;
const MEMORY_LIMIT = 192;
/** How long the thread may take to start, ms: on a loaded machine it loads its libraries for seconds. */
const START_LIMIT = 30_000;
/** Longer pages are not read, bytes or UTF-16 units: as much as is fetched. */
const LONGEST_PAGE = 10 * 1024 * 1024;

interface Job {
  task: PageTask;
  resolve: (article: PageArticle) => void;
  reject: (error: Error) => void;
}

/** One thread reads all pages, one after another. It starts with the first page and keeps nobody from leaving. */
const queue: Job[] = [];
let reader: { worker: Worker; ready: boolean; job: Job | null; timer: NodeJS.Timeout } | null = null;
let lastId = 0;

/**
 * Reads the article of a web page: headline, paragraphs, publisher, date, picture and canonical address, without the
 * page's furniture. `url` is where it came from; `contentType` the HTTP header; `zone` is that of dates without one
 * (by default Kyiv's). It runs in a thread of its own with 2 s and bounded memory, so that this one never waits.
 *
 * Throws `UnreadableArticleError` for a page without an article, or one that takes too much time or memory.
 */
export function readPage(page: {
  html: string | Uint8Array;
  url: string | null;
  contentType?: string | null;
  zone?: string;
  now?: Date;
}): Promise<PageArticle> {
  if (page.html.length > LONGEST_PAGE) {
    return Promise.reject(
      new UnreadableArticleError(
        'too-long',
        `The page${named(page.url)} is longer than ${LONGEST_PAGE} bytes. Give the address of one article.`,
      ),
    );
  }
  return new Promise((resolve, reject) => {
    queue.push({ task: { contentType: null, ...page, id: ++lastId }, resolve, reject });
    next();
  });
}

/** Gives the next page to the thread, once it is there and free. */
function next(): void {
  if (queue.length === 0) {
    if (reader && !reader.job) reader.worker.unref();
    return;
  }
  reader ??= start();
  reader.worker.ref();
  if (!reader.ready || reader.job) return;
  const job = queue.shift()!;
  reader.job = job;
  clearTimeout(reader.timer);
  reader.timer = setTimeout(
    () =>
      fail(
        new UnreadableArticleError(
          'too-slow',
          `The page${named(job.task.url)} was not read within ${TIME_LIMIT} ms. Paste its text instead.`,
        ),
      ),
    TIME_LIMIT,
  );
  reader.worker.postMessage(job.task);
}

function start(): NonNullable<typeof reader> {
  const worker = new Worker(workerUrl, {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  const timer = setTimeout(
    () => fail(new Error(`The thread that reads pages did not start within ${START_LIMIT} ms.`)),
    START_LIMIT,
  );
  worker.on('message', (answer: PageAnswer) => {
    if (reader?.worker !== worker) return;
    clearTimeout(reader.timer);
    if ('ready' in answer) reader.ready = true;
    else settle(answer);
    next();
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (reader?.worker !== worker) return;
    const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    fail(
      outOfMemory
        ? new UnreadableArticleError(
            'too-slow',
            `The page${named(reader.job?.task.url ?? null)} took more than ${MEMORY_LIMIT} MB to read. Paste its text instead.`,
          )
        : error,
    );
  });
  return { worker, ready: false, job: null, timer };
}

/** Ends the thread and whatever it was at; the pages that wait get a new one. */
function fail(error: Error): void {
  if (!reader) return;
  const { worker, job, ready } = reader;
  clearTimeout(reader.timer);
  reader = null;
  void worker.terminate();
  if (job) job.reject(error);
  // A thread that never came up will not come up for the others either.
  else if (!ready) for (const waiting of queue.splice(0)) waiting.reject(error);
  next();
}

function settle(answer: Exclude<PageAnswer, { ready: true }>): void {
  const job = reader?.job;
  if (!reader || !job || job.task.id !== answer.id) return;
  reader.job = null;
  if ('article' in answer) job.resolve(answer.article);
  else if ('unreadable' in answer)
    job.reject(new UnreadableArticleError(answer.unreadable.reason, answer.unreadable.message));
  else job.reject(new Error(`The page${named(job.task.url)} could not be read: ${answer.failure}`));
}

/** Compiled, this file and the thread's are JavaScript; in development both are TypeScript. */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './development-worker.mjs' : './worker.js',
  import.meta.url,
);

function named(url: string | null): string {
  return url === null ? '' : ` ${url}`;
}
