import { describe, expect, test } from 'vitest';
import { withoutSecrets } from '../../src/telemetry/log.js';

describe('a line of the log', () => {
  test('has no token, wherever an address carries one', () => {
    const token = '987654321:AAHexampleexampleexampleexampleexam';
    const line = withoutSecrets(`request to https://api.telegram.org/bot${token}/getMe failed`);
    expect(line).toBe('request to https://api.telegram.org/bot<token>/getMe failed');
  });

  test('has no values of a query that failed', () => {
    const line = withoutSecrets(
      'Failed query: select 1 from chats where title = $1\nparams: Олена Коваль\n    at query',
    );
    expect(line).toBe('Failed query: select 1 from chats where title = $1\n    at query');
  });

  test('keeps times and numbers, which only look a little like tokens', () => {
    expect(withoutSecrets('at 12345:67 after 1234567890 ms')).toBe('at 12345:67 after 1234567890 ms');
  });
});
