import type { SummaryArticle } from '../article.js';
import { type Draft, draftsOf } from './drafts.js';
import { EARLIER_NEWS, LONG_AGO } from './lexicon.js';
import { definiteOpener, introduced, strangersIn, surnamesIn } from './people.js';
import { type Reading, readingsOf } from './readings.js';
import type { Speaker } from './speakers.js';
import { speakerOf, voicesOf } from './voices.js';

/** One form of one sentence that a summary may take. */
export interface Candidate {
  text: string;
  /** Its words without those that only say who said them. */
  body: string;
  credit: Draft['credit'];
  /** Its article's place in the story. */
  article: number;
  /** Its sentence's place in its article; the forms of one sentence share it. */
  index: number;
  /** Its sentence's place among those that say something. */
  rank: number;
  /** How fit it is as it stands, whatever it says: 0 to 1, and above where it puts right what another article says. */
  fitness: number;
  /** The sentence (its index) on which it hangs, so that it may only come right after it; `null` where it stands alone. */
  after: number | null;
  /** The surnames that it names, and the one that must have been named before it. */
  names: readonly string[];
  /** How the surnames and the «компанія», «жінка» begin that it uses as known, though a reader may not know yet whose they are. */
  strangers: readonly string[];
  needs: string | null;
}

const BACKGROUND_SHARE = 0.2;
/** What an article's lead tells happened just now; further down, a sentence that goes back in time is background. */
const LONG_AGO_SHARE = 0.5;
const LEAD_SENTENCES = 2;

/** Every form of every sentence of an article that a summary may take. */
export function candidatesOf(article: SummaryArticle, place: number): Candidate[] {
  const readings = readingsOf(article, place);
  const voices = voicesOf(readings);
  const known = introduced(readings);
  const background = backgroundFrom(readings);
  const candidates: Candidate[] = [];
  let lastMet: Speaker | null = null;
  let previous: number | null = null;
  let rank = 0;
  for (const reading of readings) {
    if (reading.only) {
      lastMet = speakerOf(reading.only, { met: voices.met, lastMet }) ?? lastMet;
      continue;
    }
    const isPast = rank >= LEAD_SENTENCES && LONG_AGO.test(reading.mended.core);
    const share = (reading.index >= background ? BACKGROUND_SHARE : 1) * (isPast ? LONG_AGO_SHARE : 1);
    const toldLater = voices.laterTold.get(reading.index) ?? null;
    const drafts: Draft[] = draftsOf(reading, {
      ...voices,
      lastMet,
      toldLater,
      background: rank < LEAD_SENTENCES ? 0.8 : 0.35,
      before: readings.slice(0, reading.index),
    });
    for (const { text, body, credit, fitness, leans, needs } of drafts) {
      if (leans && previous === null) continue;
      candidates.push({
        text,
        body,
        credit,
        article: place,
        index: reading.index,
        rank,
        fitness: fitness * share,
        after: leans ? previous : null,
        names: surnamesIn(text, voices.people),
        strangers: [...strangersIn(text, known), ...definiteOpener(text)],
        needs,
      });
    }
    lastMet = drafts[0]?.speaker ?? lastMet;
    previous = reading.index;
    if (drafts.length > 0) rank += 1;
  }
  return candidates;
}

/** Where the background begins for good: the first «Нагадаємо» with three sentences of news before it. */
function backgroundFrom(readings: readonly Reading[]): number {
  const marker = readings
    .filter((one) => one.only === null)
    .find((one, order) => order >= 3 && EARLIER_NEWS.test(one.text));
  return marker?.index ?? Number.POSITIVE_INFINITY;
}
