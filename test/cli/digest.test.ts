import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { korotko, korotkoHere } from '../support/command.js';

const SEED = 'seeds/articles/interfax-2024-10-28-rutte.txt';
const HEADLINE = 'Рютте: Я можу підтвердити, що війська КНДР розгорнуті в Курській області';
const DEBRIS = /Куйбишевський|ЩЕ ЗА ТЕМОЮ|ОСТАННЄ|РЕКЛАМА|UKR\.NET|хв читати\n|Пакунок школяра/;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'korotko-digest-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const place = path.join(folder, name);
  await writeFile(place, content);
  return place;
}

describe('korotko digest', () => {
  test('tells the seed article in JSON, with its instant in UTC and not a word of the debris', async () => {
    const { code, stdout } = await korotko(['digest', '--format', 'json', SEED]);
    expect(code).toBe(0);
    const { items } = JSON.parse(stdout);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      headline: HEADLINE,
      sources: [{ name: 'Інтерфакс-Україна', url: null, published_at: '2024-10-28T11:20:00.000Z' }],
    });
    expect(items[0].summary.length).toBeGreaterThan(60);
    expect(items[0].summary.length).toBeLessThanOrEqual(280);
    expect(stdout).not.toMatch(DEBRIS);
  });

  test.each(['text', 'html'])('tells it as %s, too', async (format) => {
    const { code, stdout } = await korotkoHere(['digest', '--format', format, SEED]);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(HEADLINE);
    expect(stdout).not.toMatch(DEBRIS);
  });

  test.each([
    ['short', 140],
    ['normal', 280],
    ['long', 700],
  ])('keeps to the length %s', async (length, limit) => {
    const { stdout } = await korotkoHere(['digest', '--format', 'json', '--length', length, SEED]);
    expect(JSON.parse(stdout).items[0].summary.length).toBeLessThanOrEqual(limit);
  });

  test('takes paths from where the user stands', async () => {
    await file(
      'стаття.txt',
      `Міст у Полтаві відкрили після ремонту\n\n${'Рух мостом через Ворсклу у Полтаві відновили в понеділок, повідомила міська рада. '.repeat(3)}`,
    );
    const { code, stdout } = await korotko(['digest', '--format', 'json', 'стаття.txt'], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).items[0].headline).toContain('Міст у Полтаві');
  });

  test('shows only the topics that are asked for, and says what it left out', async () => {
    const { code, stdout, stderr } = await korotkoHere(['digest', '--format', 'json', '--topics', 'sport', SEED]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).items).toEqual([]);
    expect(stderr).toContain('is left out');
  });

  test('refuses an unknown topic, format, length and option, naming what there is', async () => {
    for (const [args, words] of [
      [['--topics', 'war,gossip', SEED], /no topic «gossip».*environment/],
      [['--format', 'pdf', SEED], /--format is one of text, html, json/],
      [['--length', 'endless', SEED], /--length is one of short, normal, long/],
      [['--colour', SEED], /--colour/],
      [[], /no article file/],
    ] as const) {
      const { code, stdout, stderr } = await korotkoHere(['digest', ...args]);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(words);
    }
  });

  test('refuses an empty, a binary, a huge, a misdated and a missing file, each in a line, and prints no digest', async () => {
    const files = await Promise.all([
      file('empty.txt', ''),
      file(
        'binary.txt',
        Uint8Array.from({ length: 4096 }, (_, n) => (n * 151) % 256),
      ),
      file('huge.txt', Buffer.alloc(50 * 1024 * 1024, 'а')),
      file(
        'misdated.txt',
        `Укрінформ\n13:20 31.02.2024\n\nЗаголовок новини про неможливу дату\n\n${'Речення про неможливу дату. '.repeat(20)}`,
      ),
      path.join(folder, 'missing.txt'),
    ]);
    const { code, stdout, stderr } = await korotkoHere(['digest', SEED, ...files]);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    for (const place of files) expect(stderr).toContain(place);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('korotko', () => {
  test('refuses an unknown command and lists the known ones', async () => {
    const { code, stderr } = await korotko(['fly']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/unknown command «fly»[\s\S]*start[\s\S]*digest[\s\S]*pipe/);
  });
});
