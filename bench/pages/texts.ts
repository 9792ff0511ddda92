import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { shownText } from '../../src/intake/markup.js';
import type { JudgedPage } from './judged.js';

/** A set of folders, each with a page and the article in it as somebody extracted it. */
export async function readPagesByTexts(folder: string): Promise<JudgedPage[]> {
  const pages: JudgedPage[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const [html, expected, facts] = await Promise.all(
      ['source.html', 'expected.html', 'expected-metadata.json'].map((file) => readFile(path.join(folder, name, file))),
    );
    const words = wordsOf(shownText(expected!.toString()).paragraphs.join(' '));
    const { title } = JSON.parse(facts!.toString()) as { title?: string };
    pages.push({ name, url: null, html: html!, headline: title, judge: (text) => judge(wordsOf(text), words) });
  }
  return pages;
}

function judge(read: Map<string, number>, expected: Map<string, number>) {
  let [found, missed, foreign] = [0, 0, 0];
  for (const [word, count] of expected) {
    const shared = Math.min(count, read.get(word) ?? 0);
    found += shared;
    missed += count - shared;
  }
  for (const [word, count] of read) foreign += Math.max(0, count - (expected.get(word) ?? 0));
  // Every page weighs the same, however long it is.
  const total = Math.max(1, found + missed + foreign);
  return { found: found / total, missed: missed / total, foreign: foreign / total, examples: [] };
}

function wordsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
