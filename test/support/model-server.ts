import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with a call. */
export type Answer =
  /** A completion whose message is this text. */
  | { kind: 'says'; text: string }
  /** A status with a body that is no completion. */
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  /** 200 with a body that is no completion: a page of a proxy. */
  | { kind: 'body'; body: string }
  /** The beginning of a completion, and then nothing. */
  | { kind: 'stalls' }
  /** Nothing at all. */
  | { kind: 'hangs' }
  /** A body without an end. */
  | { kind: 'floods' }
  | { kind: 'hangs-up' };

/** A call as it came. */
export interface ModelCall {
  path: string;
  authorization: string | undefined;
  body: {
    model: string;
    messages: { role: string; content: string }[];
    response_format: { type: string; json_schema: { schema: { properties: Record<string, unknown> } } };
  };
}

/** A server that speaks OpenAI's protocol, with whatever is to be said. */
export interface ModelServer {
  url: string;
  calls: ModelCall[];
  /** What the next calls get, in their order; the last answer stays. */
  answer(...answers: Answer[]): void;
  close(): Promise<void>;
}

/** Tokens that every completion says it cost. */
export const TOKENS_A_CALL = 1_234;

/** Starts the server on a free port of this machine. */
export async function startModelServer(): Promise<ModelServer> {
  const calls: ModelCall[] = [];
  let answers: Answer[] = [];
  const server = createServer(async (request, response) => {
    calls.push(await callOf(request));
    const next = answers.length > 1 ? answers.shift() : answers[0];
    respond(response, next ?? { kind: 'status', status: 500 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    answer: (...given) => {
      answers = given;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function callOf(request: IncomingMessage): Promise<ModelCall> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return { path: request.url ?? '', authorization: request.headers.authorization, body: JSON.parse(body) };
}

function respond(response: ServerResponse, answer: Answer): void {
  const json = { 'content-type': 'application/json' };
  switch (answer.kind) {
    case 'says':
      response.writeHead(200, json).end(
        JSON.stringify({
          id: 'chatcmpl-1',
          object: 'chat.completion',
          choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: answer.text } }],
          usage: { total_tokens: TOKENS_A_CALL },
        }),
      );
      return;
    case 'status':
      response.writeHead(answer.status, { ...json, ...answer.headers }).end('{"error":{"message":"no"}}');
      return;
    case 'body':
      response.writeHead(200, { 'content-type': 'text/html' }).end(answer.body);
      return;
    case 'stalls':
      response.writeHead(200, json).write('{"choices":[{"message":{"content":"');
      return;
    case 'floods': {
      response.writeHead(200, json);
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
      return;
    }
    case 'hangs-up':
      response.socket?.destroy();
      return;
    case 'hangs':
  }
}
