/** The single-byte encodings of Cyrillic texts on the web, by their WHATWG labels. */
const CHARSETS = ['windows-1251', 'koi8-u', 'iso-8859-5', 'ibm866'] as const;

/** How much of a document is looked at, bytes. */
const SAMPLE = 65_536;
/** With fewer letters than this one encoding looks as likely as another. */
const FEWEST_LETTERS = 20;
/** By how much another encoding must look likelier than the one that is named. The right one has about 5, a wrong one 2. */
const CLEARLY = 1.5;

/** Roughly how often Ukrainian and Russian texts have a letter, in per cent; a letter of one of them counts as of both. */
const FREQUENCIES: readonly (readonly [percent: number, letters: string])[] = [
  [10, 'о'],
  [8, 'ае'],
  [6, 'инт'],
  [5, 'вср'],
  [4, 'кл'],
  [3, 'удмпі'],
  [2, 'яьзыбг'],
  [1, 'чйхцжшющєїфэё'],
];
const WEIGHTS = new Map(FREQUENCIES.flatMap(([percent, letters]) => [...letters].map((letter) => [letter, percent])));
/** What else stands among letters, and what no text has so much of. */
const PUNCTUATION = /[«»„“”‘’—–…№§€\u00a0ґъ]/;
const NO_LETTER = -4;

/** The encoding that a text of single bytes looks like: a Cyrillic one, or windows-1252 for letters among Latin ones. */
export function likeliestCharset(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE);
  return isAmongLatin(sample) ? 'windows-1252' : best(sample).label;
}

/** The encoding that a text is in beyond doubt, where it is another than the one that is named; else `null`. */
export function contradicting(bytes: Uint8Array, named: string): string | null {
  const sample = bytes.subarray(0, SAMPLE);
  const isNamedCyrillic = (CHARSETS as readonly string[]).includes(named);
  if ((!isNamedCyrillic && named !== 'windows-1252') || countHigh(sample) < FEWEST_LETTERS || isAmongLatin(sample))
    return null;
  const likeliest = best(sample);
  return likeliest.label !== named && likeliest.score > scoreOf(sample, named) + CLEARLY ? likeliest.label : null;
}

function best(sample: Uint8Array): { label: string; score: number } {
  return CHARSETS.map((label) => ({ label, score: scoreOf(sample, label) })).reduce((one, other) =>
    other.score > one.score ? other : one,
  );
}

/** How much a text looks like Ukrainian or Russian when it is read in an encoding, per byte above ASCII. */
function scoreOf(sample: Uint8Array, label: string): number {
  let score = 0;
  let wasSmall = false;
  for (const character of new TextDecoder(label).decode(sample)) {
    const isAscii = character < '\u0080';
    const letter = character.toLowerCase();
    const weight = WEIGHTS.get(letter);
    const isSmall = weight !== undefined && letter === character;
    if (!isAscii) score += weight ?? (PUNCTUATION.test(character) ? 0 : NO_LETTER);
    // «оДЕСА»: small letters become capitals in the middle of words where the wrong table is taken.
    if (wasSmall && weight !== undefined && !isSmall) score += NO_LETTER;
    wasSmall = isSmall;
  }
  return score / Math.max(1, countHigh(sample));
}

function countHigh(sample: Uint8Array): number {
  return sample.reduce((count, byte) => count + (byte < 0x80 ? 0 : 1), 0);
}

/** Do most of the bytes above ASCII touch a Latin letter, as in «détudes»? */
function isAmongLatin(sample: Uint8Array): boolean {
  let among = 0;
  for (const [index, byte] of sample.entries())
    if (byte >= 0x80 && (isLatinLetter(sample[index - 1]) || isLatinLetter(sample[index + 1]))) among++;
  return among > countHigh(sample) / 2;
}

function isLatinLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}
