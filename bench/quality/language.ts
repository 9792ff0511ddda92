import { cueOf, detectLanguage } from '../../src/language/detect.js';
import { words } from '../../src/language/words.js';
import { type Judged, retrievalByClass, rounded } from './judged.js';

interface Row {
  title?: string;
  text: string;
  language?: string;
}

/** Is the language of a headline, or of an article, told as it is? */
export function judgeLanguage(rows: Row[], options: { language: string | undefined }): Judged {
  const answers = rows.map(({ title, text, language }) => {
    const whole = title === undefined ? text : `${title}\n\n${text}`;
    return { whole, label: language ?? options.language ?? 'unlabelled', answer: detectLanguage(whole) as string };
  });
  const wrong = answers.filter(({ label, answer }) => label !== answer);
  return {
    figures: {
      all: { rows: rows.length, wrong: wrong.length, accuracy: rounded(1 - wrong.length / rows.length) },
      ...retrievalByClass(answers),
    },
    cases: wrong.map(({ whole, label, answer }) => ({
      badness: whole.length,
      what: `${label} taken for ${answer}: ${whole.slice(0, 90)}`,
      why: `speaking words: ${[...new Set(words(whole.slice(0, 6000)))]
        .map((word) => ({ word, cue: cueOf(word) }))
        .filter(({ cue }) => cue !== 0)
        .slice(0, 12)
        .map(({ word, cue }) => `${word} ${cue}`)
        .join(', ')}`,
    })),
  };
}
