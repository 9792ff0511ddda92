import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type App, startApp } from '../../src/app.js';
import { readConfig, VARIABLES } from '../../src/config.js';
import type { Role } from '../../src/roles.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { silentLog } from '../../src/telemetry/log.js';
import { korotko } from '../support/command.js';
import { type Person, person } from '../support/people.js';
import { freePort, SECRET } from './support.js';

const HEADLINE = 'Рютте: Я можу підтвердити, що війська КНДР розгорнуті в Курській області';

let sandbox: Sandbox;
let folder: string;
const apps: App[] = [];
const people: Person[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ token: VARIABLES.BOT_TOKEN.example });
  folder = await mkdtemp(path.join(tmpdir(), 'korotko-roles-'));
});
afterEach(async () => {
  for (const one of people.splice(0)) one.close();
  for (const app of apps.splice(0)) await app.stop();
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** A process of a role over the one database and the one Telegram of this file. */
async function start(role: Role, environment: Record<string, string> = {}): Promise<App> {
  const config = readConfig({
    BOT_TOKEN: sandbox.token,
    BOT_API_ROOT: sandbox.url,
    DATA_DIR: folder,
    SEEDS_AS_NEWS: 'true',
    ...environment,
  });
  const app = await startApp({ config, log: silentLog(), role });
  apps.push(app);
  return app;
}

function somebody(id?: number): Person {
  const one = person(sandbox, id === undefined ? {} : { id });
  people.push(one);
  return one;
}

async function subscribe(reader: Person): Promise<void> {
  await reader.says('/start');
  await reader.press(await reader.waitForText('Вітаю!'), 'Далі');
  await reader.press(await reader.waitForText('Коли надсилати'), /Увечері/);
}

describe('processes of one role each', () => {
  test('do together what one that does everything does: a reader subscribes and gets his first digest', async () => {
    const sender = await start('sender', { HTTP_PORT: '0' });
    await start('intake');
    await start('planner');
    await start('bot');
    const olena = somebody();
    await subscribe(olena);
    await olena.waitForText(HEADLINE);
    await expect.poll(async () => (await fetch(`${sender.health}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${sender.health}/metrics`)).text()).toMatch(/^korotko_sends 1$/m);
  });
});

describe('the webhook', () => {
  test('brings updates to several bots behind it, which answer each once; polling goes on after it', async () => {
    const ports = [await freePort(), await freePort()];
    const webhook = (port: number | undefined) => ({
      HTTP_PORT: String(port),
      WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
      WEBHOOK_SECRET: SECRET,
    });
    await start('all', webhook(ports[0]));
    await start('bot', webhook(ports[1]));
    const taras = somebody(101);
    await subscribe(taras);
    await taras.waitForText(HEADLINE);
    const helps = 8;
    await Promise.all(Array.from({ length: helps }, () => taras.says('/help')));
    const answers = () => taras.seen().filter(({ text }) => text?.includes('Що я вмію')).length;
    await expect.poll(answers, { timeout: 20_000 }).toBe(helps);

    for (const app of apps.splice(0)) await app.stop();
    await start('all');
    await taras.says('/privacy');
    await taras.waitForText('Що я зберігаю');
    expect(answers()).toBe(helps);
  });
});

describe('korotko start --role', () => {
  test.each([
    ['an unknown role', ['--role', 'cook'], {}, /cook.*Example: start --role sender/],
    ['a role without a token, for the sandbox is one process', ['--role', 'bot'], {}, /BOT_TOKEN/],
  ])('refuses %s in one line', async (_, args, env, words) => {
    const { code, stderr } = await korotko(['start', ...args], { env });
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(words);
  });
});
