import type { Readable } from 'node:stream';
import type { ApiClientOptions } from 'grammy';
import { buildConnector, Pool } from 'undici';

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
  /** What grammY calls with: undici's own request costs a third of the CPU of any `fetch`. */
  fetch: NonNullable<ApiClientOptions['fetch']>;
  /** Ends all of them, and what is under way over them. */
  close(): void;
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

  const send = async (url: string, { headers, body, signal }: GrammyRequest) => {
    const { pathname, search } = new URL(url);
    const response = await pool.request({ method: 'POST', path: pathname + search, headers, body, signal });
    return { json: () => response.body.json() };
  };
  // grammY's type is that of all of `fetch`, of which it uses no more than this.
  return { fetch: send as unknown as TelegramConnections['fetch'], close: () => void pool.destroy() };
}

/** What grammY hands over: JSON, or a stream where a file goes with it. */
interface GrammyRequest {
  headers: Record<string, string>;
  body: string | Readable;
  signal: AbortSignal;
}

/** Nobody can take it for an error of a connection that stood. */
function beforeConnecting(error: NodeJS.ErrnoException): Error {
  if (error.code && !error.message.includes(error.code)) error.message = `${error.code}: ${error.message}`;
  error.code = NOT_CONNECTED;
  return error;
}
