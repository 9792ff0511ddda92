import { numbersIn } from '../../language/numbers.js';
import { stem } from '../../language/stem.js';
import { isStopWord } from '../../language/stopwords.js';
import { words } from '../../language/words.js';
import type { Candidate } from './candidates.js';

/**
 * What a thing that a sentence names is worth to a reader. Figures and names carry most of what an editor calls the
 * key facts; a plain word is 1. Chosen by cross-validation over 58 articles with marked facts, where the share of
 * facts changes by under 0.01 for half or double of any of them.
 */
const WORTH: Readonly<Record<Kind, number>> = { number: 3, name: 1.5, word: 1 };
/** Each further publisher who names it makes it worth so much more. */
const AGREED = 0.5;

export type Kind = 'number' | 'name' | 'word';

/** What a story's sentences speak of: each stem, name and figure with its worth, and which of them each sentence holds. */
export interface Concepts {
  /** By concept; 0 for what the headline tells already. */
  weights: readonly number[];
  /** How much of the headline the concepts with a 1 say again, 0 to 1. */
  repeated(told: Uint8Array): number;
  kindOf(concept: number): Kind;
  of(candidate: Candidate): readonly number[];
  /** How far a sentence keeps to what headline and leads are about, 0 to 1. */
  onTopic(candidate: Candidate): number;
}

/** Weighs what the candidates of a story speak of. */
export function conceptsOf(candidates: readonly Candidate[], headline: string): Concepts {
  const ids = new Map<string, number>();
  const kinds: Kind[] = [];
  const articles: Set<number>[] = [];
  const idsOf = (text: string): number[] => {
    const found = new Set<number>();
    for (const [key, kind] of mentions(text)) {
      const id = ids.get(key) ?? ids.size;
      if (id === ids.size) {
        ids.set(key, id);
        kinds.push(kind);
        articles.push(new Set());
      }
      if (kind === 'name') kinds[id] = 'name';
      found.add(id);
    }
    return [...found];
  };
  const inHeadline = idsOf(headline);
  const headlineRoots = new Set([...ids.keys()].map(rootOf));
  const byBody = new Map<string, number[]>();
  for (const { body, article } of candidates) {
    const held = byBody.get(body) ?? idsOf(body);
    byBody.set(body, held);
    for (const id of held) articles[id]!.add(article);
  }
  const of = (candidate: Candidate) => byBody.get(candidate.body)!;
  const topic = new Set([...inHeadline, ...candidates.filter((one) => one.rank === 0).flatMap(of)]);
  const weights = kinds.map((kind, id) => WORTH[kind] * (1 + AGREED * Math.max(0, articles[id]!.size - 1)));
  const rootsInHeadline: [id: number, root: string][] = [];
  for (const [key, id] of ids) {
    const root = rootOf(key);
    if (!headlineRoots.has(root)) continue;
    rootsInHeadline.push([id, root]);
    weights[id] = 0;
  }
  return {
    weights,
    repeated(told) {
      const roots = new Set<string>();
      for (const [id, root] of rootsInHeadline) if (told[id] === 1) roots.add(root);
      return roots.size / Math.max(1, headlineRoots.size);
    },
    kindOf: (id) => kinds[id]!,
    of,
    onTopic(candidate) {
      const held = of(candidate);
      let kept = 0;
      for (const id of held) if (topic.has(id)) kept += 1;
      return kept / Math.max(1, held.length);
    },
  };
}

/** «розгорнуті» and «розгортання» tell a reader the same: the first letters of a stem. */
function rootOf(key: string): string {
  return key.startsWith('#') ? key : key.slice(0, ROOT);
}

/** Letters that words made of one another share in Ukrainian as a rule. */
const ROOT = 5;

/** How figures and the words for numbers begin: most sentences have none, and reading them takes time. */
const NUMBER =
  /\d|(?<!\p{L})(?:дв[аіоу]|обидв|обо[хє]|тр[иьоі]|чотир|четвер|п.ят|шіст|шест|сім|сем|сьом|вісім|вось|вісьм|дев.ят|десят|оди[нк]|сорок|ст[оа]|пів|тисяч|мільйон|мільярд|удв|удес|вдв|втр|утр)/iu;

const NAME = /(?<= [«„]?)(?![а-яіїєґ ])(?<=[\p{L}\p{N},»)] [«„]?)\p{Lu}[\p{L}’'-]+/gu;

function* mentions(text: string): Generator<[string, Kind]> {
  for (const { value, kind, text: said } of NUMBER.test(text) ? numbersIn(text) : []) {
    if (/\d/u.test(said) || (kind === 'number' && value !== '1')) yield [`#${value}`, 'number'];
  }
  const names = new Set(text.match(NAME)?.map((name) => name.toLowerCase().replace(/[’ʼ]/gu, "'")));
  for (const word of words(text)) {
    const isName = names.has(word);
    if ((word.length < 3 && !isName) || isStopWord(word) || /^\d/u.test(word)) continue;
    yield [stem(word), isName ? 'name' : 'word'];
  }
}
