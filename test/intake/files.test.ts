import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArticleFile, readBytes } from '../../src/intake/files.js';

const TITLE = 'Яворів ухвалив бюджет на 2025 рік';
const TEXT = 'Міська рада Яворова ухвалила бюджет громади на наступний рік після двох годин обговорення.';

describe('files with articles', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'korotko-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const file = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  it.each(['utf-8', 'windows-1251', 'koi8-u', 'utf-16le'])('are read in %s', async (encoding) => {
    const path = await file(
      `page-${encoding}.txt`,
      iconv.encode(`${TITLE}\n${TEXT}`, encoding, { addBOM: encoding.startsWith('utf') }),
    );
    expect(await readArticleFile(path)).toMatchObject({ title: TITLE, text: TEXT });
  });

  it.each(['page.html', 'page-without-extension'])('are read as pages where they hold markup: %s', async (name) => {
    const path = await file(name, `<!doctype html><title>x</title><body><h1>${TITLE}</h1><p>${TEXT}</p></body>`);
    expect(await readArticleFile(path)).toMatchObject({ title: TITLE, text: TEXT });
  });

  it('are refused by their size before anything is read', async () => {
    const path = join(folder, 'huge.txt');
    const huge = await open(path, 'w');
    await huge.truncate(50 * 1024 * 1024);
    await huge.close();
    await expect(readArticleFile(path)).rejects.toMatchObject({
      reason: 'too-long',
      message: expect.stringContaining('52428800 bytes'),
    });
  });

  it('are named in every error', async () => {
    await expect(readArticleFile(await file('empty.txt', ''))).rejects.toMatchObject({
      reason: 'empty',
      message: expect.stringContaining('empty.txt'),
    });
    await expect(
      readArticleFile(await file('photo.jpg', Buffer.from('ffd8ffe000104a46494600010100', 'hex'))),
    ).rejects.toMatchObject({
      reason: 'binary',
      message: expect.stringContaining('photo.jpg'),
    });
    await expect(readArticleFile(await file('dated.txt', `31.02.2024\n${TITLE}\n${TEXT}`))).rejects.toMatchObject({
      reason: 'impossible-date',
    });
    await expect(readArticleFile(join(folder, 'missing.txt'))).rejects.toMatchObject({ reason: 'not-found' });
    await expect(readArticleFile(folder)).rejects.toMatchObject({ reason: 'unknown-kind' });
  });

  it('are read whole up to the limit and not beyond', async () => {
    const path = await file('twelve.bin', 'abcdefghijkl');
    expect(Buffer.from(await readBytes(path, 12)).toString()).toBe('abcdefghijkl');
    await expect(readBytes(path, 11)).rejects.toMatchObject({ reason: 'too-long' });
  });
});
