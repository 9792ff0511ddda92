import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

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

/** Makes the pool of kept connections for an address of a Bot API server. `sockets`: connections at most. */
export function openAgent(apiRoot: string, sockets: number): http.Agent {
  const secure = apiRoot.startsWith('https:');
  const options = { keepAlive: true, maxSockets: sockets, maxFreeSockets: sockets, timeout: REST_MS };
  const agent: http.Agent = secure ? new https.Agent(options) : new http.Agent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (request, callback) => {
    const socket = connect(request, callback);
    if (socket) markUntilReady(socket, secure ? 'secureConnect' : 'connect');
    return socket;
  };
  return agent;
}

/** Gives errors before the connection stands their code, and the connection its time. */
function markUntilReady(socket: Duplex, ready: 'connect' | 'secureConnect'): void {
  const tooSlow = () => socket.destroy(new Error(`no connection within ${CONNECT_LIMIT_MS / 1000} s`));
  const timer = setTimeout(tooSlow, CONNECT_LIMIT_MS);
  const mark = (error: NodeJS.ErrnoException) => {
    if (error.code && !error.message.includes(error.code)) error.message = `${error.code}: ${error.message}`;
    error.code = NOT_CONNECTED;
  };
  const settle = () => {
    clearTimeout(timer);
    socket.off('error', mark);
  };
  // Ahead of the listener that hands the error on.
  socket.prependListener('error', mark);
  socket.once(ready, settle);
  socket.once('close', settle);
}
