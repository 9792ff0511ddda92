/**
 * The same words and numbers in clean characters: NFC, one apostrophe (U+2019), no soft hyphens, zero-width or control
 * characters, single spaces. A line ends in `\n`, and one blank line parts paragraphs.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(APOSTROPHE, '’')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Controls and format characters: soft hyphens, marks of direction, joiners; but not what holds an emoji together. */
const UNSEEN =
  /[^\P{Cc}\n\t]|[^\P{Cf}\u200D]|(?<!\p{Extended_Pictographic}\uFE0F?)\u200D|\u200D(?!\p{Extended_Pictographic})|(?<![\p{Extended_Pictographic}\d#*])\uFE0F/gu;

/**
 * Whatever is typed for an apostrophe inside a word, a double quote before я, ю, є, ї too («п"ять»). What stands before it
 * is looked at behind it: the other way round every letter of a text would be looked at.
 */
const APOSTROPHE = /['ʼ`´‘′ʹ＇](?<=\p{L}.)(?=\p{L})|"(?<=[бпвмфркБПВМФРК].)(?=[яюєїЯЮЄЇ])/gu;
