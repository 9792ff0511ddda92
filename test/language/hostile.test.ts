import { expect, test } from 'vitest';
import { cleanText } from '../../src/language/clean.js';
import { detectLanguage } from '../../src/language/detect.js';
import { numbersIn } from '../../src/language/numbers.js';
import { impurities, typography } from '../../src/language/purity.js';
import { sentences } from '../../src/language/sentences.js';
import { stems } from '../../src/language/stem.js';

const READERS = { cleanText, detectLanguage, numbersIn, impurities, typography, sentences, stems };
const LENGTH = 100_000;
const PIECES = [
  ...['.', '!', '«', '"', '(', '[', ' ', '\u00A0', '—', '-', '\n', 'а', 'шч', 'е', '5', '?', 'Р', '<', '\uFFFD'],
  ...['м. ', '5 р. Ж ', '(а. Б) ', '1. ', 'a ', '1:1 ', '1, ', '111 ', 'один ', '" ', '«а', ': - ', 'А. ', 'а-', "а'"],
];

/** Time that grew with the square of the length would be minutes, and would end in the runner's own limit. */
test.each(Object.entries(READERS))(
  '%s reads a long text of one thing over and over in time that grows with its length',
  (_name, read) => {
    for (const piece of PIECES) expect(read(piece.repeat(LENGTH / piece.length))).toBeDefined();
  },
);
