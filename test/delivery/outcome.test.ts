import { GrammyError, HttpError } from 'grammy';
import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../src/delivery/outcome.js';

function refusal(code: number, description: string, parameters = {}): { error: GrammyError } {
  const answer = { ok: false as const, error_code: code, description, parameters };
  return { error: new GrammyError("Call to 'sendMessage' failed!", answer, 'sendMessage', {}) };
}

function connection(code: string, message = `request failed, reason: ${code}`): { error: HttpError } {
  return { error: new HttpError('Network request failed!', Object.assign(new Error(message), { code })) };
}

describe('a refusal is known by its code and its words', () => {
  const cases: [kind: string, code: number, description: string][] = [
    ['gone', 403, 'Forbidden: bot was blocked by the user'],
    ['gone', 403, 'Forbidden: user is deactivated'],
    ['gone', 403, "Forbidden: bot can't initiate conversation with a user"],
    ['gone', 403, 'Forbidden: bot was kicked from the supergroup chat'],
    ['gone', 403, 'Forbidden: bot was kicked from the channel chat'],
    ['gone', 403, 'Forbidden: bot is not a member of the channel chat'],
    ['gone', 403, 'Forbidden: the group chat was deleted'],
    ['gone', 400, 'Bad Request: chat not found'],
    ['gone', 400, 'Bad Request: PEER_ID_INVALID'],
    ['rights', 400, 'Bad Request: not enough rights to send text messages to the chat'],
    ['rights', 400, 'Bad Request: have no rights to send a message'],
    ['rights', 400, 'Bad Request: CHAT_WRITE_FORBIDDEN'],
    ['rights', 400, 'Bad Request: CHAT_ADMIN_REQUIRED'],
    ['rights', 400, 'Bad Request: CHAT_RESTRICTED'],
    ['rights', 400, 'Bad Request: need administrator rights in the channel chat'],
    ['topic', 400, 'Bad Request: TOPIC_CLOSED'],
    ['topic', 400, 'Bad Request: TOPIC_DELETED'],
    ['topic', 400, 'Bad Request: message thread not found'],
    ['content', 400, 'Bad Request: message is too long'],
    ['content', 400, 'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'],
    ['content', 400, 'Bad Request: ENTITIES_TOO_LONG'],
    ['content', 400, 'Bad Request: message text is empty'],
    ['content', 400, 'Bad Request: BUTTON_DATA_INVALID'],
    ['content', 400, 'Bad Request: failed to get HTTP URL content'],
    ['benign', 400, 'Bad Request: message is not modified: specified new message content is the same'],
    ['benign', 400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'],
    ['benign', 400, 'Bad Request: message to delete not found'],
    ['process', 401, 'Unauthorized'],
    ['process', 404, 'Not Found: method not found'],
    ['process', 409, 'Conflict: terminated by other getUpdates request'],
    ['uncertain', 500, 'Internal Server Error'],
    ['uncertain', 502, 'Bad Gateway'],
    ['uncertain', 504, 'Gateway Timeout'],
    ['failed', 400, 'Bad Request: something that nobody has heard of'],
    ['failed', 403, 'Forbidden: for a reason of its own'],
    ['failed', 418, 'I am a teapot'],
  ];
  test.each(cases)('%s: %i %s', (kind, code, description) => {
    expect(outcomeOf(refusal(code, description))).toEqual({ kind, reason: `${code}: ${description}` });
  });

  test('the words count only beside their own code', () => {
    expect(outcomeOf(refusal(403, 'Forbidden: chat not found'))).toMatchObject({ kind: 'failed' });
    expect(outcomeOf(refusal(400, 'Bad Request: user is deactivated'))).toMatchObject({ kind: 'failed' });
  });

  test('the case of the words does not count', () => {
    expect(outcomeOf(refusal(400, 'BAD REQUEST: CHAT NOT FOUND'))).toMatchObject({ kind: 'gone' });
  });
});

test('a group that moved is known by the new id, whatever the words', () => {
  expect(outcomeOf(refusal(400, 'Bad Request: chat not found', { migrate_to_chat_id: -1001234567890 }))).toMatchObject({
    kind: 'moved',
    to: -1001234567890,
  });
});

test('a wait lasts as long as Telegram says, be it hours', () => {
  expect(outcomeOf(refusal(429, 'Too Many Requests: retry after 43827', { retry_after: 43827 }))).toMatchObject({
    kind: 'wait',
    seconds: 43827,
  });
  expect(outcomeOf(refusal(429, 'Too Many Requests: retry after 17'))).toMatchObject({ kind: 'wait', seconds: 17 });
  const unnamed = outcomeOf(refusal(429, 'Too Many Requests'));
  expect(unnamed.kind === 'wait' && unnamed.seconds).toBeGreaterThan(0);
});

test.each([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'NOT_CONNECTED',
])('%s came before anything was sent, so it may be sent again', (code) => {
  expect(outcomeOf(connection(code))).toMatchObject({ kind: 'unreachable' });
});

test.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE'])(
  '%s may have come after it was taken, so it is uncertain',
  (code) => {
    expect(outcomeOf(connection(code))).toMatchObject({ kind: 'uncertain' });
  },
);

test('an answer that is not JSON, a time that ran out and an error that nobody expected are uncertain', () => {
  const garbage = Object.assign(new Error('invalid json response body'), { type: 'invalid-json' });
  const tooLate = new Error("Request to 'sendMessage' timed out after 20 seconds");
  for (const error of [new HttpError('x', garbage), new HttpError('x', tooLate), new TypeError('x'), 'x', null]) {
    expect(outcomeOf({ error })).toMatchObject({ kind: 'uncertain' });
  }
});

test('the token never stands in a reason', () => {
  const token = '123456789:AAabcdefghijklmnopqrstuvwxyz0123456';
  const outcome = outcomeOf(
    connection('ECONNRESET', `request to https://api.telegram.org/bot${token}/sendMessage failed`),
  );
  expect(outcome).toMatchObject({ kind: 'uncertain' });
  expect(JSON.stringify(outcome)).not.toContain(token);
});

test('what was answered with a message arrived', () => {
  expect(outcomeOf({ message: { message_id: 42 } })).toEqual({ kind: 'sent', messageId: 42 });
});
