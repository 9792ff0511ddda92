const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ\-‐‑][\p{L}\p{M}\p{N}]+)*/gu;

/**
 * The words of a text in order, lower-cased: letters and digits, with hyphenated words whole and the three
 * apostrophes (U+0027, U+2019, U+02BC) folded to one letter, U+0027.
 */
export function words(text: string): string[] {
  return text.toLowerCase().replace(/[’ʼ]/g, "'").match(WORD) ?? [];
}
