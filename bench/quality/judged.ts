/** What is right and wrong with a stage's answers. */
export interface Judged {
  /** A line a class, or one for all. */
  figures: Record<string, Record<string, number>>;
  cases: BadCase[];
}

/** An answer that is wrong. */
export interface BadCase {
  /** How wrong it is; only compared. */
  badness: number;
  what: string;
  why: string;
}

/** Precision, recall and F1 of what was found, missed and found in error. */
export function retrieval({ found, missed, wrong }: { found: number; missed: number; wrong: number }) {
  return ratesOf(found / (found + wrong || 1), found / (found + missed || 1));
}

/** Precision and recall with the harmonic mean of both, to three digits. */
export function ratesOf(precision: number, recall: number): { precision: number; recall: number; f1: number } {
  return {
    precision: rounded(precision),
    recall: rounded(recall),
    f1: rounded((2 * precision * recall) / (precision + recall || 1)),
  };
}

/** To three digits. */
export function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}

/** Retrieval of every class that an answer or a label names, by one label and one answer a row. */
export function retrievalByClass(answers: readonly { label: string; answer: string }[]): Judged['figures'] {
  const classes = [...new Set(answers.flatMap(({ label, answer }) => [label, answer]))].sort();
  return Object.fromEntries(
    classes.map((name) => {
      const labelled = answers.filter(({ label }) => label === name);
      const found = labelled.filter(({ answer }) => answer === name).length;
      const wrong = answers.filter(({ label, answer }) => answer === name && label !== name).length;
      return [name, { rows: labelled.length, ...retrieval({ found, missed: labelled.length - found, wrong }) }];
    }),
  );
}
