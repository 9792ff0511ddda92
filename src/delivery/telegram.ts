import { Api, type ApiClientOptions } from 'grammy';
import { openConnections } from './connections.js';

/** A call may take this long, seconds. (grammY's own limit is 500.) */
const CALL_LIMIT_S = 20;

/** How calls are made: over kept connections, each within 20 s. For the sender's client, and for the bot's replies. */
export function clientOptions(options: { apiRoot: string; connections: number }): ApiClientOptions & { close(): void } {
  const { apiRoot, connections } = options;
  return { apiRoot, timeoutSeconds: CALL_LIMIT_S, ...openConnections(apiRoot, connections) };
}

/** A client that never repeats a call by itself. `close` ends its connections. */
export function openTelegram(options: { token: string; apiRoot: string; connections: number }): {
  api: Api;
  close(): void;
} {
  const { close, ...client } = clientOptions(options);
  return { api: new Api(options.token, client), close };
}
