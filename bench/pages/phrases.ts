import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { cleanText } from '../../src/language/clean.js';
import type { JudgedPage } from './judged.js';

type Set = Record<string, { file: string; with: string[]; without: string[] }>;

/** A set of pages with phrases that belong to the text and phrases that do not. */
export async function readPagesByPhrases(folder: string): Promise<JudgedPage[]> {
  const set = JSON.parse(await readFile(path.join(folder, 'evaldata.json'), 'utf8')) as Set;
  const pages: JudgedPage[] = [];
  for (const [url, { file, ...phrases }] of Object.entries(set)) {
    const found = ['cache', 'eval'].map((name) => path.join(folder, name, file)).find(existsSync);
    if (found === undefined) continue;
    pages.push({ name: file, url, html: await readFile(found), judge: (text) => judge(text, phrases) });
  }
  return pages;
}

function judge(text: string, phrases: { with: string[]; without: string[] }) {
  // Our texts are in clean characters: so are the phrases.
  const flat = (one: string) => cleanText(one).replace(/\s+/g, ' ').trim();
  const read = flat(text);
  const missing = phrases.with.filter((phrase) => !read.includes(flat(phrase)));
  const foreign = phrases.without.filter((phrase) => read.includes(flat(phrase)));
  return {
    found: phrases.with.length - missing.length,
    missed: missing.length,
    foreign: foreign.length,
    examples: [...missing.map((phrase) => `- ${phrase}`), ...foreign.map((phrase) => `+ ${phrase}`)],
  };
}
