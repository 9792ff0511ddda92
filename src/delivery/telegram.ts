import { Api, type ApiClientOptions, GrammyError } from 'grammy';
import { openConnections } from './connections.js';
import type { SendRequest } from './request.js';

/** A call may take this long, seconds. (grammY's own limit is 500.) */
const CALL_LIMIT_S = 20;

/** How calls are made: over kept connections, each within 20 s. For the sender's client, and for the bot's replies. */
export function clientOptions(options: { apiRoot: string; connections: number }): ApiClientOptions & { close(): void } {
  const { apiRoot, connections } = options;
  const { fetch, close } = openConnections(apiRoot, connections);
  return { apiRoot, timeoutSeconds: CALL_LIMIT_S, fetch, close };
}

/** A client that never repeats a call by itself. `close` ends its connections. */
export function openTelegram(options: { token: string; apiRoot: string; connections: number }): {
  api: Api;
  close(): void;
} {
  const { close, ...client } = clientOptions(options);
  return { api: new Api(options.token, client), close };
}

/** Sends one message. @throws GrammyError where Telegram refuses it, else whatever kept the answer from coming. */
export type SendMessage = (request: SendRequest) => Promise<{ message_id: number }>;

const JSON_BODY = { 'content-type': 'application/json' };

/**
 * What a broadcast sends with, and nothing else: a hundred thousand times the same call, which costs half of what it
 * does through grammY's client, with the same limits and errors. It never repeats a call by itself.
 */
export function openSending(options: { token: string; apiRoot: string; connections: number }): {
  sendMessage: SendMessage;
  close(): void;
} {
  const { token, apiRoot, connections } = options;
  const { post, close } = openConnections(apiRoot, connections);
  const { pathname: path } = new URL(`${apiRoot}/bot${token}/sendMessage`);
  return {
    async sendMessage(request) {
      const body = JSON.stringify(request);
      const answer = await post({ path, headers: JSON_BODY, body, limitMs: CALL_LIMIT_S * 1000 });
      if (isMessage(answer)) return answer.result;
      if (isRefusal(answer)) throw new GrammyError('sendMessage was refused', answer, 'sendMessage', {});
      throw new Error('The answer is none that a Bot API server gives.');
    },
    close,
  };
}

interface Refusal {
  ok: false;
  error_code: number;
  description: string;
}

function isMessage(answer: unknown): answer is { ok: true; result: { message_id: number } } {
  const { ok, result } = (answer ?? {}) as { ok?: unknown; result?: { message_id?: unknown } };
  return ok === true && typeof result?.message_id === 'number';
}

function isRefusal(answer: unknown): answer is Refusal {
  const { ok, error_code: code, description } = (answer ?? {}) as Partial<Record<keyof Refusal, unknown>>;
  return ok === false && typeof code === 'number' && typeof description === 'string';
}
