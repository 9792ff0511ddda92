import { stem } from '../../src/language/stem.js';
import { type Judged, rounded } from './judged.js';

interface Row {
  form: string;
  lemma: string;
}

/** Do the forms of a word meet in one stem, and other words not? */
export function judgeStems(rows: Row[]): Judged {
  const inflected = rows.filter(({ form, lemma }) => form !== lemma);
  const apart = inflected.filter(({ form, lemma }) => stem(form) !== stem(lemma));
  const byStem = new Map<string, Set<string>>();
  for (const { lemma } of rows) byStem.set(stem(lemma), (byStem.get(stem(lemma)) ?? new Set()).add(lemma));
  const crowds = [...byStem].filter(([, lemmas]) => lemmas.size > 1);
  const sharing = crowds.reduce((sum, [, lemmas]) => sum + lemmas.size, 0);
  const lemmas = new Set(rows.map(({ lemma }) => lemma)).size;
  return {
    figures: {
      all: {
        rows: rows.length,
        'forms merged': rounded(1 - apart.length / inflected.length),
        'lemmas sharing a stem': rounded(sharing / lemmas),
      },
    },
    cases: [
      ...crowds.map(([common, own]) => ({
        badness: own.size,
        what: [...own].join(', '),
        why: `other words, one stem: ${common}`,
      })),
      ...apart.map(({ form, lemma }) => ({
        badness: 2.5,
        what: `${form}, ${lemma}`,
        why: `one word, two stems: ${stem(form)}, ${stem(lemma)}`,
      })),
    ],
  };
}
