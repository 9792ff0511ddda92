/** The usual letters come first: looking one up among all of Unicode takes twice the time. */
const WORD = /(?:[а-яіїєґёa-z0-9]+|[\p{L}\p{M}\p{N}])+(?:['’ʼ\-‐‑](?:[а-яіїєґёa-z0-9]+|[\p{L}\p{M}\p{N}])+)*/gu;

/**
 * The words of a text in order, lower-cased: letters and digits, with hyphenated words whole and the three
 * apostrophes (U+0027, U+2019, U+02BC) folded to one letter, U+0027.
 */
export function words(text: string): string[] {
  return text.toLowerCase().replace(/[’ʼ]/g, "'").match(WORD) ?? [];
}
