import { Worker } from 'node:worker_threads';
import { UnreadableArticleError } from '../errors.js';
import { UnreadableFeedError } from '../feeds/errors.js';
import type { Answer, Results, Task } from './worker.js';

/** How long one document may take, ms, and how much memory the thread that reads it may take, MB. */
const TIME_LIMIT = 2000;
const MEMORY_LIMIT = 192;
/** How long the thread may take to start, ms: on a loaded machine it loads its libraries for seconds. */
const START_LIMIT = 30_000;

/** A document took more than its time or its memory; the thread that read it was ended. */
export class TooHeavyError extends Error {
  override readonly name = 'TooHeavyError';
}

interface Job {
  id: number;
  task: Task;
  resolve: (result: Results[Task['kind']]) => void;
  reject: (error: Error) => void;
}

/** One thread reads all documents, one after another. It starts with the first and keeps nobody from leaving. */
const queue: Job[] = [];
let reader: { worker: Worker; ready: boolean; job: Job | null; timer: NodeJS.Timeout } | null = null;
let lastId = 0;

/**
 * Reads a document in a thread of its own, within `TIME_LIMIT` and `MEMORY_LIMIT`, so that this one never waits for a
 * hostile or a large one. Throws `TooHeavyError` beyond them, and what reading it throws.
 */
export function readApart<Kind extends Task['kind']>(task: Task & { kind: Kind }): Promise<Results[Kind]> {
  return new Promise((resolve, reject) => {
    queue.push({ id: ++lastId, task, resolve: resolve as Job['resolve'], reject });
    next();
  });
}

/** Gives the next document to the thread, once it is there and free. */
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
  reader.timer = setTimeout(() => fail(new TooHeavyError(`it was not read within ${TIME_LIMIT} ms`)), TIME_LIMIT);
  reader.worker.postMessage({ id: job.id, task: job.task });
}

function start(): NonNullable<typeof reader> {
  const worker = new Worker(workerUrl, {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  });
  const late = () => fail(new Error(`The thread that reads documents did not start within ${START_LIMIT} ms.`));
  const timer = setTimeout(late, START_LIMIT);
  worker.on('message', (answer: Answer) => {
    if (reader?.worker !== worker) return;
    clearTimeout(reader.timer);
    if (answer.kind === 'ready') reader.ready = true;
    else settle(answer);
    next();
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (reader?.worker !== worker) return;
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    fail(isMemory ? new TooHeavyError(`it takes more than ${MEMORY_LIMIT} MB to read`) : error);
  });
  return { worker, ready: false, job: null, timer };
}

/** Ends the thread and what it was at; the documents that wait get a new one. */
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

function settle(answer: Exclude<Answer, { kind: 'ready' }>): void {
  const job = reader?.job;
  if (!reader || !job || job.id !== answer.id) return;
  reader.job = null;
  if (answer.kind === 'done') job.resolve(answer.result);
  else if (answer.kind === 'unreadable-article') job.reject(new UnreadableArticleError(answer.reason, answer.message));
  else if (answer.kind === 'unreadable-feed') job.reject(new UnreadableFeedError(answer.reason, answer.message));
  else job.reject(new Error(`A ${job.task.kind} could not be read: ${answer.failure}`));
}

/** Built, the thread's code is one file beside the program's; in development both are TypeScript. */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './development-worker.mjs' : '../../worker.js',
  import.meta.url,
);
