import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './errors.js';
import { type Fault, type Faults, refusalOf } from './faults.js';
import { answerJson } from './http/answer.js';
import { type RequestParams, readParams } from './http/body.js';
import type { FloodGuard } from './limits.js';
import type { CallContext } from './methods/context.js';
import { callMethod, methodCalled } from './methods/index.js';
import type { CallRecord, RecordedCall } from './record.js';
import { findRoom } from './rooms.js';
import { checkedParams, type Params } from './schema.js';
import type { World } from './world.js';

export interface BotApi {
  world: World;
  token: string;
  guard: FloodGuard;
  faults: Faults;
  record: CallRecord;
}

const HANG_MS = 600_000;
/** The calls that Telegram's limits count. */
const SENDS = new Set(['sendMessage', 'sendPhoto', 'sendDocument', 'copyMessage', 'forwardMessage']);
/** Polling is no call worth a line in the record. */
const UNRECORDED = new Set(['getUpdates']);

/** Answers `/bot<token>/<method>` as Telegram does. */
export async function answerCall(
  api: BotApi,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const [address = '', query = ''] = path.split(/\?(.*)/s, 2);
  const [, token, method = ''] = /^\/bot([^/]+)\/([A-Za-z]+)\/?$/.exec(address) ?? [];
  let call: Omit<RecordedCall, 'number'> | null = null;
  try {
    if (token === undefined) throw new ApiError(404, 'Not Found');
    if (decodeURIComponent(token) !== api.token) throw new ApiError(401, 'Unauthorized');
    const name = methodCalled(method);
    const received = await readParams(request, query);
    call = { at: api.world.now(), method: name, ok: true, ...placeOf(received.params) };
    const fault = api.faults.strike(name, received.params.chat_id);
    if (fault) call.fault = fault.kind;
    if (fault && (await strikeBefore(fault, response))) return finish(api, { ...call, ok: false });
    const result = await carryOut(api, { name, received, notes: call, response });
    const messageId = (result as { message_id?: number } | null)?.message_id ?? received.params.message_id;
    if (typeof messageId === 'number') call.message_id = messageId;
    finish(api, call);
    if (fault && (await strikeAfter(fault, response))) return;
    answerJson(response, 200, { ok: true, result });
  } catch (error) {
    const refusal = error instanceof ApiError ? error : internal(error);
    if (call) finish(api, { ...call, ok: false, error_code: refusal.code, description: refusal.message });
    answerRefusal(response, refusal);
  }
}

function placeOf({ chat_id, message_thread_id }: Params): Partial<RecordedCall> {
  return {
    ...(typeof chat_id === 'number' || typeof chat_id === 'string' ? { chat_id } : {}),
    ...(typeof message_thread_id === 'number' ? { message_thread_id } : {}),
  };
}

function finish(api: BotApi, call: Omit<RecordedCall, 'number'>): void {
  if (!UNRECORDED.has(call.method)) api.record.add(call);
}

interface CallToCarryOut {
  name: string;
  received: RequestParams;
  notes: CallContext['notes'];
  response: ServerResponse;
}

function carryOut(api: BotApi, { name, received, notes, response }: CallToCarryOut): unknown {
  const params = checkedParams(name, received.params);
  if (api.guard.limits.enabled && SENDS.has(name)) admit(api, params);
  const gone = () => {
    const controller = new AbortController();
    response.once('close', () => controller.abort());
    return controller.signal;
  };
  return callMethod({ world: api.world, files: received.files, notes, gone }, name, params);
}

function admit(api: BotApi, params: Params): void {
  const room = findRoom(api.world, params.chat_id as number | string);
  api.guard.admit({
    chatId: room?.chat.id ?? 0,
    chatType: room?.chat.type ?? null,
    paid: params.allow_paid_broadcast === true,
    now: api.world.now(),
  });
}

/** What strikes before the call is carried out; true when nothing is left to answer. */
async function strikeBefore(fault: Fault, response: ServerResponse): Promise<boolean> {
  const refusal = refusalOf(fault);
  if (refusal) throw refusal;
  if (fault.kind === 'delay') {
    await rest(fault.ms, response);
    return false;
  }
  if (fault.kind === 'reset_before') return reset(response);
  return 'taken' in fault && fault.taken ? false : breakAnswer(fault, response);
}

/** What strikes after the call was carried out; true when nothing is left to answer. */
async function strikeAfter(fault: Fault, response: ServerResponse): Promise<boolean> {
  return fault.kind === 'reset_after' ? reset(response) : breakAnswer(fault, response);
}

async function breakAnswer(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'hang':
      await rest(fault.ms ?? HANG_MS, response);
      return reset(response);
    case '502':
      answerPage(
        response,
        502,
        '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>',
      );
      return true;
    case 'garbage':
      answerPage(response, 200, '<!doctype html><title>Welcome</title><p>Please accept the terms of this network.');
      return true;
    default:
      return false;
  }
}

function answerPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end(html);
}

function reset(response: ServerResponse): true {
  // RST, not FIN: what a broken network looks like.
  response.socket?.resetAndDestroy();
  return true;
}

/** Waits, but not longer than the other side does. */
function rest(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      response.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    response.once('close', done);
  });
}

function internal(error: unknown): ApiError {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new ApiError(500, `Internal Server Error: the sandbox failed: ${detail}`);
}

function answerRefusal(response: ServerResponse, { code, message, parameters }: ApiError): void {
  answerJson(response, code, {
    ok: false,
    error_code: code,
    description: message,
    ...(parameters ? { parameters } : {}),
  });
}
