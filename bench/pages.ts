import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { decode } from '../src/intake/decode.js';
import { UnreadableArticleError } from '../src/intake/errors.js';
import { extractArticle, type PageArticle } from '../src/intake/pages/extract.js';
import type { JudgedPage } from './pages/judged.js';
import { readPagesByPhrases } from './pages/phrases.js';
import { readPagesByTexts } from './pages/texts.js';

const USAGE = 'npm run bench -- pages FOLDER [--worst 10] [--only TEXT]';

/**
 * Reads the pages of a public set and prints precision, recall and F1 of their texts: a folder with evaldata.json (as
 * trafilatura has it: phrases that belong to the text and phrases that do not, each counted once) or with test-pages of
 * source.html and expected.html (as readability has them: words counted).
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { worst: { type: 'string', default: '10' }, only: { type: 'string', default: '' } },
  });
  const [folder] = positionals;
  if (folder === undefined) throw new Error(`Usage: ${USAGE}`);
  const hasPhrases = existsSync(path.join(folder, 'evaldata.json'));
  const all = hasPhrases ? await readPagesByPhrases(folder) : await readPagesByTexts(folder);
  const pages = all.filter(({ name }) => name.includes(values.only));
  const judged = pages.map((page) => ({ page, ...measured(page) }));
  const sum = { found: 0, missed: 0, foreign: 0 };
  for (const { judgement } of judged)
    for (const key of ['found', 'missed', 'foreign'] as const) sum[key] += judgement[key];
  const badness = ({ judgement }: (typeof judged)[number]) => judgement.missed + judgement.foreign;
  for (const { page, judgement } of [...judged].sort((a, b) => badness(b) - badness(a)).slice(0, Number(values.worst)))
    console.log(page.name, judgement.missed, judgement.foreign, judgement.examples.slice(0, 6));
  const precision = sum.found / Math.max(1, sum.found + sum.foreign);
  const recall = sum.found / Math.max(1, sum.found + sum.missed);
  const times = judged.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const titled = judged.filter(({ page }) => page.headline !== undefined);
  const round = (number: number) => Number(number.toFixed(4));
  console.log({
    pages: judged.length,
    unread: judged.filter(({ article }) => article === null).length,
    precision: round(precision),
    recall: round(recall),
    f1: round((2 * precision * recall) / Math.max(1e-9, precision + recall)),
    headlines: `${titled.filter(({ page, article }) => sameLine(article?.title, page.headline)).length} of ${titled.length}`,
    medianMilliseconds: round(times[Math.floor(times.length / 2)] ?? 0),
    slowestMilliseconds: round(times.at(-1) ?? 0),
  });
}

function measured(page: JudgedPage) {
  const started = performance.now();
  const article = articleOf(page);
  const milliseconds = performance.now() - started;
  return { article, milliseconds, judgement: page.judge(article?.text ?? '') };
}

function articleOf({ html, url }: JudgedPage): PageArticle | null {
  try {
    return extractArticle(decode(html).text, { url });
  } catch (error) {
    if (error instanceof UnreadableArticleError) return null;
    throw error;
  }
}

function sameLine(one: string | undefined, other: string | undefined): boolean {
  const folded = (text = '') => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return folded(one) === folded(other) || folded(other).startsWith(folded(one).slice(0, 1000) || ' ');
}
