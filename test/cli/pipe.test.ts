import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { korotko } from '../support/command.js';

async function pipe(stage: string, lines: readonly unknown[], options: { cwd?: string } = {}) {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { code, stdout, stderr } = await korotko(['pipe', stage], { input, ...options });
  return {
    code,
    stderr,
    answers: stdout
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

const TEXT = 'Рух мостом через Ворсклу у Полтаві відновили в понеділок. Ремонт тривав два роки й коштував 120 млн грн.';

describe('korotko pipe', () => {
  test('answers every line in order, and a bad one with its error', async () => {
    const { code, answers } = await pipe('sentences', [
      { text: 'Раз. Два.' },
      'не JSON',
      { words: [] },
      { text: 'Три.' },
    ]);
    expect(code).toBe(0);
    expect(answers).toEqual([
      { sentences: ['Раз.', 'Два.'] },
      { error: expect.stringContaining('JSON') },
      { error: expect.stringContaining('text') },
      { sentences: ['Три.'] },
    ]);
  });

  test('refuses an unknown stage and names the known ones', async () => {
    const { code, stderr } = await pipe('weather', []);
    expect(code).toBe(2);
    expect(stderr).toContain('pasted, feed, page, language, sentences, stems, topics, stories, summary');
  });

  test('pasted: a copied page becomes an article', async () => {
    const { answers } = await pipe('pasted', [
      { text: `Полтавські вісті\n10:05 03.06.2025\n\nМіст через Ворсклу відкрили після ремонту\n\n${TEXT}` },
      { text: '' },
    ]);
    expect(answers[0]).toMatchObject({
      title: 'Міст через Ворсклу відкрили після ремонту',
      text: TEXT,
      published_at: '2025-06-03T07:05:00.000Z',
      url: null,
      language: 'uk',
    });
    expect(answers[1]).toEqual({ error: expect.any(String) });
  });

  test('feed: items of a feed in the line or in a file where the user stands', async () => {
    const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>Вісті</title><item><title>Міст відкрили</title>
      <link>https://visti.example/bridge</link><guid>b-1</guid><pubDate>Tue, 03 Jun 2025 10:05:00 +0300</pubDate>
      <category>Суспільство</category><description>Рух відновили.</description></item></channel></rss>`;
    const folder = await mkdtemp(path.join(tmpdir(), 'korotko-pipe-'));
    await writeFile(path.join(folder, 'feed.xml'), xml);
    const { answers } = await pipe('feed', [{ xml }, { path: 'feed.xml' }, {}], { cwd: folder });
    await rm(folder, { recursive: true });
    const item = {
      title: 'Міст відкрили',
      url: 'https://visti.example/bridge',
      id: 'b-1',
      published_at: '2025-06-03T07:05:00.000Z',
      categories: ['Суспільство'],
      summary: 'Рух відновили.',
    };
    expect(answers[0].items).toEqual([expect.objectContaining(item)]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual({ error: expect.any(String) });
  });

  test('page: the article of a page, without what stands around it', async () => {
    const html = `<html lang="uk"><head><title>Міст через Ворсклу відкрили | Вісті</title><meta property="og:title" content="Міст через Ворсклу відкрили"></head>
      <body><nav><a href="/">Головна</a></nav><article><h1>Міст через Ворсклу відкрили</h1><p>${TEXT}</p><p>${TEXT.replaceAll('Полтаві', 'місті')}</p></article><footer>Підписуйтесь!</footer></body></html>`;
    const { answers } = await pipe('page', [{ html, url: 'https://visti.example/bridge' }]);
    expect(answers[0]).toMatchObject({ title: 'Міст через Ворсклу відкрили', language: 'uk' });
    expect(answers[0].text).toContain(TEXT);
    expect(answers[0].text).not.toMatch(/Головна|Підписуйтесь/);
  });

  test('language, stems, topics and summary answer in their shapes', async () => {
    const [language, stems, topics, summary] = await Promise.all([
      pipe('language', [{ text: 'Київ готується до опалювального сезону' }]),
      pipe('stems', [{ words: ['Києва', 'Київ'] }]),
      pipe('topics', [
        {
          title: 'Динамо обіграло Шахтар у фіналі Кубка України з футболу',
          text: 'Матч завершився з рахунком 2:1, голи забили нападники.',
        },
      ]),
      pipe('summary', [{ title: 'Міст через Ворсклу відкрили', text: TEXT, length: 'short' }]),
    ]);
    expect(language.answers).toEqual([{ language: 'uk' }]);
    expect(stems.answers[0].stems).toHaveLength(2);
    expect(stems.answers[0].stems[0]).toBe(stems.answers[0].stems[1]);
    expect(topics.answers[0].topics[0]).toEqual({ topic: 'sport', score: expect.any(Number) });
    expect(summary.answers[0]).toEqual({ summary: expect.any(String), engine: 'extract' });
  });

  test('stories: the same event twice is one story, another event another', async () => {
    const bridge = { title: 'У Полтаві відкрили міст через Ворсклу', text: TEXT };
    const match = {
      title: 'Динамо виграло в Шахтаря',
      text: 'Київське «Динамо» перемогло донецький «Шахтар» з рахунком 2:1 у матчі чемпіонату.',
    };
    const { answers } = await pipe('stories', [
      { id: 'a', ...bridge },
      { id: 'b', ...match },
      { id: 'c', ...bridge },
    ]);
    expect(answers.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(answers[0].story).toBe(answers[2].story);
    expect(answers[0].story).not.toBe(answers[1].story);
  });
});
