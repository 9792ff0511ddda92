import { sentences } from '../../language/sentences.js';
import { LIMITS } from '../lengths.js';

/** A summary in `normal` as one in `short`: its first sentence where that fits, else the headline alone. */
export function shortOf(summary: { headline: string; text: string }): { headline: string; text: string } {
  const [first = ''] = sentences(summary.text);
  return { headline: summary.headline, text: first.length <= LIMITS.short ? first : '' };
}
