import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCall, type BotApi } from './bot-api.js';
import { answerControl } from './control.js';
import { SandboxError } from './errors.js';
import { createFaults } from './faults.js';
import { answerJson } from './http/answer.js';
import { createFloodGuard, type FloodLimits } from './limits.js';
import { answerPage } from './page-files.js';
import { createRecord } from './record.js';
import { fillWorld } from './start-world.js';
import { stopWebhook } from './webhook.js';
import { createWorld, type World } from './world.js';

export { SandboxError } from './errors.js';
export type { FloodLimits } from './limits.js';
export type { World } from './world.js';

export interface SandboxOptions {
  /** 0, the default, takes any free one. */
  port?: number;
  token?: string;
  botUsername?: string;
  limits?: Partial<FloodLimits>;
  /** Private chats with ids from 1,000,000 on exist at their first use: a bench needs a hundred thousand. */
  autoCreate?: boolean;
  /** ms; the dates of messages and all of the limits go by it. */
  now?: () => number;
}

export interface Sandbox {
  /** http://127.0.0.1:PORT: the root of the Bot API and the address of the page. */
  url: string;
  token: string;
  /** The state itself, for tests in the same process. */
  world: World;
  close(): Promise<void>;
}

const AUTO_CREATE_FROM = 1_000_000;
const SANDBOX_TOKEN = '1000000001:sandbox';

/** A Telegram for this machine: Bot API server and chat page, on 127.0.0.1 only. Throws SandboxError, for one when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const token = options.token ?? SANDBOX_TOKEN;
  const world = createWorld({
    now: options.now ?? Date.now,
    bot: {
      id: botIdIn(token),
      is_bot: true,
      first_name: 'Коротко',
      username: options.botUsername ?? 'korotko_sandbox_bot',
    },
    autoCreateFrom: options.autoCreate ? AUTO_CREATE_FROM : null,
  });
  fillWorld(world);
  const guard = createFloodGuard(options.limits);
  const api: BotApi = { world, token, guard, faults: createFaults(), record: createRecord() };
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => void answer(api, request, response));
  const port = await listen(server, options.port ?? 0);
  return { url: `http://127.0.0.1:${port}`, token, world, close: () => close(server, world) };
}

function botIdIn(token: string): number {
  const id = /^(\d+):\S+$/.exec(token)?.[1];
  if (!id)
    throw new SandboxError(`the sandbox needs a token like ${SANDBOX_TOKEN}, not one without a number and a colon`);
  return Number(id);
}

async function answer(api: BotApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  if (path.startsWith('/bot')) return answerCall(api, request, response, path);
  if (path.startsWith('/file/bot')) return answerFile(api, response, path);
  const url = new URL(path, 'http://127.0.0.1');
  if (!hostIsLocal(request))
    return answerJson(response, 403, { ok: false, description: 'only this machine may use the sandbox' });
  if (url.pathname.startsWith('/sandbox/')) return answerControl(api, request, response, url);
  if (request.method === 'GET' && answerPage(response, url.pathname)) return;
  answerJson(response, 404, { ok: false, error_code: 404, description: 'Not Found' });
}

/** A page of the web can name this address by a host of its own, and would then speak for the people here. */
function hostIsLocal({ headers }: IncomingMessage): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  if (host !== '127.0.0.1' && host !== 'localhost') return false;
  return headers.origin === undefined || /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.origin);
}

function answerFile({ world, token }: BotApi, response: ServerResponse, path: string): void {
  const prefix = `/file/bot${token}/`;
  const wanted = decodeURIComponent(path);
  const file = [...world.files.values()].find((candidate) => `${prefix}${candidate.path}` === wanted);
  if (file) {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.bytes.length });
    response.end(file.bytes);
  } else answerJson(response, 404, { ok: false, error_code: 404, description: 'Not Found' });
}

function listen(server: Server, port: number): Promise<number> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SandboxError(`the sandbox cannot listen on port ${port}: a port is a whole number from 0 to 65535.`);
  }
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' ? `port ${port} is in use by another program` : error.message;
      reject(new SandboxError(`the sandbox cannot listen on 127.0.0.1:${port}: ${taken}. Choose another port.`));
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server, world: World): Promise<void> {
  stopWebhook(world);
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
