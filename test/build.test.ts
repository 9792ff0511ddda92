import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT_FOLDER } from '../src/config.js';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'korotko-build-'));
  await mkdir(path.join(root, 'src/intake/thread'), { recursive: true });
  await mkdir(path.join(root, 'src/texts'));
  await cp(path.join(PROJECT_FOLDER, 'scripts'), path.join(root, 'scripts'), { recursive: true });
  await symlink(path.join(PROJECT_FOLDER, 'node_modules'), path.join(root, 'node_modules'));
  await writeFile(path.join(root, 'package.json'), '{ "type": "module" }');
  await writeFile(path.join(root, 'package-lock.json'), '{}');
  await writeFile(path.join(root, 'src/intake/thread/worker.ts'), 'export {};');
  await writeFile(path.join(root, 'src/texts/greeting.txt'), 'Вітаю');
  await writeFile(
    path.join(root, 'src/texts/greeting.ts'),
    `import { readFileSync } from 'node:fs';
    export const greeting = (): string => readFileSync(new URL('./greeting.txt', import.meta.url), 'utf8');`,
  );
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function run(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(root, 'scripts/run.mjs')]);
  return stdout.trim();
}

async function program(greets: string): Promise<void> {
  const main = `import { greeting } from './texts/greeting.js';\nconsole.log(greeting() + ', ${greets}!');`;
  await writeFile(path.join(root, 'src/main.ts'), main);
}

test('the program runs as its sources are: built when it is missing, and anew when one of them has changed', async () => {
  await program('Оксано');
  expect(await run()).toBe('Вітаю, Оксано!');
  await program('Петре');
  expect(await run()).toBe('Вітаю, Петре!');
  await writeFile(path.join(root, 'src/texts/greeting.txt'), 'Добрий день');
  expect(await run()).toBe('Добрий день, Петре!');
});

test('several that start at once all run, and leave nothing half-made', async () => {
  await program('громадо');
  expect(new Set(await Promise.all([run(), run(), run()]))).toEqual(new Set(['Добрий день, громадо!']));
  expect((await readdir(root)).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
});

test('what is built is plain ASCII, which V8 holds in half of the memory, and says the same', async () => {
  const main = [
    '// Ціна за кілограм — у гривнях.',
    'const price = /^ціна:\\s[а-яіїєґ’]+ (?<sum>\\d+) грн$/iu.exec("Ціна: п’ятірки 50 грн");',
    'const escaped = /^об\\’єднання 🌊$/.test("об’єднання 🌊");',
    'const wave = /^[🌊🌞]$/u.test("🌊");',
    'console.log(price?.groups?.sum, escaped, wave, String.raw`\\d «» \\’ — «»`, `ще й «так»`);',
  ].join('\n');
  await writeFile(path.join(root, 'src/main.ts'), main);
  expect(await run()).toBe('50 true true \\d «» \\’ — «» ще й «так»');
  expect(await readFile(path.join(root, 'dist/main.js'), 'utf8')).toMatch(/^[\0-\x7f]*$/);
});
