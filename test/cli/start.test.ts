import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT_FOLDER } from '../../src/config.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { korotko, korotkoHere } from '../support/command.js';
import { person } from '../support/people.js';

const TOKEN = '123456789:AAExampleExampleExampleExampleExample';

const started: ChildProcess[] = [];
/** One installation, in which whatever is started finds what was there before, as its user's does. */
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'korotko-start-'));
});
afterEach(() => {
  for (const child of started.splice(0)) if (isRunning(child)) process.kill(-(child.pid ?? 0), 'SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** `npm start`, as a newcomer types it, in a process group of its own as a shell gives it one. */
async function npmStart(
  env: Record<string, string> = {},
): Promise<{ npm: ChildProcess; page: string; output: () => string }> {
  const npm = spawn('npm', ['start'], {
    cwd: PROJECT_FOLDER,
    detached: true,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', DATA_DIR: folder, SANDBOX_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(npm);
  let output = '';
  for (const stream of [npm.stdout, npm.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const page = /(http:\/\/)?127\.0\.0\.1:\d+/.exec(output)?.[0];
    if (page) return { npm, page, output: () => output };
    if (npm.exitCode !== null) break;
    await sleep(50);
  }
  throw new Error(`npm start printed no address:\n${output}`);
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (isRunning(child)) await once(child, 'exit');
  return child.exitCode;
}

/** Does the server of the installation run? */
function isServing(): boolean {
  try {
    const pid = Number(readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('npm start', () => {
  test.each([
    ['SIGTERM to npm alone', (pid: number) => process.kill(pid, 'SIGTERM')],
    ['SIGINT to npm alone', (pid: number) => process.kill(pid, 'SIGINT')],
    ['Ctrl-C to the whole group', (pid: number) => process.kill(-pid, 'SIGINT')],
  ])('prints the address of the page, and ends with 0 and without leftovers at %s', async (_, stop) => {
    const { npm, page } = await npmStart();
    expect((await fetch(page)).status).toBe(200);
    expect(isServing()).toBe(true);
    stop(npm.pid ?? 0);
    expect(await exitOf(npm)).toBe(0);
    expect(isServing()).toBe(false);
    await expect(fetch(page)).rejects.toThrow();
  });

  test('works again in the same folder after kill -9, which leaves the server running', async () => {
    const killed = await npmStart();
    process.kill(-(killed.npm.pid ?? 0), 'SIGKILL');
    await exitOf(killed.npm);
    expect(isServing()).toBe(true);
    const { npm } = await npmStart();
    npm.kill('SIGTERM');
    expect(await exitOf(npm)).toBe(0);
    expect(isServing()).toBe(false);
  });
});

describe('korotko start', () => {
  test('refuses a port in use, naming it and what to set', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    const { code, stderr } = await korotko(['start'], { env: { SANDBOX_PORT: String(port), DATA_DIR: folder } });
    server.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`${port}.*SANDBOX_PORT`, 's'));
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(isServing()).toBe(false);
  });

  test.each([
    [
      'a Bot API server that does not answer',
      { BOT_TOKEN: TOKEN, BOT_API_ROOT: 'http://127.0.0.1:1', LOG_LEVEL: 'warn' },
      1,
      /127\.0\.0\.1:1 cannot be reached.*BOT_API_ROOT/,
    ],
    [
      'a wrong DATABASE_URL',
      { DATABASE_URL: 'postgres://korotko@127.0.0.1:1/korotko' },
      1,
      /DATABASE_URL.*cannot be used/,
    ],
    ['a wrong variable', { SENDS_IN_FLIGHT: 'many' }, 2, /SENDS_IN_FLIGHT must .*Example/],
  ])('refuses %s in one line', async (_, env, exit, words) => {
    const { code, stderr } = await korotko(['start'], {
      env: { SANDBOX_PORT: '0', DATA_DIR: folder, ...env },
    });
    expect(code).toBe(exit);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(words);
  });
});

describe('korotko start with a token', () => {
  test('talks to the Bot API server of BOT_API_ROOT, and sends nobody news of 2024 as today’s', async () => {
    const telegram = await startSandbox({ token: TOKEN });
    const { npm } = await npmStart({ BOT_TOKEN: TOKEN, BOT_API_ROOT: telegram.url });
    const olena = person(telegram);
    await olena.says('/start');
    await olena.press(await olena.waitForText('Вітаю!'), 'Далі');
    await olena.press(await olena.waitForText('Коли надсилати'), /Вранці/);
    await olena.waitForText('Свіжих новин за вашими темами ще немає');
    await olena.says('/latest НАТО');
    await olena.waitForText('28 жовтня 2024');
    olena.close();
    npm.kill('SIGTERM');
    expect(await exitOf(npm)).toBe(0);
    await telegram.close();
  });

  test('ends with a clear line where Telegram does not know the token', async () => {
    const telegram = await startSandbox({ token: '987654321:AAAnotherAnotherAnotherAnotherAnother' });
    const { code, stderr } = await korotko(['start'], {
      env: { BOT_TOKEN: TOKEN, BOT_API_ROOT: telegram.url, DATA_DIR: folder },
    });
    await telegram.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(/does not know BOT_TOKEN.*@BotFather/);
    expect(stderr).not.toContain(TOKEN);
  });
});

describe('korotko ingest', () => {
  test('adds a file once, refuses a bad one with its reason, and stores the good ones beside it', async () => {
    const env = { DATA_DIR: path.join(folder, 'another') };
    const seed = 'seeds/articles/interfax-2024-10-28-rutte.txt';
    const first = await korotko(['ingest', seed, 'package.json.missing'], { env });
    expect(first.code).toBe(1);
    expect(first.stdout).toMatch(/^added .*rutte\.txt: Рютте/m);
    expect(first.stderr).toMatch(/^refused .*package\.json\.missing/m);
    const second = await korotkoHere(['ingest', seed], { env });
    expect(second.code).toBe(0);
    expect(second.stdout).toMatch(/^known /m);
  });
});
