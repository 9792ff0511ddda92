import type { Sandbox } from '../../src/sandbox/server.js';

/** What the Bot API answered, with whatever stands in it. */
// biome-ignore lint/suspicious/noExplicitAny: a test names the fields it looks at
type Anything = any;

export interface ApiAnswer {
  ok: boolean;
  result?: Anything;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

export interface Caller {
  /** The whole answer. */
  call(method: string, params?: Record<string, unknown>): Promise<ApiAnswer>;
  /** The result; a refusal is thrown. */
  result(method: string, params?: Record<string, unknown>): Promise<Anything>;
  /** Code and words of the refusal; a success is thrown. */
  refusal(method: string, params?: Record<string, unknown>): Promise<string>;
  /** All updates up to one that is as wanted. */
  updates(wanted: (update: Anything) => boolean): Promise<Anything[]>;
  /** Something at the control side: `GET /sandbox/record` and so on. */
  control(request: string, body?: Record<string, unknown>): Promise<Anything>;
}

/** A bot in its barest form: calls of the Bot API over HTTP. */
export function caller(sandbox: Pick<Sandbox, 'url' | 'token'>): Caller {
  async function call(method: string, params: Record<string, unknown> = {}): Promise<ApiAnswer> {
    const response = await fetch(`${sandbox.url}/bot${sandbox.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    return (await response.json()) as ApiAnswer;
  }

  async function result(method: string, params?: Record<string, unknown>): Promise<Anything> {
    const answer = await call(method, params);
    if (!answer.ok) throw new Error(`${method} was refused: ${answer.error_code} ${answer.description}`);
    return answer.result;
  }

  return {
    call,
    result,
    async refusal(method, params) {
      const answer = await call(method, params);
      if (answer.ok) throw new Error(`${method} was not refused: ${JSON.stringify(answer.result)}`);
      return `${answer.error_code} ${answer.description}`;
    },
    async updates(wanted) {
      const seen: Anything[] = [];
      for (let tries = 0; tries < 10; tries++) {
        const offset = seen.length > 0 ? { offset: seen.at(-1).update_id + 1 } : {};
        seen.push(...(await result('getUpdates', { timeout: 1, ...offset })));
        const at = seen.findIndex(wanted);
        if (at >= 0) return seen.slice(0, at + 1);
      }
      throw new Error(`no such update came, but ${JSON.stringify(seen)}`);
    },
    async control(request, body) {
      const [method, path] = request.split(' ');
      const response = await fetch(`${sandbox.url}${path}`, {
        method: method ?? 'GET',
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const answer = (await response.json()) as { ok: boolean; result: Anything; description?: string };
      if (!answer.ok) throw new Error(`${request}: ${answer.description}`);
      return answer.result;
    },
  };
}
