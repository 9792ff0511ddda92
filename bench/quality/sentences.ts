import { sentences } from '../../src/language/sentences.js';
import { type Judged, retrieval } from './judged.js';

interface Row {
  text: string;
  sentences?: string[];
  count?: number;
}

/** Do sentences end where they end? Boundaries are counted; of a row that only says how many there are, right or wrong. */
export function judgeSentences(rows: Row[]): Judged {
  const boundaries = { found: 0, missed: 0, wrong: 0 };
  const counts = { found: 0, missed: 0, wrong: 0 };
  const cases: Judged['cases'] = [];
  for (const row of rows) {
    const answer = sentences(row.text);
    if (row.sentences === undefined) {
      const isRight = answer.length === row.count;
      counts[isRight ? 'found' : 'missed'] += 1;
      if (!isRight)
        cases.push({ badness: 1, what: row.text, why: `${answer.length} for ${row.count}: ${answer.join(' | ')}` });
      continue;
    }
    const [gold, own] = [endsOf(row.sentences), endsOf(answer)];
    const missed = [...gold.keys()].filter((end) => !own.has(end));
    const wrong = [...own.keys()].filter((end) => !gold.has(end));
    boundaries.found += gold.size - missed.length;
    boundaries.missed += missed.length;
    boundaries.wrong += wrong.length;
    if (missed.length + wrong.length === 0) continue;
    cases.push({
      badness: missed.length + wrong.length,
      what: row.text.slice(0, 120),
      why: [
        ...missed.map((end) => `no end after «…${gold.get(end)}»`),
        ...wrong.map((end) => `an end after «…${own.get(end)}»`),
      ].join('; '),
    });
  }
  return {
    figures: {
      ...(boundaries.found > 0 ? { boundaries: { rows: rows.length, ...retrieval(boundaries) } } : {}),
      ...(counts.found > 0 ? { cases: { rows: rows.length, right: counts.found, wrong: counts.missed } } : {}),
    },
    cases,
  };
}

/** Where sentences end, counted in characters that are no spaces, each with its last words. */
function endsOf(list: readonly string[]): Map<number, string> {
  let end = 0;
  return new Map(
    list.map((sentence) => {
      end += sentence.replace(/\s+/g, '').length;
      return [end, sentence.slice(-25)];
    }),
  );
}
