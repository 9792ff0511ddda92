import type { SummaryArticle } from '../article.js';
import { type Attribution, onlyAttribution } from './attribution.js';
import { cuesOf } from './cues.js';
import { type Mended, mend } from './mend.js';
import { type Passage, passagesOf } from './passages.js';

/** A sentence of an article as it was understood. */
export interface Reading extends Passage {
  /** What its words may be a part of (CUE). */
  cues: number;
  /** The attribution that is all it says; `null` where it has matter of its own. */
  only: Attribution | null;
  mended: Mended;
}

/** News is told in its first sentences; what stands deeper no summary takes. */
const DEEPEST = 60;

/** The sentences of an article in order, each read once. */
export function readingsOf(article: SummaryArticle, place: number): Reading[] {
  return passagesOf(article, place)
    .slice(0, DEEPEST)
    .map((passage) => {
      const cues = cuesOf(passage.text);
      return {
        ...passage,
        cues,
        only: passage.spoken === null ? onlyAttribution(passage.text, cues) : null,
        mended: mend(passage.text, cues),
      };
    });
}
