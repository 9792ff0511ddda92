import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VARIABLES } from '../../src/config.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { STARTING } from '../../src/sandbox/start-world.js';
import { korotko, korotkoHere } from '../support/command.js';
import { startModelServer } from '../support/model-server.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'korotko-doctor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const doctor = (env: Record<string, string> = {}) => korotkoHere(['doctor'], { env: { DATA_DIR: folder, ...env } });
const BOT_TOKEN = VARIABLES.BOT_TOKEN.example;

describe('korotko doctor', () => {
  test('finds all well in a new installation, and says what it looked at', async () => {
    const { code, stdout } = await korotko(['doctor'], { env: { DATA_DIR: folder } });
    expect(stdout).not.toContain('BAD');
    for (const what of ['configuration', 'database', 'tables', 'clock', 'sources', 'token', 'model', 'zones', 'disk']) {
      expect(stdout).toMatch(new RegExp(`^ok {3}${what}: `, 'm'));
    }
    expect(code).toBe(0);
  });

  test('says which variable is wrong, without a database or a network', async () => {
    const { code, stdout } = await doctor({ HTTP_PORT: 'many' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^BAD {2}configuration: HTTP_PORT must .*Example: HTTP_PORT=/m);
  });

  test('goes on past a database that does not answer, and never shows its password', async () => {
    const { code, stdout, stderr } = await doctor({ DATABASE_URL: 'postgres://korotko:geheim@127.0.0.1:1/korotko' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^BAD {2}database: .*127\.0\.0\.1:1/m);
    expect(stdout).toMatch(/^ok {3}zones: /m);
    expect(stdout + stderr).not.toContain('geheim');
  });

  test('has the model write one summary, and says what to do where it does not', async () => {
    const server = await startModelServer();
    const env = { LLM_BASE_URL: server.url, LLM_MODEL: 'a-model', LLM_API_KEY: 'sk-very-secret' };
    const summary = 'Будівництво тривало три роки й коштувало 2,4 млрд гривень.';
    server.answer({ kind: 'says', text: JSON.stringify({ summary }) });
    const good = await doctor(env);
    server.answer({ kind: 'says', text: JSON.stringify({ summary: 'Міст коштував 9 млрд гривень.' }) });
    const poor = await doctor(env);
    server.answer({ kind: 'status', status: 401 });
    const refused = await doctor(env);
    await server.close();
    expect(good.stdout).toMatch(/^ok {3}model: a-model at 127\.0\.0\.1:\d+ wrote a sound summary/m);
    expect(poor.stdout).toMatch(/^BAD {2}model: .*may not be shown: .*number/m);
    expect(refused.stdout).toMatch(/^BAD {2}model: .* answered 401\. See to LLM_BASE_URL/m);
    expect(refused.code).toBe(1);
    expect(good.stdout + poor.stdout + refused.stdout + refused.stderr).not.toContain('sk-very-secret');
  });

  test('asks Telegram for the bot’s name, and says what to do with a token that it does not know', async () => {
    const sandbox = await startSandbox({ token: BOT_TOKEN });
    const env = { BOT_API_ROOT: sandbox.url, POLL_SOURCES: 'false', OPERATOR_CHAT_ID: String(STARTING.olena) };
    const nobody = await doctor({ ...env, BOT_TOKEN, OPERATOR_CHAT_ID: '4200' });
    const known = await doctor({ ...env, BOT_TOKEN });
    const unknown = await doctor({ ...env, BOT_TOKEN: `${BOT_TOKEN.slice(0, -1)}x` });
    await sandbox.close();
    expect(known.stdout).toMatch(/^ok {3}token: @\w+ on 127\.0\.0\.1/m);
    expect(known.stdout).toMatch(/^ok {3}updates: /m);
    expect(known.stdout).toMatch(/^ok {3}operator: the bot can write to 100\./m);
    expect(known.stdout).toMatch(/^ok {3}time: /m);
    expect(nobody.stdout).toMatch(/^BAD {2}operator: .*4200.*chat not found.*Send \/start/m);
    expect(unknown.code).toBe(1);
    expect(unknown.stdout).toMatch(/^BAD {2}token: .*@BotFather/m);
    expect(unknown.stdout).not.toContain(BOT_TOKEN.slice(10, -1));
  });
});
