/** Words of one shingle; shorter ones are shared by chance, longer ones break at every corrected word. */
const SHINGLE = 4;
/** Hashes kept of a text. */
const SKETCH_SIZE = 24;
/** A text of fewer words is too short to be told a copy. */
const LEAST_WORDS = 20;
/** Words that are read: publishers cut and lengthen the end of a wire text. */
const MOST_WORDS = 250;

/**
 * The smallest hashes of a text's runs of four words, which are given by their hashes: of two texts, the share of common ones is close to the share
 * of common runs (Broder 1997, «On the resemblance and containment of documents»). Empty for a very short text.
 */
export function sketchOf(words: readonly number[]): number[] {
  if (words.length < LEAST_WORDS) return [];
  const read = words.slice(0, MOST_WORDS);
  const hashes = new Set<number>();
  for (let start = 0; start + SHINGLE <= read.length; start += 1) {
    let hash = 0;
    for (let place = start; place < start + SHINGLE; place += 1) hash = Math.imul(hash ^ read[place]!, 0x5bd1e995);
    hashes.add((hash ^ (hash >>> 15)) >>> 0);
  }
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH_SIZE);
}

/** How much of two texts is the same, 0 to 1. Both sketches are in ascending order. */
export function resemblance(a: readonly number[], b: readonly number[]): number {
  const size = Math.min(a.length, b.length);
  let [inA, inB, shared] = [0, 0, 0];
  for (let union = 0; union < size; union += 1) {
    const [ownA, ownB] = [a[inA]!, b[inB]!];
    if (ownA === ownB) shared += 1;
    if (ownA <= ownB) inA += 1;
    if (ownB <= ownA) inB += 1;
  }
  return size === 0 ? 0 : shared / size;
}
