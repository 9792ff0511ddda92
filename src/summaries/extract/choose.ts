import type { Candidate } from './candidates.js';
import { type Concepts, conceptsOf, P } from './features.js';

interface Option {
  candidate: Candidate;
  concepts: readonly number[];
  share: number;
  /** What it would tell as the first sentence. */
  whole: number;
}

/** A sentence less than this share of which is new only says again what was said. */
const MOST_REPEATED = 0.45;

/** A choice in the making: the sentences taken so far, in reading order, and what they tell. */
interface Choice {
  taken: readonly Option[];
  told: ReadonlySet<number>;
  length: number;
  value: number;
}

const NOTHING: Choice = { taken: [], told: new Set(), length: 0, value: 0 };

/** The sentences that together tell the most within `limit` UTF-16 units, in the order to be read. */
export function choose(
  candidates: readonly Candidate[],
  options: { headline: string; limit: number; most: number },
): Candidate[] {
  const concepts = conceptsOf(candidates, options.headline);
  const pool = candidates
    .filter((candidate) => candidate.text.length <= options.limit && candidate.fitness > 0)
    .map((candidate) => ({
      candidate,
      concepts: concepts.of(candidate),
      share:
        (candidate.fitness * (candidate.rank === 0 ? 1 + P.first : 1 + P.topic * concepts.onTopic(candidate))) /
        (1 + P.position * candidate.rank),
    }))
    .map((option) => ({ ...option, whole: news(option, NOTHING, concepts) }))
    .sort((one, other) => inOrder(one.candidate, other.candidate));
  let best: Choice = { ...NOTHING, value: Number.NEGATIVE_INFINITY };
  let beam: Choice[] = [NOTHING];
  for (let count = 0; count < options.most && beam.length > 0; count += 1) {
    beam = widened(beam, pool, concepts, options);
    for (const choice of beam) {
      const value = choice.value - repeats(choice, concepts);
      if (value > best.value) best = { ...choice, value };
    }
  }
  return best.taken.map((option) => option.candidate);
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
  options: { headline: string; limit: number },
): Choice[] {
  const next: { choice: Choice; option: Option; value: number; length: number }[] = [];
  for (const choice of beam) {
    const last = choice.taken.at(-1)?.candidate;
    const introduced = [options.headline, ...choice.taken.map((one) => one.candidate.text)].join(' ').toLowerCase();
    for (const option of pool) {
      const { candidate } = option;
      const length = choice.length + (last ? 1 : 0) + candidate.text.length;
      if (length > options.limit || (last && inOrder(last, candidate) >= 0)) continue;
      if (!fits(candidate, choice, options.headline)) continue;
      const gain = news(option, choice, concepts);
      if (gain < MOST_REPEATED * option.whole) continue;
      next.push({
        choice,
        option,
        length,
        value:
          choice.value +
          gain * option.share +
          credit(candidate, choice) -
          P.stranger * strangers(candidate, introduced) -
          P.piece -
          P.chars * candidate.text.length,
      });
    }
  }
  return next
    .sort((one, other) => other.value - one.value)
    .slice(0, P.beam)
    .map(({ choice, option, length, value }) => ({
      taken: [...choice.taken, option],
      told: new Set([...choice.told, ...option.concepts]),
      length,
      value,
    }));
}

/** How many surnames a reader meets in it without knowing whose they are. */
function strangers(candidate: Candidate, introduced: string): number {
  return candidate.strangers.filter((stem) => !introduced.includes(stem)).length;
}

/** What it is worth that a summary says who speaks, once. */
function credit(candidate: Candidate, choice: Choice): number {
  if (candidate.credit === null || choice.taken.some((option) => option.candidate.credit !== null)) return 0;
  return P.speaker + (candidate.credit === 'role' ? P.role : 0);
}

/** What a sentence tells that is not told yet; of many names in a row each further one says less. */
function news(option: Pick<Option, 'concepts'>, choice: Choice, concepts: Concepts): number {
  let gain = 0;
  let names = 0;
  for (const id of option.concepts) {
    if (choice.told.has(id)) continue;
    if (concepts.isName(id)) names += 1;
    gain += concepts.weights[id]! * (concepts.isName(id) && names > P.fewNames ? P.manyNames : 1);
  }
  return gain;
}

/** A sentence that hangs on its neighbour comes right after it; one without its speaker, after he was named. */
function fits(candidate: Candidate, choice: Choice, headline: string): boolean {
  const last = choice.taken.at(-1)?.candidate;
  if (candidate.after !== null && (last?.index !== candidate.after || last.article !== candidate.article)) return false;
  const { needs } = candidate;
  if (needs === null) return true;
  return headline.includes(needs.slice(0, -1)) || choice.taken.some((option) => option.candidate.names.includes(needs));
}

function repeats(choice: Choice, concepts: Concepts): number {
  if (concepts.inHeadline.length === 0) return 0;
  const share = concepts.inHeadline.filter((id) => choice.told.has(id)).length / concepts.inHeadline.length;
  return (share > 0.5 ? P.repeat : 0) + P.soft * share;
}
