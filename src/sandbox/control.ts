import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BotApi } from './bot-api.js';
import { ApiError, OrderError } from './errors.js';
import { streamEvents } from './events.js';
import { checkedOrder } from './faults.js';
import { answerJson } from './http/answer.js';
import { jsonObject, readBody } from './http/body.js';
import type { FloodLimits } from './limits.js';
import { asSeen } from './messages.js';
import { act } from './people/index.js';
import type { RecordQuery } from './record.js';
import { roomFor } from './rooms.js';
import { fillWorld } from './start-world.js';
import { chatState, stateOf } from './state.js';

type Route = (api: BotApi, query: URLSearchParams, body: Record<string, unknown>) => unknown;

const ROUTES: Record<string, Route> = {
  'GET /sandbox/state': ({ world }) => stateOf(world),
  'GET /sandbox/chat': ({ world }, query) => chatState(world, roomFor(world, chatIdIn(query))),
  'GET /sandbox/messages': listMessages,
  'POST /sandbox/act': ({ world }, _query, body) => act(world, body),
  'GET /sandbox/faults': ({ faults }) => faults.list(),
  'POST /sandbox/faults': ({ faults }, _query, body) => {
    faults.order(checkedOrder(body));
    return faults.list();
  },
  'DELETE /sandbox/faults': ({ faults }) => {
    faults.clear();
    return [];
  },
  'GET /sandbox/limits': ({ guard }) => guard.limits,
  'POST /sandbox/limits': ({ guard }, _query, body) => {
    guard.set(checkedLimits(body, guard.limits));
    return guard.limits;
  },
  'GET /sandbox/record': ({ record }, query) =>
    query.has('count') ? record.counts() : record.calls(recordQuery(query)),
  'DELETE /sandbox/record': ({ record }) => {
    record.clear();
    return true;
  },
  'POST /sandbox/reset': ({ world, faults, record, guard }) => {
    faults.clear();
    record.clear();
    guard.set({ enabled: false });
    fillWorld(world);
    return stateOf(world);
  },
};

/** Answers `/sandbox/…`: the people's side of Telegram, and the strings that tests pull. `{ok, result}` or `{ok: false, description}`. */
export async function answerControl(
  api: BotApi,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  if (url.pathname === '/sandbox/events') return streamEvents(api.world, response);
  if (url.pathname === '/sandbox/file') return answerFile(api, response, url.searchParams.get('id') ?? '');
  const route = ROUTES[`${request.method} ${url.pathname}`];
  if (!route)
    return answerJson(response, 404, { ok: false, description: `nothing is at ${request.method} ${url.pathname}` });
  try {
    const bytes = request.method === 'POST' ? await readBody(request) : Buffer.alloc(0);
    const body = bytes.length === 0 ? {} : jsonObject(bytes);
    answerJson(response, 200, { ok: true, result: (await route(api, url.searchParams, body)) ?? null });
  } catch (error) {
    if (error instanceof OrderError) return answerJson(response, 400, { ok: false, description: error.message });
    if (error instanceof ApiError) return answerJson(response, error.code, { ok: false, description: error.message });
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    answerJson(response, 500, { ok: false, description: `the sandbox failed: ${detail}` });
  }
}

/** A file of a message, for the page, which has no token. Never shown as a page itself. */
function answerFile({ world }: BotApi, response: ServerResponse, id: string): void {
  const file = world.files.get(id);
  if (file) {
    const image = /^image\/(png|jpeg|gif|webp)$/.test(file.type) ? file.type : 'application/octet-stream';
    response.writeHead(200, {
      'content-type': image,
      'x-content-type-options': 'nosniff',
      'content-length': file.bytes.length,
    });
    response.end(file.bytes);
  } else answerJson(response, 404, { ok: false, description: `there is no file ${id}` });
}

function chatIdIn(query: URLSearchParams): number | string {
  const id = query.get('chat_id') ?? '';
  return /^-?\d+$/.test(id) ? Number(id) : id;
}

function listMessages({ world }: BotApi, query: URLSearchParams) {
  const limit = Number(query.get('limit') ?? 200);
  const rooms = query.has('chat_id') ? [roomFor(world, chatIdIn(query))] : [...world.rooms.values()];
  return rooms
    .flatMap((room) => [...room.messages.values()].slice(-limit).map((message) => asSeen(room, message)))
    .slice(-limit);
}

function recordQuery(query: URLSearchParams): RecordQuery {
  const { method, chat_id, ok, after, limit } = Object.fromEntries(query);
  return {
    ...(method ? { method } : {}),
    ...(chat_id ? { chat_id } : {}),
    ...(ok ? { ok: ok === 'true' } : {}),
    ...(after ? { after: Number(after) } : {}),
    ...(limit ? { limit: Number(limit) } : {}),
  };
}

function checkedLimits(body: Record<string, unknown>, known: FloodLimits): Partial<FloodLimits> {
  for (const [name, value] of Object.entries(body)) {
    if (!(name in known))
      throw new OrderError(`no limit is called "${name}"; there are ${Object.keys(known).join(', ')}`);
    const fits = name === 'enabled' ? typeof value === 'boolean' : typeof value === 'number' && value > 0;
    if (!fits) throw new OrderError(`the limit ${name} cannot be ${JSON.stringify(value)}`);
  }
  return body as Partial<FloodLimits>;
}
