import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { Log } from '../telemetry/log.js';
import { METRICS_TYPE, metricsText, watchProcess } from '../telemetry/metrics.js';
import { type Check, readiness } from './readiness.js';
import { addWebhook, type WebhookOptions } from './webhook.js';

/** The port where health and metrics are asked for, open. */
export interface HttpServer {
  /** http://HOST:PORT */
  url: string;
  /** Takes no more requests, and answers those that are here. */
  close(): Promise<void>;
}

/** The port could not be opened; the message says what to do. */
class HttpServerError extends Error {
  override name = 'HttpServerError';
}

/** A request, from its first byte to its last, takes no longer; ms. */
const REQUEST_LIMIT_MS = 10_000;

/**
 * Opens the port: `/healthz` (the process is alive), `/readyz` (every check holds), `/metrics` (for Prometheus), and the
 * webhook where there is one.
 * @param options.measure sets the gauges; done at each question for metrics.
 * @throws HttpServerError where the port cannot be opened.
 */
export async function startServer(options: {
  host: string;
  port: number;
  log: Log;
  checks: Readonly<Record<string, Check>>;
  measure(): Promise<void>;
  webhook: WebhookOptions | null;
}): Promise<HttpServer> {
  const { host, port, log, checks, measure, webhook } = options;
  watchProcess();
  const server = fastify({ logger: false, requestTimeout: REQUEST_LIMIT_MS, forceCloseConnections: 'idle' });
  server.get('/healthz', (_, reply) => reply.type('text/plain').send('ok\n'));
  server.get('/readyz', async (_, reply) => {
    const state = await readiness(checks);
    return reply.code(state.ready ? 200 : 503).send(state);
  });
  server.get('/metrics', async (_, reply) => {
    // A database that does not answer is told of by /readyz; what the process counted is still worth having.
    await measure().catch((err: unknown) => log.warn({ err }, 'the queues could not be measured'));
    return reply.type(METRICS_TYPE).send(await metricsText());
  });
  if (webhook) addWebhook(server, webhook);
  await listen(server, { host, port });
  const { port: opened } = server.server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${opened}`, close: () => server.close() };
}

async function listen(server: FastifyInstance, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HttpServerError(`${host}:${port} cannot be opened: ${reason}. Set another HTTP_PORT or HTTP_HOST.`);
  }
}
