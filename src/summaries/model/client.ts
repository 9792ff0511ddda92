import { Agent, request } from 'undici';
import { readBody } from '../../intake/fetch-body.js';
import { FetchError } from '../../intake/fetch-errors.js';

/** An endpoint that speaks OpenAI's protocol. */
export interface ModelEndpoint {
  /** Without a slash at its end: «https://api.openai.com/v1». */
  baseUrl: string;
  model: string;
  apiKey: string | null;
}

/** Why the model gave no answer; the message holds neither key nor texts. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly reason: 'timeout' | 'unreachable' | 'status' | 'too-large' | 'not-a-completion';
  /** The same call will fail again: the key, the model's name or the request is refused. */
  readonly isLasting: boolean;
  /** How long the endpoint asks not to be asked, ms. */
  readonly retryAfterMs: number;

  constructor(
    reason: ModelError['reason'],
    message: string,
    more: { isLasting?: boolean; retryAfterMs?: number } = {},
  ) {
    super(message);
    this.reason = reason;
    this.isLasting = more.isLasting ?? false;
    this.retryAfterMs = more.retryAfterMs ?? 0;
  }
}

/** Thrown by what was under way when the client closed. */
export class ModelClosedError extends Error {
  override readonly name = 'ModelClosedError';
}

export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ModelRequest {
  messages: readonly ModelMessage[];
  /** The JSON schema that the answer keeps to. */
  schema: { name: string; schema: Record<string, unknown> };
}

/** What the model said, and what that cost. */
export interface Completion {
  text: string;
  tokens: number;
}

export interface ModelClient {
  /** @throws ModelError, and ModelClosedError after `close`. */
  complete(request: ModelRequest): Promise<Completion>;
  /** Ends what is under way at once. */
  close(): Promise<void>;
}

/** Of one call from its beginning to the end of its answer, ms. */
const TIMEOUT_MS = 20_000;
const MOST_BYTES = 256 * 1024;
/** Of an answer, with what a reasoning model thinks before it. */
const MOST_ANSWER_TOKENS = 2_000;
/** Of Ukrainian text a token: what an endpoint that does not count is reckoned by. */
const UNITS_PER_TOKEN = 2.5;

/** Tokens that a call may cost, reckoned before it. */
export function tokensOf({ messages }: ModelRequest): number {
  const units = messages.reduce((sum, { content }) => sum + content.length, 0);
  return Math.ceil(units / UNITS_PER_TOKEN) + 600;
}

/** Opens the way to an endpoint. It is gone to and nowhere else: redirects are not followed. */
export function openModelClient(options: { endpoint: ModelEndpoint; timeoutMs?: number }): ModelClient {
  const { endpoint, timeoutMs = TIMEOUT_MS } = options;
  const { host } = new URL(endpoint.baseUrl);
  const agent = new Agent({ connections: 8, connect: { timeout: timeoutMs }, headersTimeout: timeoutMs });
  const closing = new AbortController();
  return {
    async complete(asked) {
      if (closing.signal.aborted) throw new ModelClosedError();
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const { statusCode, headers, body } = await request(`${endpoint.baseUrl}/chat/completions`, {
          method: 'POST',
          dispatcher: agent,
          signal: AbortSignal.any([timeout, closing.signal]),
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            ...(endpoint.apiKey === null ? {} : { authorization: `Bearer ${endpoint.apiKey}` }),
          },
          body: JSON.stringify(bodyOf(asked, endpoint.model)),
        });
        const bytes = await readBody(body, { encoding: undefined, limit: MOST_BYTES, url: host });
        if (statusCode !== 200) throw statusError(statusCode, headers['retry-after'], host);
        return completionIn(Buffer.from(bytes).toString('utf8'), asked, host);
      } catch (error) {
        if (closing.signal.aborted) throw new ModelClosedError();
        throw modelErrorOf(error, { host, isTimeout: timeout.aborted, timeoutMs });
      }
    },
    async close() {
      closing.abort();
      await agent.destroy();
    },
  };
}

function bodyOf({ messages, schema }: ModelRequest, model: string) {
  return {
    model,
    messages,
    response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } },
    max_completion_tokens: MOST_ANSWER_TOKENS,
  };
}

/** Requests that are wrong today are wrong in a second too; 408, 429 and 5xx pass. */
function statusError(status: number, retryAfter: string | string[] | undefined, host: string): ModelError {
  const isLasting = status < 500 && status !== 408 && status !== 429;
  const seconds = Number(retryAfter);
  const retryAfterMs = seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : 0;
  return new ModelError('status', `${host} answered ${status}.`, { isLasting, retryAfterMs });
}

function completionIn(answer: string, asked: ModelRequest, host: string): Completion {
  const parsed = jsonOrNull(answer) as {
    choices?: { message?: { content?: unknown } }[];
    usage?: { total_tokens?: unknown };
  } | null;
  const text = parsed?.choices?.[0]?.message?.content;
  if (typeof text !== 'string') throw new ModelError('not-a-completion', `${host} answered without a message.`);
  const counted = parsed?.usage?.total_tokens;
  return { text, tokens: typeof counted === 'number' && counted > 0 ? Math.ceil(counted) : tokensOf(asked) };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function modelErrorOf(
  error: unknown,
  { host, isTimeout, timeoutMs }: { host: string; isTimeout: boolean; timeoutMs: number },
) {
  if (error instanceof ModelError) return error;
  if (isTimeout) return new ModelError('timeout', `${host} did not answer in full within ${timeoutMs / 1_000} s.`);
  if (error instanceof FetchError && error.reason === 'too-large') {
    return new ModelError('too-large', `${host} answered more than ${MOST_BYTES} bytes.`);
  }
  const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
  return new ModelError('unreachable', `${host} could not be asked: ${code}.`);
}
