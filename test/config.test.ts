import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ConfigError, PROJECT_FOLDER, readConfig, VARIABLES } from '../src/config.js';

describe('the environment', () => {
  test('may be empty: then the sandbox, the embedded database and the seeds as news', () => {
    expect(readConfig({})).toMatchObject({
      botToken: null,
      databaseUrl: null,
      dataFolder: path.join(PROJECT_FOLDER, 'data'),
      operatorChatId: null,
      seedsAsNews: true,
    });
  });

  test('with a token does not make the seeds news, unless it says so', () => {
    const BOT_TOKEN = VARIABLES.BOT_TOKEN.example;
    expect(readConfig({ BOT_TOKEN }).seedsAsNews).toBe(false);
    expect(readConfig({ BOT_TOKEN, SEEDS_AS_NEWS: 'true' }).seedsAsNews).toBe(true);
  });

  test('goes out to the web for sources with a token, and from the sandbox only when it says so', () => {
    const BOT_TOKEN = VARIABLES.BOT_TOKEN.example;
    expect(readConfig({}).pollSources).toBe(false);
    expect(readConfig({ POLL_SOURCES: 'true' }).pollSources).toBe(true);
    expect(readConfig({ BOT_TOKEN }).pollSources).toBe(true);
    expect(readConfig({ BOT_TOKEN, POLL_SOURCES: 'false' }).pollSources).toBe(false);
  });

  test('keeps private networks closed unless it opens them', () => {
    expect(readConfig({}).allowPrivateNetworks).toBe(false);
    expect(readConfig({ ALLOW_PRIVATE_NETWORKS: 'true' }).allowPrivateNetworks).toBe(true);
  });

  test('lets no more than Telegram’s free 30 a second go, unless more is paid for', () => {
    expect(readConfig({})).toMatchObject({ paidBroadcast: false, sendRate: 29, sendsInFlight: 20 });
    expect(readConfig({ PAID_BROADCAST: 'true' })).toMatchObject({ sendRate: 970, sendsInFlight: 200 });
    expect(readConfig({ PAID_BROADCAST: 'true', SEND_RATE: '100' })).toMatchObject({ sendRate: 100 });
    expect(() => readConfig({ SEND_RATE: '31' })).toThrow(/SEND_RATE .*PAID_BROADCAST=true/);
  });

  test('with empty values counts as unset, as the unchanged .env.example does', () => {
    const example = parseEnv(readFileSync(path.join(PROJECT_FOLDER, '.env.example'), 'utf8'));
    expect(readConfig(example as Record<string, string>)).toEqual(readConfig({}));
  });

  test.each([
    ['BOT_TOKEN', 'hello'],
    ['BOT_API_ROOT', 'ftp://example.org'],
    ['DATABASE_URL', 'mysql://localhost/korotko'],
    ['OPERATOR_CHAT_ID', '@olena'],
    ['OPERATOR_CHAT_ID', '0'],
    ['SEEDS_AS_NEWS', 'yes'],
    ['POLL_SOURCES', 'on'],
    ['ALLOW_PRIVATE_NETWORKS', '1'],
    ['PAID_BROADCAST', 'yes'],
    ['SEND_RATE', '0'],
    ['SENDS_IN_FLIGHT', '1e3'],
    ['SANDBOX_PORT', '65536'],
    ['HTTP_PORT', '-1'],
    ['HTTP_HOST', 'http://localhost'],
    ['WEBHOOK_URL', 'bot.example.org'],
    ['WEBHOOK_SECRET', 'short'],
    ['KEEP_ARTICLES_DAYS', '0'],
    ['LLM_BASE_URL', 'localhost:11434'],
    ['LLM_BASE_URL', 'http://me:hunter2@localhost/v1'],
    ['LLM_DAILY_TOKENS', 'many'],
    ['LOG_LEVEL', 'loud'],
  ] as const)('is refused with one line that names %s and gives an example when it is «%s»', (name, value) => {
    const refusal = () => readConfig({ [name]: value });
    expect(refusal).toThrow(ConfigError);
    expect(refusal).toThrow(new RegExp(`^${name} must .+ Example: ${name}=.+$`));
  });

  test('opens no port unless one is named, and then for this machine alone', () => {
    expect(readConfig({}).http).toBeNull();
    expect(readConfig({ HTTP_PORT: '8080' }).http).toEqual({ host: '127.0.0.1', port: 8080 });
  });

  test('lets no webhook be without its secret, or without a port', () => {
    const WEBHOOK_URL = VARIABLES.WEBHOOK_URL.example;
    const WEBHOOK_SECRET = VARIABLES.WEBHOOK_SECRET.example;
    expect(() => readConfig({ WEBHOOK_URL, HTTP_PORT: '8080' })).toThrow(/^WEBHOOK_SECRET must .+ Example: /);
    expect(() => readConfig({ WEBHOOK_URL, WEBHOOK_SECRET })).toThrow(/^HTTP_PORT must .+ Example: /);
    expect(readConfig({ WEBHOOK_URL, WEBHOOK_SECRET, HTTP_PORT: '8080' }).webhook).toEqual({
      url: WEBHOOK_URL,
      secret: WEBHOOK_SECRET,
    });
  });

  test('has no model unless an endpoint is named, and then by its name', () => {
    const LLM_BASE_URL = 'http://localhost:11434/v1/';
    expect(readConfig({ LLM_MODEL: 'gemma3:12b' }).model).toBeNull();
    expect(() => readConfig({ LLM_BASE_URL })).toThrow(/^LLM_MODEL must .+ Example: /);
    expect(readConfig({ LLM_BASE_URL, LLM_MODEL: 'gemma3:12b' }).model).toEqual({
      endpoint: { baseUrl: 'http://localhost:11434/v1', model: 'gemma3:12b', apiKey: null },
      dailyTokens: 1_000_000,
    });
  });

  test('never repeats a secret in its complaint', () => {
    expect(() => readConfig({ BOT_TOKEN: 'not-quite-a-token-123' })).not.toThrow(/not-quite/);
    expect(() => readConfig({ WEBHOOK_SECRET: 'not quite a secret' })).not.toThrow(/not quite/);
    expect(() => readConfig({ LLM_API_KEY: 'with spaces' })).not.toThrow(/with spaces/);
    expect(() => readConfig({ LLM_BASE_URL: 'http://me:hunter2@localhost/v1' })).not.toThrow(/hunter2/);
    expect(() => readConfig({ DATABASE_URL: 'http://korotko:hunter2@db/korotko' })).not.toThrow(/hunter2/);
  });
});

describe('.env.example', () => {
  const file = readFileSync(path.join(PROJECT_FOLDER, '.env.example'), 'utf8');

  test('documents every variable that the program reads, and no other', () => {
    const documented = [...file.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(documented.sort()).toEqual(Object.keys(VARIABLES).sort());
  });

  test.each(Object.entries(VARIABLES))(
    '%s has a comment above it, and its example is accepted',
    (name, { example }) => {
      expect(file).toMatch(new RegExp(`^# .+\\n${name}=$`, 'm'));
      const needed =
        name === 'WEBHOOK_URL'
          ? { HTTP_PORT: '8080', WEBHOOK_SECRET: VARIABLES.WEBHOOK_SECRET.example }
          : name === 'LLM_BASE_URL'
            ? { LLM_MODEL: VARIABLES.LLM_MODEL.example }
            : {};
      expect(() => readConfig({ ...needed, [name]: example })).not.toThrow();
    },
  );
});
