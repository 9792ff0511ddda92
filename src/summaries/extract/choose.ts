import type { Candidate } from './candidates.js';
import { type Concepts, conceptsOf } from './features.js';

/** How much less a sentence is worth for each one told before it. */
const DECLINE = 0.05;
/** How much more the first sentence is worth, and one that keeps wholly to headline and lead. */
const FIRST = 0.3;
const ON_TOPIC = 0.75;
/** What a summary that says whose words it tells gains, and a little more where it says what he is. */
const CREDIT = 1.5;
const ROLE = 0.5;
/** What a surname costs whose owner a reader does not know yet, and «компанія» that nothing before has named. */
const STRANGER = 2;
/** What each further sentence and each UTF-16 unit cost: three sentences that say what two could are worse. */
const SENTENCE = 1.5;
const UNIT = 0.015;
/** A sentence longer than this is hard to read; each further unit costs so much more. */
const EASY = 180;
const HARD_UNIT = 0.05;
/** What a summary costs that says over half of the headline again. */
const REPEATING = 7;
const MOST_REPEATED_HEADLINE = 0.5;
/** Of names and figures in a row so many count in full, and each further one for this share. */
const IN_FULL = { name: 3, number: 2, word: Number.POSITIVE_INFINITY };
const ONE_OF_MANY = 0.4;
/** A sentence less than this share of which is new only says again what was said. */
const LEAST_NEW = 0.45;
/** How many choices in the making are kept. */
const BEAM = 24;

interface Option {
  candidate: Candidate;
  concepts: readonly number[];
  /** By how much what it tells is worth more or less here. */
  share: number;
  /** What it would tell as the first sentence. */
  whole: number;
}

/** A choice in the making: the sentences taken so far, in reading order, and what they tell. */
interface Choice {
  taken: readonly Candidate[];
  /** By concept, 1 for what they tell. */
  told: Uint8Array;
  length: number;
  value: number;
}

/**
 * The sentences that together tell the most within `limit` UTF-16 units, in the order to be read. A short summary
 * keeps from saying its headline again; one that `retells` may.
 */
export function choose(
  candidates: readonly Candidate[],
  options: { headline: string; limit: number; most: number; retells: boolean },
): Candidate[] {
  const concepts = conceptsOf(candidates, options.headline);
  const nothing: Choice = { taken: [], told: new Uint8Array(concepts.weights.length), length: 0, value: 0 };
  const pool = candidates
    .filter((candidate) => candidate.text.length <= options.limit && candidate.fitness > 0)
    .map((candidate) => optionOf(candidate, concepts, nothing))
    .sort((one, other) => inOrder(one.candidate, other.candidate));
  let best: Choice = { ...nothing, value: Number.NEGATIVE_INFINITY };
  let beam: Choice[] = [nothing];
  for (let count = 0; count < options.most && beam.length > 0; count += 1) {
    beam = widened(beam, pool, concepts, options);
    for (const choice of beam) {
      const value =
        choice.value - (!options.retells && concepts.repeated(choice.told) > MOST_REPEATED_HEADLINE ? REPEATING : 0);
      if (value > best.value) best = { ...choice, value };
    }
  }
  return [...best.taken];
}

function optionOf(candidate: Candidate, concepts: Concepts, nothing: Choice): Option {
  const held = concepts.of(candidate);
  const place = candidate.rank === 0 ? 1 + FIRST : 1 + ON_TOPIC * concepts.onTopic(candidate);
  return {
    candidate,
    concepts: held,
    share: (candidate.fitness * place) / (1 + DECLINE * candidate.rank),
    whole: news(held, nothing, concepts),
  };
}

/** As an article tells it; of several articles, their leads before what follows. */
function inOrder(one: Candidate, other: Candidate): number {
  return one.rank - other.rank || one.article - other.article || one.index - other.index;
}

/** The best choices that take one sentence more. */
function widened(
  beam: readonly Choice[],
  pool: readonly Option[],
  concepts: Concepts,
  options: { headline: string; limit: number; retells: boolean },
): Choice[] {
  const next: { choice: Choice; option: Option; value: number; length: number }[] = [];
  for (const choice of beam) {
    const last = choice.taken.at(-1);
    let introduced: string | undefined;
    for (const option of pool) {
      const { candidate } = option;
      const length = choice.length + (last ? 1 : 0) + candidate.text.length;
      if (length > options.limit || (last && inOrder(last, candidate) >= 0)) continue;
      if (!fits(candidate, choice, options.headline)) continue;
      const gain = news(option.concepts, choice, concepts);
      if (gain < LEAST_NEW * option.whole) continue;
      let cost = options.retells ? plainCost(candidate) : costOf(candidate);
      if (candidate.strangers.length > 0) {
        introduced ??= [options.headline, ...choice.taken.map((one) => one.text)].join(' ').toLowerCase();
        cost += STRANGER * strangers(candidate, introduced);
      }
      next.push({
        choice,
        option,
        length,
        value: choice.value + gain * option.share + credit(candidate, choice) - cost,
      });
    }
  }
  return next
    .sort((one, other) => other.value - one.value)
    .slice(0, BEAM)
    .map(({ choice, option, length, value }) => ({
      taken: [...choice.taken, option.candidate],
      told: withTold(choice.told, option.concepts),
      length,
      value,
    }));
}

function withTold(told: Uint8Array, concepts: readonly number[]): Uint8Array {
  const more = told.slice();
  for (const concept of concepts) more[concept] = 1;
  return more;
}

function plainCost({ text }: Candidate): number {
  return SENTENCE + UNIT * text.length;
}

function costOf(candidate: Candidate): number {
  return plainCost(candidate) + HARD_UNIT * Math.max(0, candidate.text.length - EASY);
}

/** How many names and things a reader meets in it as known that he does not know. */
function strangers(candidate: Candidate, introduced: string): number {
  return candidate.strangers.filter((beginning) => !introduced.includes(beginning)).length;
}

/** What it is worth that a summary says who speaks, once; who was named before needs no introduction. */
function credit(candidate: Candidate, choice: Choice): number {
  if (candidate.credit === null) return 0;
  if (choice.taken.some((one) => one.names.some((name) => candidate.names.includes(name)))) {
    return candidate.credit === 'role' ? -CREDIT : 0;
  }
  if (choice.taken.some((one) => one.credit !== null)) return 0;
  return CREDIT + (candidate.credit === 'role' ? ROLE : 0);
}

/** What a sentence tells that is not told yet. */
function news(held: readonly number[], choice: Choice, concepts: Concepts): number {
  let gain = 0;
  const seen = { name: 0, number: 0, word: 0 };
  for (const concept of held) {
    if (choice.told[concept] === 1) continue;
    const kind = concepts.kindOf(concept);
    seen[kind] += 1;
    gain += concepts.weights[concept]! * (seen[kind] > IN_FULL[kind] ? ONE_OF_MANY : 1);
  }
  return gain;
}

/** A sentence that hangs on its neighbour comes right after it; one without its speaker, after he was named. */
function fits(candidate: Candidate, choice: Choice, headline: string): boolean {
  const last = choice.taken.at(-1);
  if (candidate.after !== null && (last?.index !== candidate.after || last.article !== candidate.article)) return false;
  const { needs } = candidate;
  return (
    needs === null || headline.includes(needs.slice(0, -1)) || choice.taken.some((one) => one.names.includes(needs))
  );
}
