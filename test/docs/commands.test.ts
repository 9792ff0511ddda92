import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT_FOLDER } from '../../src/config.js';
import { type EmbeddedPostgres, startEmbedded } from '../../src/db/embedded.js';
import { korotkoHere } from '../support/command.js';

const run = promisify(execFile);
const read = (name: string) => readFileSync(path.join(PROJECT_FOLDER, name), 'utf8');
const folderOf = (name: string) => readdirSync(path.join(PROJECT_FOLDER, name)).map((file) => `${name}/${file}`);

const DOCUMENTS = ['README.md', 'README.uk.md', 'CONTRIBUTING.md']
  .concat(['docs', 'docs/adr', 'docs/uk'].flatMap(folderOf))
  .filter((name) => name.endsWith('.md'));
const SCRIPTS = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;

/** Commands that other runs than this one show, each with the file in which it stands. */
const RUN_ELSEWHERE: Readonly<Record<string, string>> = {
  'npm ci': '.ci/run',
  'npm run check': '.ci/run',
  'npm test': '.ci/run',
  'npm start': 'test/cli/start.test.ts',
  'BOT_TOKEN=123456789:AAE… npm start': 'test/cli/start.test.ts',
};

/** The commands of all documents, each once, in order. */
const COMMANDS = new Set(
  DOCUMENTS.flatMap((document) =>
    [...read(document).matchAll(/```sh\n(.*?)```/gs)]
      .flatMap(([, block = '']) => block.split('\n'))
      .map((line) => line.replace(/\s+#\s.*$/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
      .flatMap((line) => line.split(' && ')),
  ),
);

let folder = '';
let address = '';
let databases: EmbeddedPostgres[] = [];
const server = createServer((_, response) => {
  response.end(`<rss version="2.0"><channel><title>Гомін</title><link>${address}/</link><language>uk-UA</language>
    <item><title>У Полтаві відкрили міст</title><link>${address}/1</link><pubDate>Tue, 10 Mar 2026 12:00:00 GMT</pubDate></item></channel></rss>`);
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'korotko-docs-'));
  await writeFile(path.join(folder, 'article.txt'), read(folderOf('seeds/articles')[0] ?? ''));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Each command joins what runs there already, as beside a bot at work: most of its time would be the server's start.
  databases = await Promise.all(
    ['data', 'restored'].map((name) =>
      startEmbedded({ folder: path.join(folder, name), database: 'korotko_sandbox', durable: false }),
    ),
  );
});
afterAll(async () => {
  server.close();
  await Promise.all(databases.map((database) => database.stop()));
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function runHere(args: readonly string[]): Promise<void> {
  const isRestore = args[0] === 'restore';
  const env = {
    // What is restored fills another database than the one that was backed up.
    DATA_DIR: path.join(folder, isRestore ? 'restored' : 'data'),
    ALLOW_PRIVATE_NETWORKS: 'true',
  };
  const cwd = args.some((word) => word.startsWith('seeds/')) ? PROJECT_FOLDER : folder;
  const { code, stdout, stderr } = await korotkoHere(args, { env, cwd });
  expect(code, stdout + stderr).toBe(0);
}

/** A command's words, as a shell parts them, with its stars filled in. */
function wordsOf(command: string): string[] {
  return command
    .split(' ')
    .flatMap((word) => (word === 'seeds/articles/*' ? folderOf('seeds/articles') : [word]))
    .map((word) => (word === 'https://example.com' ? `${address}/rss` : word));
}

/** What a command that is not run here starts: a bench, a test file, a script's own file; `null` for the others. */
function fileOf(command: string): string | null {
  const bench = /^npm run (?:-s )?bench -- ([a-z-]+)/.exec(command)?.[1];
  if (bench !== undefined) return `bench/${bench}.ts`;
  const script = /^npm run (?:-s )?([a-z:]+)$/.exec(command)?.[1];
  if (script === undefined || script === 'bench') return /^npx vitest run (\S+)$/.exec(command)?.[1] ?? null;
  return /\b(?:test|bench|scripts|src)\/\S+/.exec(SCRIPTS[script] ?? '')?.[0] ?? `no script ${script}`;
}

describe('every command of a document', () => {
  test('is there', () => {
    expect(COMMANDS.size).toBeGreaterThan(10);
  });

  test.each([...COMMANDS])('«%s» does what it should', async (command) => {
    const elsewhere = RUN_ELSEWHERE[command];
    if (elsewhere !== undefined) {
      const [, script = ''] = /npm (?:run )?(\w+)/.exec(command) ?? [];
      expect(read(elsewhere)).toMatch(new RegExp(`npm (?:run (?:-s )?)?${script}|'npm', \\['${script}'`));
      return;
    }
    const own = /^npm run -s (korotko|digest) -- (.+)$/.exec(command);
    if (own) {
      const [, script = '', rest = ''] = own;
      expect(SCRIPTS[script]).toContain('scripts/run.mjs');
      await runHere([...(script === 'korotko' ? [] : [script]), ...wordsOf(rest)]);
      return;
    }
    // What takes minutes or writes into the project is only looked for.
    const file = fileOf(command);
    if (file !== null) {
      expect(existsSync(path.join(PROJECT_FOLDER, file)), file).toBe(true);
      return;
    }
    const { stdout } = await run('sh', ['-c', command], { cwd: PROJECT_FOLDER, timeout: 60_000 });
    expect(stdout).not.toBe('');
  });
});

describe('what documents name', () => {
  const prose = DOCUMENTS.map((document) => [document, read(document)] as const);

  test.each(prose)('%s: every script is one of package.json', (_, text) => {
    for (const [, name = ''] of text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g))
      expect(SCRIPTS).toHaveProperty([name]);
  });

  test.each(prose)('%s: every file and folder of ours is there', (document, text) => {
    for (const [, name = ''] of text.matchAll(/`((?:src|test|bench|docs|seeds|drizzle|scripts)\/[\w./-]*)`/g)) {
      expect(existsSync(path.join(PROJECT_FOLDER, name)), name).toBe(true);
    }
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)) {
      expect(existsSync(path.join(PROJECT_FOLDER, path.dirname(document), link)), link).toBe(true);
    }
  });
});

test('every command that the pages for people name is one that the bot knows', () => {
  const features = folderOf('src/bot/features').map(read).join('\n');
  const known = new Set(
    [...features.matchAll(/\.command\(\s*(\[[^\]]*\]|'[a-z]+')/g)].flatMap(([, names = '']) => names.match(/[a-z]+/g)),
  );
  const named = folderOf('docs/uk').flatMap((page) => [...read(page).matchAll(/(?<![\w/.<])\/([a-z]+)(?![\w/.])/g)]);
  expect(named.length).toBeGreaterThan(10);
  for (const [, name] of named) expect(known, `/${name}`).toContain(name);
});

test('docs/licences.md lists the packages of the lock, and every licence is one that may be used', async () => {
  await run(process.execPath, ['scripts/licences.mjs', '--check'], { cwd: PROJECT_FOLDER });
});
