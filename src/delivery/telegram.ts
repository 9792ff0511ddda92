import { Api, type ApiClientOptions, GrammyError, type Transformer } from 'grammy';
import { openConnections, type TelegramConnections } from './connections.js';
import type { SendRequest } from './request.js';

/** A call may take this long, seconds. (grammY's own limit is 500.) */
const CALL_LIMIT_S = 20;

/** The calls that most answers to people are made of. None of them carries a file. */
const WITHOUT_FILES: ReadonlySet<string> = new Set([
  'answerCallbackQuery',
  'answerInlineQuery',
  'editMessageReplyMarkup',
  'editMessageText',
  'getChatMember',
  'sendChatAction',
  'sendMessage',
]);

/** How the bot's replies are made. */
export interface ReplyClient extends ApiClientOptions {
  /**
   * Makes the calls that carry no file past grammY's client, with the same limits and answers, for three quarters of what
   * they cost; all others by it. To be installed on `bot.api.config` before what paces and repeats them.
   */
  straight(token: string): Transformer;
  /** Ends its connections. */
  close(): void;
}

/** How calls are made: over kept connections, each within 20 s. For the sender's client, and for the bot's replies. */
export function clientOptions(options: { apiRoot: string; connections: number }): ReplyClient {
  const { apiRoot, connections } = options;
  const { fetch, post, close } = openConnections(apiRoot, connections);
  return {
    apiRoot,
    timeoutSeconds: CALL_LIMIT_S,
    fetch,
    straight(token) {
      const call = straightCalls({ token, apiRoot, post });
      return (prev, method, payload, signal) =>
        WITHOUT_FILES.has(method)
          ? (call(method, payload, signal as AbortSignal | undefined) as ReturnType<typeof prev<typeof method>>)
          : prev(method, payload, signal);
    },
    close,
  };
}

/** A client that never repeats a call by itself. `close` ends its connections. */
export function openTelegram(options: { token: string; apiRoot: string; connections: number }): {
  api: Api;
  close(): void;
} {
  const { close, straight: _, ...client } = clientOptions(options);
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
  const call = straightCalls({ token, apiRoot, post });
  return {
    async sendMessage(request) {
      const answer = await call('sendMessage', request);
      if (isMessage(answer)) return answer.result;
      if (isRefusal(answer)) throw new GrammyError('sendMessage was refused', answer, 'sendMessage', {});
      throw notAnAnswer();
    },
    close,
  };
}

/** Calls that go as JSON over undici's dispatcher alone. @throws whatever kept an answer from coming. */
function straightCalls(options: { token: string; apiRoot: string; post: TelegramConnections['post'] }) {
  const { token, apiRoot, post } = options;
  const { pathname } = new URL(`${apiRoot}/bot${token}/`);
  return async (method: string, payload: object, signal?: AbortSignal): Promise<unknown> => {
    const body = JSON.stringify(payload);
    const request = { path: pathname + method, headers: JSON_BODY, body, limitMs: CALL_LIMIT_S * 1000 };
    const answer = await post(signal ? { ...request, signal } : request);
    if (typeof answer !== 'object' || answer === null || !('ok' in answer)) throw notAnAnswer();
    return answer;
  };
}

function notAnAnswer(): Error {
  return new Error('The answer is none that a Bot API server gives.');
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
