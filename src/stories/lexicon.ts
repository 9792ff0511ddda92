import { remembering } from '../language/remembered.js';

/**
 * Weighted terms found in a text. A list of terms is written for people:
 *
 *     4: обстріл*, гол+, верховн+ рад*, на фронті
 *
 * is four terms of weight 4. Words of a term stand next to each other in the text. A word is matched whole, `гол+` also
 * with any ending of an inflected noun, adjective or participle («гола», «голами», not «голова»), `обстріл*` with any
 * continuation.
 */
export interface Lexicon {
  /** What a word begins. */
  readonly firstSteps: (word: string) => readonly Step[];
}

/** Terms by their first word, then by their second, and so on. */
interface Branch {
  /** Keyed by a word's beginning as it stands in the list, without its mark. */
  steps: Map<string, Step[]>;
  /** Of the keys, UTF-16 units. */
  longest: number;
}

interface Step {
  mark: '' | '+' | '*';
  /** The terms that end here. */
  found: { term: number; list: number; weight: number }[];
  next: Branch;
}

/** A term met in a text. */
export interface Hit {
  /** The number of the list that holds the term, as given to `compileLexicon`. */
  list: number;
  weight: number;
  /** Unique among all terms. */
  term: number;
  /** Place of the term's first word and the number of its words. */
  at: number;
  length: number;
}

const ENDINGS = new Set(
  // Ukrainian nouns and adjectives, then Russian ones.
  (
    ' а я у ю о е є и і ї й ь ом ем єм ам ям ами ями ах ях ою ею єю ій ей їй ові еві єві ів їв ев ий ого ому им ім їм их іх їх ими іми їми ої ьої ьою' +
    ' ы ый ой ая яя ое ее ые ие его ему ым ую юю ов ии ией ию ия ье ья'
  ).split(' '),
);

/** Builds one lexicon of several lists; throws on a line that is not «weight: terms». */
export function compileLexicon(lists: readonly string[]): Lexicon {
  const begin: Branch = { steps: new Map(), longest: 0 };
  let term = 0;
  lists.forEach((list, number) => {
    for (const line of list.split('\n')) {
      if (line.trim() === '' || line.startsWith('#')) continue;
      const [, weight, terms] = line.match(/^([\d.]+): (.+)$/) ?? [];
      if (weight === undefined || terms === undefined)
        throw new Error(`A line of terms is not «weight: terms»: ${line}`);
      for (const written of terms.split(',')) {
        plant(begin, written.trim().split(/\s+/), { term, list: number, weight: Number(weight) });
        term += 1;
      }
    }
  });
  return { firstSteps: remembering((word) => stepsFor(begin, word)) };
}

function plant(begin: Branch, words: string[], found: Step['found'][number]): void {
  let here = begin;
  words.forEach((word, index) => {
    const mark = word.endsWith('*') ? '*' : word.endsWith('+') ? '+' : '';
    const beginning = mark === '' ? word : word.slice(0, -1);
    const steps = here.steps.get(beginning) ?? [];
    here.steps.set(beginning, steps);
    here.longest = Math.max(here.longest, beginning.length);
    let step = steps.find((other) => other.mark === mark);
    if (step === undefined) {
      step = { mark, found: [], next: { steps: new Map(), longest: 0 } };
      steps.push(step);
    }
    if (index === words.length - 1) step.found.push(found);
    here = step.next;
  });
}

/** Every term of the lexicon in these lower-cased words, in order; terms may overlap. */
export function findTerms(lexicon: Lexicon, words: readonly string[]): Hit[] {
  const hits: Hit[] = [];
  const follow = (steps: readonly Step[], at: number, length: number): void => {
    for (const step of steps) {
      for (const { term, list, weight } of step.found) hits.push({ term, list, weight, at, length });
      const next = words[at + length];
      if (next !== undefined && step.next.longest > 0) follow(stepsFor(step.next, next), at, length + 1);
    }
  };
  words.forEach((word, at) => {
    follow(lexicon.firstSteps(word), at, 1);
  });
  return hits;
}

function stepsFor(branch: Branch, word: string): Step[] {
  const found: Step[] = [];
  for (let end = Math.min(word.length, branch.longest); end > 0; end -= 1) {
    for (const step of branch.steps.get(word.slice(0, end)) ?? []) {
      if (continues(step.mark, word, end)) found.push(step);
    }
  }
  return found;
}

function continues(mark: Step['mark'], word: string, end: number): boolean {
  if (mark === '*') return true;
  return mark === '' ? end === word.length : ENDINGS.has(word.slice(end));
}
