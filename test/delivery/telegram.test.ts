import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Outcome, outcomeOf } from '../../src/delivery/outcome.js';
import { openSending } from '../../src/delivery/telegram.js';

let server: Server | undefined;
afterEach(() => server?.close());

const REQUEST = { chat_id: 7, text: 'раз', link_preview_options: { is_disabled: true } } as const;

/** What a send comes to where the server answers so. `asked` hears of the request. */
async function sentTo(
  answer: { status?: number; body: string; length?: number },
  asked: (request: { url: string; type: string; body: string }) => void = () => {},
): Promise<Outcome> {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked({ url: request.url ?? '', type: request.headers['content-type'] ?? '', body });
    response.writeHead(answer.status ?? 200, { 'content-length': answer.length ?? Buffer.byteLength(answer.body) });
    response.end(answer.body);
    if (answer.length !== undefined) response.socket?.end();
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const telegram = openSending({ token: '1:AB', apiRoot: `http://127.0.0.1:${port}/api`, connections: 1 });
  try {
    return outcomeOf({ message: await telegram.sendMessage(REQUEST) });
  } catch (error) {
    return outcomeOf({ error });
  } finally {
    telegram.close();
  }
}

test('a message goes as JSON to the token’s own path, below that of the server', async () => {
  const asked: unknown[] = [];
  const outcome = await sentTo({ body: '{"ok":true,"result":{"message_id":12,"text":"раз"}}' }, (request) =>
    asked.push(request),
  );
  expect(outcome).toEqual({ kind: 'sent', messageId: 12 });
  expect(asked).toEqual([{ url: '/api/bot1:AB/sendMessage', type: 'application/json', body: JSON.stringify(REQUEST) }]);
});

test('a refusal is one whatever the status of its answer', async () => {
  const body = JSON.stringify({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests',
    parameters: { retry_after: 9 },
  });
  expect(await sentTo({ status: 429, body })).toMatchObject({ kind: 'wait', seconds: 9 });
  expect(await sentTo({ body })).toMatchObject({ kind: 'wait', seconds: 9 });
});

describe('an answer that no Bot API server gives leaves it uncertain', () => {
  test.each([
    ['null', 'null'],
    ['an empty object', '{}'],
    ['a refusal without a reason', '{"ok":false}'],
    ['a result that is no message', '{"ok":true,"result":true}'],
    ['a page', '<html>Bad gateway</html>'],
    ['nothing', ''],
  ])('%s', async (_, body) => {
    expect(await sentTo({ body })).toMatchObject({ kind: 'uncertain' });
  });

  test('one that ends too early', async () => {
    expect(await sentTo({ body: '{"ok":true,"result":{"message_id":1}}', length: 500 })).toMatchObject({
      kind: 'uncertain',
    });
  });
});
