import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Judged } from './quality/judged.js';
import { judgeLanguage } from './quality/language.js';
import { judgeSentences } from './quality/sentences.js';
import { judgeStems } from './quality/stems.js';
import { judgeStories } from './quality/stories.js';
import { judgeTopics } from './quality/topics.js';

const STAGES: Record<string, (rows: never[], options: { language: string | undefined }) => Judged> = {
  language: judgeLanguage,
  sentences: judgeSentences,
  stems: judgeStems,
  stories: judgeStories,
  topics: judgeTopics,
};
const USAGE = `npm run bench -- quality ${Object.keys(STAGES).join('|')} FILE.jsonl [FILE.jsonl ...] [--language uk] [--worst 10]

  language   {text} or {title, text}, and {language} or --language for all of a file
  sentences  {text, sentences} or {text, count}
  stems      {form, lemma}
  stories    {id, title, text, event}, in the order in which they came
  topics     {title, text, primary, also?, hard?}`;

/**
 * How good the answers of one stage are on labelled texts: precision and recall beside F1, and the worst cases, each
 * with its reason. The texts go to the terminal and nowhere else.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: 'string' }, worst: { type: 'string', default: '10' } },
  });
  const [stage = '', ...files] = positionals;
  const judge = Object.hasOwn(STAGES, stage) ? STAGES[stage] : undefined;
  if (!judge || files.length === 0) throw new Error(`Usage: ${USAGE}`);
  for (const file of files) {
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    const started = performance.now();
    const { figures, cases } = judge(
      rows.map((line) => JSON.parse(line) as never),
      { language: values.language },
    );
    console.log(`${stage} on ${rows.length} rows of ${file}, ${Math.round(performance.now() - started)} ms`);
    console.table(figures);
    const worst = cases.sort((a, b) => b.badness - a.badness).slice(0, Number(values.worst));
    worst.forEach(({ what, why }, place) => {
      console.log(`${String(place + 1).padStart(2)}. ${what}\n    ${why}`);
    });
  }
}
