/** A page, and how its reading is judged: hits and misses of what should be there and of what should not. */
export interface JudgedPage {
  name: string;
  url: string | null;
  html: Uint8Array;
  judge(text: string): Judgement;
  /** The headline, where the set names it. */
  headline?: string | undefined;
}

/** Parts that should be read and were, that should be and were not, that should not and were. */
export interface Judgement {
  found: number;
  missed: number;
  foreign: number;
  /** What was missed and what is foreign, for people. */
  examples: string[];
}
