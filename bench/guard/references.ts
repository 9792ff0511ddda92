import { readFileSync } from 'node:fs';
import type { GuardCase } from './cases.js';
import { withAnotherDay, withAnotherName, withAnotherNumber } from './operations.js';

interface Row {
  title: string;
  text: string;
  summary: string;
}

const QUOTATION = 'Ми зробимо все, щоб такого більше ніколи не сталося';
const VERDICTS = ['Це ганебний вчинок.', 'Рішення виявилося геніальним.', 'Наслідки, на жаль, жахливі.'];

/**
 * Summaries that another hand wrote of real articles, as faithful ones, and made false by an operation each. `path` is
 * a file of JSON lines with `title`, `text` and `summary`.
 */
export function referenceCases(path: string): GuardCase[] {
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
  return rows.flatMap(({ title, text, summary }, place) => {
    const articles = [{ title, text, publisher: null, publishedAt: null }];
    const other = rows[(place + 7) % rows.length]!.summary;
    const made: [GuardCase['kind'], string | null][] = [
      ['faithful', summary],
      ['number', withAnotherNumber(summary)],
      ['date', withAnotherDay(summary)],
      ['name', withAnotherName(summary, other)],
      ['quotation', `${summary} «${QUOTATION}», — сказали очевидці.`],
      ['verdict', `${summary} ${VERDICTS[place % VERDICTS.length]}`],
    ];
    return made.flatMap(([kind, made]) => (made === null ? [] : [{ summary: made, articles, kind }]));
  });
}
