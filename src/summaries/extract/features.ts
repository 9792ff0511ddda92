import { numbersIn } from '../../language/numbers.js';
import { stem } from '../../language/stem.js';
import { isStopWord } from '../../language/stopwords.js';
import { words } from '../../language/words.js';
import type { Candidate } from './candidates.js';
import { EVENT, HOLLOW } from './lexicon.js';

export const P = {
  number: 3,
  name: 2,
  event: 2.5,
  hollow: 0.3,
  df: 0.2,
  lead: 0,
  head: 0,
  position: 0.08,
  repeat: 6,
  soft: 0,
  piece: 1,
  chars: 0.015,
  beam: 24,
  publishers: 0.5,
  first: 0.2,
  topic: 1,
  speaker: 3,
  stranger: 1,

  role: 0.5,
  manyNames: 0.35,
  fewNames: 3,
};

type Kind = 'number' | 'name' | 'word';

/** What a story's sentences speak of: each stem, name and number with its weight, and which of them each text holds. */
export interface Concepts {
  weights: readonly number[];
  /** Those that the headline tells already. */
  inHeadline: readonly number[];
  isName(id: number): boolean;
  of(candidate: Candidate): readonly number[];
  /** How far a sentence keeps to what headline and lead are about, 0 to 1. */
  onTopic(candidate: Candidate): number;
}

/** Weighs what the candidates speak of. A thing that several sentences and publishers name weighs more; what the headline tells, little. */
export function conceptsOf(candidates: readonly Candidate[], headline: string): Concepts {
  const ids = new Map<string, number>();
  const kinds: Kind[] = [];
  const sentences: Set<number>[] = [];
  const held = new Map<Candidate, number[]>();
  const seen = new Map<string, number[]>();
  const idsOf = (text: string): number[] => {
    const before = seen.get(text);
    if (before) return before;
    const found = new Set<number>();
    for (const [key, kind] of mentions(text)) {
      const id = ids.get(key) ?? ids.size;
      if (id === ids.size) {
        ids.set(key, id);
        kinds.push(kind);
        sentences.push(new Set());
      }
      if (kind === 'name') kinds[id] = 'name';
      found.add(id);
    }
    const mentioned = [...found];
    seen.set(text, mentioned);
    return mentioned;
  };
  const inHeadline = idsOf(headline);
  for (const candidate of candidates) {
    const mentioned = idsOf(candidate.body);
    held.set(candidate, mentioned);
    for (const id of mentioned) sentences[id]!.add(candidate.article * 1000 + candidate.index);
  }
  const of = (candidate: Candidate) => held.get(candidate)!;
  const topic = new Set([...inHeadline, ...candidates.filter((one) => one.rank === 0).flatMap(of)]);
  const onTopic = (candidate: Candidate) => {
    const mentioned = of(candidate);
    return mentioned.filter((id) => topic.has(id)).length / Math.max(1, mentioned.length);
  };
  const keys = [...ids.keys()];
  const weights = keys.map((key, id) => {
    const places = [...sentences[id]!];
    const articles = new Set(places.map((place) => Math.floor(place / 1000))).size;
    const rarity = 1 + P.df * Math.log2(Math.max(1, places.length)) + P.publishers * Math.max(0, articles - 1);
    return weightOf(key, kinds[id]!) * rarity * (places.some((place) => place % 1000 < 2) ? 1 + P.lead : 1);
  });
  for (const id of inHeadline) weights[id]! *= P.head;
  return { weights, inHeadline, isName: (id) => kinds[id] === 'name', of, onTopic };
}

function weightOf(key: string, kind: Kind): number {
  if (kind === 'number') return P.number;
  if (EVENT.test(key)) return P.event;
  if (kind === 'name') return P.name;
  return HOLLOW.test(key) ? P.hollow : 1;
}

function* mentions(text: string): Generator<[string, Kind]> {
  if (/\d/u.test(text))
    for (const mention of numbersIn(text)) if (/\d/u.test(mention.text)) yield [`#${mention.value}`, 'number'];
  const names = new Set([...text.matchAll(NAME)].map((match) => match[0].toLowerCase().replace(/[’ʼ]/gu, "'")));
  for (const word of words(text)) {
    if ((word.length < 3 && !names.has(word)) || isStopWord(word) || /^\d/u.test(word)) continue;
    yield [stem(word), names.has(word) ? 'name' : 'word'];
  }
}

const NAME = /(?<=[\p{L}\p{N},»)] [«„]?)\p{Lu}[\p{L}’'-]+/gu;
