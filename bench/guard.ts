import type { SummaryArticle } from '../src/summaries/article.js';
import { unfaithful } from '../src/summaries/faithful.js';
import { summarise } from '../src/summaries/summarise.js';
import { SUMMARY_LENGTHS } from '../src/vocabulary.js';
import { GUARD_ARTICLES, type GuardArticle } from './guard/articles.js';
import { MORE_GUARD_ARTICLES } from './guard/more-articles.js';

/** A summary made false in one way, or a true one. */
export interface GuardCase {
  summary: string;
  articles: readonly SummaryArticle[];
  kind: 'faithful' | 'number' | 'date' | 'name' | 'place' | 'roles' | 'quotation' | 'verdict';
}

const SIZE = 200;

/** 200 true and 200 false summaries of invented articles, always the same. */
export function guardCases(): GuardCase[] {
  const all = [...GUARD_ARTICLES, ...MORE_GUARD_ARTICLES].map(casesOf);
  return [
    ...spread(all.map((cases) => cases.filter((one) => one.kind === 'faithful'))),
    ...spread(all.map((cases) => cases.filter((one) => one.kind !== 'faithful'))),
  ];
}

/** The first SIZE of the lists, taken in turns. */
function spread(lists: readonly GuardCase[][]): GuardCase[] {
  const longest = Math.max(...lists.map((list) => list.length));
  const inTurns = Array.from({ length: longest }, (_, place) =>
    lists.flatMap((list) => list.slice(place, place + 1)),
  ).flat();
  return inTurns.slice(0, SIZE);
}

function casesOf(invented: GuardArticle): GuardCase[] {
  const articles = [{ title: invented.title, text: invented.text, publisher: 'Вісник', publishedAt: null }];
  const made = SUMMARY_LENGTHS.map((length) => summarise({ headline: invented.title, articles }, { length }).text);
  const { faithful } = invented;
  const pairs = faithful.map((one, place) => `${one} ${faithful[(place + 2) % faithful.length]!}`);
  const truths = [...faithful, ...made.filter((text) => text !== ''), ...pairs];
  const first = faithful[0]!;
  const numbers = faithful.map(withAnotherNumber).filter((text) => text !== null);
  const dates = faithful.map(withAnotherDay).filter((text) => text !== null);
  const changed = (pairsOfForms: GuardArticle['names']) =>
    pairsOfForms.flatMap(([from, to]) =>
      faithful
        .filter((text) => text.includes(from))
        .slice(0, 1)
        .map((text) => text.replace(from, to)),
    );
  const speaker =
    /«[^»]+», — (\p{L}+ \p{L}+ \p{L}+)\./u.exec(faithful.find((text) => text.includes('», — ')) ?? '')?.[1] ??
    'сказали в місті';
  const falsehoods: [GuardCase['kind'], string[]][] = [
    ['number', numbers.slice(0, 2)],
    ['roles', [...invented.swapped]],
    ['name', changed(invented.names)],
    ['place', changed(invented.places)],
    ['date', dates.slice(0, 1)],
    ['quotation', invented.quotations.map((words) => `${first} «${words}», — ${speaker}.`)],
    ['verdict', invented.verdicts.map((verdict) => `${first} ${verdict}`)],
  ];
  const turns = [0, 1].flatMap((turn) =>
    falsehoods.flatMap(([kind, texts]) =>
      texts.slice(turn, turn + 1).map((summary): GuardCase => ({ summary, articles, kind })),
    ),
  );
  return [...truths.map((summary): GuardCase => ({ summary, articles, kind: 'faithful' })), ...turns];
}

/** The first number that is no part of a date, one more than it was. */
function withAnotherNumber(text: string): string | null {
  const match = /(?<![\d.,:№-])\d+(?![\d.:]|-| \p{Ll}+(?:ня|ого|да) ?)/u.exec(text);
  return match
    ? text.slice(0, match.index) + String(Number(match[0]) + 1) + text.slice(match.index + match[0].length)
    : null;
}

const DAY = /(\d{1,2}) (січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня)/u;

function withAnotherDay(text: string): string | null {
  const match = DAY.exec(text);
  return match ? text.replace(DAY, `${(Number(match[1]) % 28) + 1} ${match[2]}`) : null;
}

/** Prints what share of the false summaries the guard catches, kind by kind, and what share of the true ones it refuses. */
export async function run(args: string[]): Promise<void> {
  const cases = guardCases().map((one) => ({ ...one, reasons: unfaithful(one.summary, one.articles) }));
  const wrong = cases.filter((one) => (one.kind === 'faithful') !== (one.reasons.length === 0));
  for (const kind of [...new Set(cases.map((one) => one.kind))]) {
    const of = cases.filter((one) => one.kind === kind);
    const refused = of.filter((one) => one.reasons.length > 0).length;
    console.log(`${kind.padEnd(10)} ${String(of.length).padStart(3)} summaries, refused ${refused}`);
  }
  const falsehoods = cases.filter((one) => one.kind !== 'faithful');
  const caught = falsehoods.filter((one) => one.reasons.length > 0).length / falsehoods.length;
  const truths = cases.filter((one) => one.kind === 'faithful');
  const refused = truths.filter((one) => one.reasons.length > 0).length / truths.length;
  console.log(
    `caught ${(caught * 100).toFixed(1)} % of the false, refused ${(refused * 100).toFixed(1)} % of the true`,
  );
  if (args.includes('--wrong'))
    for (const one of wrong) console.log(`${one.kind}: ${one.summary}\n  ${JSON.stringify(one.reasons)}`);
}
