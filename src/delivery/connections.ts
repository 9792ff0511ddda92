import type { Readable } from 'node:stream';
import type { ApiClientOptions } from 'grammy';
import { buildConnector, type Dispatcher, Pool } from 'undici';

/**
 * The code of every error that came before a connection stood: name not found, refused, too slow, a certificate that
 * does not hold. Nothing was said over such a connection, so whatever was to be sent may be sent again.
 */
export const NOT_CONNECTED = 'NOT_CONNECTED';

/** A connection, TLS included, may take this long; well under the limit of a send, so that the two are told apart. */
const CONNECT_LIMIT_MS = 8_000;
/**
 * A connection that rests longer is closed here. Closed by the other side in the moment of its next use, it would
 * leave a send in doubt.
 */
const REST_MS = 10_000;
/** A hundred updates of the longest kind are a tenth of it; bytes. */
const LONGEST_ANSWER = 16 * 1024 * 1024;

/** Kept connections to a Bot API server. */
export interface TelegramConnections {
  /**
   * Posts to a path of the server. Gives the parsed answer, whatever its status.
   * @throws where none came, or none that is JSON; the signal's reason, once the connection stands.
   */
  post(request: Post): Promise<unknown>;
  /** What grammY calls with. */
  fetch: NonNullable<ApiClientOptions['fetch']>;
  /** Ends all of them, and what is under way over them. */
  close(): void;
}

interface Post {
  path: string;
  headers: Record<string, string>;
  /** JSON, or a stream where a file goes with it. */
  body: string | Readable;
  signal?: AbortSignal;
  /** No answer is waited for any longer, ms. */
  limitMs?: number;
}

/** Opens the pool for an address of a Bot API server. `most`: connections at once. */
export function openConnections(apiRoot: string, most: number): TelegramConnections {
  const connect = buildConnector({ timeout: CONNECT_LIMIT_MS });
  const pool = new Pool(new URL(apiRoot).origin, {
    connections: most,
    keepAliveTimeout: REST_MS,
    keepAliveMaxTimeout: REST_MS,
    maxResponseSize: LONGEST_ANSWER,
    connect: (options, callback) =>
      connect(options, (...[error, socket]) =>
        error ? callback(beforeConnecting(error), null) : callback(null, socket),
      ),
  });

  // undici's `request` makes a stream of every answer, and `fetch` more than that: dispatched like this a call costs half.
  const post = ({ path, headers, body, signal, limitMs }: Post) =>
    new Promise<unknown>((resolve, reject) => {
      pool.dispatch({ method: 'POST', path, headers, body }, answerTo({ resolve, reject, signal, limitMs }));
    });

  const send = async (url: string, { headers, body, signal }: GrammyRequest) => {
    const { pathname, search } = new URL(url);
    const answer = await post({ path: pathname + search, headers, body, signal });
    return { json: async () => answer };
  };
  // grammY's type is that of all of `fetch`, of which it uses no more than this.
  return { post, fetch: send as unknown as TelegramConnections['fetch'], close: () => void pool.destroy() };
}

type GrammyRequest = Pick<Post, 'headers' | 'body'> & { signal: AbortSignal };

/** Gathers one answer. */
function answerTo(options: {
  resolve: (answer: unknown) => void;
  reject: (error: unknown) => void;
  signal: AbortSignal | undefined;
  limitMs: number | undefined;
}): Dispatcher.DispatchHandler {
  const { resolve, reject, signal, limitMs } = options;
  const chunks: Buffer[] = [];
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  const leave = () => {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener('abort', abort);
  };
  return {
    onRequestStart(controller) {
      leave();
      abort = () => controller.abort(signal?.reason);
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      if (limitMs !== undefined) {
        const tooLate = () => controller.abort(new Error(`timed out: no answer came within ${limitMs / 1000} seconds`));
        timer = setTimeout(tooLate, limitMs);
      }
    },
    onResponseData(_, chunk) {
      chunks.push(chunk);
    },
    onResponseEnd() {
      leave();
      try {
        resolve(JSON.parse(Buffer.concat(chunks).toString()));
      } catch (error) {
        reject(error);
      }
    },
    onResponseError(_, error) {
      leave();
      reject(error);
    },
  };
}

/** Nobody can take it for an error of a connection that stood. */
function beforeConnecting(error: NodeJS.ErrnoException): Error {
  if (error.code && !error.message.includes(error.code)) error.message = `${error.code}: ${error.message}`;
  error.code = NOT_CONNECTED;
  return error;
}
