import { parseArgs } from 'node:util';
import { unfaithful } from '../src/summaries/faithful.js';
import { type GuardCase, guardCases } from './guard/cases.js';
import { DAILY_NEWS } from './guard/daily-news.js';
import { referenceCases } from './guard/references.js';
import { TURNED_NEWS } from './guard/turned-news.js';

/**
 * Prints what share of the false summaries the guard catches, kind by kind, and what share of the true ones it
 * refuses; the same of summaries that editors wrote of real articles, where a file of them is given (JSON lines with title,
 * text and summary). `--wrong` prints what it gets wrong.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { wrong: { type: 'boolean', default: false } },
  });
  report('invented articles', guardCases(), values.wrong);
  report('short articles turned round', guardCases(TURNED_NEWS), values.wrong);
  report('short articles of every kind', guardCases(DAILY_NEWS), values.wrong);
  for (const file of positionals) report(`editors’ summaries of ${file}`, referenceCases(file), values.wrong);
}

function report(name: string, cases: readonly GuardCase[], showsWrong: boolean): void {
  const judged = cases.map((one) => ({ ...one, reasons: unfaithful(one.summary, one.articles) }));
  const refusedOf = (some: typeof judged) => some.filter((one) => one.reasons.length > 0).length;
  const percent = (some: typeof judged) => ((refusedOf(some) / some.length) * 100).toFixed(1);
  console.log(`${name}:`);
  for (const kind of [...new Set(judged.map((one) => one.kind))]) {
    const of = judged.filter((one) => one.kind === kind);
    console.log(`  ${kind.padEnd(10)} ${String(of.length).padStart(3)} summaries, refused ${refusedOf(of)}`);
  }
  const [truths, falsehoods] = [true, false].map((is) => judged.filter((one) => (one.kind === 'faithful') === is));
  console.log(`  caught ${percent(falsehoods!)} % of the false, refused ${percent(truths!)} % of the true`);
  if (!showsWrong) return;
  for (const one of judged) {
    if ((one.kind === 'faithful') !== (one.reasons.length === 0))
      console.log(`  ${one.kind}: ${one.summary}\n    ${JSON.stringify(one.reasons)}`);
  }
}
