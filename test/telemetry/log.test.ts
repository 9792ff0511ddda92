import { describe, expect, test } from 'vitest';
import { withoutToken } from '../../src/telemetry/log.js';

describe('a line of the log', () => {
  test('has no token, wherever an address carries one', () => {
    const token = '987654321:AAHexampleexampleexampleexampleexam';
    const line = withoutToken(`request to https://api.telegram.org/bot${token}/getMe failed`);
    expect(line).toBe('request to https://api.telegram.org/bot<token>/getMe failed');
  });

  test('keeps times and numbers, which only look a little like tokens', () => {
    expect(withoutToken('at 12345:67 after 1234567890 ms')).toBe('at 12345:67 after 1234567890 ms');
  });
});
